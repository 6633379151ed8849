import { AuthError } from './auth-error.js';

/** After a re-fetch that did not bring the wanted key: how long unknown `kid`s cause no further one, ms. */
const REFETCH_PAUSE = 60_000;
function createKeySet(load, now) {
    let keys;
    let refetchAllowedAt = -Infinity;
    let imported;
    const fetchKeys = (cache) => {
        const loading = load(cache);
        keys = loading;
        loading.catch(() => {
            keys = undefined;
        });
        return loading;
    };
    const choose = async (algorithm, kid) => chooseKey(await (keys ?? fetchKeys('default')), algorithm, kid);
    return {
        prefetch() {
            keys ?? fetchKeys('default');
        },
        async find(algorithm, kid) {
            let jwk = await choose(algorithm, kid);
            if (!jwk) {
                // OpenID Connect Core §10.1.1: a new kid means new keys, which the HTTP cache may not know yet; but tokens must not make us ask in a loop
                if (now() >= refetchAllowedAt) {
                    refetchAllowedAt = now() + REFETCH_PAUSE;
                    fetchKeys('reload');
                }
                jwk = await choose(algorithm, kid);
                if (!jwk)
                    throw new AuthError('invalid_token', `The ID Token was refused: not exactly one key of the server fits its signature (${algorithm.alg}).`);
                refetchAllowedAt = -Infinity;
            }
            if (imported?.jwk !== jwk || imported.alg !== algorithm.alg)
                imported = { jwk, alg: algorithm.alg, key: importKey(jwk, algorithm) };
            return imported.key;
        },
    };
}
/** RFC 7517 §4.2-4.5: type, curve, use, operations and algorithm must fit; `kid` is only compared; nothing is guessed among several. */
function chooseKey(keys, { alg, kty, namedCurve }, kid) {
    const fitting = keys.filter((key) => key?.kty === kty &&
        (!namedCurve || key.crv === namedCurve) &&
        (key.use ?? 'sig') === 'sig' &&
        (key.alg ?? alg) === alg &&
        [key.key_ops ?? 'verify'].flat().includes('verify') &&
        (kid === undefined || key.kid === kid));
    return fitting.length === 1 ? fitting[0] : undefined;
}
async function importKey({ kty, crv, n, e, x, y }, algorithm) {
    const publicPart = JSON.parse(JSON.stringify({ kty, crv, n, e, x, y }));
    const key = await crypto.subtle
        .importKey('jwk', publicPart, algorithm, false, ['verify'])
        .catch(() => undefined);
    // RFC 7518 §3.3: RSA keys of at least 2048 bits
    if (!key || key.algorithm.modulusLength < 2048) {
        throw new AuthError('invalid_token', "The ID Token was refused: the server's key for it is broken or too short.");
    }
    return key;
}

export { createKeySet };
