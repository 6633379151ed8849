import { guard, check } from './auth-error.js';
import { hashText } from './base64url.js';
import { requireSubtleCrypto } from './environment.js';
import { DEFAULT_TIMEOUT } from './fetch-json.js';
import { checkClaims } from './id-token-claims.js';
import { ID_TOKEN_DEFAULTS, checkRules } from './id-token-rules.js';
import { isTextOrNone } from './is-text.js';
import { signatureAlgorithm, createKeySet, fetchKeys } from './jwks.js';
import { parseJws, checkHeader } from './jws.js';
import { ownMembers } from './own-members.js';
import { checkSecureUrl } from './secure-url.js';

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected (OpenID Connect Core §3.1.3.7, §3.2.2.9,
 * §3.2.2.11). Pure but for the key fetch. What is given and empty is wrong, never "not given".
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `timeout`,
 * `insecure_context`, `invalid_config`.
 */
function verifyIdToken(idToken, expected) {
    return guard(verify)(idToken, expected);
}
async function verify(idToken, expected) {
    const own = ownMembers(expected, ID_TOKEN_DEFAULTS);
    const { keys, jwksUri, fetch: fetcher = fetch } = own;
    checkRules(own);
    const issuers = [own.issuer].flat();
    check(issuers.every(isTextOrNone), 'invalid_config: issuer');
    check(typeof own.now === 'function', 'invalid_config: now');
    check(isTextOrNone(own.organization), 'invalid_config: organization');
    check(keys === undefined || Array.isArray(keys), 'invalid_config: keys');
    const url = keys ? '' : checkSecureUrl(jwksUri, 'jwksUri');
    const load = async (cache) => keys ?? fetchKeys(fetcher, url, DEFAULT_TIMEOUT, cache);
    const rules = { ...own, issuers, keys: createKeySet(load, own.now) };
    const { accessToken, code } = own;
    // a missing nonce must refuse, not skip the check
    const nonce = own.nonce ?? '';
    const binding = { ...own, nonce, hashesRequired: true, secrets: [nonce, accessToken, code] };
    return (await checkIdToken(idToken, rules, binding)); // nothing is left out here
}
/**
 * {@link verifyIdToken} with the keys and rules of a client.
 * @returns undefined for one that is left out: that nobody asked for, and that proves nothing; or
 *   of a refresh, whose tokens must not be lost with it (Core §12.2), where no key can be had
 */
async function checkIdToken(idToken, rules, binding) {
    const own = ownMembers(binding);
    const { isUnasked, accessToken, code } = own;
    let mayFail = isUnasked;
    try {
        requireSubtleCrypto();
        const { header, payload, signature, signed } = parseJws(idToken);
        const { nonce, at_hash } = payload;
        const alg = checkHeader(header, rules.algorithms);
        if (mayFail && (nonce == null || at_hash == null))
            return undefined;
        mayFail ||= own.nonce === null;
        const key = await rules.keys.find(alg, header.kid);
        mayFail = false;
        const algorithm = signatureAlgorithm(alg);
        const hash = async (text) => text === undefined ? text : hashText(algorithm.hash, text, 2);
        const [isSigned, ...hashes] = await Promise.all([
            crypto.subtle.verify(algorithm, key, signature, signed),
            hash(accessToken),
            hash(code),
        ]);
        check(isSigned, 'invalid_token: signature'); // Core §3.1.3.7 (6)
        return checkClaims(payload, rules, own, hashes);
    }
    catch (error) {
        if (mayFail)
            return undefined;
        throw error;
    }
}

export { checkIdToken, verifyIdToken };
