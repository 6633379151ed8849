import type { Auth0Callback, Untyped } from './callback-results.js'
import { refusals } from './refuse.js'
import type * as Refused from './refused-options.js'

type Method<Options> = (options: Options, callback: Auth0Callback<Untyped>) => void

/** What `webAuth.popup` refuses: each throws at the call. */
export interface PopupRefusals {
  /** @deprecated Throws. Use `popup.authorize()`. */
  loginWithCredentials: Method<Refused.CredentialsOptions>
  /** @deprecated Throws. Use `popup.authorize({ connection: 'email' })`. */
  passwordlessVerify: Method<Refused.PopupPasswordlessOptions>
  /** @deprecated Throws. Use `popup.authorize({ screen_hint: 'signup' })`. */
  signupAndLogin: Method<Refused.DbSignUpOptions>
}

export const createPopupRefusals = () =>
  refusals('popup.', 'loginWithCredentials passwordlessVerify signupAndLogin') as PopupRefusals
