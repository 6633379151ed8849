import { createError, check } from './auth-error.js';

/** Whether a parsed JSON value is an object: no array, no null. */
function isObject(value) {
    return Object(value) === value && !Array.isArray(value);
}
/**
 * Asks the server for a JSON object. No answer: `network_error`, or `aborted` by the signal.
 * A status other than 2xx, or a body that is no JSON object or does not fit: the code `refused`,
 * whatever the body says (RFC 6749 §5.2).
 */
async function fetchJson(fetcher, url, refused, init, fits = isObject) {
    // a redirect could carry code and verifier elsewhere
    const request = {
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        ...init,
    };
    let response;
    try {
        response = await fetcher(url, request);
    }
    catch {
        throw createError(init.signal?.aborted ? 'aborted' : 'network_error', url);
    }
    const { ok, status } = response;
    const body = await response.json().catch(() => check(!init.signal?.aborted, 'aborted', url));
    const error = typeof body?.error === 'string' ? body.error.slice(0, 100) : undefined;
    check(ok && isObject(body) && fits(body), refused, `${status} from ${url}`, { status, error });
    return body;
}

export { fetchJson, isObject };
