'use strict';

var authError = require('./auth-error.cjs');
var authorizationRequest = require('./authorization-request.cjs');
var awaitedResponse = require('./awaited-response.cjs');
var environment = require('./environment.cjs');
var state = require('./state.cjs');

/** Polls for 2 s without a break before a window counts as closed. */
const CLOSED_POLLS = 8;
/**
 * Opens the login in a popup and waits for its response. The window is opened before anything is awaited: later, Safari and Firefox would block it.
 * Its transaction stays in memory, so that popups cross neither each other nor redirects, and work where storage does not.
 * @returns null if the browser refused the window
 */
async function logInByPopup(config, connection, request, onOpen) {
    environment.requirePage();
    const { signal, timeout } = request;
    let popup = request.window;
    try {
        const { state: state$1, transaction, url } = authorizationRequest.createAuthorizationRequest(config, 'p.', connection, request);
        const serverOrigin = awaitedResponse.checkReachable(config, transaction);
        if (signal?.aborted)
            throw new authError.AuthError('aborted', 'The login was aborted by its signal.');
        popup ??= open('', '_blank', windowFeatures(request));
        if (!popup || popup.closed)
            return null;
        const response = awaitedResponse.awaitResponse({ state: state$1, window: popup, serverOrigin, signal, timeout, isGone: goneFor(CLOSED_POLLS, popup) });
        onOpen();
        const [received] = await Promise.all([response, navigateTo(popup, url)]);
        return state.matchState(config, received, transaction);
    }
    finally {
        popup?.close();
    }
}
/**
 * Under Cross-Origin-Opener-Policy a popup looks closed while the person types in it. Only together with focus on this page,
 * for some polls without a break, it means that the person is back.
 */
function goneFor(polls, popup) {
    let seen = 0;
    return () => {
        seen = popup.closed && document.hasFocus() ? seen + 1 : 0;
        return seen >= polls;
    };
}
async function navigateTo(popup, url) {
    popup.location.replace(await url);
}
/** In the middle of the page's window, on whatever screen that is. */
function windowFeatures({ width = 480, height = 640 }) {
    const fit = (size, start, room) => [Math.min(size, room), Math.round(start + Math.max(0, room - size) / 2)];
    const [fittingWidth, left] = fit(width, screenX, outerWidth);
    const [fittingHeight, top] = fit(height, screenY, outerHeight);
    return `popup,width=${fittingWidth},height=${fittingHeight},left=${left},top=${top}`;
}

exports.logInByPopup = logInByPopup;
