'use strict';

var authorizationRequest = require('./authorization-request.cjs');
var awaitedResponse = require('./awaited-response.cjs');
var environment = require('./environment.cjs');
var state = require('./state.cjs');

/**
 * Asks in a hidden frame, without any page for the person: OpenID Connect Core §3.1.2.1, prompt=none. Always settles, and leaves no frame behind.
 */
async function logInByFrame(config, request, onOpen) {
    environment.requirePage();
    const { signal, timeout = 5000 } = request;
    const params = { ...request.params, prompt: 'none' };
    const { state: state$1, transaction, url } = authorizationRequest.createAuthorizationRequest(config, 'f.', undefined, { ...request, params });
    const serverOrigin = awaitedResponse.checkReachable(config, transaction);
    const frame = document.createElement('iframe');
    try {
        frame.hidden = true;
        frame.src = await url;
        document.documentElement.append(frame);
        onOpen();
        const received = await awaitedResponse.awaitResponse({ state: state$1, window: frame.contentWindow, serverOrigin, signal, timeout });
        return state.matchState(config, received, transaction);
    }
    finally {
        frame.remove();
    }
}

exports.logInByFrame = logInByFrame;
