import { AuthError } from './auth-error.js'
import { requireSubtleCrypto } from './environment.js'
import { fetchJson } from './fetch-json.js'
import { createKeySet, type KeySet, type PublicJwk } from './jwks.js'
import { checkHeader, leftHalfHash, parseJws, refuseIdToken } from './jws.js'
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
export interface IdTokenRules {
  readonly issuer: string
  readonly clientId: string
  readonly algorithms: readonly string[]
  readonly leeway: number
  readonly now: () => number
}

/** What ties an ID Token to one login. */
export interface IdTokenBinding {
  /** null: the token of a refresh, which belongs to no authorize request (OpenID Connect Core §12.2). */
  readonly nonce: string | null
  readonly maxAge?: number | undefined
  readonly organization?: string | undefined
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
  /** From the front channel the hashes must be there (Core §3.2.2.9, §3.3.2.11); from the token endpoint they need not (§3.1.3.8). */
  readonly requireHashes: boolean
}

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`, `iat`, `nbf`, `nonce`, and what else is expected
 * (OpenID Connect Core §3.1.3.7, §3.2.2.9, §3.2.2.11). Pure but for the key fetch.
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `insecure_context`, `invalid_config`.
 */
export async function verifyIdToken(idToken: string, expected: IdTokenExpectations): Promise<IdTokenClaims> {
  const { keys, now = Date.now, algorithms = ['RS256'], leeway = 60, nonce } = expected
  const keySet = createKeySet(
    keys ? async () => keys : keyLoader(expected.fetch ?? fetch, checkSecureUrl(expected.jwksUri, 'jwksUri')),
    now,
  )
  return checkIdToken(idToken, { ...expected, algorithms, leeway, now }, { ...expected, nonce: nonce ?? '', requireHashes: true }, keySet)
}

/** Fetches a JSON Web Key Set (RFC 7517 §5). */
export function keyLoader(fetcher: typeof fetch, jwksUri: string) {
  return async (cache: RequestCache): Promise<readonly PublicJwk[]> => {
    const { keys } = await fetchJson(fetcher, jwksUri, 'network_error', { cache })
    if (Array.isArray(keys)) return keys
    throw new AuthError('network_error', `${jwksUri} holds no keys.`)
  }
}

export async function checkIdToken(idToken: string, rules: IdTokenRules, binding: IdTokenBinding, keySet: KeySet): Promise<IdTokenClaims> {
  requireSubtleCrypto()
  const { header, claims, signature, signed } = parseJws(idToken)
  const algorithm = checkHeader(header, rules.algorithms)
  const [genuine, atHash, cHash] = await Promise.all([
    keySet.find(algorithm, header.kid).then((key) => crypto.subtle.verify(algorithm, key, signature, signed)),
    leftHalfHash(algorithm, binding.accessToken),
    leftHalfHash(algorithm, binding.code),
  ])
  if (!genuine) refuseIdToken('its signature is wrong')

  const { issuer, clientId, leeway } = rules
  const { nonce, maxAge, organization, requireHashes } = binding
  const now = Math.floor(rules.now() / 1000)
  const audiences = [claims.aud].flat()
  const isTime = (claim: string) => Number.isFinite(claims[claim])
  const time = (claim: string) => claims[claim] as number
  const check = (claim: string, holds: unknown, expected: unknown, secret?: true) => {
    const actual = secret ? typeof claims[claim] : claims[claim]
    if (!holds)
      refuseIdToken(`claim ${claim} is ${typeof actual === 'object' ? 'a list or object' : actual}, expected ${expected}`, {
        claim,
        expected,
        actual,
      })
  }
  const checkHash = (claim: string, hash: string | undefined) => {
    if (hash && (requireHashes || claim in claims)) check(claim, claims[claim] === hash, 'the hash of what came with it', true)
  }

  check('iss', claims.iss === issuer, issuer) // Core §3.1.3.7 (2)
  check('aud', audiences.includes(clientId) && audiences.every((audience) => typeof audience === 'string'), clientId) // (3)
  check('azp', claims.azp === clientId || (audiences.length === 1 && !('azp' in claims)), clientId) // (4), (5)
  check('sub', claims.sub && typeof claims.sub === 'string', 'a text', true) // §2
  check('exp', isTime('exp') && time('exp') > now - leeway, `later than ${now} (is this device's clock right?)`) // (9)
  check('iat', isTime('iat') && time('iat') <= now + leeway, `not after ${now} (is this device's clock right?)`) // (10)
  if ('nbf' in claims) check('nbf', isTime('nbf') && time('nbf') <= now + leeway, `not after ${now}`) // RFC 7519 §4.1.5
  if (nonce !== null) check('nonce', nonce && claims.nonce === nonce, 'the one of this login', true) // (11)
  if (maxAge !== undefined)
    check('auth_time', isTime('auth_time') && time('auth_time') + maxAge + leeway >= now, `within ${maxAge} s before ${now}`) // (13)
  if (organization) {
    const claim = organization.startsWith('org_') ? 'org_id' : 'org_name'
    const expected = claim === 'org_id' ? organization : organization.toLowerCase()
    check(claim, claims[claim] === expected, expected)
  }
  checkHash('at_hash', atHash) // §3.1.3.8, §3.2.2.9
  checkHash('c_hash', cHash) // §3.3.2.11
  return claims as unknown as IdTokenClaims
}
