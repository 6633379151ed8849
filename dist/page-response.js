import { check } from './auth-error.js';
import { findResponse } from './authorization-response.js';
import { isPage } from './environment.js';
import { relayResponse } from './relay.js';
import { isMarked, belongsTo, matchState } from './state.js';
import { findTransaction, removeTransaction } from './transaction.js';

/**
 * Takes a response that is for this client: removes its record, so that it is used once, and judges its state; one of a popup or frame is handed home.
 * Null, and nothing touched, for what is another client's or the app's own. Which it is, is decided before the first wait.
 */
function takeResponse(config, received) {
    const { response, mode, text } = received;
    const { state = '' } = response;
    if (isMarked(state))
        return sendHome(state, (mode === 'query' ? '?' : '#') + text);
    const judge = async (transaction) => matchState(received, transaction);
    try {
        const transaction = state ? findTransaction(config, state) : undefined;
        // a query is ours only if its state is known here
        if (transaction ? !belongsTo(config, transaction) : mode === 'query')
            return null;
        if (transaction)
            removeTransaction(config, state);
        return judge(transaction);
    }
    catch (error) {
        return mode === 'query' ? null : Promise.reject(error);
    }
}
async function sendHome(state, response) {
    check(await relayResponse(state, response), 'state_unknown');
    return new Promise(() => { });
}
/** Removes a response from this page's URL, if it is there: no history entry is made, and `history.state` survives (RFC 9700 §4.3.1). */
function cleanUrl({ text }) {
    const here = isPage() ? findResponse(location.href) : null;
    const found = here?.text === text;
    if (found)
        history.replaceState(history.state, '', here.rest);
    return found;
}

export { cleanUrl, takeResponse };
