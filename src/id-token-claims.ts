import { check } from './auth-error.js'
import type { JsonObject } from './fetch-json.js'
import { type IdTokenRules, isIssuer, tenantOf } from './id-token-rules.js'

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
export interface IdTokenBinding {
  /** Null: the token of a refresh, which belongs to no authorize request (Core §12.2). */
  readonly nonce: string | null
  /** Seconds. */
  readonly maxAge?: number | undefined
  readonly organization?: string | undefined
  /** Whom it must be about. */
  readonly sub?: string | undefined
  /** From the front channel the hashes must be there (Core §3.2.2.9), else they need not (§3.1.3.8). */
  readonly hashesRequired?: boolean
}

/** What the hashes in an ID Token must be; undefined where nothing came beside it. */
export interface ExpectedHashes {
  readonly at_hash: string | undefined
  readonly c_hash: string | undefined
}

type CheckedClaim =
  | 'iss'
  | 'aud'
  | 'azp'
  | 'sub'
  | 'exp'
  | 'iat'
  | 'nbf'
  | 'nonce'
  | 'auth_time'
  | 'org_id'
  | 'org_name'
  | 'at_hash'
  | 'c_hash'

/**
 * The claims of an ID Token whose signature is right: a list of checks (OpenID Connect Core
 * §3.1.3.7). Throws `invalid_token` with the claim at fault.
 */
export function checkClaims(
  claims: JsonObject,
  { issuers, clientId, leeway, now }: IdTokenRules,
  { nonce, maxAge, organization, sub, hashesRequired }: IdTokenBinding,
  hashes: ExpectedHashes,
): IdTokenClaims {
  const seconds = Math.floor(now() / 1000)
  const isFresh = nonce !== null // a refresh is not held against this clock (Core §12.2)

  checkIssuer(claims, issuers) // (2)
  checkAudience(claims, clientId) // (3), (4), (5)
  checkSubject(claims, sub) // §2
  if (isFresh) {
    checkTime(claims, 'exp', seconds - leeway, Infinity) // (9)
    checkTime(claims, 'iat', -1, seconds + leeway) // (10)
    if ('nbf' in claims) checkTime(claims, 'nbf', -1, seconds + leeway) // RFC 7519 §4.1.5
    checkSecret(claims, 'nonce', nonce) // (11)
  }
  if (maxAge !== undefined) {
    checkTime(claims, 'auth_time', seconds - leeway - maxAge - 1, Infinity) // (13)
  }
  checkOrganization(claims, organization)
  for (const name of ['at_hash', 'c_hash'] as const) {
    const isDue = hashes[name] !== undefined && (hashesRequired || name in claims)
    if (isDue) checkSecret(claims, name, hashes[name]) // §3.1.3.6, §3.2.2.9, §3.3.2.11
  }
  return claims as unknown as IdTokenClaims
}

function checkClaim(claims: JsonObject, claim: CheckedClaim, holds: unknown, expected: unknown) {
  check(holds, `invalid_token: ${claim}`, { claim, expected, actual: claims[claim] })
}

function checkIssuer(claims: JsonObject, issuers: readonly string[]): void {
  const { iss, tid } = claims
  const isTenant = tid !== undefined && tenantOf(issuers, iss) === tid
  checkClaim(
    claims,
    'iss',
    iss && (isIssuer(issuers, iss) || isTenant),
    issuers[1] ? issuers : issuers[0],
  )
}

/** Every audience is a text, and this client is one; several, or an `azp`, name this client. */
function checkAudience(claims: JsonObject, clientId: string): void {
  const { azp } = claims
  const audiences = [claims.aud].flat()
  const isOurs = audiences.every((audience) => typeof audience === 'string' && audience !== '')
  checkClaim(claims, 'aud', isOurs && audiences.includes(clientId), clientId)
  const isAlone = audiences.length === 1 && !('azp' in claims)
  checkClaim(claims, 'azp', isAlone || azp === clientId, clientId)
}

function checkSubject(claims: JsonObject, wanted: string | undefined): void {
  const { sub } = claims
  const isPerson = typeof sub === 'string' && sub !== ''
  const holds = isPerson && (wanted === undefined || sub === wanted)
  check(holds, 'invalid_token: sub', { claim: 'sub', expected: 'the same', actual: typeof sub })
}

function checkTime(
  claims: JsonObject,
  claim: 'exp' | 'iat' | 'nbf' | 'auth_time',
  after: number,
  until: number,
): void {
  const time = claims[claim] as number
  const holds = Number.isFinite(time) && time > after && time <= until
  checkClaim(claims, claim, holds, until === Infinity ? `> ${after}` : `<= ${until}`)
}

/** Auth0 Organizations: by id, or by name in lower case. */
function checkOrganization(claims: JsonObject, organization: string | undefined): void {
  if (organization === undefined) return
  const isId = organization.startsWith('org_')
  const claim = isId ? 'org_id' : 'org_name'
  const wanted = isId ? organization : organization.toLowerCase()
  checkClaim(claims, claim, wanted && claims[claim] === wanted, wanted)
}

/** One whose value stays out of the error. */
function checkSecret(
  claims: JsonObject,
  claim: 'nonce' | 'at_hash' | 'c_hash',
  wanted: string | undefined,
): void {
  const detail = { claim, expected: 'ours', actual: typeof claims[claim] }
  check(claim in claims, `invalid_token: missing-${claim}`, detail)
  check(wanted && claims[claim] === wanted, `invalid_token: ${claim}`, detail)
}
