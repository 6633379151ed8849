import { untilActivated } from '../environment.js'
import { checkRedirectLoop } from '../redirect-loop.js'
import { isMarked } from '../state.js'
import { completeAnswer, judge, matchLogin, refuseUnknown, verifyToken } from './answer-check.js'
import { Authentication } from './authentication.js'
import { type BaseOptions, ensure, readWebAuthOptions } from './base-options.js'
import type {
  AuthOptions,
  AuthorizeOptions,
  CheckSessionOptions,
  LogoutOptions,
  ParseHashOptions,
  RenewAuthOptions,
} from './call-options.js'
import type {
  Auth0Callback,
  Auth0DecodedHash,
  Auth0ParseHashError,
  Untyped,
} from './callback-results.js'
import { checkSession } from './check-session.js'
import { type Answer, type HashAnswer, hasLists, hasTokens, readHash } from './hash-answer.js'
import { createLoginRequest, DEFAULT_SCOPE, remember } from './login-request.js'
import { callBack, describeTwice, type Outcome } from './outcome.js'
import { createPageLogins, type PageLogins } from './page-logins.js'
import { createPopup, type Popup } from './popup.js'
import { renewAuth } from './renew-auth.js'
import { createTenant, type Tenant } from './tenant.js'
import {
  type CrossOriginAuthentication,
  createCrossOriginAuthentication,
  createRedirect,
  type Redirect,
  WebAuthRefusals,
} from './web-auth-refusals.js'
import { type CallOptions, mergeOptions, PAGE_OPTIONS } from './wire-parameters.js'

type ParseHashCallback = Auth0Callback<Auth0DecodedHash | null, Auth0ParseHashError>

/** A client for one application at one tenant, by callbacks. */
export class WebAuth extends WebAuthRefusals {
  readonly baseOptions: BaseOptions
  readonly client: Authentication
  readonly popup: Popup
  readonly redirect: Redirect = createRedirect()
  readonly crossOriginAuthentication: CrossOriginAuthentication = createCrossOriginAuthentication()
  // ordinary members: a Proxy around this, as Vue makes one, has no others
  /** @internal */
  readonly _tenant: Tenant
  /** @internal */
  readonly _page: PageLogins

  /** @throws Error that names the option at fault */
  constructor(options: AuthOptions) {
    super()
    this.client = new Authentication(options)
    this.baseOptions = Object.assign(this.client.baseOptions, readWebAuthOptions(options))
    this._tenant = createTenant(this.client)
    this._page = createPageLogins(this._tenant)
    this.popup = createPopup(this._tenant)
  }

  /**
   * Leaves this page for the login, in the same turn. Throws an Error for an option that is
   * missing, where nothing can be remembered, and for the fourth redirect within 30 s that nobody
   * clicked for.
   */
  authorize(options?: AuthorizeOptions | CallOptions): void {
    whenActivated(() => {
      const merged = mergeOptions(this.baseOptions, PAGE_OPTIONS, options)
      checkRedirectLoop(this._tenant.now)
      const login = createLoginRequest(this._tenant, '', {
        ...merged,
        scope: merged.scope || DEFAULT_SCOPE,
      })
      remember(this._tenant, login)
      location.assign(login.href)
    })
  }

  /**
   * Completes the login whose answer this page was loaded with; null if it was loaded with none,
   * in the same turn. Takes the answer out of the address bar. Asked again, it gives the same
   * result until the page goes elsewhere, and nothing on a later load.
   */
  parseHash(callback: ParseHashCallback): void
  parseHash(options: ParseHashOptions | string, callback: ParseHashCallback): void
  parseHash(options: ParseHashOptions | string | ParseHashCallback, callback?: ParseHashCallback) {
    if (typeof options === 'function') return this.parseHash({}, callback ?? options)
    ensure(typeof callback === 'function', 'cb parameter is not valid')
    const given: ParseHashOptions = typeof options === 'string' ? { hash: options } : { ...options }
    whenActivated(() => {
      const { hash = location.hash } = given
      // the page's own may be handed in again, and is empty then: its answer was taken out
      const answer = hash === location.hash ? this._page.read() : readHash(hash)
      callBack(parse(this, answer, given), callback)
    })
  }

