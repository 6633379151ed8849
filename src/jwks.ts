import { check } from './auth-error.js'
import { fetchJson } from './fetch-json.js'

/** A JSON Web Key as a server publishes it (RFC 7517 §4). */
export type PublicJwk = JsonWebKey & { readonly kid?: string }

/** The server's keys, as remembered by one client. */
export interface KeySet {
  /** Starts to fetch the keys, unless they are there. */
  prefetch(): unknown
  /**
   * The one key for an `alg` and `kid`. Fetches the keys once more when none fits. Rejects
   * `invalid_token`, `network_error`.
   */
  find(alg: string, kid: unknown): Promise<CryptoKey>
}

/**
 * After a re-fetch that did not bring the wanted key: how long unknown `kid`s cause no further one,
 * ms.
 */
const REFETCH_PAUSE = 60_000

/**
 * How WebCrypto is told about a signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1); it ignores the
 * members that it does not need.
 */
export function signatureAlgorithm(alg: string) {
  const bits = Number(alg.slice(2)) || 512 // EdDSA with Ed25519 hashes with SHA-512
  return {
    name: { RS: 'RSASSA-PKCS1-v1_5', PS: 'RSA-PSS', ES: 'ECDSA' }[alg.slice(0, 2)] ?? 'Ed25519',
    hash: `SHA-${bits}`,
    namedCurve: `P-${bits === 512 ? 521 : bits}`,
    saltLength: bits / 8,
  }
}

/** Fetches a JSON Web Key Set (RFC 7517 §5). */
export function keyLoader(fetcher: typeof fetch, jwksUri: string) {
  return async (cache: RequestCache): Promise<readonly PublicJwk[]> => {
    const { keys } = await fetchJson(fetcher, jwksUri, 'network_error', { cache }, (body) =>
      Array.isArray(body.keys),
    )
    return keys as PublicJwk[]
  }
}

export function createKeySet(
  load: (cache: RequestCache) => Promise<readonly PublicJwk[]>,
  now: () => number,
): KeySet {
  let keys: Promise<KeyImporter> | undefined
  let pauseUntil = 0

  const loadKeys = (cache: RequestCache) => {
    keys = load(cache).then(createImporter)
    // what failed is not remembered: the next one asks again
    keys.catch(() => {
      keys = undefined
      pauseUntil = 0
    })
    return keys
  }
  const prefetch = () => keys ?? loadKeys('default')
  const choose = async (alg: string, kid: unknown) => {
    const importKeys = await prefetch()
    // RFC 7517 §4.5: kid is only compared
    const fitting = (await importKeys(alg)).filter(
      ([key, keyId]) => key && (kid === undefined || kid === keyId),
    )
    // nothing is guessed among several
    return fitting[1] ? undefined : fitting[0]?.[0]
  }

  return {
    prefetch,

    async find(alg, kid) {
      let key = await choose(alg, kid)
      if (!key) {
        // OpenID Connect Core §10.1.1: a new kid means new keys, which the HTTP cache may not know
        // yet; but tokens must not make us ask in a loop
        if (now() >= pauseUntil) {
          pauseUntil = now() + REFETCH_PAUSE
          loadKeys('reload')
        }
        key = await choose(alg, kid)
        check(key, 'invalid_token', `no single key for ${alg} and its kid`)
        pauseUntil = 0
      }
      return key
    },
  }
}

type ImportedKey = readonly [key: CryptoKey | undefined, kid: unknown]
type KeyImporter = (alg: string) => Promise<ImportedKey[]>

/** The keys that fit an `alg`, imported once: that takes longer than a signature's verification. */
function createImporter(jwks: readonly PublicJwk[]): KeyImporter {
  const imported = new Map<string, Promise<ImportedKey[]>>()
  return (alg) => {
    const keys =
      imported.get(alg) ??
      Promise.all(jwks.map(async (jwk) => [await importKey(jwk, alg), jwk?.kid] as const))
    imported.set(alg, keys)
    return keys
  }
}

/**
 * WebCrypto itself refuses a key whose type, curve, use or operations do not fit (RFC 7517
 * §4.1-4.3), and one that is broken.
 */
async function importKey(jwk: PublicJwk, alg: string): Promise<CryptoKey | undefined> {
  try {
    // RFC 7517 §4.4: the key's algorithm must fit
    if ((jwk.alg ?? alg) !== alg) return undefined
    // a careless server's private member is left out
    const publicJwk = { ...jwk, alg: undefined, d: undefined } as object
    const key = await crypto.subtle.importKey('jwk', publicJwk, signatureAlgorithm(alg), false, [
      'verify',
    ])
    // RFC 7518 §3.3: RSA keys of at least 2048 bits
    return (key.algorithm as RsaHashedKeyAlgorithm).modulusLength < 2048 ? undefined : key
  } catch {
    return undefined
  }
}
