import type { SigningAlgorithm } from '../auth-options.js'

/** A private signing key as a JWK. For attacks with HMAC: `{ kty: 'oct', k: '…' }`. */
export interface TestKey extends JsonWebKey {
  kid?: string
}

/** Header of a signed token. An `undefined` member is left out. */
export interface TestHeader {
  alg?: unknown
  kid?: unknown
  typ?: unknown
  [name: string]: unknown
}

/**
 * Makes a signing key. Making an RSA key takes long: make one for many test servers and hand it to
 * each as `key`.
 */
export async function generateTestKey(algorithm: SigningAlgorithm = 'RS256'): Promise<TestKey> {
  const parameters = webCryptoParameters(algorithm)
  if (!parameters) throw new Error(`no test key can be made for ${algorithm}`)
  const pair = (await crypto.subtle.generateKey(parameters, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  return {
    ...bareKey(await crypto.subtle.exportKey('jwk', pair.privateKey)),
    alg: algorithm,
    kid: randomText(9),
  }
}

/** What a key set shows of a key. */
export function publicKey({ kty, n, e, crv, x, y, alg, kid }: TestKey): TestKey {
  // Through JSON, so that members this kind of key does not have are absent.
  return JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, alg, kid, use: 'sig' }))
}

/**
 * A signed token in compact form (RFC 7515 §7.1). An algorithm nobody knows is only named: the
 * key's own signs.
 */
export async function signToken(header: TestHeader, claims: object, key: TestKey): Promise<string> {
  const input = `${encodeText(JSON.stringify(header))}.${encodeText(JSON.stringify(claims))}`
  return `${input}.${await signature(input, String(header.alg), key)}`
}

/** A token taken apart; undefined for what is no signed token in compact form. */
export function readToken(
  token: string,
): { header: Record<string, unknown>; claims: Record<string, unknown> } | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined
  try {
    const [header, claims] = token
      .split('.', 2)
      .map((part) => Object(JSON.parse(new TextDecoder().decode(decodeBytes(part)))))
    return { header, claims }
  } catch {
    return undefined
  }
}

/** Whether the token's signature is that of the key; false for a key that is none. */
export async function verifyToken(
  token: string,
  algorithm: string,
  key: TestKey,
): Promise<boolean> {
  const parameters = webCryptoParameters(algorithm)
  const end = token.lastIndexOf('.')
  if (!parameters || parameters.kty !== key.kty) return false
  try {
    return await crypto.subtle.verify(
      parameters,
      await crypto.subtle.importKey('jwk', bareKey(key), parameters, false, ['verify']),
      decodeBytes(token.slice(end + 1)),
      new TextEncoder().encode(token.slice(0, end)),
    )
  } catch {
    return false
  }
}

/** The thumbprint of a public key (RFC 7638 §3). */
export async function jwkThumbprint({ crv, e, kty, n, x, y }: TestKey): Promise<string> {
  // in the order of the alphabet; what a kind of key does not have is left out
  return sha256(JSON.stringify({ crv, e, kty, n, x, y }))
}

/**
 * `at_hash` or `c_hash`: the left half of the digest that belongs to the algorithm (OpenID Connect
 * Core §3.3.2.11).
 */
export async function leftHalfHash(value: string, algorithm: SigningAlgorithm): Promise<string> {
  const digest = await crypto.subtle.digest(hashName(algorithm), new TextEncoder().encode(value))
  return encodeBytes(new Uint8Array(digest, 0, digest.byteLength / 2))
}

/** SHA-256 of a text in base64url, as in the S256 challenge of a verifier (RFC 7636 §4.2). */
export async function sha256(text: string): Promise<string> {
  return encodeBytes(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  )
}

/** Unguessable text without meaning, for codes, tokens and key ids. */
export function randomText(bytes = 32): string {
  return encodeBytes(crypto.getRandomValues(new Uint8Array(bytes)))
}

async function signature(input: string, algorithm: string, key: TestKey): Promise<string> {
  if (algorithm.toLowerCase() === 'none') return ''
  const parameters = webCryptoParameters(algorithm) ?? webCryptoParameters(key.alg ?? '')
  if (!parameters || parameters.kty !== key.kty) {
    throw new Error(
      `a key of type ${key.kty} cannot sign ${algorithm}: put another into \`answer.key\``,
    )
  }
  const signingKey = await crypto.subtle.importKey('jwk', bareKey(key), parameters, false, ['sign'])
  return encodeBytes(
    new Uint8Array(
      await crypto.subtle.sign(parameters, signingKey, new TextEncoder().encode(input)),
    ),
  )
}

/**
 * One object that serves to make, import and use a key: WebCrypto reads from it what each call
 * needs.
 */
function webCryptoParameters(algorithm: string) {
  const parameters = (kty: string, name: string, namedCurve = '') => {
    const saltLength = Number(algorithm.slice(2)) / 8
    return {
      kty,
      name,
      namedCurve,
      hash: hashName(algorithm),
      saltLength,
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
    }
  }
  if (/^RS(256|384|512)$/.test(algorithm)) return parameters('RSA', 'RSASSA-PKCS1-v1_5')
  if (/^PS(256|384|512)$/.test(algorithm)) return parameters('RSA', 'RSA-PSS')
  if (/^HS(256|384|512)$/.test(algorithm)) return parameters('oct', 'HMAC')
  if (algorithm === 'EdDSA' || algorithm === 'Ed25519') return parameters('OKP', 'Ed25519')
  const curve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }[algorithm]
  return curve ? parameters('EC', 'ECDSA', curve) : undefined
}

/** EdDSA is Ed25519 here, which hashes with SHA-512 (RFC 8032 §5.1). */
function hashName(algorithm: string): string {
  return `SHA-${/(256|384|512)$/.exec(algorithm)?.[0] ?? 512}`
}

/**
 * The key without the members that tie it to one use, so that an RSA key signs with every RSA
 * algorithm.
 */
function bareKey({ alg, use, key_ops, ext, ...material }: TestKey): TestKey {
  return material
}

function encodeText(text: string): string {
  return encodeBytes(new TextEncoder().encode(text))
}

function encodeBytes(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function decodeBytes(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(characters, (character) => character.charCodeAt(0))
}
