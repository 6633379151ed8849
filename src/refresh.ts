import { createError } from './auth-error.js'
import type { TokenResult } from './auth-result.js'
import type { Config } from './config.js'
import { requireSubtleCrypto } from './environment.js'
import { hasWord } from './response-type.js'
import { requestTokens } from './token-request.js'

/** What one renewal asks for. */
export interface RefreshRequest {
  /** Less than was granted, or the same (RFC 6749 §6). Default: the same. */
  scope?: string
  /** Stops the wait, not the request: a rotated refresh token must not get lost on its way. */
  signal?: AbortSignal
}

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one
 * request: servers that rotate tokens take a second use for a theft
 * (RFC 9700 §4.14.2). The first call's scope counts.
 */
export function createRefresh(config: Config) {
  const running = new Map<string, Promise<TokenResult>>()

  const renew = async (refreshToken: string, scope: string | undefined) => {
    // first, not beside: tokens that could not be verified for want of keys would be lost, and the
    // refresh token spent
    if (hasWord(scope ?? config.scope, 'openid')) {
      requireSubtleCrypto()
      await config.keys.prefetch()
    }
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, scope }
    return { refreshToken, ...(await requestTokens(config, grant, { scope, nonce: null })) }
  }

  return (refreshToken: string, { scope, signal }: RefreshRequest = {}): Promise<TokenResult> =>
    new Promise((resolve, reject) => {
      const abort = () => reject(createError('aborted', 'by its signal'))
      if (signal?.aborted) return abort()
      const renewal =
        running.get(refreshToken) ??
        renew(refreshToken, scope).finally(() => running.delete(refreshToken))
      running.set(refreshToken, renewal)
      signal?.addEventListener('abort', abort)
      renewal.then(resolve, reject).then(() => signal?.removeEventListener('abort', abort))
    })
}
