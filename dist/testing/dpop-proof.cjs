'use strict';

var keys = require('./keys.cjs');

/** Algorithms of proofs; all are asymmetric (RFC 9449 §4.2). */
const dpopAlgorithms = [
    'ES256',
    'ES384',
    'ES512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'EdDSA',
    'Ed25519',
];
/** Seconds between the clocks of client and server (RFC 9449 §11.1). */
const tolerance = 60;
/**
 * Checks the proof of a request (RFC 9449 §4.3). Beside an access token it must name that token.
 */
async function readDpopProof(knowledge, request, accessToken) {
    const proof = request.headers.get('dpop');
    if (proof === null)
        return {};
    const token = keys.readToken(proof);
    if (!token)
        return invalid('not one signed JWT');
    const { header, claims } = token;
    if (header.typ !== 'dpop+jwt')
        return invalid('typ is not dpop+jwt');
    if (!dpopAlgorithms.includes(String(header.alg)))
        return invalid('alg is not acceptable');
    const key = Object(header.jwk);
    if ('d' in key || 'k' in key)
        return invalid('jwk holds a private key');
    if (!(await keys.verifyToken(proof, String(header.alg), key)))
        return invalid('signature');
    const fault = findFault(knowledge, request, claims);
    if (fault)
        return invalid(fault);
    if (accessToken !== undefined && claims.ath !== (await keys.sha256(accessToken)))
        return invalid('ath is not the hash of the access token');
    const nonce = dpopNonceFor(knowledge, request.url);
    if (nonce !== undefined && claims.nonce !== nonce)
        return { fault: ['use_dpop_nonce', 'the proof must hold the nonce of the header DPoP-Nonce'] };
    // last, so that a proof refused for its nonce has not been used
    if (knowledge.proofs.has(`${claims.jti}`))
        return invalid('jti was used before');
    knowledge.proofs.add(`${claims.jti}`);
    return { thumbprint: await keys.jwkThumbprint(key) };
}
function findFault({ now }, { method, url }, { jti, htm, htu, iat }) {
    const { origin, pathname } = new URL(url);
    if (typeof jti !== 'string' || jti === '')
        return 'jti is missing';
    if (htm !== method)
        return 'htm is not the method of the request';
    if (typeof htu !== 'string' || !URL.canParse(htu) || new URL(htu).href !== origin + pathname)
        return 'htu is not the URL of the request without query and fragment';
    if (typeof iat !== 'number' || Math.abs(now() - iat) > tolerance)
        return 'iat is not the time of the request';
    return undefined;
}
/**
 * The nonce that proofs to this origin must hold: another at each origin, each for its time (RFC
 * 9449 §8, §9). Undefined where none is demanded.
 */
function dpopNonceFor(knowledge, url) {
    const { dpopNonceLifetime, dpopNonces, now } = knowledge;
    if (dpopNonceLifetime === undefined)
        return undefined;
    const { origin } = new URL(url);
    let issued = dpopNonces.get(origin);
    if (!issued || issued.expiresAt <= now()) {
        issued = { nonce: keys.randomText(), expiresAt: now() + dpopNonceLifetime };
        dpopNonces.set(origin, issued);
    }
    return issued.nonce;
}
function invalid(description) {
    return { fault: ['invalid_dpop_proof', `DPoP proof: ${description}`] };
}

exports.dpopAlgorithms = dpopAlgorithms;
exports.dpopNonceFor = dpopNonceFor;
exports.readDpopProof = readDpopProof;
