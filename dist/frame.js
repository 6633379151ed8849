import { createAuthorizationRequest } from './authorization-request.js';
import { checkReachable, awaitResponse } from './awaited-response.js';
import { requirePage } from './environment.js';
import { matchState } from './state.js';

/**
 * Asks in a hidden frame, without any page for the person: OpenID Connect Core §3.1.2.1, prompt=none. Always settles, and leaves no frame behind.
 */
async function logInByFrame(config, request, onOpen) {
    requirePage();
    const { signal, timeout = 5000 } = request;
    const params = { ...request.params, prompt: 'none' };
    const { state, transaction, url } = createAuthorizationRequest(config, 'f.', undefined, { ...request, params });
    const serverOrigin = checkReachable(config, transaction);
    const frame = document.createElement('iframe');
    try {
        frame.hidden = true;
        frame.src = await url;
        document.documentElement.append(frame);
        onOpen();
        const received = await awaitResponse({ state, window: frame.contentWindow, serverOrigin, signal, timeout });
        return matchState(config, received, transaction);
    }
    finally {
        frame.remove();
    }
}

export { logInByFrame };
