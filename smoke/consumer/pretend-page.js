/** Gives Node as much of a page as a login by redirect touches. In a browser it does nothing. */
export function pretendPage() {
  if (typeof document !== 'undefined') return
  const cookies = new Map()
  Object.assign(globalThis, {
    window: globalThis,
    document: {
      get cookie() {
        return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      },
      set cookie(text) {
        const [, name, value, attributes] = /^([^=]*)=([^;]*)(.*)$/.exec(text)
        if (/expires=|max-age=0/.test(attributes)) cookies.delete(name)
        else cookies.set(name, value)
      },
    },
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
