import { check } from './auth-error.js';
import { endpointOf } from './config.js';
import { fetchJson } from './fetch-json.js';
import { isText } from './is-text.js';
import { ownMembers } from './own-members.js';
import { tokenTypeOf } from './token-request.js';

/** Asks the userinfo endpoint; the token travels in the Authorization header (RFC 6750 §2.1). */
function createUserInfo(config) {
    return async (accessToken, request) => {
        const { sub, signal = null } = ownMembers(request);
        check(isText(accessToken), 'invalid_config: missing accessToken');
        const info = await fetchJson(config.dpop?.fetch ?? config.fetch, endpointOf(config, 'userInfo'), 'token_error', config.timeout, { headers: { authorization: `${tokenTypeOf(config)} ${accessToken}` }, signal }, [accessToken]);
        check(isText(info.sub), 'invalid_token: missing-sub', { claim: 'sub' });
        // Core §5.3.2: an answer about another person must not be used
        check(sub == null || info.sub === sub, 'invalid_token: sub', { claim: 'sub' });
        return { ...info };
    };
}

export { createUserInfo };
