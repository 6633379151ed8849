'use strict';

var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var environment = require('./environment.cjs');
var relay = require('./relay.cjs');
var state = require('./state.cjs');
var transaction = require('./transaction.cjs');

/**
 * Takes a response that is for this client: removes its record, so that it is used once, and judges its state; one of a popup or frame is handed home.
 * Null, and nothing touched, for what is another client's or the app's own. Which it is, is decided before the first wait.
 */
function takeResponse(config, received) {
    const { response, mode, text } = received;
    const { state: state$1 = '' } = response;
    if (state.isMarked(state$1))
        return sendHome(state$1, (mode === 'query' ? '?' : '#') + text);
    const judge = async (transaction) => state.matchState(received, transaction);
    try {
        const transaction$1 = state$1 ? transaction.findTransaction(config, state$1) : undefined;
        // a query is ours only if its state is known here
        if (transaction$1 ? !state.belongsTo(config, transaction$1) : mode === 'query')
            return null;
        if (transaction$1)
            transaction.removeTransaction(config, state$1);
        return judge(transaction$1);
    }
    catch (error) {
        return mode === 'query' ? null : Promise.reject(error);
    }
}
async function sendHome(state, response) {
    authError.check(await relay.relayResponse(state, response), 'state_unknown');
    return new Promise(() => { });
}
/** Removes a response from this page's URL, if it is there: no history entry is made, and `history.state` survives (RFC 9700 §4.3.1). */
function cleanUrl({ text }) {
    const here = environment.isPage() ? authorizationResponse.findResponse(location.href) : null;
    const found = here?.text === text;
    if (found)
        history.replaceState(history.state, '', here.rest);
    return found;
}

exports.cleanUrl = cleanUrl;
exports.takeResponse = takeResponse;
