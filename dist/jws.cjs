'use strict';

var authError = require('./auth-error.cjs');
var base64url = require('./base64url.cjs');
var fetchJson = require('./fetch-json.cjs');

const MAX_LENGTH = 128 * 1024;
/**
 * Takes a signed JWT apart: exactly three segments in strict base64url, header and payload JSON in
 * valid UTF-8
 * (RFC 7515 §5.2, §7.1; RFC 7519 §7.2). Nothing in it is believed yet.
 * @returns header, payload, signature, and the bytes that the signature is over
 */
function parseJws(token) {
    return authError.attempt(() => {
        // what is no text cannot be split
        const segments = token.split('.');
        const [header, payload, signature] = segments;
        authError.check(segments.length === 3 && token.length <= MAX_LENGTH, 'invalid_token', '');
        return [
            parseObject(header),
            parseObject(payload),
            base64url.decodeBase64url(signature),
            new TextEncoder().encode(`${header}.${payload}`),
        ];
    }, 'invalid_token', 'no signed JWT');
}
function parseObject(segment) {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64url.decodeBase64url(segment)));
    authError.check(fetchJson.isObject(value), 'invalid_token', '');
    return value;
}
/**
 * The `alg` of a header, if it is allowed. Keys and URLs in the header are never looked at (RFC
 * 8725 §3.10).
 */
function checkHeader({ alg, typ = 'JWT', crit }, algorithms) {
    authError.check(algorithms.includes(alg), 'invalid_token', `its alg is not ${algorithms}`); // RFC 8725 §3.1
    authError.check(typeof typ === 'string' && /^jwt$/i.test(typ), 'invalid_token', 'its typ is not JWT'); // RFC 8725 §3.11
    authError.check(crit === undefined, 'invalid_token', 'its crit'); // RFC 7515 §4.1.11
    return alg;
}

exports.checkHeader = checkHeader;
exports.parseJws = parseJws;
