'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');
var responseType = require('./response-type.cjs');
var tokenRequest = require('./token-request.cjs');

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one
 * request: servers that rotate tokens take a second use for a theft
 * (RFC 9700 §4.14.2). The first call's scope counts.
 */
function createRefresh(config) {
    const running = new Map();
    const renew = async (refreshToken, scope) => {
        // first, not beside: tokens that could not be verified for want of keys would be lost, and the
        // refresh token spent
        if (responseType.hasWord(scope ?? config.scope, 'openid')) {
            environment.requireSubtleCrypto();
            await config.keys.prefetch();
        }
        const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, scope };
        return { refreshToken, ...(await tokenRequest.requestTokens(config, grant, { scope, nonce: null })) };
    };
    return (refreshToken, { scope, signal } = {}) => new Promise((resolve, reject) => {
        const abort = () => reject(authError.createError('aborted', 'by its signal'));
        if (signal?.aborted)
            return abort();
        const renewal = running.get(refreshToken) ??
            renew(refreshToken, scope).finally(() => running.delete(refreshToken));
        running.set(refreshToken, renewal);
        signal?.addEventListener('abort', abort);
        renewal.then(resolve, reject).then(() => signal?.removeEventListener('abort', abort));
    });
}

exports.createRefresh = createRefresh;
