import { removeTransaction } from '../transaction.js';
import { createLoginRequest, remember } from './login-request.js';
import { mergeOptions, LOGIN_OPTIONS } from './wire-parameters.js';

/** ms */
const TIMEOUT = 60_000;
/**
 * A silent login whose callback page is the app's own: its hash is read when it has loaded, or it
 * posts its hash, or a result that it has parsed itself.
 * @param end gets the hash, or what there is without one, once; and the state, if nothing else here
 *   knows it
 */
function renewAuth(tenant, options, end) {
    const { usePostMessage, postMessageDataType, postMessageOrigin, ...sent } = mergeOptions(tenant.client.baseOptions, LOGIN_OPTIONS, options);
    const login = createLoginRequest(tenant, '', {
        ...sent,
        responseType: sent.responseType || 'token',
        responseMode: options?.responseMode || 'fragment',
        prompt: 'none',
    });
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.src = login.href;
    document.body.append(frame);
    let isRemembered;
    try {
        // the callback page may parse the hash itself
        isRemembered = remember(tenant, login);
    }
    catch (failure) {
        frame.remove();
        throw failure;
    }
    const settle = (hash) => {
        if (hash === undefined)
            return;
        clearTimeout(timer);
        removeEventListener('message', onMessage);
        frame.onload = null;
        frame.remove();
        try {
            end(hash, isRemembered ? undefined : login.state);
        }
        finally {
            // an answer that is parsed takes its record itself, if it carries the state
            removeTransaction(tenant, login.state);
        }
    };
    const onMessage = ({ data, origin, source }) => {
        const isExpected = origin === (postMessageOrigin || location.origin) &&
            source === frame.contentWindow &&
            (!postMessageDataType || data?.type === postMessageDataType);
        const hash = data?.hash || data;
        if (isExpected)
            settle(typeof hash === 'string' ? hash : [null, hash]);
    };
    const timer = setTimeout(settle, Number(sent.timeout) || TIMEOUT, [
        { error: 'timeout', errorDescription: 'no answer in time' },
    ]);
    if (usePostMessage)
        addEventListener('message', onMessage);
    else
        frame.onload = () => settle(hashOf(frame));
}
/** The hash of the page in a frame; undefined for the empty one, and for one of another origin. */
function hashOf({ contentWindow }) {
    try {
        const { protocol, hash } = contentWindow.location;
        return protocol === 'about:' ? undefined : hash;
    }
    catch {
        return undefined;
    }
}

export { renewAuth };
