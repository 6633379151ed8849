import { check } from '../auth-error.js'
import type { AccessTokenResult, IdTokenResult } from '../auth-result.js'
import { hashText } from '../base64url.js'

/** What a login, a silent login or a refresh brings. */
export type SessionResult = AccessTokenResult &
  Partial<IdTokenResult> & {
    readonly refreshToken?: string
    readonly appState?: unknown
    readonly refusedAt?: number
  }

/** The tokens of a session: one record. */
export interface SessionTokens extends AccessTokenResult, IdTokenResult {
  readonly refreshToken?: string | undefined
  /** Whose tokens these are: 12 bytes of SHA-256 over issuer and sub, in base64url. */
  readonly who: string
  /** ms: when a token was last renewed because an API refused it. */
  readonly refusedAt?: number
}

/**
 * Makes a record of a result. A refresh may leave the ID Token out: then it is the one before.
 * Rejects `invalid_config` for a result that cannot be a session.
 */
export async function createSessionTokens(
  result: SessionResult,
  before?: SessionTokens,
): Promise<SessionTokens> {
  // what the app hands to its login need not be storable
  const tokens = { ...before, refreshToken: undefined, ...result, appState: undefined }
  const { claims, accessToken } = tokens
  check(claims && accessToken, 'invalid_config: session')
  const who = await hashText('SHA-256', `${claims.iss} ${claims.sub}`, 1)
  return { ...(tokens as SessionTokens), who: who.slice(0, 16) }
}

/** Whether two records are one. A server may give the same token again, and prolong it. */
export const isSame = (one: SessionTokens | undefined, other: SessionTokens | undefined) =>
  one?.accessToken === other?.accessToken && one?.expiresAt === other?.expiresAt

/** In its last ten seconds, or the last tenth of a shorter life. */
export const SPENT = 0
/** In its last minute, or the second half of a shorter life. */
export const AGING = 1
export const FRESH = 2

/**
 * How old an access token is: {@link SPENT}, {@link AGING} or {@link FRESH}. Without a lifetime it
 * is fresh until an API refuses it.
 */
export function ageOf({ expiresIn, expiresAt }: SessionTokens, now: number) {
  const life = (expiresIn ?? Infinity) * 1000
  const left = (expiresAt ?? Infinity) - now
  if (left <= Math.min(10_000, life / 10)) return SPENT
  // more than the whole life: the clock was set back
  return left <= Math.min(60_000, life / 2) || left > life ? AGING : FRESH
}
