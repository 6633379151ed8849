import { check } from './auth-error.js'
import { accessTokenResult, checkLifetime, type TokenResult } from './auth-result.js'
import { type AuthorizeParams, encodeForm } from './authorize-url.js'
import type { Config } from './config.js'
import { fetchJson } from './fetch-json.js'
import { checkIdToken, type IdTokenBinding } from './id-token.js'
import type { KeySet } from './jwks.js'

/** Whether an access token can be put into a header: visible ASCII (RFC 6749 Appendix A.12), of a type that is understood (§7.1) and has no case (§5.1). */
export const isBearerToken = (token: unknown, type: unknown) =>
  typeof token === 'string' && /^[!-~]+$/.test(token) && typeof type === 'string' && /^bearer$/i.test(type)

/** What a token request belongs to: a login's transaction, or nothing but a scope. */
export interface TokenRequestContext extends IdTokenBinding {
  readonly scope: string | undefined
  readonly code?: string
  /** openid was asked for, so there must be an ID Token (OpenID Connect Core §3.1.3.3). */
  readonly idTokenRequired?: boolean
}

/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC 6749 §4.1.3, §6).
 * Rejects `network_error`, `token_error` with `detail: { status, error }`, `invalid_token`.
 */
export async function requestTokens(
  config: Config,
  keys: KeySet,
  grant: AuthorizeParams,
  context: TokenRequestContext,
): Promise<Omit<TokenResult, 'refreshToken'> & { refreshToken?: string }> {
  const body = encodeForm({ client_id: config.clientId, ...grant })
  const { access_token, token_type, expires_in, scope, id_token, refresh_token } = await fetchJson(
    config.fetch,
    config.endpoints.token,
    'token_error',
    { method: 'POST', body, cache: 'no-store' },
  )
  check(isBearerToken(access_token, token_type), 'token_error', 'no Bearer access_token', { status: 200 })
  const accessToken = access_token as string
  const result = accessTokenResult(accessToken, checkLifetime(expires_in), config.now())
  const idToken = typeof id_token === 'string' ? id_token : ''
  return {
    ...result,
    scope: (typeof scope === 'string' ? scope : context.scope) || null,
    ...((id_token != null || context.idTokenRequired) && {
      idToken,
      claims: await checkIdToken(idToken, config, context, { accessToken, code: context.code }, keys),
    }),
    ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
  }
}
