import { check } from './auth-error.js'
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

/** Who logged in. The ID Token was verified in full; for `code` it is there whenever the scope holds `openid`, as by default. */
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

/** `expires_in` that is no number of seconds is refused: it must not turn into "does not expire" (RFC 6749 Appendix A.14). */
export function checkLifetime(expiresIn: unknown): number | null {
  if (expiresIn == null) return null
  check(typeof expiresIn !== 'object' && /^\d{1,10}$/.test(`${expiresIn}`), 'invalid_response', 'expires_in')
  return Number(expiresIn)
}

export function accessTokenResult(accessToken: string, expiresIn: number | null, receivedAt: number): AccessTokenResult {
  return { accessToken, tokenType: 'Bearer', expiresIn, expiresAt: expiresIn === null ? null : receivedAt + expiresIn * 1000 }
}
