import { check } from './auth-error.js';

/** https, or http on loopback; no user info, and nothing in it that a URL parser would drop or rewrite. */
const SECURE_URL = /^(https:\/\/([\w.-]+|\[[\da-f:]+\])|http:\/\/(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1\]))(:\d+)?(?=[/?#]|$)[!-[\]-~]*$/i;
/** An absolute https URL, or an http URL on loopback (RFC 6749 §3.1.2.1, RFC 9700 §2.6), exactly as given. Throws `invalid_config`. */
function checkSecureUrl(value, name) {
    check(typeof value === 'string' && SECURE_URL.test(value), 'invalid_config', `${name}: not an https URL`);
    return value;
}

export { checkSecureUrl };
