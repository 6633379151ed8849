import { check } from './auth-error.js'
import type { Config } from './config.js'
import { fetchJson } from './fetch-json.js'

/** Claims from the userinfo endpoint (OpenID Connect Core §5.3.2). */
export interface UserInfo {
  readonly sub: string
  readonly [claim: string]: unknown
}

export interface UserInfoRequest {
  /** `claims.sub` of the login: an answer about somebody else is refused. */
  sub?: string
  signal?: AbortSignal
}

/** Asks the userinfo endpoint; the token travels in the Authorization header (RFC 6750 §2.1). */
export function createUserInfo({ fetch, endpoints }: Config) {
  return async (accessToken: string, { sub, signal }: UserInfoRequest = {}): Promise<UserInfo> => {
    const headers = { authorization: `Bearer ${accessToken}` }
    const info = await fetchJson(fetch, endpoints.userInfo, 'token_error', {
      headers,
      signal: signal ?? null,
    })
    // Core §5.3.2: an answer about another person must not be used
    check(
      typeof info.sub === 'string' && info.sub && info.sub === (sub ?? info.sub),
      'invalid_token',
      'userinfo of another sub',
      {
        claim: 'sub',
      },
    )
    return info as UserInfo
  }
}
