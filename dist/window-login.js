import { attempt, errorOfLogin, createError, check } from './auth-error.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { receiveMessage, findResponses } from './authorization-response.js';
import { endpointOf } from './config.js';
import { requirePage } from './environment.js';
import { openChannel } from './relay.js';
import { expectsIdToken } from './response-type.js';
import { matchState } from './state.js';
import { waitWithin, checkBounds } from './wait-within.js';

const POLL_EVERY = 250;
/** Polls for which a popup must look closed without a break. */
const CLOSED_POLLS = 8;
/**
 * Opens a window on the login and waits for the response with its state: the first one that comes
 * is completed. The transaction stays in memory, so that logins do not cross, and work where
 * storage does not. Everything up to `open` happens before the first wait. Always settles once a
 * popup is gone, the signal aborts or the time is up, and leaves no listener, timer, channel or
 * window. Rejects `popup_closed`, `aborted`, `timeout`.
 * @returns null if the window was blocked
 */
async function logInByWindow(config, kind, connection, request, complete) {
    requirePage();
    const login = createAuthorizationRequest(config, kind.mark, connection, request);
    checkSameOrigin(login);
    checkBounds(request);
    const loginWindow = attempt(() => kind.open(request), 'popup_blocked: window');
    if (!loginWindow)
        return null;
    const { responseType, scope } = login.transaction;
    if (expectsIdToken(responseType, scope))
        config.keys.prefetch();
    return waitForLogin(config, login, loginWindow, request, complete);
}
/** A callback page can hand a response home only within one origin. */
function checkSameOrigin({ transaction: { responseMode, redirectUri } }) {
    const isOwn = new URL(redirectUri).origin === location.origin;
    check(responseMode === 'web_message' || isOwn, 'invalid_config: other-origin redirectUri');
}
/**
 * Sends a window to a request, and waits for its response as {@link logInByWindow} does.
 */
function waitForLogin(config, { state, transaction, url }, { window, isFrame, close }, { signal, timeout, appState }, complete) {
    let channel;
    const closeBoth = () => {
        channel.close();
        close();
    };
    const answer = new Promise((resolve, reject) => {
        const onMessage = (event, isBroadcast) => {
            const received = receive(config, state, window, event, isBroadcast);
            if (!received)
                return;
            if (received.mode !== 'web_message')
                channel.send(window, state);
            closeBoth();
            resolve(received);
        };
        // Under Cross-Origin-Opener-Policy a popup looks closed while the person types in it: only with
        // focus on this page, without a break, it means something
        let closedPolls = 0;
        const onPoll = () => {
            const looksClosed = window.closed && !isFrame && document.hasFocus();
            closedPolls = looksClosed ? closedPolls + 1 : 0;
            if (closedPolls === CLOSED_POLLS)
                reject(createError('popup_closed: window'));
        };
        channel = openChannel(state, onMessage, onPoll, POLL_EVERY);
        url
            // a window that is gone throws
            .then((href) => attempt(() => window.location.replace(href), 'popup_closed: window'))
            .catch(reject);
    });
    const login = answer.then((received) => complete(matchState(received, transaction)));
    return waitWithin(login, 'timeout: window', timeout, signal)
        .catch((failure) => {
        throw errorOfLogin(failure, appState);
    })
        .finally(closeBoth);
}
/**
 * The response to this state in a message; else undefined. Whoever can reach this page can send it
 * messages, so that origin and window must be right (RFC 9700 §4.17): the server's web message, or
 * the callback page's. Server and app may share an origin.
 */
function receive(config, state, window, { source, origin, data }, isBroadcast) {
    const isFrom = (url) => source === window && origin === new URL(url).origin;
    const isWebMessage = data?.type === 'authorization_response' && isFrom(endpointOf(config, 'authorize'));
    const responses = isWebMessage
        ? receiveMessage(data.response)
        : findResponses(isBroadcast || isFrom(location.origin) ? `${data?.postern}` : '');
    return responses.find(({ response }) => response.state === state);
}

export { logInByWindow, waitForLogin };
