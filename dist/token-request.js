import { check } from './auth-error.js';
import { encodeForm } from './authorize-url.js';
import { fetchJson } from './fetch-json.js';
import { checkIdToken } from './id-token.js';
import { hasWord } from './response-type.js';

/**
 * Whether there is an access token that fits into a header: visible ASCII (RFC 6749 Appendix A.12),
 * of a type that is understood (§7.1) and has no case (§5.1).
 */
const hasBearerToken = ({ access_token, token_type }) => [access_token, token_type].every((text) => typeof text === 'string') &&
    /^[!-~]+ bearer$/i.test(`${access_token} ${token_type}`);
/**
 * Checks what came, and makes the members of a result of it. Rejects `invalid_response` for a
 * lifetime that is no number, `invalid_token`.
 */
async function acceptTokens(config, answer, context) {
    const { expires_in, scope } = answer;
    const accessToken = answer.access_token;
    const idToken = answer.id_token;
    // RFC 6749 Appendix A.14: what cannot be read must not turn into "does not expire"
    check(/^"?\d{1,10}"?$/.test(JSON.stringify(expires_in ?? 0)), 'invalid_response', 'expires_in');
    const expiresIn = expires_in == null ? null : Number(expires_in);
    return {
        scope: (typeof scope === 'string' && scope) || context.scope || null,
        ...(accessToken && {
            accessToken,
            tokenType: 'Bearer',
            expiresIn,
            expiresAt: expiresIn === null ? null : config.now() + expiresIn * 1000,
        }),
        ...(idToken && {
            idToken,
            claims: await checkIdToken(idToken, config, { ...context, accessToken }),
        }),
    };
}
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC
 * 6749 §4.1.3, §6). Rejects `network_error`, `token_error` with `detail: { status, error }`,
 * `invalid_token`.
 */
async function requestTokens(config, grant, context) {
    const body = encodeForm({ client_id: config.clientId, ...grant });
    const request = { method: 'POST', body, cache: 'no-store' };
    if (hasWord(context.scope, 'openid'))
        config.keys.prefetch();
    const answer = await fetchJson(config.fetch, config.endpoints.token, 'token_error', request, hasBearerToken);
    const { refresh_token } = answer;
    return {
        ...(await acceptTokens(config, answer, context)),
        ...(typeof refresh_token === 'string' && refresh_token && { refreshToken: refresh_token }),
    };
}

export { acceptTokens, hasBearerToken, requestTokens };
