import { AuthError } from './auth-error.js'
import type { AuthorizeParams } from './authorize-url.js'
import { normalizeResponseType, type ResponseType } from './response-type.js'
import { checkSecureUrl } from './secure-url.js'
import type { TransactionStorage } from './transaction.js'

/** Signature algorithms that can be allowed (RFC 7518 §3.1, RFC 8037 §3.1). No HMAC, no `none`. */
export type SigningAlgorithm = `${'RS' | 'PS' | 'ES'}${256 | 384 | 512}` | 'EdDSA'

/** Where the answer is put: the URL's fragment, its query, or a message to the opener (popup and silent frame only). */
export type ResponseMode = 'fragment' | 'query' | 'web_message'

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

/** Options of {@link createAuth}. What cannot work is refused there with `invalid_config`, not at the person's login. */
export interface AuthOptions<R extends ResponseType = ResponseType> {
  /** The server: a host name, or an https URL with an optional path; http only on loopback. */
  domain: string
  clientId: string
  /** Required: decides what comes back, and the type of the result. */
  responseType: R
  /** Where the person returns to: absolute, no fragment. Default: the current page without query and fragment, read at each call. */
  redirectUri?: string
  /** Default `fragment`, which never reaches a server log. `web_message` holds for popup and checkSession; authorize then uses `fragment`. */
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
  /** The server is known to send `iss` in every response (RFC 9207 §2.4): refuse one without. Default false. */
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
export interface Config {
  readonly clientId: string
  readonly responseType: ResponseType
  readonly asks: { readonly code: boolean; readonly token: boolean; readonly idToken: boolean }
  readonly redirectUri: string | undefined
  readonly responseMode: ResponseMode
  readonly scope: string
  readonly audience: string | undefined
  readonly params: AuthorizeParams | undefined
  readonly issuer: string
  readonly endpoints: Omit<Endpoints, 'endSession'> & { readonly endSession?: string }
  readonly requireIss: boolean
  readonly algorithms: readonly string[]
  readonly leeway: number
  readonly transactionTtl: number
  readonly storage: TransactionStorage | undefined
  readonly fetch: typeof fetch
  readonly now: () => number
  readonly navigate: ((url: string) => void) | undefined
}

export const DEFAULT_SCOPE = 'openid profile email'

const SUPPORTED_ALGORITHM = /^([RPE]S(256|384|512)|EdDSA)$/

export function holdsOpenid(scope: string): boolean {
  return scope.split(' ').includes('openid')
}

/** Whether a login brings an ID Token, from the front channel or with its code (OpenID Connect Core §3.1.3.3). */
export function expectsIdToken({ asks }: Config, scope: string): boolean {
  return asks.idToken || (asks.code && holdsOpenid(scope))
}

export function checkRedirectUri(value: string): string {
  if (checkSecureUrl(value, 'redirectUri').includes('#')) {
    throw new AuthError('invalid_config', 'redirectUri must have no fragment (RFC 6749 §3.1.2).')
  }
  return value
}

/** Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`. */
export function resolveConfig(options: AuthOptions): Config {
  const { clientId, responseMode = 'fragment', scope = DEFAULT_SCOPE, algorithms = ['RS256'], leeway = 60, transactionTtl = 3600 } = options
  const asked = normalizeResponseType(options.responseType)?.split(' ')
  const asks = { code: !!asked?.includes('code'), token: !!asked?.includes('token'), idToken: !!asked?.includes('id_token') }

  const rules: [unknown, string][] = [
    [clientId && typeof clientId === 'string', 'clientId is missing.'],
    [asked, 'responseType must be code, token, id_token or a combination; it has no default.'],
    [!('clientSecret' in options), 'clientSecret: a browser cannot keep a secret (RFC 10017 §6.3.3.1).'],
    [
      /^(fragment|query|web_message)$/.test(responseMode),
      'responseMode must be fragment, query or web_message; script cannot read form_post.',
    ],
    [
      responseMode !== 'query' || asked?.join() === 'code',
      'responseMode query is for responseType code only: tokens must not reach a server log.',
    ],
    [!asks.idToken || holdsOpenid(scope), 'scope must hold openid for an id_token (OpenID Connect Core §3.1.2.1).'],
    [
      algorithms.length && algorithms.every((name) => SUPPORTED_ALGORITHM.test(name)),
      'algorithms: RS, PS, ES with 256, 384, 512, and EdDSA.',
    ],
    [leeway >= 0 && leeway <= 300, 'leeway must be 0 to 300 seconds.'],
    [transactionTtl > 0 && transactionTtl < Infinity, 'transactionTtl must be a positive number of seconds.'],
  ]
  for (const [holds, message] of rules) if (!holds) throw new AuthError('invalid_config', message)

  const base = domainUrl(options.domain)
  const issuer = options.issuer ?? `${base}/`
  const endpoints = {
    authorize: `${base}/authorize`,
    token: `${base}/oauth/token`,
    jwks: `${base}/.well-known/jwks.json`,
    userInfo: `${base}/userinfo`,
    logout: `${base}/v2/logout`,
    ...options.endpoints,
  }
  for (const [name, url] of Object.entries({ issuer, ...endpoints })) checkSecureUrl(url, name)

  return {
    clientId,
    responseType: options.responseType,
    asks,
    redirectUri: options.redirectUri === undefined ? undefined : checkRedirectUri(options.redirectUri),
    responseMode,
    scope,
    audience: options.audience,
    params: options.params,
    issuer,
    endpoints,
    requireIss: !!options.requireIss,
    algorithms,
    leeway,
    transactionTtl,
    storage: options.storage,
    fetch: (input, init) => (options.fetch ?? fetch)(input, init),
    now: options.now ?? Date.now,
    navigate: options.navigate,
  }
}

/** The https URL of a domain given as host or URL, with or without a path, without the trailing slash. */
function domainUrl(domain: string): string {
  const url = checkSecureUrl(/^\w+:\/\//.test(domain) ? domain : `https://${domain}`, 'domain')
  const { origin, pathname } = new URL(url)
  if (/[?#]|[^:]\/\//.test(url)) throw new AuthError('invalid_config', 'domain must be a host or an https URL, without query or fragment.')
  return origin + pathname.replace(/\/$/, '')
}
