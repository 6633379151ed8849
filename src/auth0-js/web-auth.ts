import type { Config } from '../config.js'
import { checkRedirectLoop } from '../redirect-loop.js'
import { saveTransaction } from '../transaction.js'
import {
  completeAnswer,
  findMissing,
  matchLogin,
  refuseUnmatched,
  verifyToken,
} from './answer-check.js'
import { Authentication } from './authentication.js'
import { type BaseOptions, ensure } from './base-options.js'
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
import { type Answer, type HashAnswer, hasTokens, readHash } from './hash-answer.js'
import { createLoginMemory, type LoginMemory } from './login-memory.js'
import { createLoginRequest, DEFAULT_SCOPE, PAGE_OPTIONS } from './login-request.js'
import {
  callBack,
  describeError,
  describeTwice,
  invalidToken,
  type Outcome,
  textOf,
} from './outcome.js'
import { createPageAnswer, type PageAnswer } from './page-answer.js'
import { Popup } from './popup.js'
import { renewAuth } from './renew-auth.js'
import { resolveTenant } from './tenant.js'
import { WebAuthRefusals } from './web-auth-refusals.js'
import { CrossOriginAuthentication, Redirect } from './window-refusals.js'
import { type CallOptions, mergeOptions } from './wire-parameters.js'

type ParseHashCallback = Auth0Callback<Auth0DecodedHash | null, Auth0ParseHashError>

/** A client for one application at one tenant, by callbacks. */
export class WebAuth extends WebAuthRefusals {
  readonly baseOptions: BaseOptions
  readonly client: Authentication
  readonly popup: Popup
  readonly redirect = new Redirect()
  readonly crossOriginAuthentication = new CrossOriginAuthentication()
  readonly #config: Config
  readonly #logins: LoginMemory
  readonly #page: PageAnswer = createPageAnswer()

  /** @throws Error that names the option at fault */
  constructor(options: AuthOptions) {
    super()
    this.client = new Authentication(options)
    this.baseOptions = this.client.baseOptions
    this.#config = resolveTenant(this.baseOptions)
    this.#logins = createLoginMemory(this.#config)
    this.popup = new Popup(this.#config, this.client)
  }

  /**
   * Leaves this page for the login, in the same turn. Throws an Error for an option that is
   * missing, where nothing can be remembered, and for the fourth redirect within 30 s that nobody
   * clicked for.
   */
  authorize(options?: AuthorizeOptions | CallOptions): void {
    const merged = mergeOptions(this.baseOptions, PAGE_OPTIONS, options)
    checkRedirectLoop(this.#config.now)
    const { state, transaction, url } = createLoginRequest(this.#config, this.client, '', {
      ...merged,
      scope: merged.scope || DEFAULT_SCOPE,
    })
    // under a word of the app's own, it is the app that remembers
    if (state !== transaction.ownState) saveTransaction(this.#config, state, transaction)
    location.assign(url)
  }

  /**
   * Completes the login whose answer this page was loaded with; null if it was loaded with none,
   * in the same turn. Takes the answer out of the address bar. The same answer gives the same
   * result for as long as the page lives, and nothing on a later load.
   */
  parseHash(callback: ParseHashCallback): void
  parseHash(options: ParseHashOptions | string, callback: ParseHashCallback): void
  parseHash(options: ParseHashOptions | string | ParseHashCallback, callback?: ParseHashCallback) {
    if (typeof options === 'function') return this.parseHash({}, callback ?? options)
    const given: ParseHashOptions = typeof options === 'string' ? { hash: options } : { ...options }
    const hash = given.hash === undefined ? this.#page.read() : readHash(given.hash)
    callBack(this.#parse(hash, given), callback)
  }

  #parse(hash: HashAnswer, options: ParseHashOptions): Outcome | Promise<Outcome> {
    const { answer, isAmbiguous, text } = hash
    const { error, error_description, state } = answer
    if (!hasTokens(answer) && !error) return [null, null]
    const record = this.#logins.take(state, text)
    if (record === null) return [null, null]
    const login = matchLogin(answer, options, record)
    if (hasTokens(answer) || login) this.#page.remove(hash)
    if (isAmbiguous) return [describeTwice()]
    if (!login) return refuseUnmatched(answer, options)
    if (error) return [describeError(error, error_description, login.state)]
    const asked = this.baseOptions.responseType || record?.responseType || options.responseType
    return (
      findMissing(`${asked}`, answer) ??
      completeAnswer(this.#config, this.baseOptions.maxAge, answer, login)
    )
  }

  /** Judges an answer that the app took apart itself, in wire spelling. */
  validateAuthenticationResponse(
    options: ParseHashOptions,
    parsedHash: Answer,
    callback: Auth0Callback<Auth0DecodedHash, Auth0ParseHashError>,
  ): void {
    const text = `${new URLSearchParams(parsedHash as Record<string, string>)}`
    const record = this.#logins.take(parsedHash.state, text) ?? undefined
    const login = matchLogin(parsedHash, options, record)
    const outcome = login
      ? completeAnswer(this.#config, this.baseOptions.maxAge, parsedHash, login)
      : refuseUnmatched(parsedHash, options)
    callBack(outcome, callback)
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
    const { maxAge } = this.baseOptions
    const claims = verifyToken(this.#config, maxAge, token, { nonce: nonce || null })
    const outcome = claims.then(
      (found): Outcome => [null, found],
      (error): Outcome => [invalidToken(textOf(error))],
    )
    callBack(outcome, callback)
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
    callBack(checkSession(this.#config, this.client, options), callback)
  }

  /** The same for a callback page of the app's own in the frame, whose hash is read or posted. */
  renewAuth(
    options: RenewAuthOptions | CallOptions | undefined,
    callback: Auth0Callback<Untyped>,
  ): void {
    const parse = (hash: string) => this.parseHash({ hash }, callback)
    renewAuth(this.#config, this.client, options, callback, parse)
  }

  /** Leaves for the tenant's logout. Forgets the answers seen; drop the tokens that the app holds. */
  logout(options?: LogoutOptions): void {
    this.#logins.clear()
    this.#page.forget()
    location.assign(this.client.buildLogoutUrl(options))
  }
}
