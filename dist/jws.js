import { AuthError } from './auth-error.js';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import { isObject } from './fetch-json.js';

const MAX_LENGTH = 128 * 1024;
/** Refuses an ID Token. The text must not hold anything of the token but claims that are no secret. */
function refuseIdToken(reason, detail) {
    throw new AuthError('invalid_token', `The ID Token was refused: ${reason}.`, detail && { detail });
}
/** Exactly three segments in strict base64url, header and payload JSON objects in valid UTF-8 (RFC 7515 §5.2, §7.1; RFC 7519 §7.2). */
function parseJws(token) {
    const segments = token.split('.', 4);
    const [header, claims, signature] = segments;
    try {
        if (token.length > MAX_LENGTH || segments.length !== 3)
            throw new TypeError();
        const parsed = { header: parseJsonObject(header), claims: parseJsonObject(claims), signature: decodeBase64url(signature) };
        return { ...parsed, signed: new TextEncoder().encode(`${header}.${claims}`) };
    }
    catch {
        return refuseIdToken('it is no signed JWT of at most 128 kB');
    }
}
function parseJsonObject(segment) {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64url(segment)));
    if (!isObject(value))
        throw new TypeError();
    return value;
}
/**
 * The signature algorithm that a header names, if the client allows it. Keys and URLs in the header are never looked at (RFC 8725 §3.10).
 */
function checkHeader(header, allowed) {
    const { alg, typ, crit } = header;
    if (typeof alg !== 'string' || !allowed.includes(alg))
        refuseIdToken(`its algorithm is not ${allowed.join(' or ')}`); // RFC 8725 §3.1
    if (typ !== undefined && String(typ).toUpperCase() !== 'JWT')
        refuseIdToken('its typ is not JWT'); // RFC 8725 §3.11
    if (crit !== undefined)
        refuseIdToken('its crit header asks for an extension'); // RFC 7515 §4.1.11
    return signatureAlgorithm(alg);
}
function signatureAlgorithm(alg) {
    const bits = Number(alg.slice(2)) || 512; // EdDSA with Ed25519 hashes with SHA-512
    const [kty, name, namedCurve] = {
        RS: ['RSA', 'RSASSA-PKCS1-v1_5'],
        PS: ['RSA', 'RSA-PSS'],
        ES: ['EC', 'ECDSA', `P-${bits === 512 ? 521 : bits}`],
        Ed: ['OKP', 'Ed25519', 'Ed25519'],
    }[alg.slice(0, 2)];
    return { alg, kty, name, namedCurve, hash: `SHA-${bits}`, saltLength: bits / 8 };
}
/** The left half of the hash of a token or code, by the algorithm of the ID Token (OpenID Connect Core §3.1.3.6, §3.3.2.11). */
async function leftHalfHash({ hash }, text) {
    if (text === undefined)
        return undefined;
    const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(text)));
    return encodeBase64url(digest.subarray(0, digest.length / 2));
}

export { checkHeader, leftHalfHash, parseJws, refuseIdToken };
