'use strict';

var base64url = require('../base64url.cjs');
var jwks = require('../jwks.cjs');

/** A proof that whoever sends a request has this key: a signed JWT (RFC 9449 §4.2). */
async function createProof(pair, claims) {
    const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: await exportPublicJwk(pair) };
    const input = [header, { jti: crypto.randomUUID(), ...claims }]
        .map((part) => base64url.encodeBase64url(encodeText(JSON.stringify(part))))
        .join('.');
    const signature = await crypto.subtle.sign(jwks.signatureAlgorithm(header.alg), pair.privateKey, encodeText(input));
    return `${input}.${base64url.encodeBase64url(new Uint8Array(signature))}`;
}
const encodeText = (text) => new TextEncoder().encode(text);
/** The public key, by its required members alone, in the order of RFC 7638 §3.2. */
async function exportPublicJwk({ publicKey }) {
    const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
    return { crv, kty, x, y };
}
/** SHA-256 in base64url: of a token, `ath`; of a key as JSON, its thumbprint (RFC 7638 §3). */
const sha256 = (text) => base64url.hashText('SHA-256', text, 1);

exports.createProof = createProof;
exports.exportPublicJwk = exportPublicJwk;
exports.sha256 = sha256;
