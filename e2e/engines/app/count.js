// Runs before the library and keeps account of what a login takes from the page: timers, listeners,
// channels, frames, records.
{
  const timers = new Set()
  const listeners = []
  const channels = new Set()

  // Browser drivers put timers and listeners of their own into the page: the stack tells whose they
  // are.
  const isOurs = () => new Error().stack.includes(`${location.origin}/postern`)

  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
  ]) {
    const { [set]: start, [clear]: stop } = globalThis
    globalThis[set] = (run, delay, ...values) => {
      const timer = start(() => {
        if (set === 'setTimeout') timers.delete(timer)
        run(...values)
      }, delay)
      if (isOurs()) timers.add(timer)
      return timer
    }
    globalThis[clear] = (timer) => {
      timers.delete(timer)
      stop(timer)
    }
  }

  const indexOf = (target, type, listener) =>
    listeners.findIndex(
      (one) => one.target === target && one.type === type && one.listener === listener,
    )
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
  EventTarget.prototype.addEventListener = function (type, listener, ...options) {
    const target = this ?? globalThis
    if (isOurs() && indexOf(target, type, listener) < 0) listeners.push({ target, type, listener })
    add.call(target, type, listener, ...options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, ...options) {
    const target = this ?? globalThis
    const index = indexOf(target, type, listener)
    if (index >= 0) listeners.splice(index, 1)
    remove.call(target, type, listener, ...options)
  }

  globalThis.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) {
      super(name)
      channels.add(this)
    }

    close() {
      channels.delete(this)
      super.close()
    }
  }

  const names = {
    cookies: () => document.cookie.split('; '),
    sessionStorage: () => Object.keys(sessionStorage),
    localStorage: () => Object.keys(localStorage),
  }

  function records() {
    return Object.values(names).flatMap((read) => {
      try {
        return read().filter((name) => name.includes('postern.'))
      } catch {
        // what may not be read holds nothing
        return []
      }
    })
  }

  globalThis.leftBehind = () => ({
    timers: timers.size,
    listeners: listeners.length,
    channels: channels.size,
    frames: document.querySelectorAll('iframe').length,
    records: records().length,
  })
}
