/**
 * Both ways between a callback page and whoever waits for its response: by BroadcastChannel, which
 * survives Cross-Origin-Opener-Policy, and by postMessage, which survives partitioned storage. What
 * travels is a text under the name `postern`: from the callback page its response, as the URL that
 * it came to; back to it the state, as the word that it arrived.
 */
export interface RelayChannel {
  /** Sends to everybody of this origin who listens to the state, and to one window. */
  send(window: Window, text: string): void
  close(): void
}

/**
 * Opens a channel for a state, and calls `onTick` every so many ms until it is closed.
 * @param onMessage gets what came by broadcast, which this origin alone can send, and every message
 *   to this window, which anybody can (RFC 9700 §4.17)
 */
export function openChannel(
  state: string,
  onMessage: (event: MessageEvent, isBroadcast: boolean) => void,
  onTick: () => void,
  period: number,
): RelayChannel {
  let broadcast: BroadcastChannel | undefined
  const listener = (event: MessageEvent) => onMessage(event, event.target === broadcast)
  try {
    broadcast = new BroadcastChannel(`postern.${state}`)
    broadcast.onmessage = listener
  } catch {
    // Firefox refuses it where it keeps no storage: then a message has to do
  }
  const timer = setInterval(onTick, period)
  addEventListener('message', listener)
  return {
    send(to, text) {
      const message = { postern: text }
      broadcast?.postMessage(message)
      // our own origin or nobody
      if (to !== window) to.postMessage(message, location.origin)
    },
    close() {
      broadcast?.close()
      clearInterval(timer)
      removeEventListener('message', listener)
    },
  }
}

const REPEAT_EVERY = 500
const GIVE_UP_AFTER = 10

/**
 * Hands a response home and closes the window. Repeats until the one who waits answers; gives up
 * after 5 s. Needs neither opener nor storage.
 * @returns whether somebody took it
 */
export function relayResponse(state: string, response: string): Promise<boolean> {
  return new Promise((resolve) => {
    const home: Window = opener ?? parent
    let sent = 0
    const settle = (isTaken: boolean) => {
      channel.close()
      if (isTaken) close()
      resolve(isTaken)
    }
    const send = () => {
      if (sent++ === GIVE_UP_AFTER) settle(false)
      else channel.send(home, response)
    }
    const onMessage = ({ data, origin }: MessageEvent, isBroadcast: boolean) => {
      const isOwn = isBroadcast || origin === location.origin
      if (isOwn && data?.postern === state) settle(true)
    }
    const channel = openChannel(state, onMessage, send, REPEAT_EVERY)
    send()
  })
}
