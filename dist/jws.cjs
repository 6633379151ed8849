'use strict';

var authError = require('./auth-error.cjs');
var base64url = require('./base64url.cjs');
var fetchJson = require('./fetch-json.cjs');

const MAX_LENGTH = 128 * 1024;
/**
 * Takes a signed JWT apart: exactly three segments in strict base64url, header and payload JSON objects in valid UTF-8
 * (RFC 7515 §5.2, §7.1; RFC 7519 §7.2). Nothing in it is believed yet.
 * @returns header, payload, signature, and the bytes that the signature is over
 */
function parseJws(token) {
    return authError.attempt(() => {
        const [header = '', payload = '', signature = '', ...more] = token.length > MAX_LENGTH ? [] : token.split('.');
        authError.check(!more.length, 'invalid_token');
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
    authError.check(fetchJson.isObject(value), 'invalid_token');
    return value;
}

exports.parseJws = parseJws;
