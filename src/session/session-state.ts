import type { AuthError } from '../auth-error.js'
import type { IdTokenClaims } from '../id-token-claims.js'

/** What an app shows. */
export type SessionState =
  /** Only before the first answer; never again. */
  | { readonly status: 'loading' }
  /** `error`: what went wrong last; the session stands. */
  | { readonly status: 'in'; readonly claims: IdTokenClaims; readonly error?: AuthError }
  /** `error`: why it ended; none after a logout, and none for strangers. */
  | { readonly status: 'out'; readonly error?: AuthError }

/** What every session begins with. */
export const LOADING: SessionState = { status: 'loading' }

/** Claims that differ at each renewal, though nobody would see it. */
const VOLATILE = /^(iat|exp|nbf|jti|nonce|.+_hash)$/

/** A state as people see it. */
const appearance = (state: SessionState & { readonly error?: AuthError }) => {
  const { code, detail } = state.error ?? {}
  const seen = { ...state, error: [code, detail?.status, detail?.error] }
  const names: string[] = []
  JSON.stringify(seen, (name, value) => {
    if (!VOLATILE.test(name)) names.push(name)
    return value
  })
  // in one order, whatever that of the claims is
  return JSON.stringify(seen, names.sort())
}

/** The state, and who is told of its changes. */
export interface StateSource {
  getState(): SessionState
  /** Tells everybody, unless people would see no difference. */
  setState(next: SessionState): void
  subscribe(listener: (state: SessionState) => void): () => void
}

/** @param watch called when the first listener comes; what it returns, when the last has gone */
export function createStateSource(watch: () => () => void): StateSource {
  let state = LOADING
  let unwatch: () => void
  const subscriptions = new Set<() => Promise<void>>()

  return {
    getState: () => state,
    setState(next) {
      if (appearance(next) === appearance(state)) return
      state = next
      for (const tell of [...subscriptions]) {
        // a listener changed it again, and everybody has been told
        if (state !== next) return
        if (subscriptions.has(tell)) tell()
      }
    },
    subscribe(listener) {
      // called at once; what it throws becomes an unhandled rejection, which the browser reports,
      // and which stops neither us nor the other listeners
      const tell = async () => listener(state)
      if (!subscriptions.size) unwatch = watch()
      subscriptions.add(tell)
      tell()
      return () => {
        if (subscriptions.delete(tell) && !subscriptions.size) unwatch()
      }
    },
  }
}
