import type { Endpoints, SigningAlgorithm } from '../auth-options.js'
import type { TestRequest } from './answer.js'

/** Where the endpoints are, as `createAuth` takes them: URLs, null for one that is not there. */
export type TestEndpoints = { readonly [name in keyof Endpoints]: string | null }

/** The person who logs in: claims of every ID Token and of userinfo, whatever the scope. */
export interface TestUser {
  sub: string
  [claim: string]: unknown
}

/**
 * How renewals fail: `invalid_grant` refuses the refresh token (RFC 6749 §5.2), a number is the
 * HTTP status of a server in trouble, `network_error` is no answer at all. In no case is the
 * refresh token spent.
 */
export type RenewalFault = 'invalid_grant' | 'network_error' | number

/** What a person agreed to at one login. Codes and tokens point to it. */
export interface Grant {
  readonly user: TestUser
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string
  readonly codeChallenge: string | null
  /** Thumbprint of the DPoP key that alone may redeem the code (RFC 9449 §10). */
  readonly dpopJkt: string | null
  readonly nonce: string | null
  readonly organization: string | null
  /** Seconds; only where `max_age` was asked for. */
  readonly authTime: number | undefined
  revoked: boolean
}

/** An authorization code that was issued. Times are seconds. */
export interface IssuedCode {
  readonly grant: Grant
  readonly expiresAt: number
  redeemed: boolean
}

/** An access token that was issued. Times are seconds. */
export interface IssuedAccessToken {
  readonly grant: Grant
  readonly scope: string
  /** Thumbprint of the DPoP key that it is bound to; undefined for Bearer (RFC 9449 §6). */
  readonly thumbprint: string | undefined
  expiresAt: number
}

/** A refresh token that was issued. Times are seconds. */
export interface IssuedRefreshToken {
  readonly grant: Grant
  /** Thumbprint of the DPoP key that it is bound to (RFC 9449 §5). */
  readonly thumbprint: string | undefined
  /** When it was first exchanged for another. */
  spentAt: number | undefined
}

/** What one test server knows. */
export interface Knowledge {
  /** https URL without a slash at its end. */
  readonly domain: string
  /** As `iss` says it; any text. */
  readonly issuer: string
  readonly endpoints: TestEndpoints
  /** Whether `response_type=token` brings an ID Token too where the scope holds `openid`. */
  readonly idTokenForToken: boolean
  readonly algorithm: SigningAlgorithm
  /** Seconds. */
  readonly now: () => number
  /** Seconds. */
  readonly accessTokenLifetime: number
  readonly refreshTokenRotation: boolean
  /** Seconds for which a refresh token that was rotated may come again. */
  readonly refreshTokenGrace: number
  /** Seconds; undefined: DPoP proofs need no nonce. */
  readonly dpopNonceLifetime: number | undefined
  /** URLs at which, and below which, an API takes access tokens. */
  readonly apis: readonly string[]
  /** Who logs in next. */
  user: TestUser
  /** When the person last typed a password, in seconds; undefined while nobody has a session. */
  session: number | undefined
  renewalFault: RenewalFault | undefined
  /** Requests that came with a refresh token spent before, and so ended a login. */
  readonly reuses: TestRequest[]
  readonly codes: Map<string, IssuedCode>
  readonly accessTokens: Map<string, IssuedAccessToken>
  readonly refreshTokens: Map<string, IssuedRefreshToken>
  /** `jti` of every DPoP proof that was accepted. */
  readonly proofs: Set<string>
  /** By origin. */
  readonly dpopNonces: Map<string, { readonly nonce: string; readonly expiresAt: number }>
}
