/** What every code means, and what to do about it: the words that its message begins with. */
const MEANINGS = {
    invalid_config: 'Wrong option or parameter',
    browser_required: 'Only a browser page can do this',
    insecure_context: 'No WebCrypto: serve this page over https',
    storage_unavailable: 'No storage for the login: allow cookies',
    state_too_large: 'appState is too large',
    state_missing: 'Nobody here asked for this response: start again',
    state_unknown: 'No login waits for this response (used, forgotten, or begun elsewhere): start again',
    state_expired: 'The login took too long: start again',
    issuer_mismatch: 'Wrong issuer',
    invalid_response: 'Wrong response',
    invalid_token: 'Wrong ID Token',
    popup_blocked: 'The window was blocked: open it in the click',
    popup_closed: 'The window was closed',
    aborted: 'The login was aborted',
    timeout: 'No answer in time',
    network_error: 'No answer',
    token_error: 'The server refused',
    redirect_loop: 'The login goes round in circles: show its error',
};
/** The only error Postern throws or rejects with. Neither message, detail nor cause ever holds a token, code, verifier, state or nonce. */
class AuthError extends Error {
    constructor(code, message, options) {
        super(message, options);
        Object.assign(this, { name: 'AuthError', code }, options);
    }
}
/** Whether a value is an {@link AuthError}, also of another copy of this library (ES module beside CommonJS). Never throws. */
function isAuthError(value) {
    return value instanceof Error && value.name === 'AuthError' && 'code' in value;
}
function isPosternErrorCode(code) {
    return Object.hasOwn(MEANINGS, code);
}
/** An error of ours. `found` says what was met; it must hold no secret. */
function createError(code, found, detail) {
    return new AuthError(code, found ? `${MEANINGS[code]}: ${found}` : MEANINGS[code], detail && { detail });
}
/** One line of a list of checks: throws unless the condition holds. */
function check(holds, code, found, detail) {
    if (!holds)
        throw createError(code, found, detail);
}
/** Runs what may throw anything, and throws an error of ours for it, without the cause, which may quote a secret. */
function attempt(run, code, found) {
    try {
        return run();
    }
    catch {
        throw createError(code, found);
    }
}

export { AuthError, attempt, check, createError, isAuthError, isPosternErrorCode };
