import { attempt, check, guard } from './auth-error.js'
import type { AuthOptions } from './auth-options.js'
import type { AuthResult, TokenResult } from './auth-result.js'
import { type AuthorizeRequest, createAuthorizationRequest } from './authorization-request.js'
import { completeLogin } from './complete-login.js'
import { resolveConfig } from './config.js'
import { requirePage, untilActivated } from './environment.js'
import { frameKind, hintedSubject, isInSilentFrame, type SilentRequest } from './frame.js'
import { buildLogoutUrl, type LogoutOptions } from './logout.js'
import { ownMembers } from './own-members.js'
import { createPageLogins } from './page-logins.js'
import { type PopupRequest, popupKind } from './popup.js'
import { createDepartures, requireWayOut } from './redirect.js'
import { checkRedirectLoop, endRedirectLoop } from './redirect-loop.js'
import { createRefresh, type RefreshRequest } from './refresh.js'
import type { ResponseType } from './response-type.js'
import type { MatchedResponse } from './state.js'
import { saveTransaction } from './transaction.js'
import { createUserInfo, type UserInfo, type UserInfoRequest } from './user-info.js'
import { logInByWindow } from './window-login.js'

/** A client: make it once, at module level. All methods work detached; none stores a token. */
export interface Auth<out R extends ResponseType = ResponseType> {
  /** What `iss` is; the first, if there are several. */
  readonly issuer: string
  readonly clientId: string
  /**
   * Leaves this page for the login. Stays pending; rejects `aborted` if the person comes Back to
   * this very page, so that a spinner can stop. Further: `invalid_config`, `insecure_context`,
   * `storage_unavailable`, `state_too_large`, `redirect_loop`, `browser_required`, all before the
   * page is left.
   * @param connection name of an identity provider; left out or empty: the hosted login page
   */
  authorize<S>(connection?: string, request?: AuthorizeRequest<S>): Promise<never>
  /**
   * Logs in through a popup. Call it in the click, with nothing awaited before.
   * Rejects `popup_blocked`, `popup_closed`, `aborted`, `timeout`, and whatever a response can be
   * refused with.
   */
  popup<S>(connection?: string, request?: PopupRequest<S>): Promise<AuthResult<R, S>>
  /**
   * Completes the login whose response this page was loaded with; null if it was loaded with none.
   * Takes the response out of the address bar at once, before anything is awaited. The same
   * response gives the same promise, however often it is asked for. In a popup or frame: hands the
   * response home and stays pending. Rejects `state_missing`, `state_unknown`, `state_expired`,
   * `issuer_mismatch`, `invalid_response`, `invalid_token`, `token_error`, `network_error`,
   * `timeout`, `storage_unavailable`, `insecure_context`, the server's own codes; `invalid_config`
   * for what is no text, or an endpoint that is null; `browser_required` without a page, unless
   * there are a text and `storage`.
   * @param hash instead of this page's own: a hash, a query with or without `?`, a path with
   *   either, or a whole URL. One without `#` and `?` is read by the client's `responseMode`
   */
  parseHash<S>(hash?: string): Promise<AuthResult<R, S> | null>
  /**
   * The URL that authorize would go to. Remembers the login, but navigates nowhere. Rejects
   * `invalid_config`, `insecure_context`, `storage_unavailable`, `state_too_large`; without a page
   * `browser_required`, unless `redirectUri` and `storage` are given.
   */
  buildAuthorizeUrl<S>(connection?: string, request?: AuthorizeRequest<S>): Promise<string>
  /**
   * Logs in without any page, if the server still has a session: prompt=none in a hidden frame.
   * Rejects `login_required` and the like, `timeout`, `aborted`.
   */
  checkSession<S>(request?: SilentRequest<S>): Promise<AuthResult<R, S>>
  /**
   * Renews tokens. Rejects `token_error`, `network_error`, `timeout`, `invalid_response`,
   * `invalid_token`, `aborted`, `insecure_context`, `invalid_config`.
   */
  refresh(refreshToken: string, request?: RefreshRequest): Promise<TokenResult>
  /**
   * Asks the server about the person. Rejects `token_error`, `network_error`, `timeout`,
   * `invalid_token`, `aborted`, `invalid_config`.
   */
  userInfo(accessToken: string, request?: UserInfoRequest): Promise<UserInfo>
  /** Where to send the person to end the session at the server. Throws `invalid_config`. */
  buildLogoutUrl(options?: LogoutOptions): string
  /**
   * Goes there, and forgets the responses that this client has seen; the tokens that the app holds
   * are the app's to drop. Throws `invalid_config`; `aborted` if the page cannot be left; without
   * a page `browser_required`, unless `navigate` is given.
   */
  logout(options?: LogoutOptions): void
}

