import type { Auth0Callback, Untyped } from './callback-results.js'
import { LOG_IN, PASSWORDLESS, refuse, SERVER, SIGN_UP } from './refuse.js'
import type * as Refused from './refused-options.js'

type Callback<T = Untyped> = Auth0Callback<T>

/** What `client.passwordless` was for. Each method throws at the call. */
export class PasswordlessAuthentication {
  /** @deprecated Use `authorize({ connection: 'email' })`. */
  buildVerifyUrl(_options: Refused.PasswordlessVerifyOptions): string {
    return refuse('passwordless.buildVerifyUrl', PASSWORDLESS)
  }
  /** @deprecated Use `authorize({ connection: 'email' })`. */
  start(_options: Refused.PasswordlessStartOptions, _callback: Callback): void {
    refuse('passwordless.start', PASSWORDLESS)
  }
  /** @deprecated Use `authorize({ connection: 'email' })`. */
  verify(_options: Refused.PasswordlessVerifyOptions, _callback: Callback): void {
    refuse('passwordless.verify', PASSWORDLESS)
  }
}

/** What `client.dbConnection` was for. Each method throws at the call. */
export class DBConnection {
  /** @deprecated Use `authorize({ screen_hint: 'signup' })`. */
  signup(_options: Refused.DbSignUpOptions, _callback: Callback<Refused.DbSignUpResults>): void {
    refuse('dbConnection.signup', SIGN_UP)
  }
  /** @deprecated The login page of `authorize()` has a link for it. */
  changePassword(_options: Refused.ChangePasswordOptions, _callback: Callback): void {
    refuse('dbConnection.changePassword', LOG_IN)
  }
}

/** What `client` refuses. Each method throws at the call. */
export class AuthenticationRefusals {
  readonly passwordless = new PasswordlessAuthentication()
  readonly dbConnection = new DBConnection()

  /** @deprecated Use `authorize()` of `WebAuth`. */
  login(_options: Refused.DefaultLoginOptions, _callback: Callback): void {
    refuse('client.login', LOG_IN)
  }
  /** @deprecated Use `authorize()` of `WebAuth`. */
  loginWithDefaultDirectory(
    _options: Refused.DefaultDirectoryLoginOptions,
    _callback: Callback,
  ): void {
    refuse('client.loginWithDefaultDirectory', LOG_IN)
  }
  /** @deprecated Use `authorize()` of `WebAuth`. */
  loginWithResourceOwner(_options: Refused.ResourceOwnerLoginOptions, _callback: Callback): void {
    refuse('client.loginWithResourceOwner', LOG_IN)
  }
  /** @deprecated Use `responseType: 'code'` of `createAuth`, or let your server do it. */
  oauthToken(_options: Untyped, _callback: Callback): void {
    refuse('client.oauthToken', SERVER)
  }
  /** @deprecated Use `checkSession()` of `WebAuth`. */
  getSSOData(_callback?: Callback<Refused.SsoDataResult | undefined>): void
  /** @deprecated Use `checkSession()` of `WebAuth`. */
  getSSOData(
    _withActiveDirectories: boolean,
    _callback?: Callback<Refused.SsoDataResult | undefined>,
  ): void
  getSSOData(): void {
    refuse('client.getSSOData', 'checkSession() says whether somebody is logged in')
  }
  /** @deprecated The login page of `authorize()` has its own. */
  getChallenge(_callback: Callback): void {
    refuse('client.getChallenge', LOG_IN)
  }
  /** @deprecated Let your server do it. */
  delegation(
    _options: Refused.DelegationOptions,
    _callback: Callback<Refused.Auth0DelegationToken>,
  ): Untyped {
    refuse('client.delegation', SERVER)
  }
  /** @deprecated Let your server do it. */
  getUserCountry(_callback: Callback<{ countryCode: string }>): void {
    refuse('client.getUserCountry', SERVER)
  }
  /** @deprecated Let your server do it. */
  customTokenExchange(_options: object, _callback: Callback): void {
    refuse('client.customTokenExchange', SERVER)
  }
}
