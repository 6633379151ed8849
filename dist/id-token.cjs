'use strict';

var authError = require('./auth-error.cjs');
var base64url = require('./base64url.cjs');
var environment = require('./environment.cjs');
var jwks = require('./jwks.cjs');
var jws = require('./jws.cjs');
var secureUrl = require('./secure-url.cjs');

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`, `iat`, `nbf`, `nonce`, and what else is expected
 * (OpenID Connect Core §3.1.3.7, §3.2.2.9, §3.2.2.11). Pure but for the key fetch.
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `insecure_context`, `invalid_config`.
 */
async function verifyIdToken(idToken, expected) {
    const { keys, now = Date.now, algorithms = ['RS256'], leeway = 60, nonce, accessToken, code } = expected;
    const load = keys ? async () => keys : jwks.keyLoader(expected.fetch ?? fetch, secureUrl.checkSecureUrl(expected.jwksUri, 'jwksUri'));
    const rules = { ...expected, algorithms, leeway, now };
    // a missing nonce must refuse, not skip the check
    return checkIdToken(idToken, rules, { ...expected, nonce: nonce ?? '' }, { accessToken, code, hashesRequired: true }, jwks.createKeySet(load, now));
}
async function checkIdToken(idToken, { issuer, clientId, algorithms, leeway, now }, { nonce, maxAge, organization }, { accessToken, code, hashesRequired }, keys) {
    environment.requireSubtleCrypto();
    const [{ alg, typ = 'JWT', crit, kid }, claims, signature, signed] = jws.parseJws(idToken);
    authError.check(typeof alg === 'string' && algorithms.includes(alg), 'invalid_token', `its alg is not ${algorithms}`); // RFC 8725 §3.1
    authError.check(typeof typ === 'string' && /^jwt$/i.test(typ), 'invalid_token', 'its typ is not JWT'); // RFC 8725 §3.11
    authError.check(crit === undefined, 'invalid_token', 'its crit'); // RFC 7515 §4.1.11
    const algorithm = jwks.signatureAlgorithm(alg);
    const [genuine, atHash, cHash] = await Promise.all([
        keys.find(alg, kid).then((key) => crypto.subtle.verify(algorithm, key, signature, signed)),
        accessToken && base64url.hashText(algorithm.hash, accessToken, 2), // Core §3.1.3.6
        code && base64url.hashText(algorithm.hash, code, 2), // Core §3.3.2.11
    ]);
    authError.check(genuine, 'invalid_token', 'signature');
    const seconds = Math.floor(now() / 1000);
    const audiences = [claims.aud].flat();
    const orgClaim = organization?.startsWith('org_') ? 'org_id' : 'org_name';
    const time = (claim) => (Number.isFinite(claims[claim]) ? claims[claim] : NaN);
    const refuseUnless = (holds, claim, expected, actual) => authError.check(holds, 'invalid_token', `${claim} is ${typeof actual === 'object' ? 'no text' : actual}, not ${expected}`, {
        claim,
        expected,
        actual,
    });
    const expect = (claim, expected, holds = claims[claim] === expected) => refuseUnless(holds, claim, expected, claims[claim]);
    const expectSecret = (claim, holds) => refuseUnless(holds, claim, 'ours', typeof claims[claim]);
    const expectHash = (claim, hash) => expectSecret(claim, !hash || claims[claim] === hash || !(hashesRequired || claim in claims));
    expect('iss', issuer); // Core §3.1.3.7 (2)
    expect('aud', clientId, audiences.includes(clientId) && audiences.every((audience) => typeof audience === 'string')); // (3)
    expect('azp', clientId, claims.azp === clientId || (audiences.length === 1 && !('azp' in claims))); // (4), (5)
    expectSecret('sub', claims.sub && typeof claims.sub === 'string'); // §2
    expect('exp', `after ${seconds} (by this clock)`, time('exp') > seconds - leeway); // (9)
    expect('iat', `before ${seconds} (by this clock)`, time('iat') <= seconds + leeway); // (10)
    expect('nbf', `before ${seconds}`, !('nbf' in claims) || time('nbf') <= seconds + leeway); // RFC 7519 §4.1.5
    expectSecret('nonce', nonce === null || (nonce && claims.nonce === nonce)); // (11)
    expect('auth_time', `${maxAge} s ago`, maxAge === undefined || time('auth_time') + maxAge + leeway >= seconds); // (13)
    if (organization)
        expect(orgClaim, orgClaim === 'org_id' ? organization : organization.toLowerCase());
    expectHash('at_hash', atHash); // §3.1.3.8, §3.2.2.9
    expectHash('c_hash', cHash); // §3.3.2.11
    return claims;
}

exports.checkIdToken = checkIdToken;
exports.verifyIdToken = verifyIdToken;
