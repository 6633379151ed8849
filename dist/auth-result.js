import { AuthError } from './auth-error.js';

/** Access token and its lifetime. `expires_in` that is no number of seconds is refused: it must not turn into "does not expire". */
function accessTokenResult({ access_token, expires_in }, receivedAt) {
    // RFC 6749 Appendix A.14
    if (expires_in != null && !/^\d{1,10}$/.test(`${expires_in}`)) {
        throw new AuthError('invalid_response', 'The response has an expires_in that is no number of seconds.');
    }
    if (!access_token)
        return {};
    const expiresIn = expires_in == null ? null : Number(expires_in);
    return { accessToken: access_token, tokenType: 'Bearer', expiresIn, expiresAt: expiresIn === null ? null : receivedAt + expiresIn * 1000 };
}

export { accessTokenResult };