  /** Judges an answer that the app took apart itself, in wire spelling. */
  validateAuthenticationResponse(
    options: ParseHashOptions,
    parsedHash: Answer,
    callback: Auth0Callback<Auth0DecodedHash, Auth0ParseHashError>,
  ): void {
    callBack(validate(this, options, parsedHash), callback)
  }

  /**
   * Verifies an ID Token, and gives its claims. Throws for a leeway below 0 or above 300.
   * @param nonce the one it must hold; without one it may hold any
   */
  validateToken(
    token: string,
    nonce: string | null | undefined,
    callback: Auth0Callback<Untyped>,
  ): void {
    const give = (claims: unknown): Outcome => [null, claims]
    callBack(verifyToken(this._tenant, token, { nonce: nonce || null }, give), callback)
  }

  /**
   * Asks in a hidden frame, without any page for the person, whether the tenant still has a
   * session. The answer comes as a message, from that frame and the tenant's origin alone.
   */
  checkSession(
    options: CheckSessionOptions | CallOptions | undefined,
    callback: Auth0Callback<Untyped>,
  ): void {
    ensure(typeof callback === 'function', 'cb parameter is not valid')
    whenActivated(() => callBack(checkSession(this._tenant, options), callback))
  }

  /** The same for a callback page of the app's own in the frame, whose hash is read or posted. */
  renewAuth(
    options: RenewAuthOptions | CallOptions | undefined,
    callback: Auth0Callback<Untyped>,
  ): void {
    ensure(typeof callback === 'function', 'cb parameter is not valid')
    whenActivated(() =>
      renewAuth(this._tenant, options, (hash, state) =>
        typeof hash === 'string'
          ? // not the page's own, if it is empty
            this.parseHash({ hash: hash || '#', state }, callback)
          : callBack(hash, callback),
      ),
    )
  }

  /**
   * Leaves for the tenant's logout. Forgets the answers seen; drop the tokens that the app holds.
   */
  logout(options?: LogoutOptions): void {
    this._page.clear()
    location.assign(this.client.buildLogoutUrl(options))
  }
}

/** The outcome of what a page was loaded with, or the app hands in. */
function parse(
  { _tenant: tenant, _page: page }: WebAuth,
  hash: HashAnswer,
  options: ParseHashOptions,
): Outcome | Promise<Outcome> {
  const { answer, isAmbiguous, text } = hash
  if (!hasTokens(answer) && !answer.error) return [null, null]
  const record = page.take(answer.state, text)
  // a popup's page that parses first: `popup.callback` is to hand the answer home
  const isForOpener = !record && isMarked(answer.state)
  if (record === null || isForOpener) return [null, null]
  const login = matchLogin(answer, options, record)
  if (hasTokens(answer) || login) page.remove(hash)
  if (!login && !isAmbiguous) return refuseUnknown(answer, options)
  return judge(tenant, answer, isAmbiguous, { responseType: options.responseType, ...login })
}

/** The same for an answer that was taken apart before. */
function validate(
  { _tenant: tenant, _page: page }: WebAuth,
  options: ParseHashOptions,
  answer: Answer,
): Outcome | Promise<Outcome> {
  if (hasLists(answer)) return [describeTwice()]
  const record = page.take(answer.state, JSON.stringify(answer)) ?? undefined
  const login = matchLogin(answer, options, record)
  return login ? completeAnswer(tenant, answer, login) : refuseUnknown(answer, options)
}

/** At once, or when the person opens a page that the browser only prepared. */
function whenActivated(run: () => void): void {
  const waiting = untilActivated()
  if (waiting) void waiting.then(run)
  else run()
}
