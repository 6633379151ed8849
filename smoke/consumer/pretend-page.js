/** Gives Node as much of a page as a login by redirect touches. In a browser it does nothing. */
export function pretendPage() {
  if (typeof document !== 'undefined') return
  Object.assign(globalThis, {
    window: globalThis,
    document: {},
    localStorage: Object.create({
      getItem(name) {
        return this[name] ?? null
      },
      setItem(name, text) {
        this[name] = text
      },
      removeItem(name) {
        delete this[name]
      },
    }),
    location: new URL('http://app.localhost/'),
    history: {
      state: null,
      replaceState: (_state, _unused, url) => {
        globalThis.location = new URL(url, globalThis.location)
      },
    },
    opener: null,
    parent: globalThis,
    addEventListener: () => {},
    removeEventListener: () => {},
    close: () => {},
  })
}
