import { check } from './auth-error.js';
import { encodeForm } from './authorize-url.js';
import { endpointOf } from './config.js';
import { fetchJson } from './fetch-json.js';
import { checkIdToken } from './id-token.js';
import { isText } from './is-text.js';
import { hasWord } from './response-type.js';

/** Digits, with or without decimals, as a number or text (RFC 6749 Appendix A.14, and servers). */
const SECONDS = /^"?\d+(\.\d*)?"?$/;
/** The longest lifetime that is handed out, seconds. */
const MAX_EXPIRES_IN = 2 ** 31 - 1;
/** The type that this client's access tokens have. */
const tokenTypeOf = ({ dpop }) => (dpop ? 'DPoP' : 'Bearer');
/**
 * An access token fits into a header: visible ASCII (RFC 6749 Appendix A.12). Its type is one that
 * is understood (§7.1), and has no case (§5.1). Throws the code given.
 */
function checkAccessToken(config, { access_token, token_type }, code) {
    const expected = tokenTypeOf(config);
    const type = token_type || (config.assumeBearer ? 'Bearer' : undefined);
    // whoever reads a token_error asks for its status, and nothing but 2xx comes here
    const detail = code === 'token_error' ? { status: 200, expected } : { expected };
    const isHeader = isText(access_token) && /^[!-~]+$/.test(access_token);
    check(isHeader, `${code}: access_token`, detail);
    check(type, `${code}: missing-token_type`, detail);
    const isKnown = isText(type) && type.toLowerCase() === expected.toLowerCase();
    check(isKnown, `${code}: token_type`, detail);
}
/**
 * Checks what came, and makes the members of a result of it. Rejects `invalid_response` for a
 * lifetime that is no number, `invalid_token`.
 */
async function acceptTokens(config, answer, context) {
    const { scope, expires_in } = answer;
    const accessToken = answer.access_token;
    const idToken = answer.id_token;
    // what cannot be read must not turn into "does not expire"
    check(SECONDS.test(JSON.stringify(expires_in ?? 0)), 'invalid_response: expires_in');
    const expiresIn = expires_in == null ? null : Math.min(Math.floor(Number(expires_in)), MAX_EXPIRES_IN);
    const expiresAt = expiresIn === null ? null : config.now() + expiresIn * 1000;
    // what the server said of it counts, a list too; what was asked for, only where it said nothing
    const granted = Array.isArray(scope) ? scope.join(' ') : (scope ?? context.scope);
    const claims = idToken && (await checkIdToken(idToken, config, { ...context, accessToken }));
    return {
        scope: isText(granted) ? granted : null,
        ...(accessToken && { accessToken, tokenType: tokenTypeOf(config), expiresIn, expiresAt }),
        ...(claims && { idToken: idToken, claims }),
    };
}
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC
 * 6749 §4.1.3, §6). Rejects `network_error`, `timeout`, `token_error` with `detail: { status,
 * error, description }`, `invalid_token`.
 * @param secrets what is sent and must not be repeated in an error
 */
async function requestTokens(config, grant, context, timeout, secrets) {
    const url = endpointOf(config, 'token');
    // the keys come beside the tokens
    if (hasWord(context.scope ?? config.scope, 'openid'))
        config.keys.prefetch();
    const body = encodeForm({ client_id: config.clientId, ...grant });
    const answer = await fetchJson(config.dpop?.fetch ?? config.fetch, url, 'token_error', timeout, { method: 'POST', body, cache: 'no-store' }, secrets, 
    // an error with a success for its status is one all the same
    ({ access_token, error }) => access_token || !error);
    checkAccessToken(config, answer, 'token_error');
    const { refresh_token } = answer;
    return {
        ...(await acceptTokens(config, answer, context)),
        ...(isText(refresh_token) && { refreshToken: refresh_token }),
    }; // an access token is there, and was checked
}

export { acceptTokens, checkAccessToken, requestTokens, tokenTypeOf };
