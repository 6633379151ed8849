import { check } from './auth-error.js';
import { fetchJson } from './fetch-json.js';

/** Asks the userinfo endpoint; the token travels in the Authorization header (RFC 6750 §2.1). */
function createUserInfo({ fetch, endpoints }) {
    return async (accessToken, { sub, signal } = {}) => {
        const headers = { authorization: `Bearer ${accessToken}` };
        const info = await fetchJson(fetch, endpoints.userInfo, 'token_error', {
            headers,
            signal: signal ?? null,
        });
        // Core §5.3.2: an answer about another person must not be used
        check(typeof info.sub === 'string' && info.sub && info.sub === (sub ?? info.sub), 'invalid_token', 'userinfo of another sub', {
            claim: 'sub',
        });
        return info;
    };
}

export { createUserInfo };
