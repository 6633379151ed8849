import { check } from './auth-error.js';
import { encodeForm } from './authorize-url.js';

const PARAMETER = /^((access|id|refresh)_token|token_type|expires_in|scope|code|(session_)?state|iss|error(_description|_uri)?)$/;
/**
 * Finds the response in a hash, a query, a bare string or a whole URL; null if there is none. A
 * fragment is one with `access_token` or `id_token`, or with `code` or `error` and a `state`; a
 * query always needs a `state`. In front of a fragment a hash router may have put its own `/`, `!`
 * or route.
 */
function findResponse(input) {
    const url = (/^[a-z][\w+.-]*:|^\?|#/i.test(input) ? '' : '#') + input;
    const [, base, query = '', route = '', text] = /^([^?#]*)(\?[^#]*)?(?:(#[^=&?]*[?&])|#[#!/]*)?(.*)$/s.exec(url);
    const start = base + query;
    return (receive('fragment', text, start + route, route) ??
        receive('query', query.slice(1), `${base}?`, true, url.slice(start.length)));
}
/** A response that came as the members of a message (OAuth 2.0 Web Message Response Mode §4). */
function receiveMessage(members) {
    return receive('web_message', `${encodeForm({ ...members })}`);
}
/**
 * @param start what stands before the response; `keeps`: beside the response may be parameters of
 * the app's own; `end`: what follows
 */
function receive(mode, text, start = '', keeps, end = '') {
    // RFC 6749 Appendix B: + is a space, and everything is decoded exactly once
    // §1.9: names have a case; §4.2.2: unknown names do not count
    const knownIn = (part) => [...new URLSearchParams(part)].filter(([name]) => PARAMETER.test(name));
    const known = knownIn(text);
    // §3.1: a parameter without a value is none; but an empty iss is a wrong one (RFC 9207 §2.4)
    const response = Object.fromEntries(known.reverse().filter(([name, value]) => value || name === 'iss'));
    const { access_token, id_token, code, error, state } = response;
    const tokens = access_token || id_token;
    if (!(state ? tokens || code || error : mode === 'fragment' && tokens))
        return null;
    const own = text.split('&').filter((part) => keeps && part && !knownIn(part)[0]);
    return {
        response,
        mode,
        text,
        ambiguous: new Map(known).size < known.length,
        rest: (start + own.join('&')).replace(/#?[?&]$/, '') + end,
    };
}
/**
 * RFC 6749 §3.1: of a parameter that is there twice, two readers could read two different things.
 * Throws `invalid_response`.
 */
function checkUnambiguous({ ambiguous }) {
    check(!ambiguous, 'invalid_response', 'a parameter twice');
}
/**
 * Reads a response without believing it, and without a look at what is remembered: pure and
 * synchronous.
 * @param hashOrQueryOrUrl `location.hash`, `location.search`, a bare string, or a whole URL
 * @returns null if it holds no response. Tokens in a query are none: they belong into the fragment
 * @throws AuthError `invalid_response` if a parameter is there more than once
 */
function readResponse(hashOrQueryOrUrl) {
    const received = findResponse(hashOrQueryOrUrl);
    if (!received)
        return null;
    checkUnambiguous(received);
    const { response, mode } = received;
    return mode === 'query' && (response.access_token || response.id_token) ? null : response;
}

export { checkUnambiguous, findResponse, readResponse, receiveMessage };
