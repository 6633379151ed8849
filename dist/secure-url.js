import { check } from './auth-error.js';

/**
 * `scheme "://" host [":" port]`, then nothing or a path, query or fragment of visible ASCII.
 * No user info; and nothing that the URL parser would drop or rewrite: white space, control
 * characters, backslashes, a missing slash, a percent-encoded host.
 */
const PLAIN_URL = /^https?:\/\/([\w.-]+|\[[\w:]+\])(:\d+)?([/?#][!-[\]-~]*)?$/i;
/** Names and addresses of this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3 (g), RFC 4291 §2.5.3). */
const LOOPBACK = /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/;
/**
 * An absolute https URL, or an http URL on loopback (RFC 6749 §3.1.2.1, RFC 9700 §2.6), exactly as
 * given. Throws `invalid_config`.
 * @param allowsFragment not where parameters or a response are added to it (RFC 6749 §3.1.2)
 */
function checkSecureUrl(value, name, allowsFragment = false) {
    check(typeof value === 'string' && isSecureUrl(value), `invalid_config: https ${name}`);
    check(allowsFragment || !value.includes('#'), `invalid_config: fragment ${name}`);
    return value;
}
function isSecureUrl(value) {
    try {
        const { protocol, hostname } = new URL(value);
        return PLAIN_URL.test(value) && (protocol === 'https:' || LOOPBACK.test(hostname));
    }
    catch {
        return false;
    }
}

export { checkSecureUrl };
