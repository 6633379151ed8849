'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');
var isText = require('./is-text.cjs');
var ownMembers = require('./own-members.cjs');
var responseType = require('./response-type.cjs');
var tokenRequest = require('./token-request.cjs');
var waitWithin = require('./wait-within.cjs');

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one
 * request: servers that rotate tokens take a second use for a theft (RFC 9700 §4.14.2). The first
 * call's scope counts; each call's `sub` is held against what came. What comes when nobody waits
 * any more is kept, in memory, for who asks with the same token again: it may have been the last.
 */
function createRefresh(config) {
    const renewals = new Map();
    const renew = async (refreshToken, { scope }) => {
        if (responseType.hasWord(scope ?? config.scope, 'openid'))
            environment.requireSubtleCrypto();
        const params = ownMembers.ownMembers(config.params);
        const organization = (params.organization ?? undefined);
        const context = { scope, organization, nonce: null, secrets: [refreshToken] };
        const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, scope };
        // each caller bounds the wait alone
        const tokens = await tokenRequest.requestTokens(config, grant, context, Infinity, [refreshToken]);
        return { refreshToken, ...tokens };
    };
    const share = (refreshToken, request) => {
        const renewal = renewals.get(refreshToken) ?? renew(refreshToken, request);
        renewals.set(refreshToken, renewal);
        const forget = () => renewals.delete(refreshToken);
        // one that was not rotated can be asked for again
        renewal.then((tokens) => tokens.refreshToken === refreshToken && forget(), forget);
        return [renewal, forget];
    };
    return async (refreshToken, request) => {
        const own = ownMembers.ownMembers(request);
        const { sub, signal, timeout } = own;
        authError.check(isText.isText(refreshToken), 'invalid_config: missing refreshToken');
        authError.check(isText.isTextOrNone(sub), 'invalid_config: sub');
        waitWithin.checkBounds(own);
        const [renewal, forget] = share(refreshToken, own);
        const tokens = await waitWithin.waitWithin(renewal, 'timeout: refresh', timeout ?? config.timeout, signal);
        forget();
        const isSame = sub == null || !tokens.claims || tokens.claims.sub === sub;
        authError.check(isSame, 'invalid_token: sub', { claim: 'sub', actual: 'string' });
        return tokens;
    };
}

exports.createRefresh = createRefresh;
