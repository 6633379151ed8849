'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');
var relay = require('./relay.cjs');
var state = require('./state.cjs');
var transaction = require('./transaction.cjs');

/**
 * Takes a response that is for this client: removes its record, so that it is used once, and judges
 * its state; one of a popup or frame is handed home. Null, and nothing touched, for what is another
 * client's or the app's own. Which it is, is decided before the first wait.
 */
function takeResponse(config, received) {
    const { response, mode, text } = received;
    const { state: state$1 = '' } = response;
    if (state.isMarked(state$1))
        return sendHome(state$1, (mode === 'query' ? '?' : '#') + text);
    try {
        const transaction$1 = state$1 ? transaction.findTransaction(config, state$1) : undefined;
        if (transaction$1 && !state.belongsTo(config, transaction$1))
            return null;
        const matched = state.matchState(received, transaction$1);
        transaction.removeTransaction(config, state$1);
        return Promise.resolve(matched);
    }
    catch (error) {
        // a query is ours only if its state is known here
        return mode === 'query' ? null : Promise.reject(error);
    }
}
async function sendHome(state, response) {
    environment.requirePage();
    authError.check(await relay.relayResponse(state, response), 'state_unknown', 'the page that waited is gone: start again there');
    return new Promise(() => { });
}

exports.takeResponse = takeResponse;
