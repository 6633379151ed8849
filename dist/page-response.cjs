'use strict';

var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var relay = require('./relay.cjs');
var state = require('./state.cjs');
var transaction = require('./transaction.cjs');

/**
 * Takes a response that is for this client: removes its record, so that it is used once, and judges its state; one of a popup or frame is handed home.
 * Null, and nothing touched, for what is another client's or the app's own. Which it is, is decided before the first wait.
 */
function takeResponse(config, received) {
    const { state: state$1, mode, text } = received;
    if (state.isRelayed(state$1))
        return sendHome(state$1, (mode === 'query' ? '?' : '#') + text);
    try {
        const transaction$1 = state$1 ? transaction.findTransaction(config, state$1) : undefined;
        if (transaction$1 ? !state.belongsTo(config, transaction$1) : mode === 'query')
            return null;
        if (state$1 && transaction$1)
            transaction.removeTransaction(config, state$1);
        return judge(config, received, transaction$1);
    }
    catch (error) {
        // without its storage nobody can say whose a query is
        return mode === 'query' ? null : Promise.reject(error);
    }
}
/** Removes a response from this page's URL, if it is there: no history entry is made, and `history.state` survives (RFC 9700 §4.3.1). */
function cleanUrl({ text }) {
    const here = typeof document === 'undefined' ? null : authorizationResponse.findResponse(location.href);
    const found = here?.text === text;
    if (found)
        history.replaceState(history.state, '', here.remainder());
    return found;
}
async function judge(config, received, transaction) {
    return state.matchState(config, received, transaction);
}
async function sendHome(state, response) {
    if (await relay.relayResponse(state, response))
        return new Promise(() => { });
    throw new authError.AuthError('state_unknown', 'No page is waiting for this login any more: it was closed or reloaded. Start the login again.');
}

exports.cleanUrl = cleanUrl;
exports.takeResponse = takeResponse;
