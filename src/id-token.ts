import { check, guard } from './auth-error.js'
import { hashText } from './base64url.js'
import { requireSubtleCrypto } from './environment.js'
import { DEFAULT_TIMEOUT } from './fetch-json.js'
import { type ClaimExpectations, checkClaims, type IdTokenClaims } from './id-token-claims.js'
import { checkRules, ID_TOKEN_DEFAULTS, type IdTokenRules } from './id-token-rules.js'
import { isTextOrNone } from './is-text.js'
import { createKeySet, fetchKeys, type PublicJwk, signatureAlgorithm } from './jwks.js'
import { checkHeader, parseJws } from './jws.js'
import { ownMembers } from './own-members.js'
import { checkSecureUrl } from './secure-url.js'

/** What {@link verifyIdToken} holds an ID Token against. */
export interface IdTokenExpectations {
  /** What `iss` must be, letter by letter; several spellings as a list. */
  readonly issuer: string | readonly string[]
  /** What must be in `aud`, and be `azp` where that is there or has to be. */
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
  /** The keys themselves: nothing is fetched. Either these or `jwksUri`. */
  readonly keys?: readonly PublicJwk[]
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch
  /** The clock, in ms. Default: `Date.now`. */
  readonly now?: () => number
}

/** What an ID Token is held against, what came beside it, and what becomes of one without proof. */
export interface IdTokenBinding extends ClaimExpectations {
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
  /**
   * Nobody asked for it: it is left out, instead of refusing all, where it is no signed JWT, its
   * algorithm is not allowed, nonce or at_hash do not tie it to this login, or no key can be had.
   * One that is wrong is always refused.
   */
  readonly isUnasked?: boolean
}

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected (OpenID Connect Core §3.1.3.7, §3.2.2.9,
 * §3.2.2.11). Pure but for the key fetch. What is given and empty is wrong, never "not given".
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `timeout`,
 * `insecure_context`, `invalid_config`.
 */
export function verifyIdToken(
  idToken: string,
  expected: IdTokenExpectations,
): Promise<IdTokenClaims> {
  return guard(verify)(idToken, expected)
}

async function verify(idToken: string, expected: IdTokenExpectations): Promise<IdTokenClaims> {
  const own = ownMembers(expected, ID_TOKEN_DEFAULTS)
  const { keys, jwksUri, fetch: fetcher = fetch } = own
  checkRules(own)
  const issuers = [own.issuer].flat()
  check(issuers.every(isTextOrNone), 'invalid_config: issuer')
  check(typeof own.now === 'function', 'invalid_config: now')
  check(isTextOrNone(own.organization), 'invalid_config: organization')
  check(keys === undefined || Array.isArray(keys), 'invalid_config: keys')
  const url = keys ? '' : checkSecureUrl(jwksUri, 'jwksUri')
  const load = async (cache: RequestCache) =>
    keys ?? fetchKeys(fetcher, url, DEFAULT_TIMEOUT, cache)
  const rules = { ...own, issuers, keys: createKeySet(load, own.now) }
  const { accessToken, code } = own
  // a missing nonce must refuse, not skip the check
  const nonce = own.nonce ?? ''
  const binding = { ...own, nonce, hashesRequired: true, secrets: [nonce, accessToken, code] }
  return (await checkIdToken(idToken, rules, binding)) as IdTokenClaims // nothing is left out here
}

/**
 * {@link verifyIdToken} with the keys and rules of a client.
 * @returns undefined for one that is left out: that nobody asked for, and that proves nothing; or
 *   of a refresh, whose tokens must not be lost with it (Core §12.2), where no key can be had
 */
export async function checkIdToken(
  idToken: unknown,
  rules: IdTokenRules,
  binding: IdTokenBinding,
): Promise<IdTokenClaims | undefined> {
  const own = ownMembers(binding)
  const { isUnasked, accessToken, code } = own
  let mayFail = isUnasked
  try {
    requireSubtleCrypto()
    const { header, payload, signature, signed } = parseJws(idToken)
    const { nonce, at_hash } = payload
    const alg = checkHeader(header, rules.algorithms)
    if (mayFail && (nonce == null || at_hash == null)) return undefined
    mayFail ||= own.nonce === null
    const key = await rules.keys.find(alg, header.kid)
    mayFail = false

    const algorithm = signatureAlgorithm(alg)
    const hash = async (text?: string) =>
      text === undefined ? text : hashText(algorithm.hash, text, 2)
    const [isSigned, ...hashes] = await Promise.all([
      crypto.subtle.verify(algorithm, key, signature, signed),
      hash(accessToken),
      hash(code),
    ])
    check(isSigned, 'invalid_token: signature') // Core §3.1.3.7 (6)
    return checkClaims(payload, rules, own, hashes)
  } catch (error) {
    if (mayFail) return undefined
    throw error
  }
}
