import { check } from './auth-error.js'
import { hashText } from './base64url.js'
import { requireSubtleCrypto } from './environment.js'
import { createKeySet, type KeySet, keyLoader, type PublicJwk, signatureAlgorithm } from './jwks.js'
import { parseJws } from './jws.js'
import { checkSecureUrl } from './secure-url.js'

/** Claims of an ID Token (OpenID Connect Core §2, §5.1). Every claim listed as required was checked. */
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

/** What {@link verifyIdToken} holds an ID Token against. */
export interface IdTokenExpectations {
  readonly issuer: string
  readonly clientId: string
  /** The nonce sent with the authorize request. */
  readonly nonce: string
  /** Default `['RS256']`. */
  readonly algorithms?: readonly string[]
  /** Seconds, default 60. */
  readonly leeway?: number
  /** Seconds; given, `auth_time` must be there and no older. 0 counts. */
  readonly maxAge?: number
  /** Given, `org_id` (for `org_…`) or `org_name` must equal it; names in lower case. */
  readonly organization?: string
  /** The access token that came with the ID Token: given, `at_hash` must be there and fit. */
  readonly accessToken?: string
  /** The code that came with the ID Token: given, `c_hash` must be there and fit. */
  readonly code?: string
  /** Where the server publishes its keys; https. Either this or `keys`. */
  readonly jwksUri?: string
  readonly keys?: readonly PublicJwk[]
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch
  /** The clock, in ms. Default: `Date.now`. */
  readonly now?: () => number
}

/** What holds for every ID Token of one client. */
export type IdTokenRules = Required<Pick<IdTokenExpectations, 'issuer' | 'clientId' | 'algorithms' | 'leeway' | 'now'>>

/** What ties an ID Token to one login. A nonce of null: the token of a refresh, which belongs to no authorize request (OpenID Connect Core §12.2). */
export interface IdTokenBinding {
  readonly nonce: string | null
  readonly maxAge?: number | undefined
  readonly organization?: string | undefined
}

/** What came beside an ID Token. From the front channel the hashes must be there (Core §3.2.2.9, §3.3.2.11), else they need not (§3.1.3.8). */
export interface IdTokenPartners {
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
  readonly hashesRequired?: boolean
}

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`, `iat`, `nbf`, `nonce`, and what else is expected
 * (OpenID Connect Core §3.1.3.7, §3.2.2.9, §3.2.2.11). Pure but for the key fetch.
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `insecure_context`, `invalid_config`.
 */
export async function verifyIdToken(idToken: string, expected: IdTokenExpectations): Promise<IdTokenClaims> {
  const { keys, now = Date.now, algorithms = ['RS256'], leeway = 60, nonce, accessToken, code } = expected
  const load = keys ? async () => keys : keyLoader(expected.fetch ?? fetch, checkSecureUrl(expected.jwksUri, 'jwksUri'))
  const rules = { ...expected, algorithms, leeway, now }
  // a missing nonce must refuse, not skip the check
  return checkIdToken(
    idToken,
    rules,
    { ...expected, nonce: nonce ?? '' },
    { accessToken, code, hashesRequired: true },
    createKeySet(load, now),
  )
}

export async function checkIdToken(
  idToken: string,
  { issuer, clientId, algorithms, leeway, now }: IdTokenRules,
  { nonce, maxAge, organization }: IdTokenBinding,
  { accessToken, code, hashesRequired }: IdTokenPartners,
  keys: KeySet,
): Promise<IdTokenClaims> {
  requireSubtleCrypto()
  const [{ alg, typ = 'JWT', crit, kid }, claims, signature, signed] = parseJws(idToken)
  check(typeof alg === 'string' && algorithms.includes(alg), 'invalid_token', `its alg is not ${algorithms}`) // RFC 8725 §3.1
  check(typeof typ === 'string' && /^jwt$/i.test(typ), 'invalid_token', 'its typ is not JWT') // RFC 8725 §3.11
  check(crit === undefined, 'invalid_token', 'its crit') // RFC 7515 §4.1.11
  const algorithm = signatureAlgorithm(alg)
  const [genuine, atHash, cHash] = await Promise.all([
    keys.find(alg, kid).then((key) => crypto.subtle.verify(algorithm, key, signature, signed)),
    accessToken && hashText(algorithm.hash, accessToken, 2), // Core §3.1.3.6
    code && hashText(algorithm.hash, code, 2), // Core §3.3.2.11
  ])
  check(genuine, 'invalid_token', 'signature')

  const seconds = Math.floor(now() / 1000)
  const audiences = [claims.aud].flat()
  const orgClaim = organization?.startsWith('org_') ? 'org_id' : 'org_name'
  const time = (claim: string) => (Number.isFinite(claims[claim]) ? (claims[claim] as number) : NaN)
  const refuseUnless = (holds: unknown, claim: string, expected: unknown, actual: unknown) =>
    check(holds, 'invalid_token', `${claim} is ${typeof actual === 'object' ? 'no text' : actual}, not ${expected}`, {
      claim,
      expected,
      actual,
    })
  const expect = (claim: string, expected: unknown, holds: unknown = claims[claim] === expected) =>
    refuseUnless(holds, claim, expected, claims[claim])
  const expectSecret = (claim: string, holds: unknown) => refuseUnless(holds, claim, 'ours', typeof claims[claim])
  const expectHash = (claim: string, hash: string | undefined) =>
    expectSecret(claim, !hash || claims[claim] === hash || !(hashesRequired || claim in claims))

  expect('iss', issuer) // Core §3.1.3.7 (2)
  expect('aud', clientId, audiences.includes(clientId) && audiences.every((audience) => typeof audience === 'string')) // (3)
  expect('azp', clientId, claims.azp === clientId || (audiences.length === 1 && !('azp' in claims))) // (4), (5)
  expectSecret('sub', claims.sub && typeof claims.sub === 'string') // §2
  expect('exp', `after ${seconds} (by this clock)`, time('exp') > seconds - leeway) // (9)
  expect('iat', `before ${seconds} (by this clock)`, time('iat') <= seconds + leeway) // (10)
  expect('nbf', `before ${seconds}`, !('nbf' in claims) || time('nbf') <= seconds + leeway) // RFC 7519 §4.1.5
  expectSecret('nonce', nonce === null || (nonce && claims.nonce === nonce)) // (11)
  expect('auth_time', `${maxAge} s ago`, maxAge === undefined || time('auth_time') + maxAge + leeway >= seconds) // (13)
  if (organization) expect(orgClaim, orgClaim === 'org_id' ? organization : organization.toLowerCase())
  expectHash('at_hash', atHash) // §3.1.3.8, §3.2.2.9
  expectHash('c_hash', cHash) // §3.3.2.11
  return claims as unknown as IdTokenClaims
}
