/**
 * What nobody knows the type of: claims of the tenant's own, the app's own state. It has to be
 * this, or apps written for auth0-js would not compile.
 */
// biome-ignore lint/suspicious/noExplicitAny: the one place, see above
export type Untyped = any

/** Called exactly once, with an error or a result. */
export type Auth0Callback<T, E = Auth0Error> = (error: null | E, result: T) => void

/** Codes of failures that are found on this page. */
export type LibErrorCodes = 'timeout' | 'request_error' | 'invalid_token'

/** Nobody is logged in at the server. */
export type LoginRequiredErrorCode = 'login_required'

/** The server wants to show the person a page first. */
export type InteractionRequiredErrorCode = 'interaction_required'

/** The person has not agreed yet to this app's access. */
export type ConsentRequiredErrorCode = 'consent_required'

/** Codes of a silent login's failure (OpenID Connect Core §3.1.2.6). */
export type SpecErrorCodes =
  | LoginRequiredErrorCode
  | InteractionRequiredErrorCode
  | ConsentRequiredErrorCode
  | 'account_selection_required'
  | 'invalid_request_uri'
  | 'invalid_request_object'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'registration_not_supported'

/**
 * A plain object. parseHash fills `error` and `errorDescription`; popup.authorize `original`,
 * `code` and `description`; checkSession these three, `error` and `error_description`.
 */
export interface Auth0Error {
  error: LibErrorCodes | SpecErrorCodes | string
  errorDescription?: string | undefined
  error_description?: string | undefined
  code?: string | undefined
  description?: string | undefined
  name?: string | undefined
  policy?: string | undefined
  original?: Untyped
  statusCode?: number | undefined
  statusText?: string | undefined
}

export type Auth0ParseHashError = Auth0Error & {
  /** What the app called state, or the one that was sent. */
  state?: string | undefined
}

/** What popup.authorize gives; each member, and each claim, also in the other spelling. */
export interface Auth0Result {
  accessToken?: string | undefined
  /** Seconds. */
  expiresIn?: number | undefined
  idToken?: string | undefined
  idTokenPayload?: Untyped
  refreshToken?: string | undefined
  appState?: Untyped
  state?: string | undefined
  tokenType?: string | undefined
  scope?: string | undefined
}

/** What parseHash and checkSession give. All nine members are there; what did not come is null. */
export interface Auth0DecodedHash {
  accessToken?: string | undefined
  /** Verified in full. */
  idToken?: string | undefined
  /** Its claims. */
  idTokenPayload?: Untyped
  appState?: Untyped
  refreshToken?: string | undefined
  /** What the app called state, or the one that was sent. */
  state?: string | undefined
  /** Seconds. */
  expiresIn?: number | undefined
  tokenType?: string | undefined
  scope?: string | undefined
}

export interface Auth0Identity {
  connection: string
  isSocial: boolean
  provider: string
  user_id: string
}

/** What the userinfo endpoint says, as it says it. */
export interface Auth0UserProfile {
  name: string
  nickname: string
  picture: string
  user_id: string
  username?: string | undefined
  given_name?: string | undefined
  family_name?: string | undefined
  email?: string | undefined
  email_verified?: boolean | undefined
  clientID: string
  gender?: string | undefined
  locale?: string | undefined
  identities: Auth0Identity[]
  created_at: string
  updated_at: string
  sub: string
  user_metadata?: Untyped
  app_metadata?: Untyped
}

export interface MicrosoftUserProfile extends Auth0UserProfile {
  emails?: string[] | undefined
}

export interface Office365UserProfile extends Auth0UserProfile {
  tenantid: string
  upn: string
}

export interface AdfsUserProfile extends Auth0UserProfile {
  issuer?: string | undefined
}

/** The window that popup.authorize opened. */
export interface PopupHandle {
  /** Null if the browser refused it. */
  originalPopup: Window | null
  /** Gives the login up: the callback is never called. */
  close(): void
  focus(): void
}
