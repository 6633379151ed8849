import { AuthError } from './auth-error.js'
import { type AuthorizeParams, buildAuthorizeUrl } from './authorize-url.js'
import { encodeBase64url, randomValues } from './base64url.js'
import { type Config, checkRedirectUri, holdsOpenid } from './config.js'
import { pageUrl, requireSubtleCrypto } from './environment.js'
import type { StateMark } from './state.js'
import type { Transaction } from './transaction.js'

/** What one login asks for, beside the client's options. */
export interface AuthorizeRequest<S = unknown> {
  /** Anything JSON can hold. Stays in this browser, and comes back with the result or on the error. */
  appState?: S
  /** Sent with this request; names given here win over the client's. */
  params?: AuthorizeParams
  /** Default: the client's. Must hold `openid` where the client's does. */
  scope?: string
  /** Default: the client's. */
  audience?: string
  /** Default: the client's. */
  redirectUri?: string
}

/** A login that can begin: its URL, and what to remember until its response comes. */
export interface AuthorizationRequest {
  readonly state: string
  readonly transaction: Transaction
  /** Needs a moment where a code challenge is to be computed. */
  readonly url: string | Promise<string>
}

const OWNED = /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?)$/

/**
 * Makes an authorize request (RFC 6749 §4.1.1, §4.2.1; OpenID Connect Core §3.2.2.1; RFC 7636 §4). Everything that can be wrong with it
 * is found before the first wait: `invalid_config`, `insecure_context`, `browser_required`.
 */
export function createAuthorizationRequest(
  config: Config,
  mark: StateMark,
  connection: string | undefined,
  request: AuthorizeRequest,
): AuthorizationRequest {
  const { clientId, responseType, asks, issuer } = config
  const params = { ...config.params, ...request.params }
  const { max_age: maxAge, organization } = params
  const scope = request.scope ?? config.scope
  const owned = Object.keys(params).find((name) => OWNED.test(name))
  if (owned) throw new AuthError('invalid_config', `params must not set ${owned}: Postern does.`)
  if (holdsOpenid(config.scope) && !holdsOpenid(scope)) throw new AuthError('invalid_config', "scope must keep the client's openid.")
  if (maxAge != null && !/^\d+$/.test(`${maxAge}`)) throw new AuthError('invalid_config', 'max_age must be a number of seconds.')
  if (asks.code || asks.idToken) requireSubtleCrypto()

  const [random, nonce, codeVerifier] = randomValues(asks.code ? 3 : 2) as [string, string, string?]
  const state = mark + random
  const responseMode = !mark && config.responseMode === 'web_message' ? 'fragment' : config.responseMode
  const redirectUri = request.redirectUri === undefined ? (config.redirectUri ?? pageUrl()) : checkRedirectUri(request.redirectUri)
  const transaction: Transaction = {
    v: 1,
    nonce,
    ...(codeVerifier && { codeVerifier }),
    responseType,
    responseMode,
    redirectUri,
    clientId,
    issuer,
    scope,
    ...(maxAge != null && { maxAge: Number(maxAge) }),
    ...(organization && { organization }),
    ...(request.appState !== undefined && { appState: request.appState }),
    createdAt: Math.floor(config.now() / 1000),
  }
  const query = {
    ...params,
    client_id: clientId,
    response_type: responseType,
    // where tokens are asked for, fragment is the server's own default (Multiple Response Types §5)
    response_mode: responseMode === 'fragment' && responseType !== 'code' ? undefined : responseMode,
    redirect_uri: redirectUri,
    connection: connection || params.connection,
    scope,
    audience: request.audience ?? config.audience ?? params.audience,
    state,
    nonce,
  }
  const url = (challenge?: object) => buildAuthorizeUrl(config.endpoints.authorize, { ...query, ...challenge })
  return { state, transaction, url: codeVerifier ? createCodeChallenge(codeVerifier).then(url) : url() }
}

/** RFC 7636 §4.2, §4.3; always S256 (RFC 9700 §2.1.1). */
async function createCodeChallenge(codeVerifier: string): Promise<AuthorizeParams> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))
  return { code_challenge_method: 'S256', code_challenge: encodeBase64url(new Uint8Array(digest)) }
}
