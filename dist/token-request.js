import { check } from './auth-error.js';
import { accessTokenResult, checkLifetime } from './auth-result.js';
import { encodeForm } from './authorize-url.js';
import { fetchJson } from './fetch-json.js';
import { checkIdToken } from './id-token.js';

/** Whether an access token can be put into a header: visible ASCII (RFC 6749 Appendix A.12), of a type that is understood (§7.1) and has no case (§5.1). */
const isBearerToken = (token, type) => typeof token === 'string' && /^[!-~]+$/.test(token) && typeof type === 'string' && /^bearer$/i.test(type);
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC 6749 §4.1.3, §6).
 * Rejects `network_error`, `token_error` with `detail: { status, error }`, `invalid_token`.
 */
async function requestTokens(config, keys, grant, context) {
    const body = encodeForm({ client_id: config.clientId, ...grant });
    const { access_token, token_type, expires_in, scope, id_token, refresh_token } = await fetchJson(config.fetch, config.endpoints.token, 'token_error', { method: 'POST', body, cache: 'no-store' });
    check(isBearerToken(access_token, token_type), 'token_error', 'no Bearer access_token', { status: 200 });
    const accessToken = access_token;
    const result = accessTokenResult(accessToken, checkLifetime(expires_in), config.now());
    const idToken = typeof id_token === 'string' ? id_token : '';
    return {
        ...result,
        scope: (typeof scope === 'string' ? scope : context.scope) || null,
        ...((id_token != null || context.idTokenRequired) && {
            idToken,
            claims: await checkIdToken(idToken, config, context, { accessToken, code: context.code }, keys),
        }),
        ...(typeof refresh_token === 'string' && { refreshToken: refresh_token }),
    };
}

export { isBearerToken, requestTokens };
