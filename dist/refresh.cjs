'use strict';

var authError = require('./auth-error.cjs');
var tokenRequest = require('./token-request.cjs');

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one request: servers that rotate tokens take a second use for a theft
 * (RFC 9700 §4.14.2). The first call's scope counts.
 */
function createRefresh(config) {
    const running = new Map();
    return (refreshToken, { scope, signal } = {}) => new Promise((resolve, reject) => {
        const abort = () => reject(authError.createError('aborted', 'by its signal'));
        if (signal?.aborted)
            return abort();
        const grant = { grant_type: 'refresh_token', refresh_token: refreshToken, scope };
        const renewal = running.get(refreshToken) ??
            tokenRequest.requestTokens(config, grant, { scope, nonce: null })
                .then((tokens) => ({ refreshToken, ...tokens }))
                .finally(() => running.delete(refreshToken));
        running.set(refreshToken, renewal);
        signal?.addEventListener('abort', abort);
        renewal.then(resolve, reject).then(() => signal?.removeEventListener('abort', abort));
    });
}

exports.createRefresh = createRefresh;
