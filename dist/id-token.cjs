'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');
var fetchJson = require('./fetch-json.cjs');
var jwks = require('./jwks.cjs');
var jws = require('./jws.cjs');
var secureUrl = require('./secure-url.cjs');

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`, `iat`, `nbf`, `nonce`, and what else is expected
 * (OpenID Connect Core §3.1.3.7, §3.2.2.9, §3.2.2.11). Pure but for the key fetch.
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `insecure_context`, `invalid_config`.
 */
async function verifyIdToken(idToken, expected) {
    const { keys, now = Date.now, algorithms = ['RS256'], leeway = 60, nonce } = expected;
    const keySet = jwks.createKeySet(keys ? async () => keys : keyLoader(expected.fetch ?? fetch, secureUrl.checkSecureUrl(expected.jwksUri, 'jwksUri')), now);
    return checkIdToken(idToken, { ...expected, algorithms, leeway, now }, { ...expected, nonce: nonce ?? '', requireHashes: true }, keySet);
}
/** Fetches a JSON Web Key Set (RFC 7517 §5). */
function keyLoader(fetcher, jwksUri) {
    return async (cache) => {
        const { keys } = await fetchJson.fetchJson(fetcher, jwksUri, 'network_error', { cache });
        if (Array.isArray(keys))
            return keys;
        throw new authError.AuthError('network_error', `${jwksUri} holds no keys.`);
    };
}
async function checkIdToken(idToken, rules, binding, keySet) {
    environment.requireSubtleCrypto();
    const { header, claims, signature, signed } = jws.parseJws(idToken);
    const algorithm = jws.checkHeader(header, rules.algorithms);
    const [genuine, atHash, cHash] = await Promise.all([
        keySet.find(algorithm, header['kid']).then((key) => crypto.subtle.verify(algorithm, key, signature, signed)),
        jws.leftHalfHash(algorithm, binding.accessToken),
        jws.leftHalfHash(algorithm, binding.code),
    ]);
    if (!genuine)
        jws.refuseIdToken('its signature is wrong');
    const { issuer, clientId, leeway } = rules;
    const { nonce, maxAge, organization, requireHashes } = binding;
    const now = Math.floor(rules.now() / 1000);
    const audiences = [claims['aud']].flat();
    const isTime = (claim) => Number.isFinite(claims[claim]);
    const time = (claim) => claims[claim];
    const check = (claim, holds, expected, secret) => {
        const actual = secret ? typeof claims[claim] : claims[claim];
        if (!holds)
            jws.refuseIdToken(`claim ${claim} is ${typeof actual === 'object' ? 'a list or object' : actual}, expected ${expected}`, {
                claim,
                expected,
                actual,
            });
    };
    const checkHash = (claim, hash) => {
        if (hash && (requireHashes || claim in claims))
            check(claim, claims[claim] === hash, 'the hash of what came with it', true);
    };
    check('iss', claims['iss'] === issuer, issuer); // Core §3.1.3.7 (2)
    check('aud', audiences.includes(clientId) && audiences.every((audience) => typeof audience === 'string'), clientId); // (3)
    check('azp', claims['azp'] === clientId || (audiences.length === 1 && !('azp' in claims)), clientId); // (4), (5)
    check('sub', claims['sub'] && typeof claims['sub'] === 'string', 'a text', true); // §2
    check('exp', isTime('exp') && time('exp') > now - leeway, `later than ${now} (is this device's clock right?)`); // (9)
    check('iat', isTime('iat') && time('iat') <= now + leeway, `not after ${now} (is this device's clock right?)`); // (10)
    if ('nbf' in claims)
        check('nbf', isTime('nbf') && time('nbf') <= now + leeway, `not after ${now}`); // RFC 7519 §4.1.5
    if (nonce !== null)
        check('nonce', nonce && claims['nonce'] === nonce, 'the one of this login', true); // (11)
    if (maxAge !== undefined)
        check('auth_time', isTime('auth_time') && time('auth_time') + maxAge + leeway >= now, `within ${maxAge} s before ${now}`); // (13)
    if (organization) {
        const claim = organization.startsWith('org_') ? 'org_id' : 'org_name';
        const expected = claim === 'org_id' ? organization : organization.toLowerCase();
        check(claim, claims[claim] === expected, expected);
    }
    checkHash('at_hash', atHash); // §3.1.3.8, §3.2.2.9
    checkHash('c_hash', cHash); // §3.3.2.11
    return claims;
}

exports.checkIdToken = checkIdToken;
exports.keyLoader = keyLoader;
exports.verifyIdToken = verifyIdToken;
