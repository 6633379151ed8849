import { check } from '../auth-error.js'
import type { AccessTokenResult, IdTokenResult } from '../auth-result.js'
import { hashText } from '../base64url.js'

/** What a login, a silent login or a refresh brings. */
export type SessionResult = AccessTokenResult &
  Partial<IdTokenResult> & { readonly refreshToken?: string; readonly appState?: unknown }

/** The tokens of a session: one record. */
export interface SessionTokens extends AccessTokenResult, IdTokenResult {
  readonly refreshToken?: string
  /** Whose tokens these are: 12 bytes of SHA-256 over issuer and sub, in base64url. */
  readonly who: string
  /** ms: when a token was last renewed because an API refused it. */
  readonly refusedAt: number | undefined
}

/**
 * Makes a record of a result. A refresh may leave the ID Token out: then it is the one before.
 * Rejects `invalid_config` for a result that cannot be a session.
 */
export async function createSessionTokens(
  { appState, ...result }: SessionResult,
  before?: SessionTokens,
  refusedAt = before?.refusedAt,
): Promise<SessionTokens> {
  const tokens = { idToken: before?.idToken, claims: before?.claims, ...result, refusedAt }
  const { claims, accessToken } = tokens
  check(claims && accessToken, 'invalid_config', 'no session')
  const who = await hashText('SHA-256', `${claims.iss} ${claims.sub}`, 1)
  return { ...(tokens as SessionTokens), who: who.slice(0, 16) }
}

/** Not in its last minute, or the second half of a shorter life. */
export function isFresh(tokens: SessionTokens, now: number): boolean {
  // more than the whole life: the clock was set back
  return livesLonger(tokens, now, 60_000, 2) && remaining(tokens, now) <= life(tokens)
}

/** Not in its last ten seconds, or the last tenth of a shorter life. */
export function isUsable(tokens: SessionTokens, now: number): boolean {
  return livesLonger(tokens, now, 10_000, 10)
}

const livesLonger = (tokens: SessionTokens, now: number, atMost: number, part: number) =>
  remaining(tokens, now) > Math.min(atMost, life(tokens) / part)

/** ms. Without a lifetime the token lives until an API refuses it. */
const life = ({ expiresIn }: SessionTokens) => (expiresIn ?? Infinity) * 1000
const remaining = ({ expiresAt }: SessionTokens, now: number) => (expiresAt ?? Infinity) - now
