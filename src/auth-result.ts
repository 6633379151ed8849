import type { IdTokenClaims } from './id-token-claims.js'
import type { Asks, ResponseType } from './response-type.js'

/** What comes with an access token. */
export interface AccessTokenResult {
  readonly accessToken: string
  /** `DPoP` where the client has the option `dpop`. */
  readonly tokenType: 'Bearer' | 'DPoP'
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

/** With `token` an ID Token may come too: some servers send it unasked. */
type IdTokenOf<R extends ResponseType> =
  Asks<R, 'id_token' | 'code'> extends false ? Partial<IdTokenResult> : IdTokenResult

/**
 * What a login gives: its members follow from the response type, each alone where it may be one of
 * several. Postern keeps none of it.
 */
export type AuthResult<R extends ResponseType = ResponseType, S = unknown> = R extends ResponseType
  ? CommonResult<S> &
      (Asks<R, 'token' | 'code'> extends false ? unknown : AccessTokenResult) &
      IdTokenOf<R> &
      (Asks<R, 'code'> extends false ? unknown : { readonly refreshToken?: string })
  : never

/** What a renewal gives. */
export interface TokenResult extends AccessTokenResult, Partial<IdTokenResult> {
  readonly scope: string | null
  /** The new refresh token, or the one sent if the server keeps it. */
  readonly refreshToken: string
}
