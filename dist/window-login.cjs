'use strict';

var authError = require('./auth-error.cjs');
var authorizationRequest = require('./authorization-request.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var environment = require('./environment.cjs');
var relay = require('./relay.cjs');
var responseType = require('./response-type.cjs');
var state = require('./state.cjs');

const POLL_EVERY = 250;
/** Polls for which a popup must look closed without a break. */
const CLOSED_POLLS = 8;
/** ms, 24 days: a timer cannot wait longer, and would end at once. */
const FOREVER = 2 ** 31;
/**
 * Opens a window on the login and waits for the response with its state, from the server's own
 * message or relayed by the callback page: the first one counts, and is completed. Its transaction
 * stays in memory, so that logins do not cross, and work where storage does not. Always settles
 * once a popup is gone, the signal aborts or the time is up, and leaves no listener, timer, channel
 * or window. Everything up to `open` happens before the first wait. Rejects `popup_closed`,
 * `aborted`, `timeout`.
 * @returns null if the window was blocked
 */
async function logInByWindow(config, mark, connection, request, open, complete) {
    environment.requirePage();
    const { state: state$1, transaction, url } = authorizationRequest.createAuthorizationRequest(config, mark, connection, request);
    const { responseMode, redirectUri, responseType: responseType$1, scope } = transaction;
    const { signal, timeout } = request;
    // the callback page can hand a response home only within one origin
    authError.check(responseMode === 'web_message' || new URL(redirectUri).origin === location.origin, 'invalid_config', 'redirectUri: other origin');
    authError.check(!signal?.aborted, 'aborted', 'by its signal');
    const login = open(request);
    if (!login)
        return null;
    if (responseType.expectsIdToken(responseType$1, scope))
        config.keys.prefetch();
    return new Promise((resolve, reject) => {
        const [window, close] = login;
        let closedPolls = 0;
        const end = () => {
            hangUp();
            signal?.removeEventListener('abort', abort);
            clearTimeout(timer);
            close();
        };
        const giveUp = (code, found) => {
            end();
            reject(new authError.AuthError(code, `${code}: ${found}`, { appState: request.appState }));
        };
        const abort = () => giveUp('aborted', 'by its signal');
        const gone = () => giveUp('popup_closed', 'before the login ended');
        // RFC 9700 §4.17: whoever can reach this page can send it messages, so origin, window and state
        // must all be right
        const hear = ({ source, origin, data, target }) => {
            const relayed = target === channel || (source === window && origin === location.origin);
            const posted = source === window &&
                origin === new URL(config.endpoints.authorize).origin &&
                data?.type === 'authorization_response';
            // posted first: server and app may share an origin
            const received = posted
                ? authorizationResponse.receiveMessage(data.response)
                : relayed
                    ? authorizationResponse.findResponse(`${data?.postern}`)
                    : null;
            if (received?.response.state !== state$1)
                return;
            const message = { postern: state$1 };
            if (relayed)
                (target === channel ? channel : window).postMessage(message, location.origin);
            hangUp();
            close();
            complete(state.matchState(received, transaction)).finally(end).then(resolve, reject);
        };
        // Under Cross-Origin-Opener-Policy a popup looks closed while the person types in it: only with
        // focus on this page, without a break, it means something
        const poll = () => {
            closedPolls = mark === 'p.' && window.closed && document.hasFocus() ? closedPolls + 1 : 0;
            if (closedPolls === CLOSED_POLLS)
                gone();
        };
        const [channel, hangUp] = relay.openLine(state$1, hear, poll, POLL_EVERY);
        const timer = (timeout ?? FOREVER) < FOREVER
            ? setTimeout(giveUp, timeout, 'timeout', `no answer in ${timeout} ms`)
            : 0;
        signal?.addEventListener('abort', abort);
        url.then((href) => window.location.replace(href)).catch(gone);
    });
}

exports.logInByWindow = logInByWindow;
