import { buildAuthorizeUrl } from '../authorize-url.js'
import { AuthenticationRefusals } from './authentication-refusals.js'
import { type BaseOptions, ensure, ensureText, readBaseOptions } from './base-options.js'
import type { AuthOptions, AuthorizeUrlOptions, LogoutOptions } from './call-options.js'
import type { Auth0Callback, Auth0UserProfile } from './callback-results.js'
import { callBack } from './outcome.js'
import { requestUserInfo } from './user-info.js'
import { type CallOptions, mergeOptions, toWireParameters, URL_OPTIONS } from './wire-parameters.js'

/** In the order in which they are looked at. */
const TEXT_OPTIONS = ['clientID', 'redirectUri', 'responseType', 'nonce', 'scope', 'audience']

/** For this page alone: never sent to the authorize endpoint. */
const PRIVATE = [
  'username',
  'popupOptions',
  'popupHandler',
  'domain',
  'tenant',
  'timeout',
  'appState',
]

/** The tenant's addresses, and its userinfo. */
export class Authentication extends AuthenticationRefusals {
  readonly baseOptions: BaseOptions

  /** @throws Error that names the option at fault */
  constructor(options: AuthOptions)
  constructor(webAuth: unknown, options: AuthOptions)
  constructor(first: unknown, options = first as AuthOptions) {
    super()
    this.baseOptions = readBaseOptions(options)
  }

  /**
   * The URL of an authorize request, as given: nothing is remembered, and neither state nor nonce
   * is made. Names go out in snake_case. Throws an Error for an option that is missing.
   */
  buildAuthorizeUrl(options: AuthorizeUrlOptions | CallOptions): string {
    ensure(typeof options === 'object', 'options parameter is not valid')
    const params = mergeOptions(this.baseOptions, URL_OPTIONS, options)
    const { responseType } = params
    const isRequired = (name: string) =>
      name === 'nonce'
        ? /^(?!.*code).*id_token/.test(`${responseType}`)
        : params[name] || /clientID|responseType/.test(name)
    for (const name of TEXT_OPTIONS) if (isRequired(name)) ensureText(params, name)
    return buildAuthorizeUrl(
      `${this.baseOptions.rootUrl}/authorize`,
      toWireParameters(params, PRIVATE),
    )
  }

  /** Where to send the person to end the session at the tenant. */
  buildLogoutUrl(options?: LogoutOptions): string {
    ensure(!options || typeof options === 'object', 'options parameter is not valid')
    const { federated, ...others } = mergeOptions(this.baseOptions, ['clientID'], options)
    const isFederated = federated !== undefined && federated !== false && federated !== 'false'
    return buildAuthorizeUrl(`${this.baseOptions.rootUrl}/v2/logout`, {
      ...toWireParameters(others, [], ['auth0Client', 'returnTo']),
      federated: isFederated ? '' : undefined,
    })
  }

  /** Asks who the person is, and gives the answer as it comes. */
  userInfo(accessToken: string, callback: Auth0Callback<Auth0UserProfile>): void {
    ensure(typeof accessToken === 'string', 'accessToken parameter is not valid')
    ensure(typeof callback === 'function', 'cb parameter is not valid')
    callBack(requestUserInfo(`${this.baseOptions.rootUrl}/userinfo`, accessToken), callback)
  }
}
