import { AuthError } from './auth-error.js';
import { findResponse, receivedMessage } from './authorization-response.js';
import { isObject } from './fetch-json.js';
import { channelName } from './relay.js';

const POLL = 250;
/** The callback page can hand a response home only within one origin. Throws `invalid_config`; returns the origin of the server's own messages. */
function checkReachable({ endpoints }, { redirectUri, responseMode }) {
    if (responseMode !== 'web_message' && new URL(redirectUri).origin !== location.origin) {
        throw new AuthError('invalid_config', `redirectUri must be on this page's origin (${location.origin}), or responseMode web_message.`);
    }
    return new URL(endpoints.authorize).origin;
}
/**
 * Waits for the response with this state, from the server's message or relayed by the callback page: the first one counts, whatever comes after is ignored.
 * Always settles once the window is gone, the signal aborts or the time is up, and leaves no listener, timer or channel.
 * Rejects `popup_closed`, `aborted`, `timeout`.
 */
function awaitResponse({ state, window, serverOrigin, signal, timeout, isGone }) {
    return new Promise((resolve, reject) => {
        const channel = new BroadcastChannel(channelName(state));
        const settle = () => {
            channel.close();
            removeEventListener('message', onMessage);
            signal?.removeEventListener('abort', onAbort);
            clearInterval(poll);
            clearTimeout(timer);
        };
        const fail = (code, message) => {
            settle();
            reject(new AuthError(code, message));
        };
        const accept = (received, acknowledge) => {
            if (received?.state !== state)
                return;
            acknowledge?.();
            settle();
            resolve(received);
        };
        const acceptRelayed = (data, acknowledge) => {
            if (isObject(data) && typeof data['postern'] === 'string')
                accept(findResponse(data['postern']), () => acknowledge({ postern: state }));
        };
        // RFC 9700 §4.17: whoever can reach this page can send it messages, so origin, window and state must all be right
        const onMessage = ({ source, origin, data }) => {
            if (source !== window)
                return;
            if (origin === location.origin)
                acceptRelayed(data, (word) => window?.postMessage(word, origin));
            if (origin === serverOrigin && data?.type === 'authorization_response' && isObject(data.response))
                accept(receivedMessage(data.response));
        };
        const onAbort = () => fail('aborted', 'The login was aborted by its signal.');
        channel.onmessage = ({ data }) => acceptRelayed(data, (word) => channel.postMessage(word));
        addEventListener('message', onMessage);
        signal?.addEventListener('abort', onAbort);
        const poll = setInterval(() => isGone?.() && fail('popup_closed', 'The login window was closed before the login was complete.'), POLL);
        const timer = timeout === undefined ? undefined : setTimeout(fail, timeout, 'timeout', `No answer within ${timeout} ms.`);
        if (signal?.aborted)
            onAbort();
    });
}

export { awaitResponse, checkReachable };
