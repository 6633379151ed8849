import { updateRecord } from '../database.js'
import type { SessionOptions } from './session.js'
import type { SessionTokens } from './session-tokens.js'

/** What is to stand there next, made of what stands there now. */
type Update = (found: SessionTokens | undefined) => SessionTokens | undefined

/**
 * Puts what `update` makes of the tokens in their place, in one step, and resolves with what stands
 * there then. Without an update it reads. Never rejects: where the browser refuses its storage, the
 * tokens are in memory.
 */
export type TokenStore = (update?: Update) => Promise<SessionTokens | undefined>

/** @param key names the record */
export function createTokenStore(
  keep: NonNullable<SessionOptions['keep']>,
  key: string,
): TokenStore {
  const stores = { page: createPageStore, tab: createTabStore, browser: createBrowserStore }
  return stores[keep](key)
}

function createPageStore(): TokenStore {
  let tokens: SessionTokens | undefined
  return async (update) => {
    if (update) tokens = update(tokens)
    return tokens
  }
}

/**
 * In memory, and in sessionStorage only from one page of the tab to the next: it is copied with the
 * tab, and two tabs must not hold one refresh token.
 */
function createTabStore(key: string): TokenStore {
  const inMemory = createPageStore()
  let watches = false

  const handOver = (tokens: SessionTokens | undefined) => {
    try {
      if (tokens) sessionStorage.setItem(key, JSON.stringify(tokens))
      // a page that the browser keeps for Back takes them from there again, if they are there
      return undefined
    } catch {
      return tokens
    }
  }

  const takeOver = (): SessionTokens | undefined => {
    try {
      const text = sessionStorage.getItem(key)
      sessionStorage.removeItem(key)
      return text ? JSON.parse(text) : undefined
    } catch {
      return undefined
    }
  }

  return (update = (found) => found) => {
    if (!watches) globalThis.addEventListener?.('pagehide', () => void inMemory(handOver))
    watches = true
    return inMemory((tokens) => update(tokens ?? takeOver()))
  }
}

/** In IndexedDB, which shows every tab what was written last, as localStorage does not. */
function createBrowserStore(key: string): TokenStore {
  const copy = createPageStore()
  let refused = false

  return async (update) => {
    if (refused) return copy(update)
    const carryOut = () => updateRecord('sessions', key, update ?? ((found) => found))
    try {
      // a second time: iOS may have taken the database away while the page slept
      const tokens = await carryOut().catch(carryOut)
      return copy(() => tokens)
    } catch {
      refused = !!update
      return copy(update)
    }
  }
}
