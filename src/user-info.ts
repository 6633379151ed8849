import { check } from './auth-error.js'
import { type Config, endpointOf } from './config.js'
import { fetchJson } from './fetch-json.js'
import { isText } from './is-text.js'
import { ownMembers } from './own-members.js'
import { tokenTypeOf } from './token-request.js'

/** Claims from the userinfo endpoint (OpenID Connect Core §5.3.2). */
export interface UserInfo {
  readonly sub: string
  readonly [claim: string]: unknown
}

/** What one question for userinfo asks. */
export interface UserInfoRequest {
  /** `claims.sub` of the login: an answer about somebody else is refused. */
  sub?: string
  /** Stops the request: `aborted`. */
  signal?: AbortSignal
}

/** Asks the userinfo endpoint; the token travels in the Authorization header (RFC 6750 §2.1). */
export function createUserInfo(config: Config) {
  return async (accessToken: string, request?: UserInfoRequest | null): Promise<UserInfo> => {
    const { sub, signal = null } = ownMembers(request)
    check(isText(accessToken), 'invalid_config: missing accessToken')
    const info = await fetchJson(
      config.dpop?.fetch ?? config.fetch,
      endpointOf(config, 'userInfo'),
      'token_error',
      config.timeout,
      { headers: { authorization: `${tokenTypeOf(config)} ${accessToken}` }, signal },
      [accessToken],
    )
    check(isText(info.sub), 'invalid_token: missing-sub', { claim: 'sub' })
    // Core §5.3.2: an answer about another person must not be used
    check(sub == null || info.sub === sub, 'invalid_token: sub', { claim: 'sub' })
    return { ...info } as UserInfo
  }
}
