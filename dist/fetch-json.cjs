'use strict';

var authError = require('./auth-error.cjs');
var ownMembers = require('./own-members.cjs');
var waitWithin = require('./wait-within.cjs');

/** How long a request to the server may take, ms. */
const DEFAULT_TIMEOUT = 10_000;
/** Whether a parsed JSON value is an object: no array, no null. */
function isObject(value) {
    return Object(value) === value && !Array.isArray(value);
}
/**
 * Asks the server for a JSON object. No answer: `network_error`, `timeout`, or `aborted` by the
 * signal of `init`. A status other than 2xx, or a body that does not fit, is refused whatever the
 * body says (RFC 6749 §5.2), with the server's own words in `detail`.
 * @param refused the code for it
 * @param timeout ms until the wait ends; the request itself goes on
 * @param secrets what the request sends, and the error must not repeat
 */
function fetchJson(fetcher, url, refused, timeout, init, secrets = [], fits = isObject) {
    const own = ownMembers.ownMembers(init, {
        credentials: 'omit',
        // a redirect could carry code and verifier elsewhere
        redirect: 'error',
        referrerPolicy: 'no-referrer',
    });
    const ask = async () => {
        let response;
        let body;
        try {
            response = await fetcher(url, own);
            // one that is no JSON fits nothing
            body = await response.json().catch(() => undefined);
        }
        catch {
            throw authError.createError(`network_error: unreachable ${url}`);
        }
        const { ok, status } = response;
        const { error, error_description, message } = Object(body);
        // the address may be wrong; of any other refusal the status says enough
        const isAstray = !isObject(body) && (ok || status === 404) && refused === 'token_error';
        const reason = isAstray ? 'token_error: json' : `${refused}: answer`;
        authError.check(ok && isObject(body) && fits(body), `${reason} ${url}`, {
            status,
            ...quoteError(error, error_description ?? message, secrets),
        });
        return ownMembers.ownMembers(body);
    };
    return waitWithin.waitWithin(ask(), `timeout: server ${url}`, timeout, own.signal);
}
/**
 * What the server says of an error, in its own words, as members of `detail`: cut, and none that
 * repeats a secret.
 */
function quoteError(error, description, secrets) {
    return { error: quote(error, secrets, 100), description: quote(description, secrets, 300) };
}
/**
 * Whether a text holds one of the secrets: as it is, or as a form holds it, in whatever way the
 * server writes its escapes.
 */
function repeats(text, secrets) {
    const decoded = new URLSearchParams(`=${text.replaceAll('&', '%26')}`).get('');
    return secrets.some((secret) => secret && (text + decoded).includes(secret));
}
/** A text from outside: cut, and undefined if it repeats a secret or anybody's JWT. */
function quote(text, secrets, length) {
    if (typeof text !== 'string')
        return undefined;
    // of what is quoted alone: a long text would be read once for each of its letters
    const quoted = text.slice(0, length);
    return repeats(text, secrets) || /eyJ[\w-]+\.eyJ/.test(quoted) ? undefined : quoted;
}

exports.DEFAULT_TIMEOUT = DEFAULT_TIMEOUT;
exports.fetchJson = fetchJson;
exports.isObject = isObject;
exports.quote = quote;
exports.quoteError = quoteError;
exports.repeats = repeats;
