import { check } from './auth-error.js';
import { tenantOf, isIssuer } from './id-token-rules.js';

/**
 * The claims of an ID Token whose signature is right: a list of checks (OpenID Connect Core
 * §3.1.3.7). Throws `invalid_token` with the claim at fault.
 */
function checkClaims(claims, { issuers, clientId, leeway, now }, { nonce, maxAge, organization, sub, hashesRequired }, hashes) {
    const seconds = Math.floor(now() / 1000);
    const isFresh = nonce !== null; // a refresh is not held against this clock (Core §12.2)
    checkIssuer(claims, issuers); // (2)
    checkAudience(claims, clientId); // (3), (4), (5)
    checkSubject(claims, sub); // §2
    if (isFresh) {
        checkTime(claims, 'exp', seconds - leeway, Infinity); // (9)
        checkTime(claims, 'iat', -1, seconds + leeway); // (10)
        if ('nbf' in claims)
            checkTime(claims, 'nbf', -1, seconds + leeway); // RFC 7519 §4.1.5
        checkSecret(claims, 'nonce', nonce); // (11)
    }
    if (maxAge !== undefined) {
        checkTime(claims, 'auth_time', seconds - leeway - maxAge - 1, Infinity); // (13)
    }
    checkOrganization(claims, organization);
    for (const name of ['at_hash', 'c_hash']) {
        const isDue = hashes[name] !== undefined && (hashesRequired || name in claims);
        if (isDue)
            checkSecret(claims, name, hashes[name]); // §3.1.3.6, §3.2.2.9, §3.3.2.11
    }
    return claims;
}
function checkClaim(claims, claim, holds, expected) {
    check(holds, `invalid_token: ${claim}`, { claim, expected, actual: claims[claim] });
}
function checkIssuer(claims, issuers) {
    const { iss, tid } = claims;
    const isTenant = tid !== undefined && tenantOf(issuers, iss) === tid;
    checkClaim(claims, 'iss', iss && (isIssuer(issuers, iss) || isTenant), issuers[1] ? issuers : issuers[0]);
}
/** Every audience is a text, and this client is one; several, or an `azp`, name this client. */
function checkAudience(claims, clientId) {
    const { azp } = claims;
    const audiences = [claims.aud].flat();
    const isOurs = audiences.every((audience) => typeof audience === 'string' && audience !== '');
    checkClaim(claims, 'aud', isOurs && audiences.includes(clientId), clientId);
    const isAlone = audiences.length === 1 && !('azp' in claims);
    checkClaim(claims, 'azp', isAlone || azp === clientId, clientId);
}
function checkSubject(claims, wanted) {
    const { sub } = claims;
    const isPerson = typeof sub === 'string' && sub !== '';
    const holds = isPerson && (wanted === undefined || sub === wanted);
    check(holds, 'invalid_token: sub', { claim: 'sub', expected: 'the same', actual: typeof sub });
}
function checkTime(claims, claim, after, until) {
    const time = claims[claim];
    const holds = Number.isFinite(time) && time > after && time <= until;
    checkClaim(claims, claim, holds, until === Infinity ? `> ${after}` : `<= ${until}`);
}
/** Auth0 Organizations: by id, or by name in lower case. */
function checkOrganization(claims, organization) {
    if (organization === undefined)
        return;
    const isId = organization.startsWith('org_');
    const claim = isId ? 'org_id' : 'org_name';
    const wanted = isId ? organization : organization.toLowerCase();
    checkClaim(claims, claim, wanted && claims[claim] === wanted, wanted);
}
/** One whose value stays out of the error. */
function checkSecret(claims, claim, wanted) {
    const detail = { claim, expected: 'ours', actual: typeof claims[claim] };
    check(claim in claims, `invalid_token: missing-${claim}`, detail);
    check(wanted && claims[claim] === wanted, `invalid_token: ${claim}`, detail);
}

export { checkClaims };
