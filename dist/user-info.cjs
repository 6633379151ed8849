'use strict';

var authError = require('./auth-error.cjs');
var config = require('./config.cjs');
var fetchJson = require('./fetch-json.cjs');
var isText = require('./is-text.cjs');
var ownMembers = require('./own-members.cjs');
var tokenRequest = require('./token-request.cjs');

/** Asks the userinfo endpoint; the token travels in the Authorization header (RFC 6750 §2.1). */
function createUserInfo(config$1) {
    return async (accessToken, request) => {
        const { sub, signal = null } = ownMembers.ownMembers(request);
        authError.check(isText.isText(accessToken), 'invalid_config: missing accessToken');
        const info = await fetchJson.fetchJson(config$1.dpop?.fetch ?? config$1.fetch, config.endpointOf(config$1, 'userInfo'), 'token_error', config$1.timeout, { headers: { authorization: `${tokenRequest.tokenTypeOf(config$1)} ${accessToken}` }, signal }, [accessToken]);
        authError.check(isText.isText(info.sub), 'invalid_token: missing-sub', { claim: 'sub' });
        // Core §5.3.2: an answer about another person must not be used
        authError.check(sub == null || info.sub === sub, 'invalid_token: sub', { claim: 'sub' });
        return { ...info };
    };
}

exports.createUserInfo = createUserInfo;
