import { check } from './auth-error.js';
import { hashText } from './base64url.js';
import { requireSubtleCrypto } from './environment.js';
import { keyLoader, signatureAlgorithm, createKeySet } from './jwks.js';
import { parseJws, checkHeader } from './jws.js';
import { checkSecureUrl } from './secure-url.js';

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected
 * (OpenID Connect Core §3.1.3.7, §3.2.2.9, §3.2.2.11). Pure but for the key fetch.
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`,
 * `insecure_context`, `invalid_config`.
 */
async function verifyIdToken(idToken, expected) {
    const { now = Date.now, algorithms = ['RS256'], leeway = 60 } = expected;
    check(Number.isFinite(leeway) && leeway >= 0 && leeway <= 300, 'invalid_config', 'leeway, 0 to 300');
    const load = Array.isArray(expected.keys)
        ? async () => expected.keys
        : keyLoader(expected.fetch ?? fetch, checkSecureUrl(expected.jwksUri, 'jwksUri'));
    const keys = createKeySet(load, now);
    // a missing nonce must refuse, not skip the check
    return checkIdToken(idToken, { ...expected, now, algorithms, leeway, keys }, { ...expected, nonce: expected.nonce ?? '', hashesRequired: true });
}
/** {@link verifyIdToken} with the keys and rules of a client. */
async function checkIdToken(idToken, { issuer, clientId, algorithms, leeway, now, keys }, { nonce, maxAge, organization, accessToken, code, hashesRequired }) {
    requireSubtleCrypto();
    const [header, claims, signature, signed] = parseJws(idToken);
    const alg = checkHeader(header, algorithms);
    const algorithm = signatureAlgorithm(alg);
    const key = await keys.find(alg, header.kid);
    const hash = (text) => text && hashText(algorithm.hash, text, 2);
    const [verified, accessTokenHash, codeHash] = await Promise.all([
        crypto.subtle.verify(algorithm, key, signature, signed),
        hash(accessToken),
        hash(code),
    ]);
    check(verified, 'invalid_token', 'wrong signature');
    const seconds = Math.floor(now() / 1000);
    const audiences = [claims.aud].flat();
    const expect = (claim, holds, expected, actual = claims[claim]) => check(holds, 'invalid_token', `${claim} is ${typeof actual === 'object' ? 'an object' : actual}, not ${expected}`, {
        claim,
        expected,
        actual,
    });
    const expectText = (claim, text) => expect(claim, text && claims[claim] === text, text);
    const expectSecret = (claim, holds) => expect(claim, holds, 'ours', typeof claims[claim]);
    const expectHash = (claim, hash) => expectSecret(claim, !hash || !(hashesRequired || claim in claims) || claims[claim] === hash);
    const expectTime = (claim, after, until = Infinity) => {
        const time = claims[claim];
        expect(claim, Number.isFinite(time) && time > after && time <= until, `${after} to ${until} by this clock`);
    };
    expectText('iss', issuer); // Core §3.1.3.7 (2)
    expect('aud', audiences.includes(clientId) && audiences.every((audience) => typeof audience === 'string'), clientId); // (3)
    expect('azp', claims.azp === clientId || (audiences.length === 1 && !('azp' in claims)), clientId); // (4), (5)
    expectSecret('sub', claims.sub && typeof claims.sub === 'string'); // §2
    expectTime('exp', seconds - leeway); // (9)
    expectTime('iat', -1, seconds + leeway); // (10)
    if ('nbf' in claims)
        expectTime('nbf', -1, seconds + leeway); // RFC 7519 §4.1.5
    expectSecret('nonce', nonce === null || (nonce && claims.nonce === nonce)); // (11)
    if (maxAge !== undefined)
        expectTime('auth_time', seconds - leeway - maxAge - 1); // (13)
    if (organization?.startsWith('org_'))
        expectText('org_id', organization);
    else if (organization)
        expectText('org_name', organization.toLowerCase());
    expectHash('at_hash', accessTokenHash); // §3.1.3.6, §3.1.3.8, §3.2.2.9
    expectHash('c_hash', codeHash); // §3.3.2.11
    return claims;
}

export { checkIdToken, verifyIdToken };
