'use strict';

var authError = require('./auth-error.cjs');
var base64url = require('./base64url.cjs');
var fetchJson = require('./fetch-json.cjs');

const MAX_LENGTH = 128 * 1024;
/**
 * Takes a signed JWT apart: exactly three segments in strict base64url, header and payload JSON
 * objects in valid UTF-8 (RFC 7515 §5.2, §7.1; RFC 7519 §7.2). Throws `invalid_token`.
 */
function parseJws(token) {
    return authError.attempt(() => {
        const text = token; // what is none throws here
        const segments = text.split('.');
        if (segments.length !== 3 || text.length > MAX_LENGTH)
            throw text;
        const [header = '', payload = '', signature = ''] = segments;
        return {
            header: parseObject(header),
            payload: parseObject(payload),
            signature: base64url.decodeBase64url(signature),
            signed: new TextEncoder().encode(`${header}.${payload}`),
        };
    }, 'invalid_token: jwt');
}
function parseObject(segment) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(base64url.decodeBase64url(segment));
    const value = JSON.parse(text);
    if (!fetchJson.isObject(value))
        throw segment;
    return value;
}
/**
 * Classes of JWT that are no ID Tokens (RFC 8725 §3.11): access tokens (RFC 9068 §2.1), logout
 * tokens (Back-Channel Logout §2.4), security events (RFC 8417 §2.3), proofs (RFC 9449 §4.2),
 * signed requests (RFC 9101 §10.8), introspection answers (RFC 9701 §5), client attestations, key
 * bindings. Servers call the class of an ID Token by many names, so that only these are refused.
 */
const OTHER_CLASS = /(^|\/)(at|logout|secevent|dpop|oauth-authz-req|token-introspection|kb)\+jwt$|sd-jwt$/i;
// two tests: one pattern for both takes a long text apart in as many ways as it has letters
const isOtherClass = (typ) => OTHER_CLASS.test(typ) || (/client/i.test(typ) && /\+jwt$/i.test(typ));
/**
 * The `alg` of a header, if it is allowed. Keys and URLs in the header are never looked at (RFC
 * 8725 §3.10). Throws `invalid_token`.
 */
function checkHeader({ alg, typ, crit }, algorithms) {
    const isIdToken = typ === undefined || (typeof typ === 'string' && !isOtherClass(typ));
    const allowed = algorithms.find((name) => name === alg);
    const wrongAlg = { expected: algorithms, actual: nameOf(alg) };
    authError.check(allowed, 'invalid_token: alg', wrongAlg); // RFC 8725 §3.1
    authError.check(isIdToken, 'invalid_token: typ', { actual: nameOf(typ) }); // RFC 8725 §3.11, §3.12
    authError.check(crit === undefined, 'invalid_token: crit'); // RFC 7515 §4.1.11
    return allowed;
}
/** A name to quote; a longer text could be a secret that was put there. */
const nameOf = (value) => typeof value === 'string' && value.length <= 24 ? value : undefined;

exports.checkHeader = checkHeader;
exports.parseJws = parseJws;
