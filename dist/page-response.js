import { check } from './auth-error.js';
import { findResponses, isRecognisable, isResponse } from './authorization-response.js';
import { requirePage } from './environment.js';
import { relayResponse } from './relay.js';
import { isSamePage } from './same-page.js';
import { isMarked, belongsTo, isExpired, matchState } from './state.js';
import { findTransaction, pendingTransactions, removeTransaction } from './transaction.js';

/** The responses in a text, each with its owner. Reads what is remembered, and changes nothing. */
function findOwnedResponses(config, text) {
    const bareMode = config.responseMode === 'query' ? 'query' : 'fragment';
    return findResponses(text, bareMode).map((received) => ({
        received,
        owner: ownerOf(config, received.response.state),
    }));
}
function ownerOf(config, state) {
    if (!state)
        return 'unknown';
    if (isMarked(state))
        return 'window';
    try {
        const transaction = findTransaction(config, state);
        if (!transaction)
            return 'unknown';
        if (belongsTo(config, transaction))
            return 'this';
        return isExpired(config, transaction) ? 'unknown' : 'other';
    }
    catch {
        // without storage nothing is known; who takes the response says so
        return 'unknown';
    }
}
/**
 * The one response that is for this client to judge: one that is known here shields from none that
 * is not. Of those that nobody knows it is a fragment's, unless a route stands in front of its
 * state: a query and a route may be the app's.
 */
function chooseResponse(responses) {
    const of = (wanted) => responses.find(({ owner }) => owner === wanted);
    return of('this') ?? of('window') ?? responses.find(isForThisClient);
}
function isForThisClient({ received, owner }) {
    const { mode, hasRoute, response } = received;
    if (owner === 'this')
        return true;
    if (owner === 'window')
        return isRecognisable(response);
    return (owner === 'unknown' &&
        mode === 'fragment' &&
        isResponse(received) &&
        !(hasRoute && response.state));
}
/**
 * Takes out of the address bar what is this client's; and, on the page that answers come to, every
 * code, token or error beside a state, whatever is decided: an unspent code is worth something to
 * whoever sent the link (RFC 9700 §4.5). The app's own route and parameters survive, and
 * `history.state`; no history entry is made (§4.3.1).
 */
function cleanPage(config, responses) {
    if (responses.length === 0)
        return;
    const isRedirectPage = redirectUris(config).some((uri) => isSamePage(uri, location.href));
    const isLeaving = (owned) => isForThisClient(owned) ||
        (isRedirectPage &&
            owned.owner === 'unknown' &&
            owned.received.mode === 'query' &&
            isResponse(owned.received));
    const leaving = responses.filter(isLeaving).map(({ received }) => received);
    if (leaving.length === 0)
        return;
    const restOf = (mode, part) => leaving.find((received) => received.mode === mode)?.rest ?? part;
    const { origin, pathname, search, hash } = location;
    const rest = restOf('query', search) + restOf('fragment', hash);
    try {
        // with the origin, or a path of two slashes would be another host
        history.replaceState(history.state, '', origin + pathname + rest);
    }
    catch {
        // WebKit allows 100 calls in 10 s, packaged shells sometimes none: the login goes on
    }
}
/** Where this client's answers come to: its own redirect page, and those of single logins. */
function redirectUris(config) {
    const pending = pendingTransactions(config).filter((transaction) => belongsTo(config, transaction));
    return [config.redirectUri ?? [], pending.map(({ redirectUri }) => redirectUri)].flat();
}
/**
 * Takes a response: removes its record, so that it is used once, and judges its state. One of a
 * popup or frame is handed home, and the promise stays pending. Rejects `state_missing`,
 * `state_unknown`, `storage_unavailable`.
 */
async function takeResponse(config, received) {
    const { state } = received.response;
    if (state && isMarked(state))
        return sendHome(state, received);
    const transaction = state ? findTransaction(config, state) : undefined;
    const matched = matchState(received, transaction);
    if (state)
        removeTransaction(config, state);
    return matched;
}
async function sendHome(state, { address = '', part }) {
    requirePage();
    check(await relayResponse(state, address + part), 'state_unknown: opener');
    return new Promise(() => { });
}

export { chooseResponse, cleanPage, findOwnedResponses, takeResponse };
