'use strict';

var authError = require('./auth-error.cjs');
var fetchJson = require('./fetch-json.cjs');

/**
 * After a re-fetch that did not bring the wanted key: how long unknown `kid`s cause no further one,
 * ms.
 */
const REFETCH_PAUSE = 60_000;
/** RSA keys of at least so many bits (RFC 7518 §3.3). */
const MIN_MODULUS_LENGTH = 2048;
/** What the first two letters of an `alg` stand for; all others mean Ed25519. */
const FAMILIES = { RS: 'RSASSA-PKCS1-v1_5', PS: 'RSA-PSS', ES: 'ECDSA' };
/**
 * How WebCrypto is told about a signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2);
 * it ignores the members that it does not need.
 */
function signatureAlgorithm(alg) {
    const family = FAMILIES[alg.slice(0, 2)];
    const bits = family ? Number(alg.slice(2)) : 512; // Ed25519 hashes with SHA-512 (RFC 8032 §5.1)
    return {
        name: family ?? 'Ed25519',
        hash: `SHA-${bits}`,
        namedCurve: `P-${bits === 512 ? 521 : bits}`,
        saltLength: bits / 8,
    };
}
/** Fetches a JSON Web Key Set (RFC 7517 §5). */
async function fetchKeys(fetcher, url, timeout, cache) {
    const isKeySet = ({ keys }) => Array.isArray(keys);
    const init = { cache };
    const body = await fetchJson.fetchJson(fetcher, url, 'network_error', timeout, init, [], isKeySet);
    return body.keys;
}
/** The keys that `load` brings: fetched when first wanted, and once more for an unknown `kid`. */
function createKeySet(load, now) {
    let keys;
    let pauseUntil = 0;
    const loadKeys = (cache) => {
        const before = keys;
        keys = load(cache).then(createImporter);
        // what failed is not remembered: the keys before it are, and the next one asks again
        keys.catch(() => {
            keys = before;
            pauseUntil = 0;
        });
        return keys;
    };
    const prefetch = () => keys ?? loadKeys('default');
    const choose = async (alg, kid) => {
        const importKeys = await prefetch();
        // RFC 7517 §4.5: kid is only compared
        const fitting = (await importKeys(alg)).filter((key) => kid === undefined || key.kid === kid);
        // nothing is guessed among several; one that is published twice is one
        const isOne = fitting.every(({ material }) => material === fitting[0]?.material);
        return isOne ? fitting[0]?.key : undefined;
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
                authError.check(key, 'invalid_token: key', { expected: alg });
                pauseUntil = 0;
            }
            return key;
        },
    };
}
/** The keys that fit an `alg`, imported once: that takes longer than a signature's verification. */
function createImporter(jwks) {
    const imported = {};
    return async (alg) => {
        imported[alg] ??= Promise.all(jwks.map((jwk) => importKey(jwk, alg))).then((keys) => keys.flat());
        return imported[alg];
    };
}
/** RFC 9864 §2.2: two names for one algorithm. */
const sameName = (alg) => alg.replace('Ed25519', 'EdDSA');
/**
 * WebCrypto itself refuses a key whose type, curve, use or operations do not fit (RFC 7517
 * §4.1-4.3), and one that is broken.
 */
async function importKey(jwk, alg) {
    try {
        // `d`: a careless server's private member
        const { kid, alg: keyAlg = alg, d, ...publicJwk } = jwk;
        const { n, x } = publicJwk;
        const algorithm = signatureAlgorithm(alg);
        const key = await crypto.subtle.importKey('jwk', publicJwk, algorithm, false, ['verify']);
        // without them it is no RSA key
        const { modulusLength = MIN_MODULUS_LENGTH, publicExponent } = key.algorithm;
        const fits = sameName(keyAlg) === sameName(alg) && // RFC 7517 §4.4
            modulusLength >= MIN_MODULUS_LENGTH &&
            !/^[0,]*1$/.test(`${publicExponent}`); // each text would be its own signature
        return fits ? [{ key, kid, material: n ?? x }] : [];
    }
    catch {
        return [];
    }
}

exports.createKeySet = createKeySet;
exports.fetchKeys = fetchKeys;
exports.signatureAlgorithm = signatureAlgorithm;
