import { AuthError } from './auth-error.js'
import { encodeForm } from './authorize-url.js'
import type { Config } from './config.js'
import { fetchJson } from './fetch-json.js'

/** A token endpoint's answer (RFC 6749 §5.1), its access token and type checked. */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: string
  readonly expires_in?: unknown
  readonly scope?: unknown
  readonly id_token?: unknown
  readonly refresh_token?: unknown
}

/** Whether an access token can be put into a header: visible ASCII (RFC 6749 Appendix A.12). */
export function isUsableToken(token: unknown, type: unknown): boolean {
  // §7.1: a token of a type that is not understood must not be used; the type has no case (§5.1)
  return typeof token === 'string' && /^[!-~]+$/.test(token) && typeof type === 'string' && type.toLowerCase() === 'bearer'
}

/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC 6749 §4.1.3, §6).
 * Rejects `network_error`, or `token_error` with `detail: { status, error }`.
 */
export async function requestTokens({ clientId, endpoints, fetch }: Config, grant: Record<string, unknown>): Promise<TokenResponse> {
  const response = await fetchJson(fetch, endpoints.token, 'token_error', {
    method: 'POST',
    body: encodeForm({ client_id: clientId, ...grant } as Record<string, string>),
    cache: 'no-store',
  })
  const { access_token, token_type } = response
  if (!isUsableToken(access_token, token_type)) {
    throw new AuthError('token_error', 'The token endpoint sent no usable Bearer access token.', { detail: { status: 200 } })
  }
  return response as unknown as TokenResponse
}
