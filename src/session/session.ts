import type { AuthResult } from '../auth-result.js'
import type { LogoutOptions } from '../logout.js'
import type { ResponseType } from '../response-type.js'
import type { SessionState } from './session-state.js'

/** Every response type that brings an access token and an ID Token for sure. */
export type SessionResponseType = Exclude<ResponseType, 'token' | 'id_token'>

/** Options of {@link createSession}. */
export interface SessionOptions {
  /**
   * How long a login lasts. `page`: in memory, until the page is left. `tab`: over reloads of this
   * tab. `browser`: over restarts, shared by all tabs. Default `page`.
   */
  keep?: 'page' | 'tab' | 'browser'
  /**
   * May open a hidden frame (`auth.checkSession`) to restore or renew, for somebody who logged in
   * here before. Needs server and app on one site. Default false.
   */
  silent?: boolean
  /**
   * URLs that {@link Session.fetch} gives the token to: an origin, and a path below which. https,
   * or http on loopback. Default: none.
   */
  apis?: readonly string[]
  /** Sends the requests of {@link Session.fetch}. Default: the global `fetch`. */
  fetch?: typeof fetch
  /** The clock, in ms: the same as the client's. Default: `Date.now`. */
  now?: () => number
}

/** What one call of {@link Session.getToken} asks for. */
export interface TokenRequest {
  /**
   * The token that an API answered 401 to. It is renewed only if it is still the one in use, and
   * not twice within a minute.
   */
  refused?: string
  /** Ends the wait: `aborted`. */
  signal?: AbortSignal
}

/**
 * Who is logged in, and tokens that live. Make it once, at module level; its methods work detached.
 */
export interface Session<R extends SessionResponseType = SessionResponseType> {
  /**
   * Takes this page's login response, else restores. Always the same promise; never rejects. Call
   * it before the router. On a server: `loading`, for ever.
   */
  start(): Promise<SessionState>
  /**
   * The present state. The same object until something that people can see has changed: a renewal
   * changes nothing. Holds no token.
   */
  getState(): SessionState
  /** `loading`, as a server renders it: for bindings that hydrate. */
  getInitialState(): SessionState
  /**
   * Calls back at once and at each change: Svelte's store contract, which fits useSyncExternalStore
   * and Solid's `from` too. What a listener throws is reported as an unhandled rejection, never
   * lost or spread.
   * @returns what ends it
   */
  subscribe(listener: (state: SessionState) => void): () => void
  /**
   * Makes the result of `auth.popup`, `auth.parseHash` or `auth.checkSession` the session, here
   * and, as `keep` says, elsewhere. Rejects `invalid_config` for a result without access token or
   * ID Token.
   */
  adopt(result: AuthResult<R>): Promise<void>
  /**
   * An access token that lives at least 10 s more, or a tenth of its life. In its last minute, or
   * half, it is renewed beside the call, not before it. Rejects `login_required`, `aborted` (logged
   * out or switched meanwhile, or the signal), `network_error`, `timeout`, `token_error`,
   * `invalid_token`; on a server `browser_required`.
   */
  getToken(request?: TokenRequest): Promise<string>
  /**
   * `fetch` with the token for `apis`, without it for anything else, and for a request with an
   * `Authorization` of its own. One 401 is answered by one renewal and one repetition; the second
   * is returned. Rejects as `fetch` and {@link Session.getToken} do.
   */
  fetch: typeof fetch
  /**
   * Ends the session in all tabs, then at the server: `auth.logout`, `id_token_hint` included.
   * `local: true`: not at the server. Rejects `invalid_config`.
   */
  logOut(options?: LogoutOptions & { local?: boolean }): Promise<void>
}
