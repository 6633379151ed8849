import type { Untyped } from './callback-results.js'

/** Options of a `WebAuth` or `Authentication`. What cannot work throws in the constructor. */
export interface AuthOptions {
  /** The tenant's host, or its URL: https, or http on loopback. */
  domain: string
  clientID: string
  /** `code`, `token`, `id_token` or several of them. Without one, each call must name it. */
  responseType?: string | undefined
  responseMode?: string | undefined
  redirectUri?: string | undefined
  /** authorize and popup.authorize send `openid profile email` where there is none. */
  scope?: string | undefined
  audience?: string | undefined
  state?: string | undefined
  nonce?: string | undefined
  organization?: string | undefined
  invitation?: string | undefined
  /** Seconds between the clocks of server and device, at most 300. Default 60, and 0 means 60. */
  leeway?: number | undefined
  /** Seconds since the person last logged in, held against `auth_time`. Not sent. */
  maxAge?: number | undefined
  /** Minutes for which a login may take. Default 30, and 0 means 30. */
  stateExpiration?: number | undefined
  overrides?:
    | {
        __tenant?: string | undefined
        __token_issuer?: string | undefined
        __jwks_uri?: string | undefined
      }
    | undefined
  /** Only an empty list: there is nothing here that a plugin could take the place of. */
  plugins?: readonly unknown[] | undefined
  _csrf?: string | undefined
  _intstate?: string | undefined
  /** The clock. Default: the device's. */
  __clock?: (() => Date) | undefined
  /** Not used: a popup's result goes to this origin alone. */
  popupOrigin?: string | undefined
  /** Not used: nothing is kept in cookies. */
  cookieDomain?: string | undefined
  /** Not used: nothing is kept in cookies. */
  legacySameSiteCookie?: boolean | undefined
  /** Not used: it is what happens. */
  __tryLocalStorageFirst?: boolean | undefined
  /** Not used: a state has one length and one name in storage. */
  transaction?: { namespace?: string | undefined; keyLength?: number | undefined } | undefined
  /** Not used: nothing is sent about this library. */
  _sendTelemetry?: boolean | undefined
  /** Not used: nothing is sent about this library. */
  _telemetryInfo?: object | undefined
  /** Not used: nothing is written to the console. */
  _disableDeprecationWarnings?: boolean | undefined
  /** Not used: a request that failed is the app's to repeat. */
  _timesToRetryFailedRequests?: number | undefined
  jwksURI?: string | undefined
  protocol?: string | undefined
  response_type?: string | undefined
  tenant?: string | undefined
  universalLoginPage?: boolean | undefined
}

/** What each request to the authorize endpoint may name, over the instance's own. */
export interface BaseAuthOptions {
  clientID?: string | undefined
  responseType?: string | undefined
  redirectUri?: string | undefined
  scope?: string | undefined
  audience?: string | undefined
  /** The app's own word: comes back as `state` of result or error. Sent with a `code` alone. */
  state?: string | undefined
  nonce?: string | undefined
  _csrf?: string | undefined
  __instate?: string | undefined
}

/** Any other name is sent along, in snake_case. */
export interface AuthorizeOptions extends BaseAuthOptions {
  domain?: string | undefined
  connection?: string | undefined
  responseMode?: string | undefined
  language?: string | undefined
  login_hint?: string | undefined
  prompt?: string | undefined
  mode?: 'login' | 'signUp' | undefined
  screen_hint?: 'signup' | undefined
  accessType?: string | undefined
  approvalPrompt?: string | undefined
  /** Anything JSON can hold. Stays in this browser, and comes back with the result. */
  appState?: Untyped
  connection_scope?: string | string[] | undefined
  organization?: string | undefined
  invitation?: string | undefined
}

/** Options of `client.buildAuthorizeUrl`, which makes no state and no nonce of its own. */
export interface AuthorizeUrlOptions {
  clientID?: string | undefined
  redirectUri: string
  responseType: string
  responseMode?: 'query' | 'fragment' | 'form_post' | undefined
  state?: string | undefined
  nonce?: string | undefined
  scope?: string | undefined
  audience?: string | undefined
}

export interface ParseHashOptions {
  /** Default: the page's own. */
  hash?: string | undefined
  /** The state of the login, where the app keeps its own book. */
  state?: string | undefined
  /** The nonce of the login, where the app keeps its own book. */
  nonce?: string | undefined
  /** What must be there, if neither the instance nor the login says so. */
  responseType?: string | undefined
  /** Not used: ID Tokens are always verified. */
  _idTokenVerification?: boolean | undefined
  /** Not used: an answer without a state proves nothing. It is refused. */
  __enableIdPInitiatedLogin?: boolean | undefined
  /** Not used, like `__enableIdPInitiatedLogin`. */
  __enableImpersonation?: boolean | undefined
}

export interface CheckSessionOptions extends AuthorizeOptions {
  /** ms. Default 60,000. */
  timeout?: number | undefined
  /** Not used: the answer always comes as a message. */
  usePostMessage?: boolean | undefined
}

export interface RenewAuthOptions extends BaseAuthOptions {
  domain?: string | undefined
  responseMode?: string | undefined
  /** The callback page posts its hash, instead of being read. Default false. */
  usePostMessage?: boolean | undefined
  /** The `type` that the posted object must have. Default: any. */
  postMessageDataType?: string | false | undefined
  /** Default: this page's. */
  postMessageOrigin?: string | undefined
  /** ms. Default 60,000. */
  timeout?: number | undefined
}

export interface LogoutOptions {
  clientID?: string | undefined
  returnTo?: string | undefined
  /** Log out at the upstream provider too. */
  federated?: boolean | undefined
}

/** Size and place of a popup, CSS pixels. Default 500 × 600, in the middle of the window. */
export interface PopupPosition {
  width?: number | undefined
  height?: number | undefined
  top?: number | undefined
  left?: number | undefined
}

export interface PreloadOptions {
  popupOptions?: PopupPosition | undefined
  /** What to show until the login begins. Default: an empty page. */
  url?: string | undefined
}

export interface PopupAuthorizeOptions extends Omit<AuthorizeOptions, 'responseMode'> {
  clientId?: string | undefined
  responseMode?: 'query' | 'fragment' | 'form_post' | undefined
  popupOptions?: PopupPosition | undefined
  /** From `popup.preload`. */
  popupHandler?: Untyped
  /** Needs a `redirectUri` here: the tenant's own relay page cannot be driven. */
  owp?: boolean | undefined
}

export interface PopupCallbackOptions {
  /** Default: the page's own. */
  hash?: string | undefined
  /** Not used: the page that waits knows its own. */
  state?: string | undefined
  /** Not used: the page that waits knows its own. */
  nonce?: string | undefined
  /** Not used: the result goes to this origin alone. */
  popupOrigin?: string | undefined
  /** Not used: ID Tokens are always verified. */
  _idTokenVerification?: string | undefined
}
