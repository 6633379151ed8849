import { check } from './auth-error.js'
import { type AuthorizeParams, buildAuthorizeUrl } from './authorize-url.js'
import { hashText, randomValues } from './base64url.js'
import { type Config, checkParams, checkWholeUrl } from './config.js'
import { pageUrl, requireSubtleCrypto } from './environment.js'
import { hasWord } from './response-type.js'
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
 * `insecure_context`, `browser_required`.
 */
export function createAuthorizationRequest(
  config: Config,
  mark: StateMark,
  connection: string | undefined,
  request: AuthorizeRequest,
): AuthorizationRequest {
  const { clientId, responseType } = config
  const { scope = config.scope, redirectUri = config.redirectUri ?? pageUrl(), appState } = request
  const params = { ...config.params, ...request.params }
  const { max_age, organization } = params
  checkParams(params)
  check(
    hasWord(scope, 'openid') || !hasWord(config.scope, 'openid'),
    'invalid_config',
    'scope without openid',
  )
  check(/^\d+$/.test(`${max_age ?? 0}`), 'invalid_config', 'max_age')
  check(typeof (organization ?? '') === 'string', 'invalid_config', 'organization')
  if (request.redirectUri !== undefined) checkWholeUrl(redirectUri, 'redirectUri')
  // a challenge, or an ID Token to verify
  if (responseType !== 'token') requireSubtleCrypto()

  const [random, nonce, secret] = randomValues() as [string, string, string]
  const state = mark + random
  const codeVerifier = hasWord(responseType, 'code') ? secret : undefined
  const responseMode =
    mark || config.responseMode !== 'web_message' ? config.responseMode : 'fragment'
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
      issuer: config.issuer,
      scope,
      maxAge: max_age == null ? undefined : Number(max_age),
      organization: organization ?? undefined,
      appState,
    },
    url: addChallenge(
      codeVerifier,
      buildAuthorizeUrl(config.endpoints.authorize, {
        ...params,
        client_id: clientId,
        response_type: responseType,
        // where tokens are asked for, fragment is the server's own default (Multiple Response Types
        // §5)
        response_mode:
          responseMode === 'fragment' && responseType !== 'code' ? undefined : responseMode,
        redirect_uri: redirectUri,
        connection: connection || params.connection,
        scope,
        audience: request.audience ?? params.audience ?? config.audience,
        state,
        nonce,
      }),
    ),
  }
}

/** RFC 7636 §4.2, §4.3; always S256 (RFC 9700 §2.1.1) */
async function addChallenge(codeVerifier: string | undefined, url: string): Promise<string> {
  return codeVerifier
    ? buildAuthorizeUrl(url, {
        code_challenge_method: 'S256',
        code_challenge: await hashText('SHA-256', codeVerifier, 1),
      })
    : url
}
