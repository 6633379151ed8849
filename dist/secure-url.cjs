'use strict';

var authError = require('./auth-error.cjs');

/**
 * https, or http on loopback; no user info, and nothing in it that a URL parser would drop or
 * rewrite.
 */
const SECURE_URL = /^(https:\/\/([\w.-]+|\[[\w:]+])|http:\/\/(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1]))(:\d+)?([/?#][!-[\]-~]*)?$/i;
/**
 * An absolute https URL, or an http URL on loopback (RFC 6749 §3.1.2.1, RFC 9700 §2.6), exactly as
 * given. Throws `invalid_config`.
 */
function checkSecureUrl(value, name) {
    return authError.attempt(() => {
        // throws for what is no text, or does not match
        const [url] = value.match(SECURE_URL);
        // throws for a host or port that cannot be
        return new URL(url) && url;
    }, 'invalid_config', `${name}: not an https URL`);
}

exports.checkSecureUrl = checkSecureUrl;
