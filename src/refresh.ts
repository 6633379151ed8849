import { check } from './auth-error.js'
import type { TokenResult } from './auth-result.js'
import type { Config } from './config.js'
import { requireSubtleCrypto } from './environment.js'
import { isText, isTextOrNone } from './is-text.js'
import { ownMembers } from './own-members.js'
import { hasWord } from './response-type.js'
import { requestTokens } from './token-request.js'
import { checkBounds, waitWithin } from './wait-within.js'

/** What one renewal asks for. */
export interface RefreshRequest {
  /** Less than was granted, or the same (RFC 6749 §6). Default: the same. */
  scope?: string
  /** `claims.sub` of the login: an ID Token about somebody else is `invalid_token`. */
  sub?: string
  /** Stops the wait, not the request: a rotated refresh token must not get lost on its way. */
  signal?: AbortSignal
  /** ms until the wait ends with `timeout`; the request goes on. Default: the client's. */
  timeout?: number
}

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one
 * request: servers that rotate tokens take a second use for a theft (RFC 9700 §4.14.2). The first
 * call's scope counts; each call's `sub` is held against what came. What comes when nobody waits
 * any more is kept, in memory, for who asks with the same token again: it may have been the last.
 */
export function createRefresh(config: Config) {
  const renewals = new Map<string, Promise<TokenResult>>()

  const renew = async (refreshToken: string, { scope }: RefreshRequest) => {
    if (hasWord(scope ?? config.scope, 'openid')) requireSubtleCrypto()
    const params = ownMembers(config.params)
    const organization = (params.organization ?? undefined) as string | undefined
    const context = { scope, organization, nonce: null, secrets: [refreshToken] }
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, scope }
    // each caller bounds the wait alone
    const tokens = await requestTokens(config, grant, context, Infinity, [refreshToken])
    return { refreshToken, ...tokens }
  }

  const share = (refreshToken: string, request: RefreshRequest) => {
    const renewal = renewals.get(refreshToken) ?? renew(refreshToken, request)
    renewals.set(refreshToken, renewal)
    const forget = () => renewals.delete(refreshToken)
    // one that was not rotated can be asked for again
    renewal.then((tokens) => tokens.refreshToken === refreshToken && forget(), forget)
    return [renewal, forget] as const
  }

  return async (refreshToken: string, request?: RefreshRequest | null): Promise<TokenResult> => {
    const own = ownMembers(request)
    const { sub, signal, timeout } = own
    check(isText(refreshToken), 'invalid_config: missing refreshToken')
    check(isTextOrNone(sub), 'invalid_config: sub')
    checkBounds(own)
    const [renewal, forget] = share(refreshToken, own)
    const tokens = await waitWithin(renewal, 'timeout: refresh', timeout ?? config.timeout, signal)
    forget()
    const isSame = sub == null || !tokens.claims || tokens.claims.sub === sub
    check(isSame, 'invalid_token: sub', { claim: 'sub', actual: 'string' })
    return tokens
  }
}
