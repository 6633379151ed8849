/** Every failure that Postern itself finds. */
const CODES = [
    'invalid_config',
    'browser_required',
    'insecure_context',
    'storage_unavailable',
    'state_too_large',
    'state_missing',
    'state_unknown',
    'state_expired',
    'issuer_mismatch',
    'invalid_response',
    'invalid_token',
    'popup_blocked',
    'popup_closed',
    'aborted',
    'timeout',
    'network_error',
    'token_error',
    'redirect_loop',
];
/**
 * The only error Postern throws or rejects with. Neither message, detail nor cause ever holds a
 * token, code, verifier, state or nonce.
 */
class AuthError extends Error {
    constructor(code, message, options) {
        super(message);
        Object.assign(this, { name: 'AuthError', code }, options);
    }
}
/**
 * Whether a value is an {@link AuthError}, also of another copy of this library (ES module beside
 * CommonJS). Never throws.
 */
function isAuthError(value) {
    return value instanceof Error && value.name === 'AuthError' && 'code' in value;
}
/** An error of ours. `found` says what was met and what to do; it must hold no secret. */
function createError(code, found, detail) {
    return new AuthError(code, `${code}: ${found}`, { detail });
}
/** One line of a list of checks: throws unless the condition holds. */
function check(holds, code, found, detail) {
    if (!holds)
        throw createError(code, found, detail);
}
/**
 * Runs what may throw anything, and throws an error of ours for it, without the cause, which may
 * quote a secret.
 */
function attempt(run, code, found) {
    try {
        return run();
    }
    catch {
        throw createError(code, found);
    }
}

export { AuthError, CODES, attempt, check, createError, isAuthError };
