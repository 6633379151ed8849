import { check } from './auth-error.js'
import type { AuthResult, TokenResult } from './auth-result.js'
import { type AuthorizeRequest, createAuthorizationRequest } from './authorization-request.js'
import { findResponse } from './authorization-response.js'
import { completeLogin } from './complete-login.js'
import { type AuthOptions, resolveConfig } from './config.js'
import { isPage, requirePage } from './environment.js'
import { openFrame, type SilentRequest } from './frame.js'
import { buildLogoutUrl, type LogoutOptions } from './logout.js'
import { takeResponse } from './page-response.js'
import { openPopup, type PopupRequest } from './popup.js'
import { leavePage, navigation } from './redirect.js'
import { checkRedirectLoop, endRedirectLoop } from './redirect-loop.js'
import { createRefresh, type RefreshRequest } from './refresh.js'
import type { ResponseType } from './response-type.js'
import type { MatchedResponse, StateMark } from './state.js'
import { saveTransaction } from './transaction.js'
import { createUserInfo, type UserInfo, type UserInfoRequest } from './user-info.js'
import { type LoginWindow, logInByWindow } from './window-login.js'

/** A client: make it once, at module level. All methods work detached; none stores a token. */
export interface Auth<R extends ResponseType = ResponseType> {
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
   * response home and stays pending.
   * @param hash a hash, a query or a whole URL, instead of this page's own
   */
  parseHash<S>(hash?: string): Promise<AuthResult<R, S> | null>
  /** The URL that authorize would go to. Remembers the login, but navigates nowhere. */
  buildAuthorizeUrl<S>(connection?: string, request?: AuthorizeRequest<S>): Promise<string>
  /**
   * Logs in without any page, if the server still has a session: prompt=none in a hidden frame.
   * Rejects `login_required` and the like, `timeout`, `aborted`.
   */
  checkSession<S>(request?: SilentRequest<S>): Promise<AuthResult<R, S>>
  /** Renews tokens. Rejects `token_error`, `network_error`, `invalid_token`, `aborted`. */
  refresh(refreshToken: string, request?: RefreshRequest): Promise<TokenResult>
  /**
   * Asks the server about the person. Rejects `token_error`, `network_error`, `invalid_token`,
   * `aborted`.
   */
  userInfo(accessToken: string, request?: UserInfoRequest): Promise<UserInfo>
  /** Where to send the person to end the session at the server. Throws `invalid_config`. */
  buildLogoutUrl(options?: LogoutOptions): string
  /** Goes there. There is nothing to clear here: drop the tokens that the app holds. */
  logout(options?: LogoutOptions): void
}

/**
 * Makes a client for one application at one server. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
export function createAuth<R extends ResponseType>(options: AuthOptions<R>): Auth<R> {
  const config = resolveConfig(options)
  // by their text; by the empty text the latest that this page was loaded with
  const responses = new Map<string, Promise<unknown>>()
  let departure: Promise<never> | undefined

  const complete = async (matched: MatchedResponse) => {
    const result = await completeLogin(config, matched)
    endRedirectLoop()
    return result
  }

  const buildAuthorizeUrl = async (connection?: string, request?: AuthorizeRequest) => {
    const { state, transaction, url } = createAuthorizationRequest(config, '', connection, {
      ...request,
    })
    saveTransaction(config, state, transaction)
    return url
  }

  const begin = async (connection?: string, request?: AuthorizeRequest) => {
    const goTo = navigation(config)
    checkRedirectLoop(config.now)
    return [goTo, await buildAuthorizeUrl(connection, request)] as const
  }

  const leave = async (connection?: string, request?: AuthorizeRequest) => {
    try {
      return leavePage(...(await begin(connection, request)))
    } finally {
      // after a wait, so also after it was set: what failed at once must not stay
      departure = undefined
    }
  }

  const authorize = (connection?: string, request?: AuthorizeRequest) => {
    // a guard beside a button, or an effect that runs twice, in one turn: one login
    departure ??= leave(connection, request)
    return departure
  }

  const logInThere = async <Request extends PopupRequest>(
    mark: StateMark,
    connection: string | undefined,
    request: Request,
    open: (request: Request) => LoginWindow | null,
  ) => {
    const result = await logInByWindow(config, mark, connection, request, open, complete)
    if (result) return result
    check(
      request.onBlocked === 'redirect',
      'popup_blocked',
      'the browser refused the window: open it in the click, before any await',
    )
    return authorize(connection, request)
  }

  const parseHash = (input?: string): Promise<unknown> => {
    if (!input && !isPage()) return Promise.resolve().then(requirePage)
    const here = isPage() ? findResponse(location.href) : null
    const received = input ? findResponse(input) : here
    if (!received) return (!input && responses.get('')) || Promise.resolve(null)
    const { text } = received
    const response = responses.get(text) ?? takeResponse(config, received)?.then(complete)
    if (!response) return Promise.resolve(null)
    responses.set(text, response)
    // a router may have decoded it
    if (here && here.response.state === received.response.state) {
      responses.set('', response)
      // no history entry is made, and `history.state` survives (RFC 9700 §4.3.1)
      history.replaceState(history.state, '', here.rest)
    }
    return response
  }

  return {
    authorize,
    popup: (connection, request) => logInThere('p.', connection, { ...request }, openPopup),
    parseHash,
    buildAuthorizeUrl,
    checkSession: (request?: SilentRequest) => {
      const timeout = request?.timeout ?? 5000
      return logInThere(
        'f.',
        undefined,
        { ...request, timeout, params: { ...request?.params, prompt: 'none' } },
        openFrame,
      )
    },
    refresh: createRefresh(config),
    userInfo: createUserInfo(config),
    buildLogoutUrl: (options) => buildLogoutUrl(config, options),
    logout: (options) => navigation(config)(buildLogoutUrl(config, options)),
  } as Auth<R>
}
