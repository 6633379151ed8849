'use strict';

var authError = require('./auth-error.cjs');
var fetchJson = require('./fetch-json.cjs');

/** Asks the userinfo endpoint; the token travels in the Authorization header (RFC 6750 §2.1). */
async function requestUserInfo({ fetch, endpoints }, accessToken, { sub, signal } = {}) {
    const headers = { authorization: `Bearer ${accessToken}` };
    const info = await fetchJson.fetchJson(fetch, endpoints.userInfo, 'token_error', { headers, ...(signal && { signal }) });
    // Core §5.3.2: an answer about another person must not be used
    if (!info['sub'] || typeof info['sub'] !== 'string' || (sub !== undefined && sub !== info['sub'])) {
        throw new authError.AuthError('invalid_token', 'The userinfo answer is not about the person of this login.', { detail: { claim: 'sub' } });
    }
    return info;
}

exports.requestUserInfo = requestUserInfo;
