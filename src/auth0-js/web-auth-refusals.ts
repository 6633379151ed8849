import type { Auth0Callback, Untyped } from './callback-results.js'
import { refusals } from './refuse.js'
import type * as Refused from './refused-options.js'

type Method<Options, Result = void> = (options: Options, callback: Auth0Callback<Untyped>) => Result
type RenderCaptcha = (
  element: HTMLElement,
  options?: Refused.CatpchaConfiguration,
  callback?: Auth0Callback<Untyped>,
) => Refused.Captcha

/** What `webAuth` refuses: each throws at the call. */
export class WebAuthRefusals {
  /** @deprecated Throws. Use `authorize()`. */
  declare login: Method<Refused.CrossOriginLoginOptions>
  /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
  declare signup: Method<Refused.DbSignUpOptions>
  /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
  declare signupAndAuthorize: Method<Refused.DbSignUpOptions>
  /** @deprecated Throws. The login page of `authorize()` has a link for it. */
  declare changePassword: Method<Refused.ChangePasswordOptions>
  /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
  declare passwordlessStart: Method<Refused.PasswordlessStartOptions>
  /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
  declare passwordlessLogin: Method<Refused.PasswordlessLoginOptions>
  /** @deprecated Throws. Use `authorize({ connection: 'email' })`. */
  declare passwordlessVerify: Method<Refused.PasswordlessVerifyOptions>
  /** @deprecated Throws. The login page of `authorize()` has its own. */
  declare renderCaptcha: RenderCaptcha
  /** @deprecated Throws. The login page of `authorize()` has its own. */
  declare renderSignupCaptcha: RenderCaptcha
  /** @deprecated Throws. The login page of `authorize()` has its own. */
  declare renderPasswordlessCaptcha: RenderCaptcha
  /** @deprecated Throws. The login page of `authorize()` has its own. */
  declare renderPasswordResetCaptcha: RenderCaptcha
  /** @deprecated Throws. Let your server do it. */
  declare customTokenExchange: Method<object>

  /** Nothing to do: it belongs to `login`. */
  crossOriginVerification(): void {}
  /**
   * Nothing to do: it belongs to `login`.
   * @deprecated
   */
  crossOriginAuthenticationCallback(): void {}
}

Object.assign(
  WebAuthRefusals.prototype,
  refusals(
    '',
    'login signup signupAndAuthorize changePassword passwordlessStart passwordlessLogin ' +
      'passwordlessVerify renderCaptcha renderSignupCaptcha renderPasswordlessCaptcha ' +
      'renderPasswordResetCaptcha customTokenExchange',
  ),
)

/** What `webAuth.redirect` was for: each method throws at the call. */
export interface Redirect {
  /** @deprecated Throws. Use `authorize()`. */
  loginWithCredentials: Method<Refused.CredentialsOptions>
  /** @deprecated Throws. Use `authorize({ screen_hint: 'signup' })`. */
  signupAndLogin: Method<Refused.DbSignUpOptions & Refused.CrossOriginLoginOptions>
}

export const createRedirect = () =>
  refusals('redirect.', 'loginWithCredentials signupAndLogin') as Redirect

/** What `webAuth.crossOriginAuthentication` was for. */
export interface CrossOriginAuthentication {
  /** @deprecated Throws. Use `authorize()`. */
  login: Method<Refused.CrossOriginLoginOptions>
  /** Nothing to do: it belongs to `login`. */
  callback(): void
}

export const createCrossOriginAuthentication = () =>
  ({
    ...refusals('crossOriginAuthentication.', 'login'),
    callback() {},
  }) as CrossOriginAuthentication
