import Cookies from 'js-cookie';
import { AuthError } from './auth-error.js';
import { DEFAULT_SCOPE } from './config.js';
import { requirePage } from './environment.js';

const MAX_RECORD_BYTES = 2000;
const MAX_COOKIES = 5;
/** All our cookies together: servers refuse requests with long headers. */
const MAX_COOKIE_BYTES = 4000;
/** Left out of the cookie, which travels with every request to the site. */
const DEFAULTS = { v: 1, responseMode: 'fragment', scope: DEFAULT_SCOPE };
/** Percent-encodes what a cookie value must not hold (RFC 6265 §4.1.1), but spares the characters JSON is made of, which all browsers take. */
const encodeCookieValue = (value) => encodeURIComponent(value).replace(/%(2[2CF]|3A|[57][BD])/g, decodeURIComponent);
// js-cookie's own converter would decode every cookie of the page
const cookieJar = () => Cookies.withConverter({ read: (value) => value, write: encodeCookieValue });
// RFC 6265bis §4.1.3.2: a sibling subdomain cannot plant a __Host- cookie. On http WebKit drops Secure, so there is neither.
const cookiePrefix = () => (location.protocol === 'https:' ? '__Host-postern.' : 'postern.');
const cookieAttributes = () => ({ path: '/', sameSite: 'lax', secure: location.protocol === 'https:' });
const cookieStorage = {
    get(state) {
        const value = cookieJar().get(cookiePrefix() + state);
        return value && decodeURIComponent(value);
    },
    set(state, record, maxAge) {
        const prefix = cookiePrefix();
        const name = prefix + state;
        const jar = cookieJar();
        jar.set(name, record, { ...cookieAttributes(), 'max-age': String(maxAge) });
        // one read proves the write and finds what to prune: access to cookies is slow
        const cookies = jar.get();
        if (cookies[name] !== encodeCookieValue(record))
            throw new TypeError();
        const older = Object.keys(cookies).filter((other) => other.startsWith(prefix) && other !== name);
        // createdAt ends the record; what has none is not ours any more and goes first
        const createdAt = (other) => Number(/\d+(?=}$)/.exec(`${cookies[other]}`));
        older.sort((a, b) => createdAt(a) - createdAt(b));
        const size = (other) => `${other}=${cookies[other]}; `.length;
        let bytes = older.reduce((sum, other) => sum + size(other), size(name));
        while (older.length >= MAX_COOKIES || bytes > MAX_COOKIE_BYTES) {
            const oldest = older.shift();
            bytes -= size(oldest);
            jar.remove(oldest, cookieAttributes());
        }
    },
    remove(state) {
        cookieJar().remove(cookiePrefix() + state, cookieAttributes());
    },
};
/**
 * Remembers a login until its response comes, and makes sure that it is remembered before the page is left.
 * Throws `state_too_large` or `storage_unavailable`.
 */
function saveTransaction({ storage, transactionTtl }, state, transaction) {
    const record = JSON.stringify(storage ? transaction : withoutDefaults(transaction));
    if (encodeCookieValue(record).length > MAX_RECORD_BYTES) {
        throw new AuthError('state_too_large', `The record of this login is above ${MAX_RECORD_BYTES} bytes. Keep less in appState.`);
    }
    withStorage(storage, (records) => {
        records.set(state, record, transactionTtl);
        // the cookie storage proves its writes itself, with the read that it needs anyway
        if (storage && storage.get(state) !== record)
            throw new TypeError();
    });
}
/** The remembered login of a state; undefined if there is none that can be read. Throws `storage_unavailable`. */
function findTransaction({ storage }, state) {
    const record = withStorage(storage, (records) => records.get(state));
    try {
        const transaction = { ...DEFAULTS, ...JSON.parse(`${record}`) };
        return transaction.v === 1 && transaction.nonce ? transaction : undefined;
    }
    catch {
        return undefined;
    }
}
/** Forgets a login: a state is good for one response, whatever comes of it (RFC 6749 §10.12). Throws `storage_unavailable`. */
function removeTransaction({ storage }, state) {
    withStorage(storage, (records) => records.remove(state));
}
function withoutDefaults(transaction) {
    return Object.fromEntries(Object.entries(transaction).filter(([name, value]) => DEFAULTS[name] !== value));
}
function withStorage(storage, use) {
    if (!storage)
        requirePage();
    try {
        return use(storage ?? cookieStorage);
    }
    catch {
        // the cause stays out: it may quote the record
        throw new AuthError('storage_unavailable', 'This browser did not keep the record of the login: cookies or storage are blocked or full. A popup needs neither.');
    }
}

export { findTransaction, removeTransaction, saveTransaction };
