import type { Auth0Callback, Untyped } from './callback-results.js'
import { LOG_IN, PASSWORDLESS, refuse, SERVER, SIGN_UP } from './refuse.js'
import type * as Refused from './refused-options.js'

type Callback = Auth0Callback<Untyped>

/** What `webAuth` refuses. Each throws at the call. */
export class WebAuthRefusals {
  /** @deprecated Use `authorize()`. */
  login(_options: Refused.CrossOriginLoginOptions, _callback: Callback): void {
    refuse('login', LOG_IN)
  }
  /** @deprecated Use `authorize({ screen_hint: 'signup' })`. */
  signup(_options: Refused.DbSignUpOptions, _callback: Callback): void {
    refuse('signup', SIGN_UP)
  }
  /** @deprecated Use `authorize({ screen_hint: 'signup' })`. */
  signupAndAuthorize(_options: Refused.DbSignUpOptions, _callback: Callback): void {
    refuse('signupAndAuthorize', SIGN_UP)
  }
  /** @deprecated The login page of `authorize()` has a link for it. */
  changePassword(_options: Refused.ChangePasswordOptions, _callback: Callback): void {
    refuse('changePassword', LOG_IN)
  }
  /** @deprecated Use `authorize({ connection: 'email' })`. */
  passwordlessStart(_options: Refused.PasswordlessStartOptions, _callback: Callback): void {
    refuse('passwordlessStart', PASSWORDLESS)
  }
  /** @deprecated Use `authorize({ connection: 'email' })`. */
  passwordlessLogin(_options: Refused.PasswordlessLoginOptions, _callback: Callback): void {
    refuse('passwordlessLogin', PASSWORDLESS)
  }
  /** @deprecated Use `authorize({ connection: 'email' })`. */
  passwordlessVerify(_options: Refused.PasswordlessVerifyOptions, _callback: Callback): void {
    refuse('passwordlessVerify', PASSWORDLESS)
  }
  /** @deprecated The login page of `authorize()` has its own. */
  renderCaptcha(
    _element: HTMLElement,
    _options?: Refused.CatpchaConfiguration,
    _callback?: Callback,
  ): Refused.Captcha {
    return refuse('renderCaptcha', LOG_IN)
  }
  /** @deprecated The login page of `authorize()` has its own. */
  renderSignupCaptcha(
    _element: HTMLElement,
    _options?: Refused.CatpchaConfiguration,
    _callback?: Callback,
  ): Refused.Captcha {
    return refuse('renderSignupCaptcha', SIGN_UP)
  }
  /** @deprecated The login page of `authorize()` has its own. */
  renderPasswordlessCaptcha(
    _element: HTMLElement,
    _options?: Refused.CatpchaConfiguration,
    _callback?: Callback,
  ): Refused.Captcha {
    return refuse('renderPasswordlessCaptcha', PASSWORDLESS)
  }
  /** @deprecated The login page of `authorize()` has its own. */
  renderPasswordResetCaptcha(
    _element: HTMLElement,
    _options?: Refused.CatpchaConfiguration,
    _callback?: Callback,
  ): Refused.Captcha {
    return refuse('renderPasswordResetCaptcha', LOG_IN)
  }
  /** @deprecated Let your server do it. */
  customTokenExchange(_options: object, _callback: Callback): void {
    refuse('customTokenExchange', SERVER)
  }
  /** Nothing to do: it belongs to `login`. */
  crossOriginVerification(): void {}
  /**
   * Nothing to do: it belongs to `login`.
   * @deprecated
   */
  crossOriginAuthenticationCallback(): void {}
}
