import type { AuthorizeParams } from './authorize-url.js'
import type { ResponseType } from './response-type.js'

/**
 * Signature algorithms that can be allowed (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). No HMAC,
 * no `none`.
 */
export type SigningAlgorithm = `${'RS' | 'PS' | 'ES'}${256 | 384 | 512}` | 'EdDSA' | 'Ed25519'

/**
 * Where the answer is put: the URL's fragment, its query, or a message to the opener (popup and
 * silent frame only).
 */
export type ResponseMode = 'fragment' | 'query' | 'web_message'

/** A mode for each response type, as it is written; that of `R` must be there. */
export type ResponseModes<R extends ResponseType> = { readonly [type in R]: ResponseMode } & {
  readonly [type in ResponseType]?: ResponseMode
}

/**
 * Where redirect logins are remembered: synchronous, one string per state. An `AuthError` that it
 * throws passes as it is; anything else becomes `storage_unavailable`.
 */
export interface TransactionStorage {
  get(state: string): string | null | undefined
  /** @param maxAge seconds after which the record may be forgotten */
  set(state: string, record: string, maxAge: number): void
  remove(state: string): void
}

/** Signs requests with a key that no script can read: what `createDpop` of `postern/dpop` gives. */
export interface Dpop {
  /** `fetch` with a proof for token requests, and for those that carry an access token. */
  readonly fetch: typeof fetch
  /** The key's name, `dpop_jkt` of the authorize request (RFC 9449 §10). */
  thumbprint(): Promise<string>
  /** Forgets the key: the next login gets another. */
  clear(): Promise<void>
}

/** URLs of the authorization server; https, or http on loopback. */
export interface Endpoints {
  /** Default: `/authorize` below the domain. A query it already has is kept. */
  authorize: string
  /** Default: `/oauth/token` below the domain. */
  token: string
  /** Default: `/.well-known/jwks.json` below the domain. */
  jwks: string
  /** Default: `/userinfo` below the domain. */
  userInfo: string
  /** Default: `/v2/logout` below the domain. */
  logout: string
  /** OpenID Connect RP-Initiated Logout 1.0. No default; used instead of `logout` when set. */
  endSession: string
}

/**
 * Options of {@link createAuth}. What cannot work is refused there with `invalid_config`, not at
 * the person's login; an endpoint that is null, by the call that needs it. An option that is
 * `undefined` counts as left out.
 */
export interface AuthOptions<R extends ResponseType = ResponseType> {
  /** The server: a host name, or an https URL with an optional path; http only on loopback. */
  domain: string
  /** The application, as the server names it. */
  clientId: string
  /** Required: decides what comes back, and the type of the result. */
  responseType: R
  /**
   * Where the person returns to: absolute, no fragment. Default: the current page without query and
   * fragment, read at each call.
   */
  redirectUri?: string
  /**
   * Default `fragment`, which never reaches a server log. `web_message` holds for popup and
   * checkSession; authorize then uses `fragment`. Or one for each response type, for a server that
   * gives no choice: a response type that is not among them is refused, by the compiler too.
   */
  responseMode?: ResponseMode | ResponseModes<R>
  /** Default `openid profile email`. */
  scope?: string
  /** The API that the access token is for. */
  audience?: string
  /** Sent with every request. */
  params?: AuthorizeParams
  /**
   * What `iss` must be, letter by letter, in ID Tokens and responses; several spellings as a list.
   * Compared as text, never fetched. `{tenantid}` in it stands for the signed claim `tid` (Entra).
   * Default: `https://{domain}/`, the host in lower case.
   */
  issuer?: string | readonly string[]
  /** Where they are not at Auth0's paths below the domain; null: the server has none. */
  endpoints?: { [name in keyof Endpoints]?: string | null }
  /**
   * The server is known to send `iss` in every response (RFC 9207 §2.4): refuse one without.
   * Default false.
   */
  requireIss?: boolean
  /**
   * What the logout endpoint calls the address to return to. Default: `returnTo`, and
   * `post_logout_redirect_uri` where `endpoints.endSession` is set.
   */
  returnToName?: string
  /**
   * The server leaves `token_type` out, though RFC 6749 §5.1 demands it: take its absence for
   * `Bearer`. Default false.
   */
  assumeBearer?: boolean
  /** Accepted signature algorithms of ID Tokens. Default `['RS256']`. */
  algorithms?: readonly SigningAlgorithm[]
  /** Tolerance for the clocks of server and device, seconds, 0 to 300. Default 60. */
  leeway?: number
  /** How long a login may take, seconds. Default 3600. */
  transactionTtl?: number
  /**
   * How long each request to the server may take, ms; then `timeout`. Default 10000, Infinity for
   * no limit. It ends the wait; a token request already sent is not aborted.
   */
  timeout?: number
  /** Where begun redirect logins are remembered. Default: this origin's storage. */
  storage?: TransactionStorage
  /** From `postern/dpop`: tokens that are worthless elsewhere (RFC 9449). */
  dpop?: Dpop
  /** Default: the global `fetch`. */
  fetch?: typeof fetch
  /** The clock, in ms. Default: `Date.now`. */
  now?: () => number
  /**
   * Leaves the page. Default: `location.assign`. A promise that rejects is a failure like a throw.
   */
  navigate?: (url: string) => unknown
}