/**
 * Makes a client for one application at one server. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
export function createAuth<R extends ResponseType>(options: AuthOptions<R>): Auth<R> {
  const config = attempt(() => resolveConfig(options), 'invalid_config: unusable')
  const departures = createDepartures(config)
  let departure: Promise<never> | undefined

  const complete = async <S>(matched: MatchedResponse, sub?: string) => {
    const result = await completeLogin<R, S>(config, matched, sub)
    endRedirectLoop()
    return result
  }
  const pageLogins = createPageLogins(config, complete<unknown>)

  const buildAuthorizeUrl: Auth<R>['buildAuthorizeUrl'] = async (connection, request) => {
    const { state, transaction, url } = createAuthorizationRequest(config, '', connection, request)
    await untilActivated()
    saveTransaction(config, state, transaction)
    return url
  }

  const depart: Auth<R>['authorize'] = async (connection, request) => {
    const leave = departures.begin()
    try {
      await untilActivated()
      requireWayOut(config)
      checkRedirectLoop(config.now)
      const url = await buildAuthorizeUrl(connection, request)
      return leave(url)
    } finally {
      departure = undefined
    }
  }

  const authorize: Auth<R>['authorize'] = (connection, request) => {
    // a guard beside a button, or an effect that runs twice, in one turn: one login
    departure ??= guard(depart)(connection, request)
    return departure
  }

  const popup = async <S>(connection?: string, request?: PopupRequest<S>) => {
    const own = ownMembers(request)
    const result = await logInByWindow(config, popupKind, connection, own, complete<S>)
    if (result) return result
    check(own.onBlocked === 'redirect', 'popup_blocked: window')
    return authorize(connection, own)
  }

  const checkSession = async <S>(request?: SilentRequest<S>) => {
    requirePage()
    await untilActivated()
    // the page that waits outside removes this one with its frame
    if (isInSilentFrame()) return new Promise<never>(() => {})
    const own = ownMembers(request)
    const params = { ...own.params, prompt: 'none' }
    const silent = { ...own, params, timeout: own.timeout ?? 5000 }
    const sub = own.sub ?? hintedSubject({ ...config.params, ...params })
    const completeFor = (matched: MatchedResponse) => complete<S>(matched, sub)
    const result = await logInByWindow(config, frameKind, undefined, silent, completeFor)
    return result as NonNullable<typeof result> // no browser refuses a frame
  }

  const logoutUrl: Auth<R>['buildLogoutUrl'] = (options) =>
    attempt(() => buildLogoutUrl(config, options), 'invalid_config: unusable')

  return {
    issuer: config.issuers[0] as string,
    clientId: config.clientId,
    authorize,
    popup: guard(popup),
    // the type of appState is the app's own word
    parseHash: <S>(hash?: string) => pageLogins.parseHash(hash) as Promise<AuthResult<R, S> | null>,
    buildAuthorizeUrl: guard(buildAuthorizeUrl),
    checkSession: guard(checkSession),
    refresh: guard(createRefresh(config)),
    userInfo: guard(createUserInfo(config)),
    buildLogoutUrl: logoutUrl,
    logout(options) {
      pageLogins.forget()
      departures.leaveNow(logoutUrl(options))
    },
  }
}
