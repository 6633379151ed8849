'use strict';

var authError = require('./auth-error.cjs');
var authorizationRequest = require('./authorization-request.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var environment = require('./environment.cjs');
var relay = require('./relay.cjs');
var state = require('./state.cjs');

const POLL_EVERY = 250;
/**
 * Opens a window on the login and waits for the response with its state, from the server's own message or relayed by the callback page: the first one counts.
 * Its transaction stays in memory, so that logins do not cross, and work where storage does not. Always settles once the window is gone, the signal
 * aborts or the time is up, and leaves no listener, timer, channel or window. Everything up to `open` happens before the first wait.
 * Rejects `popup_closed`, `aborted`, `timeout`.
 */
async function logInByWindow(config, mark, connection, request, open) {
    environment.requirePage();
    const { state: state$1, transaction, url } = authorizationRequest.createAuthorizationRequest(config, mark, connection, request);
    const { responseMode, redirectUri } = transaction;
    const { signal, timeout } = request;
    // the callback page can hand a response home only within one origin
    authError.check(responseMode === 'web_message' || new URL(redirectUri).origin === location.origin, 'invalid_config', 'redirectUri: other origin');
    authError.check(!signal?.aborted, 'aborted');
    const login = open();
    if (!login)
        return null;
    const { window } = login;
    const channel = new BroadcastChannel(relay.channelName(state$1));
    let stop = () => { };
    try {
        const received = await new Promise((resolve, reject) => {
            const giveUp = (code) => reject(authError.createError(code));
            const accept = (response, home) => {
                if (response?.response.state !== state$1)
                    return;
                home?.postMessage({ postern: state$1 }, location.origin);
                resolve(response);
            };
            // RFC 9700 §4.17: whoever can reach this page can send it messages, so origin, window and state must all be right
            const onMessage = ({ source, origin, data }) => {
                if (source !== window)
                    return;
                if (origin === location.origin)
                    accept(authorizationResponse.findResponse(`${data?.postern}`), window);
                if (origin === new URL(config.endpoints.authorize).origin && data?.type === 'authorization_response')
                    accept(authorizationResponse.receiveMessage(data.response));
            };
            const onAbort = () => giveUp('aborted');
            const poll = setInterval(() => login.isGone?.() && giveUp('popup_closed'), POLL_EVERY);
            const timer = timeout === undefined ? timeout : setTimeout(giveUp, timeout, 'timeout');
            channel.onmessage = ({ data }) => accept(authorizationResponse.findResponse(`${data?.postern}`), channel);
            addEventListener('message', onMessage);
            signal?.addEventListener('abort', onAbort);
            stop = () => {
                removeEventListener('message', onMessage);
                signal?.removeEventListener('abort', onAbort);
                clearInterval(poll);
                clearTimeout(timer);
            };
            url.then((href) => window.location.replace(href)).catch(() => giveUp('popup_closed'));
        });
        return state.matchState(received, transaction);
    }
    finally {
        stop();
        channel.close();
        login.close();
    }
}

exports.logInByWindow = logInByWindow;
