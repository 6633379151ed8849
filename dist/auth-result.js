import { check } from './auth-error.js';

/** `expires_in` that is no number of seconds is refused: it must not turn into "does not expire" (RFC 6749 Appendix A.14). */
function checkLifetime(expiresIn) {
    if (expiresIn == null)
        return null;
    check(typeof expiresIn !== 'object' && /^\d{1,10}$/.test(`${expiresIn}`), 'invalid_response', 'expires_in');
    return Number(expiresIn);
}
function accessTokenResult(accessToken, expiresIn, receivedAt) {
    return { accessToken, tokenType: 'Bearer', expiresIn, expiresAt: expiresIn === null ? null : receivedAt + expiresIn * 1000 };
}

export { accessTokenResult, checkLifetime };
