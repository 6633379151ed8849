import { check } from './auth-error.js'
import { hashText } from './base64url.js'
import { requireSubtleCrypto } from './environment.js'
import { createKeySet, type KeySet, keyLoader, type PublicJwk, signatureAlgorithm } from './jwks.js'
import { checkHeader, parseJws } from './jws.js'
import { checkSecureUrl } from './secure-url.js'

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

/** What {@link verifyIdToken} holds an ID Token against. */
export interface IdTokenExpectations {
  readonly issuer: string
  readonly clientId: string
  /** The nonce sent with the authorize request. */
  readonly nonce: string
  /** Default `['RS256']`. */
  readonly algorithms?: readonly string[]
  /** Seconds, 0 to 300. Default 60. */
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
export interface IdTokenRules
  extends Required<
    Pick<IdTokenExpectations, 'issuer' | 'clientId' | 'algorithms' | 'leeway' | 'now'>
  > {
  readonly keys: KeySet
}

/** What ties an ID Token to one login, and to what came beside it. */
export interface IdTokenBinding {
  /**
   * Null: the token of a refresh, which belongs to no authorize request (OpenID Connect Core
   * §12.2).
   */
  readonly nonce: string | null
  readonly maxAge?: number | undefined
  readonly organization?: string | undefined
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
  /**
   * From the front channel the hashes must be there (Core §3.2.2.9, §3.3.2.11), else they need not
   * (§3.1.3.8).
   */
  readonly hashesRequired?: boolean
}

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected
 * (OpenID Connect Core §3.1.3.7, §3.2.2.9, §3.2.2.11). Pure but for the key fetch.
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`,
 * `insecure_context`, `invalid_config`.
 */
export async function verifyIdToken(
  idToken: string,
  expected: IdTokenExpectations,
): Promise<IdTokenClaims> {
  const { now = Date.now, algorithms = ['RS256'], leeway = 60 } = expected
  check(
    Number.isFinite(leeway) && leeway >= 0 && leeway <= 300,
    'invalid_config',
    'leeway, 0 to 300',
  )
  const load = Array.isArray(expected.keys)
    ? async () => expected.keys as readonly PublicJwk[]
    : keyLoader(expected.fetch ?? fetch, checkSecureUrl(expected.jwksUri, 'jwksUri'))
  const keys = createKeySet(load, now)
  // a missing nonce must refuse, not skip the check
  return checkIdToken(
    idToken,
    { ...expected, now, algorithms, leeway, keys },
    { ...expected, nonce: expected.nonce ?? '', hashesRequired: true },
  )
}

/** {@link verifyIdToken} with the keys and rules of a client. */
export async function checkIdToken(
  idToken: unknown,
  { issuer, clientId, algorithms, leeway, now, keys }: IdTokenRules,
  { nonce, maxAge, organization, accessToken, code, hashesRequired }: IdTokenBinding,
): Promise<IdTokenClaims> {
  requireSubtleCrypto()
  const [header, claims, signature, signed] = parseJws(idToken)
  const alg = checkHeader(header, algorithms)
  const algorithm = signatureAlgorithm(alg)
  const key = await keys.find(alg, header.kid)
  const hash = (text: string | undefined) => text && hashText(algorithm.hash, text, 2)
  const [verified, accessTokenHash, codeHash] = await Promise.all([
    crypto.subtle.verify(algorithm, key, signature, signed),
    hash(accessToken),
    hash(code),
  ])
  check(verified, 'invalid_token', 'wrong signature')

  const seconds = Math.floor(now() / 1000)
  const audiences = [claims.aud].flat()
  const expect = (claim: string, holds: unknown, expected: unknown, actual = claims[claim]) =>
    check(
      holds,
      'invalid_token',
      `${claim} is ${typeof actual === 'object' ? 'an object' : actual}, not ${expected}`,
      {
        claim,
        expected,
        actual,
      },
    )
  const expectText = (claim: string, text: string) =>
    expect(claim, text && claims[claim] === text, text)
  const expectSecret = (claim: string, holds: unknown) =>
    expect(claim, holds, 'ours', typeof claims[claim])
  const expectHash = (claim: string, hash: string | undefined) =>
    expectSecret(claim, !hash || !(hashesRequired || claim in claims) || claims[claim] === hash)
  const expectTime = (claim: string, after: number, until = Infinity) => {
    const time = claims[claim] as number
    expect(
      claim,
      Number.isFinite(time) && time > after && time <= until,
      `${after} to ${until} by this clock`,
    )
  }

  expectText('iss', issuer) // Core §3.1.3.7 (2)
  expect(
    'aud',
    audiences.includes(clientId) && audiences.every((audience) => typeof audience === 'string'),
    clientId,
  ) // (3)
  expect('azp', claims.azp === clientId || (audiences.length === 1 && !('azp' in claims)), clientId) // (4), (5)
  expectSecret('sub', claims.sub && typeof claims.sub === 'string') // §2
  expectTime('exp', seconds - leeway) // (9)
  expectTime('iat', -1, seconds + leeway) // (10)
  if ('nbf' in claims) expectTime('nbf', -1, seconds + leeway) // RFC 7519 §4.1.5
  expectSecret('nonce', nonce === null || (nonce && claims.nonce === nonce)) // (11)
  if (maxAge !== undefined) expectTime('auth_time', seconds - leeway - maxAge - 1) // (13)
  if (organization?.startsWith('org_')) expectText('org_id', organization)
  else if (organization) expectText('org_name', organization.toLowerCase())
  expectHash('at_hash', accessTokenHash) // §3.1.3.6, §3.1.3.8, §3.2.2.9
  expectHash('c_hash', codeHash) // §3.3.2.11
  return claims as unknown as IdTokenClaims
}
