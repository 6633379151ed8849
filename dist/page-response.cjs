'use strict';

var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var environment = require('./environment.cjs');
var relay = require('./relay.cjs');
var samePage = require('./same-page.cjs');
var state = require('./state.cjs');
var transaction = require('./transaction.cjs');

/** The responses in a text, each with its owner. Reads what is remembered, and changes nothing. */
function findOwnedResponses(config, text) {
    const bareMode = config.responseMode === 'query' ? 'query' : 'fragment';
    return authorizationResponse.findResponses(text, bareMode).map((received) => ({
        received,
        owner: ownerOf(config, received.response.state),
    }));
}
function ownerOf(config, state$1) {
    if (!state$1)
        return 'unknown';
    if (state.isMarked(state$1))
        return 'window';
    try {
        const transaction$1 = transaction.findTransaction(config, state$1);
        if (!transaction$1)
            return 'unknown';
        if (state.belongsTo(config, transaction$1))
            return 'this';
        return state.isExpired(config, transaction$1) ? 'unknown' : 'other';
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
        return authorizationResponse.isRecognisable(response);
    return (owner === 'unknown' &&
        mode === 'fragment' &&
        authorizationResponse.isResponse(received) &&
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
    const isRedirectPage = redirectUris(config).some((uri) => samePage.isSamePage(uri, location.href));
    const isLeaving = (owned) => isForThisClient(owned) ||
        (isRedirectPage &&
            owned.owner === 'unknown' &&
            owned.received.mode === 'query' &&
            authorizationResponse.isResponse(owned.received));
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
    const pending = transaction.pendingTransactions(config).filter((transaction) => state.belongsTo(config, transaction));
    return [config.redirectUri ?? [], pending.map(({ redirectUri }) => redirectUri)].flat();
}
/**
 * Takes a response: removes its record, so that it is used once, and judges its state. One of a
 * popup or frame is handed home, and the promise stays pending. Rejects `state_missing`,
 * `state_unknown`, `storage_unavailable`.
 */
async function takeResponse(config, received) {
    const { state: state$1 } = received.response;
    if (state$1 && state.isMarked(state$1))
        return sendHome(state$1, received);
    const transaction$1 = state$1 ? transaction.findTransaction(config, state$1) : undefined;
    const matched = state.matchState(received, transaction$1);
    if (state$1)
        transaction.removeTransaction(config, state$1);
    return matched;
}
async function sendHome(state, { address = '', part }) {
    environment.requirePage();
    authError.check(await relay.relayResponse(state, address + part), 'state_unknown: opener');
    return new Promise(() => { });
}

exports.chooseResponse = chooseResponse;
exports.cleanPage = cleanPage;
exports.findOwnedResponses = findOwnedResponses;
exports.takeResponse = takeResponse;
