import type { Auth0Callback, Untyped } from './callback-results.js'
import { LOG_IN, PASSWORDLESS, refuse, SIGN_UP } from './refuse.js'
import type * as Refused from './refused-options.js'

type Callback = Auth0Callback<Untyped>

/** What `webAuth.popup` refuses. Each throws at the call. */
export class PopupRefusals {
  /** @deprecated Use `popup.authorize()`. */
  loginWithCredentials(_options: Refused.CredentialsOptions, _callback: Callback): void {
    refuse('popup.loginWithCredentials', LOG_IN)
  }
  /** @deprecated Use `popup.authorize({ connection: 'email' })`. */
  passwordlessVerify(_options: Refused.PopupPasswordlessOptions, _callback: Callback): void {
    refuse('popup.passwordlessVerify', PASSWORDLESS)
  }
  /** @deprecated Use `popup.authorize({ screen_hint: 'signup' })`. */
  signupAndLogin(_options: Refused.DbSignUpOptions, _callback: Callback): void {
    refuse('popup.signupAndLogin', SIGN_UP)
  }
}

/** What `webAuth.redirect` was for. Each method throws at the call. */
export class Redirect {
  /** @deprecated Use `authorize()`. */
  loginWithCredentials(_options: Refused.CredentialsOptions, _callback: Callback): void {
    refuse('redirect.loginWithCredentials', LOG_IN)
  }
  /** @deprecated Use `authorize({ screen_hint: 'signup' })`. */
  signupAndLogin(
    _options: Refused.DbSignUpOptions & Refused.CrossOriginLoginOptions,
    _callback: Callback,
  ): void {
    refuse('redirect.signupAndLogin', SIGN_UP)
  }
}

/** What `webAuth.crossOriginAuthentication` was for. */
export class CrossOriginAuthentication {
  /** @deprecated Use `authorize()`. */
  login(_options: Refused.CrossOriginLoginOptions, _callback: Callback): void {
    refuse('crossOriginAuthentication.login', LOG_IN)
  }
  /** Nothing to do: it belongs to `login`. */
  callback(): void {}
}
