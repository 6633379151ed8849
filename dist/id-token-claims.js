import { check } from './auth-error.js';
import { repeats } from './fetch-json.js';
import { tenantOf, isIssuer } from './id-token-rules.js';
import { isText } from './is-text.js';

/**
 * The claims of an ID Token whose signature is right: a list of checks (OpenID Connect Core
 * §3.1.3.7). Throws `invalid_token` with the claim at fault.
 * @param hashes what `at_hash` and `c_hash` must be; undefined where nothing came beside
 */
function checkClaims(claims, { issuers, clientId, leeway, now }, { nonce, maxAge, organization, sub, hashesRequired, secrets = [] }, [at_hash, c_hash]) {
    const { iss, tid, azp } = claims;
    const audiences = [claims.aud].flat();
    const seconds = Math.floor(now() / 1000);
    const expect = (claim, holds, expected) => {
        const value = claims[claim];
        const actual = mayShow(value, secrets) ? value : typeof value;
        check(holds, `invalid_token: ${claim}`, { claim, expected, actual });
    };
    const expectTime = (claim, after, until = Infinity) => {
        const time = claims[claim];
        const isInTime = Number.isFinite(time) && time > after && time <= until;
        expect(claim, isInTime, until === Infinity ? `> ${after}` : `<= ${until}`);
    };
    // its value stays out of the error
    const expectSecret = (claim, expected) => {
        const detail = { claim, expected: 'ours', actual: typeof claims[claim] };
        check(claim in claims, `invalid_token: missing-${claim}`, detail);
        check(expected && claims[claim] === expected, `invalid_token: ${claim}`, detail);
    };
    const expectHash = (claim, expected) => {
        const isDue = expected !== undefined && (hashesRequired || claim in claims);
        if (isDue)
            expectSecret(claim, expected);
    };
    const isTenant = tid && tenantOf(issuers, iss) === tid;
    expect('iss', iss && (isIssuer(issuers, iss) || isTenant), issuers.join()); // (2)
    expect('aud', audiences.includes(clientId) && audiences.every(isText), clientId); // (3)
    expect('azp', azp === clientId || (!audiences[1] && !('azp' in claims)), clientId); // (4), (5)
    check(isText(claims.sub) && claims.sub === (sub ?? claims.sub), 'invalid_token: sub', {
        claim: 'sub',
        actual: typeof claims.sub,
    }); // §2
    if (nonce !== null) {
        expectTime('exp', seconds - leeway); // (9)
        expectTime('iat', -1, seconds + leeway); // (10)
        if ('nbf' in claims)
            expectTime('nbf', -1, seconds + leeway); // RFC 7519 §4.1.5
        expectSecret('nonce', nonce); // (11)
    }
    if (maxAge !== undefined)
        expectTime('auth_time', seconds - leeway - maxAge - 1); // (13)
    if (organization != null) {
        const isId = organization.startsWith('org_');
        const claim = isId ? 'org_id' : 'org_name';
        const expected = isId ? organization : organization.toLowerCase();
        expect(claim, expected && claims[claim] === expected, expected);
    }
    expectHash('at_hash', at_hash); // §3.1.3.6, §3.1.3.8, §3.2.2.9
    expectHash('c_hash', c_hash); // §3.3.2.11
    return claims;
}
function mayShow(value, secrets) {
    try {
        return !repeats(`${JSON.stringify(value)}`, secrets);
    }
    catch {
        // lists in lists, too deep to be read
        return false;
    }
}

export { checkClaims };
