import { check } from './auth-error.js';
import { fetchJson } from './fetch-json.js';

/**
 * After a re-fetch that did not bring the wanted key: how long unknown `kid`s cause no further one,
 * ms.
 */
const REFETCH_PAUSE = 60_000;
/**
 * How WebCrypto is told about a signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1); it ignores the
 * members that it does not need.
 */
function signatureAlgorithm(alg) {
    const bits = Number(alg.slice(2)) || 512; // EdDSA with Ed25519 hashes with SHA-512
    return {
        name: { RS: 'RSASSA-PKCS1-v1_5', PS: 'RSA-PSS', ES: 'ECDSA' }[alg.slice(0, 2)] ?? 'Ed25519',
        hash: `SHA-${bits}`,
        namedCurve: `P-${bits === 512 ? 521 : bits}`,
        saltLength: bits / 8,
    };
}
/** Fetches a JSON Web Key Set (RFC 7517 §5). */
function keyLoader(fetcher, jwksUri) {
    return async (cache) => {
        const { keys } = await fetchJson(fetcher, jwksUri, 'network_error', { cache }, (body) => Array.isArray(body.keys));
        return keys;
    };
}
function createKeySet(load, now) {
    let keys;
    let pauseUntil = 0;
    const loadKeys = (cache) => {
        keys = load(cache).then(createImporter);
        // what failed is not remembered: the next one asks again
        keys.catch(() => {
            keys = undefined;
            pauseUntil = 0;
        });
        return keys;
    };
    const prefetch = () => keys ?? loadKeys('default');
    const choose = async (alg, kid) => {
        const importKeys = await prefetch();
        // RFC 7517 §4.5: kid is only compared
        const fitting = (await importKeys(alg)).filter(([key, keyId]) => key && (kid === undefined || kid === keyId));
        // nothing is guessed among several
        return fitting[1] ? undefined : fitting[0]?.[0];
    };
    return {
        prefetch,
        async find(alg, kid) {
            let key = await choose(alg, kid);
            if (!key) {
                // OpenID Connect Core §10.1.1: a new kid means new keys, which the HTTP cache may not know
                // yet; but tokens must not make us ask in a loop
                if (now() >= pauseUntil) {
                    pauseUntil = now() + REFETCH_PAUSE;
                    loadKeys('reload');
                }
                key = await choose(alg, kid);
                check(key, 'invalid_token', `no single key for ${alg} and its kid`);
                pauseUntil = 0;
            }
            return key;
        },
    };
}
/** The keys that fit an `alg`, imported once: that takes longer than a signature's verification. */
function createImporter(jwks) {
    const imported = new Map();
    return (alg) => {
        const keys = imported.get(alg) ??
            Promise.all(jwks.map(async (jwk) => [await importKey(jwk, alg), jwk?.kid]));
        imported.set(alg, keys);
        return keys;
    };
}
/**
 * WebCrypto itself refuses a key whose type, curve, use or operations do not fit (RFC 7517
 * §4.1-4.3), and one that is broken.
 */
async function importKey(jwk, alg) {
    try {
        // RFC 7517 §4.4: the key's algorithm must fit
        if ((jwk.alg ?? alg) !== alg)
            return undefined;
        // a careless server's private member is left out
        const publicJwk = { ...jwk, alg: undefined, d: undefined };
        const key = await crypto.subtle.importKey('jwk', publicJwk, signatureAlgorithm(alg), false, [
            'verify',
        ]);
        // RFC 7518 §3.3: RSA keys of at least 2048 bits
        return key.algorithm.modulusLength < 2048 ? undefined : key;
    }
    catch {
        return undefined;
    }
}

export { createKeySet, keyLoader, signatureAlgorithm };
