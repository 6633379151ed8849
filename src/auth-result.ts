import type { IdTokenClaims } from './id-token.js'
import type { Asks, ResponseType } from './response-type.js'

/** What comes with an access token. */
export interface AccessTokenResult {
  readonly accessToken: string
  readonly tokenType: 'Bearer'
  /** Seconds; null if the server did not say. */
  readonly expiresIn: number | null
  /** ms since 1970, counted from the moment of receipt; null if the server did not say. */
  readonly expiresAt: number | null
}

/**
 * Who logged in. The ID Token was verified in full; for `code` it is there whenever the scope holds
 * `openid`, as by default.
 */
export interface IdTokenResult {
  readonly idToken: string
  readonly claims: IdTokenClaims
}

/** What every login gives. */
export interface CommonResult<S> {
  /** The scope granted, else the one asked for. */
  readonly scope: string | null
  /** What the app handed to this login. */
  readonly appState: S
}

/** What a login gives: its members follow from the response type. Postern keeps none of it. */
export type AuthResult<R extends ResponseType = ResponseType, S = unknown> = CommonResult<S> &
  (Asks<R, 'token' | 'code'> extends false ? unknown : AccessTokenResult) &
  (Asks<R, 'id_token' | 'code'> extends false ? unknown : IdTokenResult) &
  (Asks<R, 'code'> extends false ? unknown : { readonly refreshToken?: string })

/** What a renewal gives. */
export interface TokenResult extends AccessTokenResult, Partial<IdTokenResult> {
  readonly scope: string | null
  /** The new refresh token, or the one sent if the server keeps it. */
  readonly refreshToken: string
}
