import { check } from './auth-error.js'
import { hashText } from './base64url.js'
import { requireSubtleCrypto } from './environment.js'
import { DEFAULT_TIMEOUT } from './fetch-json.js'
import { checkClaims, type IdTokenBinding, type IdTokenClaims } from './id-token-claims.js'
import { checkAlgorithms, checkLeeway, type IdTokenRules } from './id-token-rules.js'
import { createKeySet, keyLoader, type PublicJwk, signatureAlgorithm } from './jwks.js'
import { checkHeader, type Jws, parseJws } from './jws.js'
import { ownMembers } from './own-members.js'
import { checkSecureUrl } from './secure-url.js'

/** What {@link verifyIdToken} holds an ID Token against. */
export interface IdTokenExpectations {
  /** What `iss` must be, letter by letter; several spellings as a list. */
  readonly issuer: string | readonly string[]
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

/** What came beside an ID Token, and must be vouched for by it. */
export interface BesideIdToken extends IdTokenBinding {
  readonly accessToken?: string | undefined
  readonly code?: string | undefined
}

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected (OpenID Connect Core §3.1.3.7, §3.2.2.9,
 * §3.2.2.11). Pure but for the key fetch. What is given and empty is wrong, never "not given".
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `timeout`,
 * `insecure_context`, `invalid_config`.
 */
export async function verifyIdToken(
  idToken: string,
  expected: IdTokenExpectations,
): Promise<IdTokenClaims> {
  const { issuer, nonce = '', keys, jwksUri, ...others } = ownMembers(expected)
  const { algorithms = ['RS256'], leeway = 60, now = Date.now } = others
  checkAlgorithms(algorithms)
  checkLeeway(leeway)
  check(keys === undefined || Array.isArray(keys), 'invalid_config: keys')
  const load = keys
    ? async () => keys
    : keyLoader(others.fetch ?? fetch, checkSecureUrl(jwksUri, 'jwksUri'), DEFAULT_TIMEOUT)
  const rules = { ...others, algorithms, leeway, now, keys: createKeySet(load, now) }
  // a missing nonce must refuse, not skip the check
  const binding = { ...others, nonce, hashesRequired: true }
  return checkIdToken(idToken, { ...rules, issuers: [issuer].flat() }, binding)
}

/** {@link verifyIdToken} with the keys and rules of a client. */
export async function checkIdToken(
  idToken: unknown,
  rules: IdTokenRules,
  binding: BesideIdToken,
): Promise<IdTokenClaims> {
  return checkSigned(await findKey(openIdToken(idToken, rules), rules), rules, binding)
}

/**
 * The same for an ID Token that nobody asked for: one that is wrong is refused, one that can prove
 * nothing is left out (undefined): no signed JWT, an algorithm that is not allowed, no WebCrypto or
 * key to verify it with, no nonce or `at_hash` to tie it to this login.
 */
export async function checkUnaskedIdToken(
  idToken: unknown,
  rules: IdTokenRules,
  binding: BesideIdToken,
): Promise<IdTokenClaims | undefined> {
  let token: IdTokenWithKey
  try {
    token = await findKey(openIdToken(idToken, rules), rules)
  } catch {
    return undefined
  }
  const { nonce, at_hash } = token.payload
  return nonce == null || at_hash == null ? undefined : checkSigned(token, rules, binding)
}

/**
 * The same for the ID Token of a refresh: without keys it is left out, so that the tokens beside
 * it are not lost (Core §12.2).
 */
export async function checkRenewedIdToken(
  idToken: unknown,
  rules: IdTokenRules,
  binding: BesideIdToken,
): Promise<IdTokenClaims | undefined> {
  const opened = openIdToken(idToken, rules)
  const token = await findKey(opened, rules).catch(() => undefined)
  return token && checkSigned(token, rules, binding)
}

interface OpenIdToken extends Jws {
  readonly alg: string
}

interface IdTokenWithKey extends OpenIdToken {
  readonly key: CryptoKey
}

/** Takes it apart. Throws `insecure_context`, `invalid_token`. */
function openIdToken(idToken: unknown, { algorithms }: IdTokenRules): OpenIdToken {
  requireSubtleCrypto()
  const jws = parseJws(idToken)
  return { ...jws, alg: checkHeader(jws.header, algorithms) }
}

/** Rejects `invalid_token`, `network_error`, `timeout`. */
async function findKey(token: OpenIdToken, { keys }: IdTokenRules): Promise<IdTokenWithKey> {
  return { ...token, key: await keys.find(token.alg, token.header.kid) }
}

/** Signature, claims, hashes. Rejects `invalid_token`. */
async function checkSigned(
  { alg, key, payload, signature, signed }: IdTokenWithKey,
  rules: IdTokenRules,
  binding: BesideIdToken,
): Promise<IdTokenClaims> {
  const algorithm = signatureAlgorithm(alg)
  const hash = async (text: string | undefined) =>
    text === undefined ? undefined : hashText(algorithm.hash, text, 2)
  const [isSigned, at_hash, c_hash] = await Promise.all([
    crypto.subtle.verify(algorithm, key, signature, signed),
    hash(binding.accessToken),
    hash(binding.code),
  ])
  check(isSigned, 'invalid_token: signature') // Core §3.1.3.7 (6)
  return checkClaims(payload, rules, binding, { at_hash, c_hash })
}
