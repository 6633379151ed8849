import { AuthError } from './auth-error.js'
import { type AccessTokenResult, accessTokenResult, type TokenResult } from './auth-result.js'
import type { Config } from './config.js'
import { checkIdToken } from './id-token.js'
import type { KeySet } from './jwks.js'
import { requestTokens } from './token-request.js'

/** What one renewal asks for. */
export interface RefreshRequest {
  /** Less than was granted, or the same (RFC 6749 §6). Default: the same. */
  scope?: string
  /** Stops the wait, not the request: a rotated refresh token must not get lost on its way. */
  signal?: AbortSignal
}

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one request: servers that rotate tokens take a second use for a theft
 * (RFC 9700 §4.14.2).
 */
export function createRefresh(config: Config, keys: KeySet) {
  const running = new Map<string, Promise<TokenResult>>()

  const request = async (refreshToken: string, scope: string | undefined): Promise<TokenResult> => {
    const tokens = await requestTokens(config, { grant_type: 'refresh_token', refresh_token: refreshToken, scope })
    const { id_token: idToken, refresh_token } = tokens
    return {
      ...(accessTokenResult(tokens, config.now()) as AccessTokenResult),
      scope: String(tokens.scope ?? scope ?? '') || null,
      refreshToken: typeof refresh_token === 'string' ? refresh_token : refreshToken,
      ...(idToken != null && {
        idToken: String(idToken),
        claims: await checkIdToken(String(idToken), config, { nonce: null, accessToken: tokens.access_token, requireHashes: false }, keys),
      }),
    }
  }

  return async (refreshToken: string, { scope, signal }: RefreshRequest = {}): Promise<TokenResult> => {
    const key = JSON.stringify([refreshToken, scope])
    let result = running.get(key)
    if (!result) {
      result = request(refreshToken, scope).finally(() => running.delete(key))
      running.set(key, result)
    }
    return untilAborted(result, signal)
  }
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result
  return new Promise((resolve, reject) => {
    const abort = () => reject(new AuthError('aborted', 'The renewal was aborted by its signal.'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
