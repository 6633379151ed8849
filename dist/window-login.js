import { check, attempt, createError, AuthError } from './auth-error.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { receiveMessage, findResponses } from './authorization-response.js';
import { endpointOf } from './config.js';
import { requirePage, startTimer } from './environment.js';
import { openChannel } from './relay.js';
import { expectsIdToken } from './response-type.js';
import { matchState } from './state.js';

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
    check(!request.signal?.aborted, 'aborted: signal');
    const loginWindow = kind.open(request);
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
    return new Promise((resolve, reject) => {
        const closeBoth = () => {
            channel.close();
            close();
        };
        const end = () => {
            closeBoth();
            signal?.removeEventListener('abort', onAbort);
            clearTimeout(timer);
        };
        const giveUp = ({ code, message, detail }) => {
            end();
            reject(new AuthError(code, message, { appState, detail }));
        };
        const onAbort = () => giveUp(createError('aborted: signal'));
        const onClosed = () => giveUp(createError('popup_closed: window'));
        const onTimeout = () => giveUp(createError('timeout: window'));
        const onMessage = (event, isBroadcast) => {
            const sender = isBroadcast ? 'callback page' : senderOf(config, window, event);
            const received = receive(event, sender, state);
            if (!received)
                return;
            if (sender === 'callback page')
                channel.reply(event, { postern: state });
            closeBoth();
            complete(matchState(received, transaction)).finally(end).then(resolve, reject);
        };
        // Under Cross-Origin-Opener-Policy a popup looks closed while the person types in it: only with
        // focus on this page, without a break, it means something
        let closedPolls = 0;
        const onPoll = () => {
            const looksClosed = window.closed && !isFrame && document.hasFocus();
            closedPolls = looksClosed ? closedPolls + 1 : 0;
            if (closedPolls === CLOSED_POLLS)
                onClosed();
        };
        const channel = openChannel(state, onMessage, onPoll, POLL_EVERY);
        const timer = startTimer(onTimeout, timeout ?? Infinity);
        signal?.addEventListener('abort', onAbort);
        url
            // a window that is gone throws
            .then((href) => attempt(() => window.location.replace(href), 'popup_closed: window'))
            .catch(giveUp);
    });
}
/**
 * Whoever can reach this page can send it messages, so that origin and window must be right (RFC
 * 9700 §4.17): the server's web message, or the callback page's. Server and app may share an
 * origin.
 */
function senderOf(config, window, { source, origin, data }) {
    if (source !== window)
        return undefined;
    const isWebMessage = data?.type === 'authorization_response';
    if (isWebMessage && origin === new URL(endpointOf(config, 'authorize')).origin)
        return 'server';
    return origin === location.origin ? 'callback page' : undefined;
}
/** The response to this state in a message of somebody known; else undefined. */
function receive({ data }, sender, state) {
    const responses = [];
    if (sender === 'server')
        responses.push(receiveMessage(data.response));
    if (sender === 'callback page')
        responses.push(...findResponses(`${data?.postern}`));
    return responses.find(({ response }) => response.state === state);
}

export { logInByWindow, waitForLogin };
