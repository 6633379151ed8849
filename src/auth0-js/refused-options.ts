// Types of what this entry refuses to do, so that apps compile and see it struck through.
import type { BaseAuthOptions } from './call-options.js'
import type { Auth0Error } from './callback-results.js'

export interface TokenProvider {
  enableCache?: boolean | undefined
  cacheTTLInSeconds?: number | undefined
}

export interface ManagementOptions {
  domain: string
  token?: string | undefined
  clientId?: string | undefined
  clientSecret?: string | undefined
  audience?: string | undefined
  scope?: string | undefined
  tokenProvider?: TokenProvider | undefined
  telemetry?: boolean | undefined
}

export type DoneCallback = (error?: Auth0Error) => void

export interface Captcha {
  reload: (done: DoneCallback) => void
  getValue: () => string
}

export interface Auth0Challenge {
  type: 'code'
  image: string
  required: boolean
  provider: 'auth0' | 'recaptcha_v2'
  [other: string]: unknown
}

export interface CaptchaTemplates {
  auth0?: ((challenge: Auth0Challenge) => string) | undefined
  recaptcha_v2?: ((challenge: Auth0Challenge) => string) | undefined
  error: (error: Error) => string
}

/** The spelling is the one of @types/auth0-js. */
export interface CatpchaConfiguration {
  templates?: CaptchaTemplates | undefined
  lang?: string | undefined
}

export interface LoginOptions {
  username: string
  password: string
  scope?: string | undefined
}

export interface DefaultLoginOptions extends LoginOptions {
  audience?: string | undefined
  realm: string
}

export interface DefaultDirectoryLoginOptions extends LoginOptions {
  audience?: string | undefined
}

export interface ResourceOwnerLoginOptions extends LoginOptions {
  connection: string
  device?: string | undefined
}

export interface CrossOriginLoginOptions {
  username?: string | undefined
  email?: string | undefined
  password: string
  realm?: string | undefined
  domain?: string | undefined
  clientID?: string | undefined
  redirectUri?: string | undefined
  responseType?: string | undefined
  responseMode?: string | undefined
  state?: string | undefined
  nonce?: string | undefined
  scope?: string | undefined
  audience?: string | undefined
  captcha?: Captcha | undefined
  onRedirecting?: ((done: () => void) => void) | undefined
}

/** What `loginWithCredentials` of `redirect` and `popup` took. */
export interface CredentialsOptions {
  redirectUri?: string | undefined
  responseType?: string | undefined
  responseMode?: 'query' | 'fragment' | undefined
  scope?: string | undefined
}

export interface DelegationOptions {
  client_id?: string | undefined
  grant_type: string
  id_token?: string | undefined
  refresh_token?: string | undefined
  target?: string | undefined
  scope?: string | undefined
  api_type?: string | undefined
}

export interface Auth0DelegationToken {
  expiresIn: number
  idToken: string
  tokenType: string
}

export interface ChangePasswordOptions {
  connection: string
  email: string
}

export interface DbSignUpOptions {
  email: string
  password: string
  connection: string
  username?: string | undefined
  scope?: string | undefined
  userMetadata?: unknown
}

export interface DbSignUpResults {
  email: string
  emailVerified: boolean
}

export interface PasswordlessAuthOptions {
  connection: string
  verificationCode: string
  phoneNumber: string
  email: string
}

export interface PasswordlessStartAuthParams extends BaseAuthOptions {
  responseMode?: string | undefined
}

export interface PasswordlessStartOptions {
  connection: string
  send: 'link' | 'code'
  phoneNumber?: string | undefined
  email?: string | undefined
  authParams?: PasswordlessStartAuthParams | undefined
}

export interface PasswordlessLoginOptions extends BaseAuthOptions {
  connection: string
  verificationCode: string
  phoneNumber?: string | undefined
  email?: string | undefined
}

export interface PasswordlessVerifyOptions extends PasswordlessLoginOptions {
  send?: 'link' | 'code' | undefined
  responseMode?: string | undefined
}

/** What `popup.passwordlessVerify` took. */
export interface PopupPasswordlessOptions {
  type: 'sms' | 'email'
  phoneNumber?: string | undefined
  email?: string | undefined
  connection: string
  verificationCode: string
}

export type SsoDataResult = SsoSessionFoundResult | SsoSessionNotFoundResult

export interface SsoSessionFoundResult {
  lastUsedClientID: string
  lastUsedConnection: {
    name: string
    strategy?: string | undefined
  }
  lastUsedUserID: string
  lastUsedUsername: string
  sessionClients: string[]
  sso: true
}

export interface SsoSessionNotFoundResult {
  sso: false
}
