import { check } from './auth-error.js'
import type { AccessTokenResult, IdTokenResult } from './auth-result.js'
import { type AuthorizeParams, encodeForm } from './authorize-url.js'
import { type Config, endpointOf } from './config.js'
import { fetchJson } from './fetch-json.js'
import type { BesideIdToken, checkIdToken, checkUnaskedIdToken } from './id-token.js'

/** What brings tokens: a response from the front channel, or the token endpoint. Not believed yet. */
export type TokenAnswer = Readonly<Record<string, unknown>>

/** What tokens belong to, and how an ID Token among them is checked. */
export interface TokenContext extends BesideIdToken {
  readonly scope?: string | undefined
  readonly checkIdToken: typeof checkIdToken | typeof checkUnaskedIdToken
}

/** What tokens bring to a result. */
export interface Tokens extends Partial<AccessTokenResult & IdTokenResult> {
  readonly scope: string | null
}

/** Visible ASCII (RFC 6749 Appendix A.12): it fits into a header. */
const VISIBLE = /^[!-~]+$/

/** Digits, with or without decimals, as a number or text (RFC 6749 Appendix A.14, and servers). */
const SECONDS = /^\d+(\.\d*)?$/

/** The longest lifetime that is handed out, seconds. */
const MAX_EXPIRES_IN = 2 ** 31 - 1

/** The type that this client's access tokens have. */
export const tokenTypeOf = ({ dpop }: Config) => (dpop ? 'DPoP' : 'Bearer')

export const hasAccessToken = ({ access_token }: TokenAnswer) =>
  typeof access_token === 'string' && VISIBLE.test(access_token)

/**
 * RFC 6749 §7.1: a type that is not understood is not used; §5.1: it has no case. Throws the code
 * given.
 */
export function checkTokenType(
  config: Config,
  { token_type }: TokenAnswer,
  code: 'invalid_response' | 'token_error',
): void {
  const expected = tokenTypeOf(config)
  const actual = token_type ?? (config.assumeBearer ? 'Bearer' : undefined)
  const detail = { ...(code === 'token_error' && { status: 200 }), expected }
  check(actual, `${code}: missing-token_type`, detail)
  const isExpected = typeof actual === 'string' && actual.toLowerCase() === expected.toLowerCase()
  check(isExpected, `${code}: token_type`, detail)
}

/**
 * Checks what came, and makes the members of a result of it. Rejects `invalid_response` for a
 * lifetime that is no number, `invalid_token`.
 */
export async function acceptTokens(
  config: Config,
  answer: TokenAnswer,
  context: TokenContext,
): Promise<Tokens> {
  const receivedAt = config.now()
  const { scope } = answer
  const accessToken = answer.access_token as string | undefined
  const idToken = answer.id_token as string | undefined
  const expiresIn = readExpiresIn(answer.expires_in)
  const binding = { ...context, accessToken }
  const claims = idToken && (await context.checkIdToken(idToken, config, binding))
  // what the server said of it counts, a list too; what was asked for, only where it said nothing
  const granted = Array.isArray(scope) ? scope.join(' ') : (scope ?? context.scope)
  return {
    scope: typeof granted === 'string' && granted ? granted : null,
    ...(accessToken && {
      accessToken,
      tokenType: tokenTypeOf(config),
      expiresIn,
      expiresAt: expiresIn === null ? null : receivedAt + expiresIn * 1000,
    }),
    ...(claims && { idToken: idToken as string, claims }),
  }
}

/** What cannot be read must not turn into "does not expire". */
function readExpiresIn(value: unknown): number | null {
  if (value === undefined || value === null) return null
  const isTextOrNumber = typeof value === 'string' || typeof value === 'number'
  check(isTextOrNumber && SECONDS.test(`${value}`), 'invalid_response: expires_in')
  return Math.min(Math.floor(Number(value)), MAX_EXPIRES_IN)
}

/** What the token endpoint brings. */
export interface TokenResponse extends AccessTokenResult, Partial<IdTokenResult> {
  readonly scope: string | null
  readonly refreshToken?: string
}

/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC
 * 6749 §4.1.3, §6). Rejects `network_error`, `timeout`, `token_error` with `detail: { status, error,
 * description }`, `invalid_token`.
 * @param secrets what is sent and must not be repeated in an error
 */
export async function requestTokens(
  config: Config,
  grant: AuthorizeParams,
  context: TokenContext,
  { timeout, secrets }: { timeout: number; secrets: readonly string[] },
): Promise<TokenResponse> {
  const answer = await fetchJson(config.dpop?.fetch ?? config.fetch, {
    url: endpointOf(config, 'token'),
    init: {
      method: 'POST',
      body: encodeForm({ client_id: config.clientId, ...grant }),
      cache: 'no-store',
    },
    timeout,
    refused: 'token_error: answer',
    fits: hasAccessToken,
    secrets,
  })
  checkTokenType(config, answer, 'token_error')
  const { refresh_token } = answer
  const tokens = await acceptTokens(config, answer, context)
  return {
    ...(tokens as Tokens & AccessTokenResult),
    ...(typeof refresh_token === 'string' && refresh_token && { refreshToken: refresh_token }),
  }
}
