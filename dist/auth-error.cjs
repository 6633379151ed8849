'use strict';

/** Every failure that Postern itself finds. Each code has one meaning; the README lists when it happens and what to do. */
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
/** The only error Postern throws or rejects with. Neither message, detail nor cause ever holds a token, code, verifier, state or nonce. */
class AuthError extends Error {
    /** Stable: switch on it. The message is for people and may change. */
    code;
    /** What the app handed to this login, as soon as the login is known. */
    appState;
    detail;
    constructor(code, message, options) {
        super(message, options);
        this.name = 'AuthError';
        this.code = code;
        Object.assign(this, options);
    }
}
/** Whether a value is an {@link AuthError}, also of another copy of this library (ES module beside CommonJS). Never throws. */
function isAuthError(value) {
    return value instanceof Error && value.name === 'AuthError' && 'code' in value;
}
function isPosternErrorCode(code) {
    return CODES.includes(code);
}

exports.AuthError = AuthError;
exports.isAuthError = isAuthError;
exports.isPosternErrorCode = isPosternErrorCode;
