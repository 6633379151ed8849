'use strict';

var Cookies = require('js-cookie');
var authError = require('./auth-error.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');

function _interopDefaultCompat (e) { return e && typeof e === 'object' && 'default' in e ? e : { default: e }; }

var Cookies__default = /*#__PURE__*/_interopDefaultCompat(Cookies);

const NO_STORAGE = 'nothing was kept: allow cookies and storage, or use a popup';
const MAX_RECORD_BYTES = 2000;
const MAX_COOKIES = 5;
/** All our cookies together: servers refuse requests with long headers. */
const MAX_COOKIE_BYTES = 4000;
/**
 * Percent-encodes what a cookie value must not hold (RFC 6265 §4.1.1), but spares the characters
 * JSON is made of, which all browsers take.
 */
const encode = (value) => encodeURIComponent(value).replace(/%(2[2CF]|3A|[57][BD])/g, decodeURIComponent);
const isHttps = () => location.protocol === 'https:';
/** js-cookie, told how to write. */
const cookieJar = () => Cookies__default.default.withConverter({ write: encode }).withAttributes({ sameSite: 'lax', secure: isHttps() });
// RFC 6265bis §4.1.3.2: a sibling subdomain cannot plant a __Host- cookie. On http WebKit drops
// Secure, so there is neither.
const cookieName = (state) => `${isHttps() ? '__Host-' : ''}postern.${state}`;
const cookieStorage = {
    get: (state) => cookieJar().get(cookieName(state)),
    set(state, record, maxAge) {
        const jar = cookieJar();
        const name = cookieName(state);
        jar.set(name, record, { 'max-age': `${maxAge}` });
        // access to cookies is slow: one read proves the write and finds what to prune
        const cookies = document.cookie.split('; ');
        const written = `${name}=${encode(record)}`;
        authError.check(cookies.includes(written), 'storage_unavailable', NO_STORAGE);
        // the browser lists older cookies first
        const createdAt = (cookie) => Number(/"createdAt":(\d+)/.exec(cookie)?.[1] ?? 0);
        let bytes = written.length;
        cookies
            .filter((cookie) => cookie !== written && cookie.startsWith(cookieName('')))
            .reverse()
            .sort((a, b) => createdAt(b) - createdAt(a))
            .forEach((cookie, index) => {
            bytes += cookie.length + 2;
            if (index > MAX_COOKIES - 2 || bytes > MAX_COOKIE_BYTES)
                jar.remove(cookie.split('=')[0]);
        });
    },
    remove: (state) => cookieJar().remove(cookieName(state)),
};
/**
 * Remembers a login until its response comes, and makes sure that it is remembered before the page
 * is left. Throws `state_too_large` or `storage_unavailable`.
 */
function saveTransaction({ storage, transactionTtl }, state, transaction) {
    const scope = storage || transaction.scope !== config.DEFAULT_SCOPE ? transaction.scope : undefined;
    const record = authError.attempt(() => JSON.stringify({ ...transaction, scope }), 'invalid_config', 'appState');
    authError.check(encode(record).length <= MAX_RECORD_BYTES, 'state_too_large', 'shorten appState');
    withStorage(storage, (records) => {
        records.set(state, record, transactionTtl);
        // the cookies prove their writes themselves
        authError.check(!storage || storage.get(state) === record, 'storage_unavailable', NO_STORAGE);
    });
}
/**
 * The remembered login of a state; undefined if there is none that can be read. Throws
 * `storage_unavailable`.
 */
function findTransaction({ storage }, state) {
    const record = withStorage(storage, (records) => records.get(state));
    try {
        const transaction = { scope: config.DEFAULT_SCOPE, ...JSON.parse(`${record}`) };
        return transaction.v === 1 && transaction.nonce ? transaction : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * Forgets a login: a state is good for one response, whatever comes of it (RFC 6749 §10.12). Throws
 * `storage_unavailable`.
 */
function removeTransaction({ storage }, state) {
    withStorage(storage, (records) => records.remove(state));
}
function withStorage(storage, use) {
    if (!storage)
        environment.requirePage();
    return authError.attempt(() => use(storage ?? cookieStorage), 'storage_unavailable', NO_STORAGE);
}

exports.NO_STORAGE = NO_STORAGE;
exports.cookieJar = cookieJar;
exports.findTransaction = findTransaction;
exports.removeTransaction = removeTransaction;
exports.saveTransaction = saveTransaction;
