'use strict';

var authError = require('./auth-error.cjs');
var authResult = require('./auth-result.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var fetchJson = require('./fetch-json.cjs');
var idToken = require('./id-token.cjs');

/** Whether an access token can be put into a header: visible ASCII (RFC 6749 Appendix A.12), of a type that is understood (§7.1) and has no case (§5.1). */
const isBearerToken = (token, type) => typeof token === 'string' && /^[!-~]+$/.test(token) && typeof type === 'string' && /^bearer$/i.test(type);
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC 6749 §4.1.3, §6).
 * Rejects `network_error`, `token_error` with `detail: { status, error }`, `invalid_token`.
 */
async function requestTokens(config, keys, grant, context) {
    const body = authorizeUrl.encodeForm({ client_id: config.clientId, ...grant });
    const { access_token, token_type, expires_in, scope, id_token, refresh_token } = await fetchJson.fetchJson(config.fetch, config.endpoints.token, 'token_error', { method: 'POST', body, cache: 'no-store' });
    authError.check(isBearerToken(access_token, token_type), 'token_error', 'no Bearer access_token', { status: 200 });
    const accessToken = access_token;
    const result = authResult.accessTokenResult(accessToken, authResult.checkLifetime(expires_in), config.now());
    const idToken$1 = typeof id_token === 'string' ? id_token : '';
    return {
        ...result,
        scope: (typeof scope === 'string' ? scope : context.scope) || null,
        ...((id_token != null || context.idTokenRequired) && {
            idToken: idToken$1,
            claims: await idToken.checkIdToken(idToken$1, config, context, { accessToken, code: context.code }, keys),
        }),
        ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
    };
}

exports.isBearerToken = isBearerToken;
exports.requestTokens = requestTokens;
