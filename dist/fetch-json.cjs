'use strict';

var authError = require('./auth-error.cjs');

/** Whether a parsed JSON value is an object: no array, no null. */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * Asks the server for a JSON object. No answer: `network_error`, or `aborted` by the signal.
 * A status other than 2xx, or a body that is no JSON object: the code `refused`, whatever the body says (RFC 6749 §5.2).
 */
async function fetchJson(fetcher, url, refused, init) {
    const { host } = new URL(url);
    let response;
    try {
        // a redirect could carry code and verifier elsewhere
        response = await fetcher(url, { credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', ...init });
    }
    catch {
        throw init?.signal?.aborted
            ? new authError.AuthError('aborted', 'The request was aborted by its signal.')
            : new authError.AuthError('network_error', `No answer from ${host}. Check the connection, CORS and Content-Security-Policy, then try again.`);
    }
    const body = await response.json().catch(() => undefined);
    if (response.ok && isObject(body))
        return body;
    const error = isObject(body) && typeof body['error'] === 'string' ? { error: body['error'].slice(0, 100) } : undefined;
    const detail = { status: response.status, ...error };
    throw new authError.AuthError(refused, `${host} answered with status ${response.status}${error ? ` ${error.error}` : ' and no JSON object'}.`, {
        detail,
    });
}

exports.fetchJson = fetchJson;
exports.isObject = isObject;
