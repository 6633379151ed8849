import { type HashAnswer, readHash } from './hash-answer.js'

/** The answer that this page was loaded with. */
export interface PageAnswer {
  /** What the hash says; after it was removed, and until the page goes elsewhere, the same again. */
  read(): HashAnswer
  /** Takes it out of the URL, if the URL holds that answer. An unspent code is the app's. */
  remove(hash: HashAnswer): void
  forget(): void
}

export function createPageAnswer(): PageAnswer {
  let removed: { readonly hash: HashAnswer; readonly href: string } | undefined
  return {
    read() {
      const { hash, href } = location
      return removed?.href === href ? removed.hash : readHash(hash)
    },

    remove(hash) {
      const { answer, text } = readHash(location.hash)
      const { code, state } = answer
      if (text !== hash.text && (!state || state !== hash.answer.state)) return
      const rest = code ? `#${new URLSearchParams({ code, ...(state && { state }) })}` : ''
      try {
        // no entry is made, and `history.state` survives (RFC 9700 §4.3.1)
        history.replaceState(
          history.state,
          '',
          location.origin + location.pathname + location.search + rest,
        )
      } catch {
        // WebKit allows 100 calls in 10 s
      }
      removed = { hash, href: location.href }
    },

    forget() {
      removed = undefined
    },
  }
}
