'use strict';

var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var environment = require('./environment.cjs');
var relay = require('./relay.cjs');
var samePage = require('./same-page.cjs');
var state = require('./state.cjs');
var transaction = require('./transaction.cjs');

/**
 * The responses in a text, each with its owner. Reads what is remembered, and changes nothing.
 * @param done the logins that were taken before, by state
 */
function findOwnedResponses(config, text, done) {
    const ownerOf = (state$1 = '') => {
        // its record is in the memory of the page that waits
        if (state.isMarked(state$1))
            return 'window';
        if (done.has(state$1))
            return 'this';
        try {
            const transaction$1 = transaction.findTransaction(config, state$1);
            if (transaction$1 && state.belongsTo(config, transaction$1))
                return 'this';
            if (transaction$1)
                return state.isExpired(config, transaction$1) ? 'expired' : 'other';
            return 'unknown';
        }
        catch {
            // without storage nothing is known; who takes the response says so
            return 'unknown';
        }
    };
    return authorizationResponse.findResponses(text, config.responseMode).map((received) => ({
        ...received,
        owner: ownerOf(received.response.state),
    }));
}
/**
 * The one response that is for this client to judge: none that is known here is shielded by one
 * that is not.
 */
function chooseResponse(responses) {
    const of = (wanted) => responses.find(({ owner }) => owner === wanted);
    return of('this') ?? of('window') ?? responses.find((response) => isForThisClient(response));
}
/**
 * Of the responses that nobody here knows a fragment is this client's, unless a route stands in
 * front of its state; a query only on the page that answers come to: both may be the app's.
 */
function isForThisClient(owned, isHome = false) {
    const { owner, mode, hasRoute, response } = owned;
    const isOurs = mode === 'query' ? isHome : !(hasRoute && response.state);
    const isAnswer = (owner === 'unknown' && isOurs) || (owner === 'expired' && isHome);
    return owner === 'this' || owner === 'window' || (isAnswer && authorizationResponse.isResponse(owned));
}
/**
 * Takes out of the address bar what is this client's; and, on the page that answers come to, every
 * code, token or error beside a state, whatever is decided: an unspent code is worth something to
 * whoever sent the link (RFC 9700 §4.5). The app's own route and parameters survive, and
 * `history.state`; no history entry is made (§4.3.1).
 */
function cleanPage(config, responses) {
    const isHome = isRedirectPage(config);
    const leaving = responses.filter((owned) => isForThisClient(owned, isHome));
    const restOf = (mode, part) => leaving.find((owned) => owned.mode === mode)?.rest ?? part;
    const { origin, pathname, search, hash } = location;
    // with the origin, or a path of two slashes would be another host
    const rest = origin + pathname + restOf('query', search) + restOf('fragment', hash);
    try {
        if (leaving[0])
            history.replaceState(history.state, '', rest);
    }
    catch {
        // WebKit allows 100 calls in 10 s, packaged shells sometimes none: the login goes on
    }
}
/** Whether answers come to this page: to this client's own, or to that of a login under way. */
function isRedirectPage(config) {
    const pending = transaction.pendingTransactions(config).filter((login) => state.belongsTo(config, login) && !state.isExpired(config, login));
    return [config, ...pending].some(({ redirectUri = '' }) => samePage.isSamePage(redirectUri, location.href));
}
/**
 * Takes a response: removes its record, so that it is used once, and judges its state. One of a
 * popup or frame is handed home, and the promise stays pending. Rejects `state_missing`,
 * `state_unknown`, `storage_unavailable`.
 */
async function takeResponse(config, received) {
    const { response, text } = received;
    const { state: state$1 = '' } = response;
    if (state.isMarked(state$1)) {
        environment.requirePage();
        authError.check(await relay.relayResponse(state$1, text), 'state_unknown: opener');
        // whoever waits closes this window
        return new Promise(() => { });
    }
    const matched = state.matchState(received, state$1 ? transaction.findTransaction(config, state$1) : undefined);
    transaction.removeTransaction(config, state$1);
    return matched;
}

exports.chooseResponse = chooseResponse;
exports.cleanPage = cleanPage;
exports.findOwnedResponses = findOwnedResponses;
exports.takeResponse = takeResponse;
