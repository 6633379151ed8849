import { check } from './auth-error.js'
import type { AuthorizeParams } from './authorize-url.js'
import { createKeySet, type KeySet, keyLoader } from './jwks.js'
import { hasWord, isResponseType, type ResponseType } from './response-type.js'
import { checkSecureUrl } from './secure-url.js'

/** Signature algorithms that can be allowed (RFC 7518 §3.1, RFC 8037 §3.1). No HMAC, no `none`. */
export type SigningAlgorithm = `${'RS' | 'PS' | 'ES'}${256 | 384 | 512}` | 'EdDSA'

/**
 * Where the answer is put: the URL's fragment, its query, or a message to the opener (popup and
 * silent frame only).
 */
export type ResponseMode = 'fragment' | 'query' | 'web_message'

/** Where redirect logins are remembered: synchronous, one string per state. */
export interface TransactionStorage {
  get(state: string): string | null | undefined
  /** @param maxAge seconds after which the record may be forgotten */
  set(state: string, record: string, maxAge: number): void
  remove(state: string): void
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
 * the person's login.
 */
export interface AuthOptions<R extends ResponseType = ResponseType> {
  /** The server: a host name, or an https URL with an optional path; http only on loopback. */
  domain: string
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
   * checkSession; authorize then uses `fragment`.
   */
  responseMode?: ResponseMode
  /** Default `openid profile email`. */
  scope?: string
  /** The API that the access token is for. */
  audience?: string
  /** Sent with every request. */
  params?: AuthorizeParams
  /** What `iss` must be, exactly, in ID Tokens and responses. Default: `https://{domain}/`. */
  issuer?: string
  endpoints?: Partial<Endpoints>
  /**
   * The server is known to send `iss` in every response (RFC 9207 §2.4): refuse one without.
   * Default false.
   */
  requireIss?: boolean
  /** Accepted signature algorithms of ID Tokens. Default `['RS256']`. */
  algorithms?: readonly SigningAlgorithm[]
  /** Tolerance for the clocks of server and device, seconds, 0 to 300. Default 60. */
  leeway?: number
  /** How long a login may take, seconds. Default 3600. */
  transactionTtl?: number
  /** Where begun redirect logins are remembered. Default: cookies. */
  storage?: TransactionStorage
  /** Default: the global `fetch`. */
  fetch?: typeof fetch
  /** The clock, in ms. Default: `Date.now`. */
  now?: () => number
  /** Leaves the page. Default: `location.assign`. */
  navigate?: (url: string) => void
}

/** The options, checked and completed. */
export interface Config
  extends Required<
      Pick<
        AuthOptions,
        | 'clientId'
        | 'responseType'
        | 'responseMode'
        | 'scope'
        | 'issuer'
        | 'algorithms'
        | 'leeway'
        | 'transactionTtl'
        | 'fetch'
        | 'now'
      >
    >,
    Pick<
      AuthOptions,
      'redirectUri' | 'audience' | 'params' | 'requireIss' | 'storage' | 'navigate'
    > {
  readonly keys: KeySet
  readonly endpoints: Omit<Endpoints, 'endSession'> & Partial<Endpoints>
}

export const DEFAULT_SCOPE = 'openid profile email'

/** What the SDK itself sends. */
const OWNED =
  /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?)$/

export function checkParams(params: AuthorizeParams | undefined): void {
  for (const name in params) check(!OWNED.test(name), 'invalid_config', `params: ${name}`)
}

/** A URL that parameters can be added to. */
export function checkWholeUrl(value: unknown, name: string): void {
  check(!checkSecureUrl(value, name).includes('#'), 'invalid_config', `${name}: has a fragment`)
}

/**
 * Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`.
 */
export function resolveConfig(given: AuthOptions): Config {
  const options = { ...given }
  const { clientId, responseType, redirectUri, domain } = options
  const {
    responseMode = 'fragment',
    scope = DEFAULT_SCOPE,
    algorithms = ['RS256'],
    leeway = 60,
    transactionTtl = 3600,
  } = options
  const rules = {
    clientId: clientId && typeof clientId === 'string',
    clientSecret: !('clientSecret' in options), // RFC 10017 §6.3.3.1: a browser keeps no secret
    responseType: isResponseType(responseType),
    // Multiple Response Types §5: no tokens in a query; form_post is not for script to read
    responseMode:
      /^(fragment|web_message)$/.test(responseMode) ||
      `${responseMode} ${responseType}` === 'query code',
    // OpenID Connect Core §3.1.2.1
    'scope without openid':
      typeof scope === 'string' && (hasWord(scope, 'openid') || !hasWord(responseType, 'id_token')),
    algorithms:
      Array.isArray(algorithms) &&
      algorithms.length &&
      algorithms.every((name) => /^([RPE]S(256|384|512)|EdDSA)$/.test(name)),
    'leeway, 0 to 300': Number.isFinite(leeway) && leeway >= 0 && leeway <= 300,
    transactionTtl: Number.isFinite(transactionTtl) && transactionTtl > 0,
    domain: typeof domain === 'string' && !/[?#]|[^:]\/\//.test(domain),
  }
  for (const [name, holds] of Object.entries(rules)) check(holds, 'invalid_config', name)

  const base = domain.replace(/^(?!\w+:\/\/)/, 'https://').replace(/\/?$/, '/')
  const issuer = options.issuer ?? base
  const endpoints = {
    authorize: `${base}authorize`,
    token: `${base}oauth/token`,
    jwks: `${base}.well-known/jwks.json`,
    userInfo: `${base}userinfo`,
    logout: `${base}v2/logout`,
    ...options.endpoints,
  }
  for (const [name, url] of Object.entries({ domain: base, issuer, ...endpoints }))
    checkWholeUrl(url, name)
  if (redirectUri !== undefined) checkWholeUrl(redirectUri, 'redirectUri')
  checkParams(options.params)

  const now = options.now ?? Date.now
  // called without an owner, which the browser's own fetch insists on
  const fetcher: typeof fetch = (input, init) => (options.fetch ?? fetch)(input, init)
  return {
    ...options,
    responseMode,
    scope,
    algorithms,
    leeway,
    transactionTtl,
    issuer,
    endpoints,
    now,
    fetch: fetcher,
    keys: createKeySet(keyLoader(fetcher, endpoints.jwks), now),
  }
}
