'use strict';

var _explain = require('#explain');

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
 * What Postern throws or rejects with. Only what stands in for something else also fails as that
 * does: `session.fetch` and `dpop.fetch` as `fetch`, `postern/auth0-js` as auth0-js. Neither
 * message, detail nor cause ever holds a token, code, verifier, state or nonce.
 */
class AuthError extends Error {
    /**
     * @param message for people, and may change: a sentence in development builds and in Node, the
     *   code and a word in production bundles
     */
    constructor(code, message, options) {
        super(message);
        Object.assign(this, { name: 'AuthError', code }, options);
    }
}
/**
 * Whether a value is an {@link AuthError}, also of another copy of this library (an ES module
 * beside CommonJS) or of another realm (a frame). Never throws.
 */
function isAuthError(value) {
    try {
        const { name, code } = value;
        // unlike instanceof, which knows the errors of its own realm alone
        const isError = Object.prototype.toString.call(value) === '[object Error]';
        return isError && name === 'AuthError' && typeof code === 'string';
    }
    catch {
        return false;
    }
}
/** An error of ours: what went wrong, and the facts that its sentence names. None is a secret. */
function createError(reason, detail) {
    const [code = ''] = reason.split(':');
    return new AuthError(code, _explain.explain(reason, detail), { detail });
}
/** One line of a list of checks: throws unless the condition holds. */
function check(holds, reason, detail) {
    if (!holds)
        throw createError(reason, detail);
}
/**
 * Runs what may throw anything, and throws an error of ours for it, without the cause, which may
 * quote a secret.
 */
function attempt(run, reason) {
    try {
        return run();
    }
    catch (error) {
        throw isAuthError(error) ? error : createError(reason);
    }
}
/**
 * The same function, which rejects with an error of ours alone: what callers hand over may throw
 * anything, out of a getter or a function of theirs.
 */
function guard(run) {
    const guarded = async (...given) => {
        try {
            return await run(...given);
        }
        catch (error) {
            throw isAuthError(error) ? error : createError('invalid_config: unusable');
        }
    };
    return guarded;
}
/**
 * The error of one login, with what the app handed to it. A new one: two logins can fail for the
 * same reason.
 */
function errorOfLogin(failure, appState) {
    const known = isAuthError(failure) ? failure : createError('invalid_config: unusable');
    return new AuthError(known.code, known.message, { appState, detail: known.detail });
}

exports.AuthError = AuthError;
exports.CODES = CODES;
exports.attempt = attempt;
exports.check = check;
exports.createError = createError;
exports.errorOfLogin = errorOfLogin;
exports.guard = guard;
exports.isAuthError = isAuthError;
