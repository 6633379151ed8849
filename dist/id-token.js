import { check } from './auth-error.js';
import { hashText } from './base64url.js';
import { requireSubtleCrypto } from './environment.js';
import { DEFAULT_TIMEOUT } from './fetch-json.js';
import { checkClaims } from './id-token-claims.js';
import { checkAlgorithms, checkLeeway } from './id-token-rules.js';
import { keyLoader, signatureAlgorithm, createKeySet } from './jwks.js';
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
async function verifyIdToken(idToken, expected) {
    const { issuer, nonce = '', keys, jwksUri, ...others } = ownMembers(expected);
    const { algorithms = ['RS256'], leeway = 60, now = Date.now } = others;
    checkAlgorithms(algorithms);
    checkLeeway(leeway);
    check(keys === undefined || Array.isArray(keys), 'invalid_config: keys');
    const load = keys
        ? async () => keys
        : keyLoader(others.fetch ?? fetch, checkSecureUrl(jwksUri, 'jwksUri'), DEFAULT_TIMEOUT);
    const rules = { ...others, algorithms, leeway, now, keys: createKeySet(load, now) };
    // a missing nonce must refuse, not skip the check
    const binding = { ...others, nonce, hashesRequired: true };
    return checkIdToken(idToken, { ...rules, issuers: [issuer].flat() }, binding);
}
/** {@link verifyIdToken} with the keys and rules of a client. */
async function checkIdToken(idToken, rules, binding) {
    return checkSigned(await findKey(openIdToken(idToken, rules), rules), rules, binding);
}
/**
 * The same for an ID Token that nobody asked for: one that is wrong is refused, one that can prove
 * nothing is left out (undefined): no signed JWT, an algorithm that is not allowed, no WebCrypto or
 * key to verify it with, no nonce or `at_hash` to tie it to this login.
 */
async function checkUnaskedIdToken(idToken, rules, binding) {
    let token;
    try {
        token = await findKey(openIdToken(idToken, rules), rules);
    }
    catch {
        return undefined;
    }
    const { nonce, at_hash } = token.payload;
    return nonce == null || at_hash == null ? undefined : checkSigned(token, rules, binding);
}
/**
 * The same for the ID Token of a refresh: without keys it is left out, so that the tokens beside
 * it are not lost (Core §12.2).
 */
async function checkRenewedIdToken(idToken, rules, binding) {
    const opened = openIdToken(idToken, rules);
    const token = await findKey(opened, rules).catch(() => undefined);
    return token && checkSigned(token, rules, binding);
}
/** Takes it apart. Throws `insecure_context`, `invalid_token`. */
function openIdToken(idToken, { algorithms }) {
    requireSubtleCrypto();
    const jws = parseJws(idToken);
    return { ...jws, alg: checkHeader(jws.header, algorithms) };
}
/** Rejects `invalid_token`, `network_error`, `timeout`. */
async function findKey(token, { keys }) {
    return { ...token, key: await keys.find(token.alg, token.header.kid) };
}
/** Signature, claims, hashes. Rejects `invalid_token`. */
async function checkSigned({ alg, key, payload, signature, signed }, rules, binding) {
    const algorithm = signatureAlgorithm(alg);
    const hash = async (text) => text === undefined ? undefined : hashText(algorithm.hash, text, 2);
    const [isSigned, at_hash, c_hash] = await Promise.all([
        crypto.subtle.verify(algorithm, key, signature, signed),
        hash(binding.accessToken),
        hash(binding.code),
    ]);
    check(isSigned, 'invalid_token: signature'); // Core §3.1.3.7 (6)
    return checkClaims(payload, rules, binding, { at_hash, c_hash });
}

export { checkIdToken, checkRenewedIdToken, checkUnaskedIdToken, verifyIdToken };
