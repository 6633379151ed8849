import { check } from './auth-error.js'
import type { AccessTokenResult, IdTokenResult } from './auth-result.js'
import { type AuthorizeParams, encodeForm } from './authorize-url.js'
import type { Config } from './config.js'
import { fetchJson } from './fetch-json.js'
import { checkIdToken, type IdTokenBinding } from './id-token.js'
import { hasWord } from './response-type.js'

/**
 * What brings tokens: a response from the front channel, or the answer of the token endpoint. Not
 * believed yet.
 */
type TokenAnswer = Readonly<Record<string, unknown>>

/** What tokens belong to: a login's transaction, or nothing but a scope. */
export interface TokenContext extends IdTokenBinding {
  readonly scope?: string | undefined
}

/** What tokens bring to a result. */
export interface Tokens extends Partial<AccessTokenResult & IdTokenResult> {
  readonly scope: string | null
}

/**
 * Whether there is an access token that fits into a header: visible ASCII (RFC 6749 Appendix A.12),
 * of a type that is understood (§7.1) and has no case (§5.1).
 */
export const hasBearerToken = ({ access_token, token_type }: TokenAnswer) =>
  [access_token, token_type].every((text) => typeof text === 'string') &&
  /^[!-~]+ bearer$/i.test(`${access_token} ${token_type}`)

/**
 * Checks what came, and makes the members of a result of it. Rejects `invalid_response` for a
 * lifetime that is no number, `invalid_token`.
 */
export async function acceptTokens(
  config: Config,
  answer: TokenAnswer,
  context: TokenContext,
): Promise<Tokens> {
  const { expires_in, scope } = answer
  const accessToken = answer.access_token as string | undefined
  const idToken = answer.id_token as string | undefined
  // RFC 6749 Appendix A.14: what cannot be read must not turn into "does not expire"
  check(/^"?\d{1,10}"?$/.test(JSON.stringify(expires_in ?? 0)), 'invalid_response', 'expires_in')
  const expiresIn = expires_in == null ? null : Number(expires_in)
  return {
    scope: (typeof scope === 'string' && scope) || context.scope || null,
    ...(accessToken && {
      accessToken,
      tokenType: 'Bearer',
      expiresIn,
      expiresAt: expiresIn === null ? null : config.now() + expiresIn * 1000,
    }),
    ...(idToken && {
      idToken,
      claims: await checkIdToken(idToken, config, { ...context, accessToken }),
    }),
  }
}

/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC
 * 6749 §4.1.3, §6). Rejects `network_error`, `token_error` with `detail: { status, error }`,
 * `invalid_token`.
 */
export async function requestTokens(config: Config, grant: AuthorizeParams, context: TokenContext) {
  const body = encodeForm({ client_id: config.clientId, ...grant })
  const request = { method: 'POST', body, cache: 'no-store' } as const
  if (hasWord(context.scope, 'openid')) config.keys.prefetch()
  const answer = await fetchJson(
    config.fetch,
    config.endpoints.token,
    'token_error',
    request,
    hasBearerToken,
  )
  const { refresh_token } = answer
  return {
    ...(await acceptTokens(config, answer, context)),
    ...(typeof refresh_token === 'string' && refresh_token && { refreshToken: refresh_token }),
  } as Tokens & AccessTokenResult & { refreshToken?: string }
}
