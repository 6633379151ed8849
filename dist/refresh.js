import { AuthError } from './auth-error.js';
import { accessTokenResult } from './auth-result.js';
import { checkIdToken } from './id-token.js';
import { requestTokens } from './token-request.js';

/**
 * The refresh token grant (RFC 6749 §6). Calls for the same token at the same time share one request: servers that rotate tokens take a second use for a theft
 * (RFC 9700 §4.14.2).
 */
function createRefresh(config, keys) {
    const running = new Map();
    const request = async (refreshToken, scope) => {
        const tokens = await requestTokens(config, { grant_type: 'refresh_token', refresh_token: refreshToken, scope });
        const { id_token: idToken, refresh_token } = tokens;
        return {
            ...accessTokenResult(tokens, config.now()),
            scope: String(tokens.scope ?? scope ?? '') || null,
            refreshToken: typeof refresh_token === 'string' ? refresh_token : refreshToken,
            ...(idToken != null && {
                idToken: String(idToken),
                claims: await checkIdToken(String(idToken), config, { nonce: null, accessToken: tokens.access_token, requireHashes: false }, keys),
            }),
        };
    };
    return async (refreshToken, { scope, signal } = {}) => {
        const key = JSON.stringify([refreshToken, scope]);
        let result = running.get(key);
        if (!result) {
            result = request(refreshToken, scope).finally(() => running.delete(key));
            running.set(key, result);
        }
        return untilAborted(result, signal);
    };
}
function untilAborted(result, signal) {
    if (!signal)
        return result;
    return new Promise((resolve, reject) => {
        const abort = () => reject(new AuthError('aborted', 'The renewal was aborted by its signal.'));
        if (signal.aborted)
            abort();
        signal.addEventListener('abort', abort);
        result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
}

export { createRefresh };
