'use strict';

var authError = require('./auth-error.cjs');
var base64url = require('./base64url.cjs');
var environment = require('./environment.cjs');
var fetchJson = require('./fetch-json.cjs');
var idTokenClaims = require('./id-token-claims.cjs');
var idTokenRules = require('./id-token-rules.cjs');
var isText = require('./is-text.cjs');
var jwks = require('./jwks.cjs');
var jws = require('./jws.cjs');
var ownMembers = require('./own-members.cjs');
var secureUrl = require('./secure-url.cjs');

/**
 * Verifies an ID Token in full: signature by the server's keys, `iss`, `aud`, `azp`, `sub`, `exp`,
 * `iat`, `nbf`, `nonce`, and what else is expected (OpenID Connect Core §3.1.3.7, §3.2.2.9,
 * §3.2.2.11). Pure but for the key fetch. What is given and empty is wrong, never "not given".
 * Rejects `invalid_token` (with `detail.claim` where one is at fault), `network_error`, `timeout`,
 * `insecure_context`, `invalid_config`.
 */
function verifyIdToken(idToken, expected) {
    return authError.guard(verify)(idToken, expected);
}
async function verify(idToken, expected) {
    const own = ownMembers.ownMembers(expected, idTokenRules.ID_TOKEN_DEFAULTS);
    const { keys, jwksUri, fetch: fetcher = fetch } = own;
    idTokenRules.checkRules(own);
    const issuers = [own.issuer].flat();
    authError.check(issuers.every(isText.isTextOrNone), 'invalid_config: issuer');
    authError.check(typeof own.now === 'function', 'invalid_config: now');
    authError.check(isText.isTextOrNone(own.organization), 'invalid_config: organization');
    authError.check(keys === undefined || Array.isArray(keys), 'invalid_config: keys');
    const url = keys ? '' : secureUrl.checkSecureUrl(jwksUri, 'jwksUri');
    const load = async (cache) => keys ?? jwks.fetchKeys(fetcher, url, fetchJson.DEFAULT_TIMEOUT, cache);
    const rules = { ...own, issuers, keys: jwks.createKeySet(load, own.now) };
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
    const own = ownMembers.ownMembers(binding);
    const { isUnasked, accessToken, code } = own;
    let mayFail = isUnasked;
    try {
        environment.requireSubtleCrypto();
        const { header, payload, signature, signed } = jws.parseJws(idToken);
        const { nonce, at_hash } = payload;
        const alg = jws.checkHeader(header, rules.algorithms);
        if (mayFail && (nonce == null || at_hash == null))
            return undefined;
        mayFail ||= own.nonce === null;
        const key = await rules.keys.find(alg, header.kid);
        mayFail = false;
        const algorithm = jwks.signatureAlgorithm(alg);
        const hash = async (text) => text === undefined ? text : base64url.hashText(algorithm.hash, text, 2);
        const [isSigned, ...hashes] = await Promise.all([
            crypto.subtle.verify(algorithm, key, signature, signed),
            hash(accessToken),
            hash(code),
        ]);
        authError.check(isSigned, 'invalid_token: signature'); // Core §3.1.3.7 (6)
        return idTokenClaims.checkClaims(payload, rules, own, hashes);
    }
    catch (error) {
        if (mayFail)
            return undefined;
        throw error;
    }
}

exports.checkIdToken = checkIdToken;
exports.verifyIdToken = verifyIdToken;
