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

/** The records of the answers that this page has seen, by their text. */
const records = new Map<string, LoginRecord>()

/** The answer that was taken out of the URL, and where the page was then. */
let removed: { hash: HashAnswer; href: string; entries: number } | undefined

function forget(): void {
  records.clear()
  removed = undefined
}

/** Back, and any other address, is elsewhere. A router may write a state of its own. */
function leave({ type }: Event): void {
  if (type === 'popstate' || location.href !== removed?.href) removed = undefined
}

/** Of one client; its instances share what is known, as an app may make one in each render. */
export const createPageLogins = (tenant: Tenant): PageLogins => ({
  read() {
    const { hash, href, entries } = removed ?? {}
    if (hash && href === location.href && entries === history.length) return hash
    // the page was elsewhere: whoever comes back has not logged in by that
    removed = undefined
    return readHash(location.hash)
  },

  take(state, text) {
    const known = records.get(text)
    const record: LoginRecord | undefined =
      known ?? (state ? findTransaction(tenant, state) : undefined)
    if (!record) return undefined
    const { sentClientId: clientId = '' } = record
    if (![record, { ...record, clientId }].some((one) => belongsTo(tenant, one))) return null
    if (known) return known
    removeTransaction(tenant, `${state}`)
    if (isExpired(tenant, record)) return undefined
    records.set(text, record)
    // the browser may keep a page that is left, and show it again
    addEventListener('pagehide', forget, { once: true })
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
    removed = { hash, href: location.href, entries: history.length }
    addEventListener('popstate', leave)
    const { navigation } = globalThis as { navigation?: EventTarget }
    navigation?.addEventListener('currententrychange', leave)
  },

  clear: forget,
})
