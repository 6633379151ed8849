'use strict';

var Cookies = require('js-cookie');
var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');
var idTokenRules = require('./id-token-rules.cjs');
var ownMembers = require('./own-members.cjs');

function _interopDefaultCompat (e) { return e && typeof e === 'object' && 'default' in e ? e : { default: e }; }

var Cookies__default = /*#__PURE__*/_interopDefaultCompat(Cookies);

/** Characters of a record as it is written; browsers take 4,096 with the name. */
const MAX_RECORD_LENGTH = 2000;
const MAX_RECORDS = 5;
/** All our cookies together: servers refuse requests with long headers. */
const MAX_LENGTH = 4000;
/** A record: its prefix, `postern.`, and a state as made here. */
const RECORD = /^(__Host-|__Secure-)?postern\.[pf]?[\da-f]{64}=/;
/**
 * Percent-encodes all but letters, digits and a few marks: what is left are legal cookie-octets
 * (RFC 6265 §4.1.1), so that no server's parser loses the app's cookies behind ours.
 */
const encode = encodeURIComponent;
/**
 * Remembers begun redirect logins in cookies, as the option `storage` of `createAuth`: for pages
 * without origin storage (an Android WebView without DOM storage) and, with `domain`, for logins
 * that cross subdomains. Every server of the host sees them, the verifier among them: where a page
 * has `localStorage`, leave the option out.
 *
 * At most five records, 4,000 characters together; a longer record than 2,000 is `state_too_large`,
 * and what the browser does not keep is `storage_unavailable`.
 */
function cookieStorage(options) {
    const { domain } = authError.attempt(() => ownMembers.ownMembers(options), 'invalid_config: unusable');
    const isHttps = () => location.protocol === 'https:';
    const jar = () => Cookies__default.default.withConverter({ write: encode }).withAttributes({
        path: '/',
        sameSite: 'lax',
        secure: isHttps(),
        ...(domain && { domain }),
    });
    // RFC 6265bis §4.1.3.2: a sibling subdomain cannot plant a __Host- cookie. On http WebKit drops
    // Secure, so that neither prefix holds there.
    const prefix = () => (isHttps() ? (domain ? '__Secure-' : '__Host-') : '');
    const nameOf = (state) => `${prefix()}postern.${state}`;
    // names are compared raw: js-cookie decodes them, and a sibling's `%5F_Host-…` would be ours
    const cookies = () => document.cookie.split('; ');
    return {
        get(state) {
            environment.requirePage();
            const start = `${nameOf(state)}=`;
            const cookie = cookies().find((text) => text.startsWith(start));
            try {
                return cookie && decodeURIComponent(cookie.slice(start.length));
            }
            catch {
                // nothing that was written here
                return undefined;
            }
        },
        set(state, record, maxAge) {
            environment.requirePage();
            authError.check(encode(record).length <= MAX_RECORD_LENGTH, 'state_too_large: appState');
            const name = nameOf(state);
            jar().set(name, record, { 'max-age': `${maxAge}` });
            const latest = createdAt(encode(record)) + idTokenRules.MAX_LEEWAY;
            // one from the future, which the clock was set back from, is no record
            const since = (other) => (createdAt(other) > latest ? 0 : createdAt(other));
            let length = name.length + encode(record).length;
            cookies()
                .filter((text) => RECORD.test(text) && text.startsWith(nameOf('')) && !text.startsWith(name))
                // the browser lists older cookies first
                .reverse()
                .sort((a, b) => since(b) - since(a))
                .forEach((other, index) => {
                length += other.length + 2;
                const isTooMuch = index > MAX_RECORDS - 2 || length > MAX_LENGTH;
                if (isTooMuch)
                    jar().remove(other.replace(/=.*/, ''));
            });
        },
        remove(state) {
            environment.requirePage();
            jar().remove(nameOf(state));
        },
    };
}
/** Seconds since 1970; 0 for what is no record. */
const createdAt = (text) => Number(/%22createdAt%22%3A(\d+)/.exec(text)?.[1] ?? 0);

exports.cookieStorage = cookieStorage;
