import { check } from './auth-error.js'
import { type JsonObject, repeats, type Secrets } from './fetch-json.js'
import { type IdTokenRules, isIssuer, tenantOf } from './id-token-rules.js'
import { isText } from './is-text.js'

/**
 * Claims of an ID Token (OpenID Connect Core §2, §5.1). Every claim listed as required was checked.
 */
export interface IdTokenClaims {
  readonly iss: string
  readonly sub: string
  readonly aud: string | readonly string[]
  readonly exp: number
  readonly iat: number
  readonly nbf?: number
  readonly azp?: string
  readonly nonce?: string
  readonly auth_time?: number
  readonly acr?: string
  readonly amr?: readonly string[]
  readonly at_hash?: string
  readonly c_hash?: string
  readonly sid?: string
  readonly org_id?: string
  readonly org_name?: string
  readonly name?: string
  readonly given_name?: string
  readonly family_name?: string
  readonly nickname?: string
  readonly preferred_username?: string
  readonly picture?: string
  readonly locale?: string
  readonly updated_at?: string | number
  readonly email?: string
  readonly email_verified?: boolean
  readonly [claim: string]: unknown
}

/** What ties an ID Token to one login, and to what came beside it. */
export interface ClaimExpectations {
  /** Null: the token of a refresh, which belongs to no authorize request (Core §12.2). */
  readonly nonce: string | null
  /** Seconds. */
  readonly maxAge?: number | undefined
  readonly organization?: string | undefined
  /** Whom it must be about. */
  readonly sub?: string | undefined
  /**
   * From the front channel the hashes must be there (Core §3.2.2.9), else they need not (§3.1.3.8).
   */
  readonly hashesRequired?: boolean
  /** What was sent, and no error may repeat, even if a claim does. */
  readonly secrets?: Secrets
}

/**
 * The claims of an ID Token whose signature is right: a list of checks (OpenID Connect Core
 * §3.1.3.7). Throws `invalid_token` with the claim at fault.
 * @param hashes what `at_hash` and `c_hash` must be; undefined where nothing came beside
 */
export function checkClaims(
  claims: JsonObject,
  { issuers, clientId, leeway, now }: IdTokenRules,
  { nonce, maxAge, organization, sub, hashesRequired, secrets = [] }: ClaimExpectations,
  [at_hash, c_hash]: readonly (string | undefined)[],
): IdTokenClaims {
  const { iss, tid, azp } = claims
  const audiences = [claims.aud].flat()
  const seconds = Math.floor(now() / 1000)

  const expect = (claim: CheckedClaim, holds: unknown, expected: unknown) => {
    const value = claims[claim]
    const actual = mayShow(value, secrets) ? value : typeof value
    check(holds, `invalid_token: ${claim}`, { claim, expected, actual })
  }
  const expectTime = (claim: CheckedClaim, after: number, until = Infinity) => {
    const time = claims[claim] as number
    const isInTime = Number.isFinite(time) && time > after && time <= until
    expect(claim, isInTime, until === Infinity ? `> ${after}` : `<= ${until}`)
  }
  // its value stays out of the error
  const expectSecret = (claim: SecretClaim, expected: string | undefined) => {
    const detail = { claim, expected: 'ours', actual: typeof claims[claim] }
    check(claim in claims, `invalid_token: missing-${claim}`, detail)
    check(expected && claims[claim] === expected, `invalid_token: ${claim}`, detail)
  }
  const expectHash = (claim: SecretClaim, expected: string | undefined) => {
    const isDue = expected !== undefined && (hashesRequired || claim in claims)
    if (isDue) expectSecret(claim, expected)
  }

  const isTenant = tid && tenantOf(issuers, iss) === tid
  expect('iss', iss && (isIssuer(issuers, iss) || isTenant), issuers.join()) // (2)
  expect('aud', audiences.includes(clientId) && audiences.every(isText), clientId) // (3)
  expect('azp', azp === clientId || (!audiences[1] && !('azp' in claims)), clientId) // (4), (5)
  check(isText(claims.sub) && claims.sub === (sub ?? claims.sub), 'invalid_token: sub', {
    claim: 'sub',
    actual: typeof claims.sub,
  }) // §2
  if (nonce !== null) {
    expectTime('exp', seconds - leeway) // (9)
    expectTime('iat', -1, seconds + leeway) // (10)
    if ('nbf' in claims) expectTime('nbf', -1, seconds + leeway) // RFC 7519 §4.1.5
    expectSecret('nonce', nonce) // (11)
  }
  if (maxAge !== undefined) expectTime('auth_time', seconds - leeway - maxAge - 1) // (13)
  if (organization != null) {
    const isId = organization.startsWith('org_')
    const claim = isId ? 'org_id' : 'org_name'
    const expected = isId ? organization : organization.toLowerCase()
    expect(claim, expected && claims[claim] === expected, expected)
  }
  expectHash('at_hash', at_hash) // §3.1.3.6, §3.1.3.8, §3.2.2.9
  expectHash('c_hash', c_hash) // §3.3.2.11
  return claims as unknown as IdTokenClaims
}

function mayShow(value: unknown, secrets: Secrets): boolean {
  try {
    return !repeats(`${JSON.stringify(value)}`, secrets)
  } catch {
    // lists in lists, too deep to be read
    return false
  }
}

type SecretClaim = 'nonce' | 'at_hash' | 'c_hash'

type CheckedClaim =
  | 'iss'
  | 'aud'
  | 'azp'
  | 'exp'
  | 'iat'
  | 'nbf'
  | 'auth_time'
  | 'org_id'
  | 'org_name'
