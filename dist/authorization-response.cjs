'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var ownMembers = require('./own-members.cjs');

const PARAMETERS = [
    'access_token',
    'id_token',
    'refresh_token',
    'token_type',
    'expires_in',
    'scope',
    'code',
    'state',
    'iss',
    'error',
    'error_description',
    'error_uri',
    'session_state',
];
/**
 * A fragment is `#`, then marks or a route, then the parameters:
 * - `#a=1&b=2`, and the same behind the marks that hash routers put there: `#/a=1`, `#!/a=1`,
 * `##a=1`
 * - `#/route?a=1`, `#/route&a=1`: the route ends at the first `?` or `&`, before any `=`
 */
const FRAGMENT = /^(#[^=&?]*[?&]|[#!/]*)(.*)$/s;
/**
 * Whether it is a response of itself: a code or error needs a state, tokens in a fragment do not.
 */
function isResponse({ response, mode, }) {
    const { access_token, id_token, code, error, state } = response;
    const tokens = access_token || id_token;
    return Boolean(state ? tokens || code || error : mode === 'fragment' && tokens);
}
/**
 * Takes a text apart and gives what may be a response in it, the fragment's before the query's:
 * a hash, a query, a path with either, or a whole URL. A text without `#` and `?`, or one that
 * begins with a parameter, is parameters alone, which belong to `bareMode`.
 */
function findResponses(text, bareMode = 'fragment') {
    const isBare = !/[?#]/.test(text) || /^[\w%.]+=/.test(text);
    const url = isBare ? (bareMode === 'query' ? '?' : '#') + text : text;
    const [, base = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
    const [, start = '', parameters = ''] = FRAGMENT.exec(fragment) ?? [];
    const address = /^\w[\w+.-]*:/.test(base) ? base : undefined;
    const responses = [
        read('fragment', parameters, start, /..[?&]$/s.test(start)),
        read('query', query.slice(1), '?', true),
    ];
    return responses
        .filter((received) => received.response.state || isResponse(received))
        .map((received) => ({ ...received, text: url, address }));
}
/** The response in the members of a message (OAuth 2.0 Web Message Response Mode §4). */
function receiveMessage(members) {
    const responses = findResponses(`#${authorizeUrl.encodeForm({ ...members })}`);
    return responses.map((received) => ({ ...received, mode: 'web_message' }));
}
/**
 * @param start what stands before the parameters
 * @param isApps it is a route or a query of the app's, with parameters of its own
 */
function read(mode, parameters, start, isApps) {
    // RFC 6749 Appendix B: + is a space, and everything is decoded exactly once
    // §1.9: names have a case; §4.2.2: unknown names do not count
    const knownIn = (text) => [...new URLSearchParams(text)].filter(([name]) => PARAMETERS.includes(name));
    const known = knownIn(parameters);
    // §3.1: a parameter without a value is none; but an empty iss is a wrong one (RFC 9207 §2.4)
    // reversed, so that of two states the first counts: fromEntries takes the last
    const given = known.filter(([name, value]) => value || name === 'iss').reverse();
    const isOther = (text) => text && !knownIn(text)[0];
    const others = isApps ? parameters.split('&').filter(isOther) : [];
    return {
        response: ownMembers.ownMembers(Object.fromEntries(given)),
        mode,
        rest: isApps ? (start + others.join('&')).replace(/[?&]$/, '') : '',
        hasRoute: isApps,
        isAmbiguous: new Map(known).size < known.length,
    };
}
/**
 * RFC 6749 §3.1: of a parameter that is there twice, two readers could read two different things.
 * Throws `invalid_response`.
 */
function checkUnambiguous({ isAmbiguous }) {
    authError.check(!isAmbiguous, 'invalid_response: twice');
}
/**
 * Reads a response without believing it, and without a look at what is remembered: pure and
 * synchronous.
 * @param hashOrQueryOrUrl `location.hash`, `location.search`, a bare string, or a whole URL
 * @returns null if it holds no response. Tokens in a query are none: they belong into the fragment
 * @throws AuthError `invalid_response` if a parameter is there more than once; `invalid_config` for
 *   what is no text
 */
function readResponse(hashOrQueryOrUrl) {
    authError.check(typeof hashOrQueryOrUrl === 'string', 'invalid_config: text');
    const received = findResponses(hashOrQueryOrUrl).find(isResponse);
    if (!received)
        return null;
    checkUnambiguous(received);
    const { response, mode } = received;
    return mode === 'query' && (response.access_token || response.id_token) ? null : { ...response };
}

exports.checkUnambiguous = checkUnambiguous;
exports.findResponses = findResponses;
exports.isResponse = isResponse;
exports.readResponse = readResponse;
exports.receiveMessage = receiveMessage;
