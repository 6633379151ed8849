import { belongsTo, isExpired } from '../state.js'
import { findTransaction, removeTransaction } from '../transaction.js'
import { type HashAnswer, readHash } from './hash-answer.js'
import type { LoginRecord } from './login-request.js'
import type { Tenant } from './tenant.js'

/** What one page load knows of the answer that it was loaded with, and of the login behind it. */
export interface PageLogins {
  /**
   * What the hash says; after it was removed, and until the page goes elsewhere, the same again.
   */
  read(): HashAnswer
  /**
   * Takes the record that a state names, so that it is used once; undefined if there is none in
   * time, null if it is another client's, which is left alone. The same answer finds the same
   * record for as long as the page lives.
   */
  take(state: string | undefined, text: string): LoginRecord | undefined | null
  /** Takes the answer out of the URL, if it is there. An unspent code is the app's, and stays. */
  remove(hash: HashAnswer): void
  /** Forgets them all. */
  clear(): void
}

export function createPageLogins(tenant: Tenant): PageLogins {
  const records = new Map<string, LoginRecord>()
  const removed = new Map<string, HashAnswer>()
  return {
    read: () => removed.get(location.href) ?? readHash(location.hash),

    take(state, text) {
      const known = records.get(text)
      if (known || !state) return known
      const record: LoginRecord | undefined = findTransaction(tenant, state)
      if (!record) return undefined
      if (!belongsTo(tenant, record)) return null
      removeTransaction(tenant, state)
      if (isExpired(tenant, record)) return undefined
      records.set(text, record)
      return record
    },

    remove(hash) {
      const { origin, pathname, search } = location
      const { text, answer } = readHash(location.hash)
      const { code, state } = answer
      if (text !== hash.text && (!state || state !== hash.answer.state)) return
      const rest = code ? `#${new URLSearchParams({ code, ...(state && { state }) })}` : ''
      try {
        // no entry is made, and `history.state` survives (RFC 9700 §4.3.1)
        history.replaceState(history.state, '', origin + pathname + search + rest)
      } catch {
        // WebKit allows 100 calls in 10 s
      }
      removed.clear()
      removed.set(location.href, hash)
    },

    clear() {
      records.clear()
      removed.clear()
    },
  }
}
