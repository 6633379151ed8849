import { check } from './auth-error.js'
import { type AuthorizeParams, buildAuthorizeUrl } from './authorize-url.js'
import { hashText } from './base64url.js'
import { type Config, checkParams, endpointOf } from './config.js'
import { pageUrl, requireSubtleCrypto } from './environment.js'
import { isTextOrNone } from './is-text.js'
import { ownMembers } from './own-members.js'
import { randomBase64url, randomHex } from './random.js'
import { expectsIdToken, hasWord } from './response-type.js'
import { checkSecureUrl } from './secure-url.js'
import type { StateMark } from './state.js'
import type { Transaction } from './transaction.js'

/** What one login asks for, beside the client's options. */
export interface AuthorizeRequest<S = unknown> {
  /**
   * Anything JSON can hold. Stays in this browser, and comes back with the result or on the error.
   */
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
  readonly url: Promise<string>
}

/**
 * Makes an authorize request (RFC 6749 §4.1.1, §4.2.1; OpenID Connect Core §3.2.2.1; RFC 7636 §4).
 * Everything that can be wrong with it is found before the first wait: `invalid_config`,
 * `insecure_context`, `browser_required`. An endpoint that its answer needs is one of these.
 */
export function createAuthorizationRequest(
  config: Config,
  mark: StateMark,
  connection: string | null | undefined,
  request: AuthorizeRequest | null | undefined,
): AuthorizationRequest {
  const { clientId, responseType } = config
  const own = ownMembers(request)
  const { scope = config.scope, redirectUri = config.redirectUri ?? pageUrl() } = own
  const params = ownMembers<AuthorizeParams>({ ...config.params, ...own.params })
  // a click listener gets an event in its place
  check(isTextOrNone(connection), 'invalid_config: connection')
  checkParams(params)
  // OpenID Connect Core §3.1.2.1
  const isOpenidDue = hasWord(config.scope, 'openid')
  const isScope = typeof scope === 'string' && (hasWord(scope, 'openid') || !isOpenidDue)
  check(isScope, 'invalid_config: openid')
  if (own.redirectUri !== undefined) checkSecureUrl(redirectUri, 'redirectUri')
  // a challenge, or an ID Token to verify
  if (responseType !== 'token') requireSubtleCrypto()
  // what the answer needs, before anybody has logged in for nothing
  if (hasWord(responseType, 'code')) endpointOf(config, 'token')
  if (expectsIdToken(responseType, scope)) endpointOf(config, 'jwks')

  const state = mark + randomHex()
  const nonce = randomHex()
  const codeVerifier = hasWord(responseType, 'code') ? randomBase64url() : undefined
  const responseMode =
    !mark && config.responseMode === 'web_message' ? 'fragment' : config.responseMode
  const url = buildAuthorizeUrl(endpointOf(config, 'authorize'), {
    ...params,
    client_id: clientId,
    response_type: responseType,
    // where tokens are asked for, fragment is the server's own default (Multiple Response Types §5)
    response_mode:
      responseMode === 'fragment' && responseType !== 'code' ? undefined : responseMode,
    redirect_uri: redirectUri,
    connection: connection || params.connection,
    scope,
    audience: own.audience ?? params.audience ?? config.audience,
    state,
    nonce,
  })
  const proven = addProofs(config, codeVerifier, url)
  // who cannot remember the login does not wait for it
  proven.catch(() => {})
  return {
    state,
    transaction: {
      v: 1,
      createdAt: Math.floor(config.now() / 1000),
      nonce,
      codeVerifier,
      responseType,
      responseMode,
      redirectUri,
      clientId,
      issuer: config.issuers[0] as string,
      scope,
      maxAge: params.max_age == null ? undefined : Number(params.max_age),
      organization: params.organization ?? undefined,
      appState: own.appState,
    },
    url: proven,
  }
}

/**
 * What ties the code to this browser: the challenge, always S256 (RFC 7636 §4.2, §4.3; RFC 9700
 * §2.1.1), and the name of the key for DPoP (RFC 9449 §10).
 */
async function addProofs(
  { dpop }: Config,
  codeVerifier: string | undefined,
  url: string,
): Promise<string> {
  if (!codeVerifier) return url
  return buildAuthorizeUrl(url, {
    code_challenge_method: 'S256',
    code_challenge: await hashText('SHA-256', codeVerifier, 1),
    dpop_jkt: await dpop?.thumbprint(),
  })
}
