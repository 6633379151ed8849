import { vi } from 'vitest'

/** What is alive at a moment. */
export interface LiveResources {
  /** Listeners on this window. */
  listeners: number
  /** Open BroadcastChannels. */
  channels: number
  /** Running timers, of fake ones. */
  timers: number
  frames: number
}

export const nothingAlive: LiveResources = { listeners: 0, channels: 0, timers: 0, frames: 0 }

/** Counts from now on what is opened in this window and not closed. Needs fake timers. */
export function watchResources() {
  const listeners = watchListeners(globalThis as unknown as EventTarget)
  const channels = new Set<BroadcastChannel>()
  const channelNames: string[] = []
  class WatchedChannel extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.add(this)
      channelNames.push(name)
    }
    override close() {
      channels.delete(this)
      super.close()
    }
  }
  vi.stubGlobal('BroadcastChannel', WatchedChannel)
  return {
    /** Names of all channels so far. */
    channelNames,
    live: (): LiveResources => ({
      listeners: listeners.count(),
      channels: channels.size,
      timers: vi.getTimerCount(),
      frames: document.querySelectorAll('iframe').length,
    }),
    /** Ends what a test left on purpose: logins that nobody completed. */
    release() {
      listeners.release()
      for (const channel of channels) channel.close()
      vi.clearAllTimers()
      for (const frame of document.querySelectorAll('iframe')) frame.remove()
    },
  }
}

/** Counts the listeners that a target has from now on. */
export function watchListeners(target: EventTarget) {
  type Listener = Parameters<EventTarget['addEventListener']>[1]
  const live: [type: string, listener: Listener][] = []
  const forget = (type: string, listener: Listener) => {
    const index = live.findIndex(
      ([liveType, liveListener]) => liveType === type && liveListener === listener,
    )
    if (index >= 0) live.splice(index, 1)
  }
  const add = target.addEventListener.bind(target)
  const remove = target.removeEventListener.bind(target)
  const addEventListener: EventTarget['addEventListener'] = (type, listener, options) => {
    const { once, signal } = typeof options === 'object' ? options : {}
    forget(type, listener)
    live.push([type, listener])
    if (once) add(type, () => forget(type, listener), { once })
    signal?.addEventListener('abort', () => forget(type, listener))
    add(type, listener, options)
  }
  const removeEventListener: EventTarget['removeEventListener'] = (type, listener, options) => {
    forget(type, listener)
    remove(type, listener, options)
  }
  Object.defineProperties(target, {
    addEventListener: { configurable: true, writable: true, value: addEventListener },
    removeEventListener: { configurable: true, writable: true, value: removeEventListener },
  })
  return {
    count: () => live.length,
    release() {
      for (const [type, listener] of [...live]) removeEventListener(type, listener)
    },
  }
}
