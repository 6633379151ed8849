/**
 * What travels: from the callback page its response, as fragment or query; back to it the state, as
 * the word that it arrived. By BroadcastChannel, which survives Cross-Origin-Opener-Policy, and by
 * postMessage, which survives partitioned storage.
 */
export interface RelayMessage {
  readonly postern: string
}

/**
 * Opens both ways between a callback page and whoever waits for its response, and calls `tick`
 * every so many ms, until the function is called.
 */
export function openLine(
  state: string,
  hear: (event: MessageEvent) => void,
  tick: () => void,
  every: number,
): [BroadcastChannel | undefined, () => void] {
  let channel: BroadcastChannel | undefined
  try {
    channel = new BroadcastChannel(`postern.${state}`)
    channel.onmessage = hear
  } catch {
    // Firefox refuses it where it keeps no storage: then a message has to do
  }
  const timer = setInterval(tick, every)
  addEventListener('message', hear)
  const hangUp = () => {
    channel?.close()
    clearInterval(timer)
    removeEventListener('message', hear)
  }
  return [channel, hangUp]
}

const REPEAT_EVERY = 500
const GIVE_UP_AFTER = 10

/**
 * Hands a response home and closes the window. Repeats until the one who waits answers; gives up
 * after 5 s. Needs neither opener nor storage. Resolves to whether somebody took it.
 */
export function relayResponse(state: string, response: string): Promise<boolean> {
  return new Promise((resolve) => {
    const home: Window = opener ?? parent
    let sent = 0
    const settle = (answered: boolean) => {
      hangUp()
      if (answered) close()
      resolve(answered)
    }
    const send = () => {
      if (sent++ === GIVE_UP_AFTER) return settle(false)
      const message: RelayMessage = { postern: response }
      channel?.postMessage(message)
      // RFC 9700 §4.17: our own origin or nobody
      if (home !== window) home.postMessage(message, location.origin)
    }
    const [channel, hangUp] = openLine(
      state,
      ({ data }) => data?.postern === state && settle(true),
      send,
      REPEAT_EVERY,
    )
    send()
  })
}
