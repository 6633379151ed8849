import type { Auth0Callback, Untyped } from './callback-results.js'
import { refusals } from './refuse.js'
import type * as Refused from './refused-options.js'

type Method<Options, Result = Untyped> = (options: Options, callback: Auth0Callback<Result>) => void

/** What `client.passwordless` was for: each method throws at the call. */
export interface PasswordlessAuthentication {
  /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
  buildVerifyUrl(options: Refused.PasswordlessVerifyOptions): string
  /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
  start: Method<Refused.PasswordlessStartOptions>
  /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
  verify: Method<Refused.PasswordlessVerifyOptions>
}

/** What `client.dbConnection` was for: each method throws at the call. */
export interface DBConnection {
  /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
  signup: Method<Refused.DbSignUpOptions, Refused.DbSignUpResults>
  /** @deprecated Throws. The login page of `authorize()` has a link for it. */
  changePassword: Method<Refused.ChangePasswordOptions>
}

/** What `client` refuses: each throws at the call. */
export class AuthenticationRefusals {
  readonly passwordless = refusals(
    'passwordless.',
    'buildVerifyUrl start verify',
  ) as PasswordlessAuthentication
  readonly dbConnection = refusals('dbConnection.', 'signup changePassword') as DBConnection

  /** @deprecated Throws. Use `authorize()` of `WebAuth`. */
  declare login: Method<Refused.DefaultLoginOptions>
  /** @deprecated Throws. Use `authorize()` of `WebAuth`. */
  declare loginWithDefaultDirectory: Method<Refused.DefaultDirectoryLoginOptions>
  /** @deprecated Throws. Use `authorize()` of `WebAuth`. */
  declare loginWithResourceOwner: Method<Refused.ResourceOwnerLoginOptions>
  /** @deprecated Throws. Let your server do it, or use `createAuth`. */
  declare oauthToken: Method<Untyped>
  /** @deprecated Throws. Use `checkSession()` of `WebAuth`. */
  declare getSSOData: {
    (callback?: Auth0Callback<Refused.SsoDataResult | undefined>): void
    (
      withActiveDirectories: boolean,
      callback?: Auth0Callback<Refused.SsoDataResult | undefined>,
    ): void
  }
  /** @deprecated Throws. The login page of `authorize()` has its own. */
  declare getChallenge: (callback: Auth0Callback<Untyped>) => void
  /** @deprecated Throws. Let your server do it. */
  declare delegation: Method<Refused.DelegationOptions, Refused.Auth0DelegationToken>
  /** @deprecated Throws. Let your server do it. */
  declare getUserCountry: (callback: Auth0Callback<{ countryCode: string }>) => void
  /** @deprecated Throws. Let your server do it. */
  declare customTokenExchange: Method<object>
}

Object.assign(
  AuthenticationRefusals.prototype,
  refusals(
    'client.',
    'login loginWithDefaultDirectory loginWithResourceOwner oauthToken getSSOData getChallenge ' +
      'delegation getUserCountry customTokenExchange',
  ),
)
