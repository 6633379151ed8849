'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var config = require('./config.cjs');
var fetchJson = require('./fetch-json.cjs');
var idToken = require('./id-token.cjs');
var isText = require('./is-text.cjs');
var responseType = require('./response-type.cjs');

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
    const isHeader = isText.isText(access_token) && /^[!-~]+$/.test(access_token);
    authError.check(isHeader, `${code}: access_token`, detail);
    authError.check(type, `${code}: missing-token_type`, detail);
    const isKnown = isText.isText(type) && type.toLowerCase() === expected.toLowerCase();
    authError.check(isKnown, `${code}: token_type`, detail);
}
/**
 * Checks what came, and makes the members of a result of it. Rejects `invalid_response` for a
 * lifetime that is no number, `invalid_token`.
 */
async function acceptTokens(config, answer, context) {
    const { scope, expires_in } = answer;
    const accessToken = answer.access_token;
    const idToken$1 = answer.id_token;
    // what cannot be read must not turn into "does not expire"
    authError.check(SECONDS.test(JSON.stringify(expires_in ?? 0)), 'invalid_response: expires_in');
    const expiresIn = expires_in == null ? null : Math.min(Math.floor(Number(expires_in)), MAX_EXPIRES_IN);
    const expiresAt = expiresIn === null ? null : config.now() + expiresIn * 1000;
    // what the server said of it counts, a list too; what was asked for, only where it said nothing
    const granted = Array.isArray(scope) ? scope.join(' ') : (scope ?? context.scope);
    const claims = idToken$1 && (await idToken.checkIdToken(idToken$1, config, { ...context, accessToken }));
    return {
        scope: isText.isText(granted) ? granted : null,
        ...(accessToken && { accessToken, tokenType: tokenTypeOf(config), expiresIn, expiresAt }),
        ...(claims && { idToken: idToken$1, claims }),
    };
}
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC
 * 6749 §4.1.3, §6). Rejects `network_error`, `timeout`, `token_error` with `detail: { status,
 * error, description }`, `invalid_token`.
 * @param secrets what is sent and must not be repeated in an error
 */
async function requestTokens(config$1, grant, context, timeout, secrets) {
    const url = config.endpointOf(config$1, 'token');
    // the keys come beside the tokens
    if (responseType.hasWord(context.scope ?? config$1.scope, 'openid'))
        config$1.keys.prefetch();
    const body = authorizeUrl.encodeForm({ client_id: config$1.clientId, ...grant });
    const answer = await fetchJson.fetchJson(config$1.dpop?.fetch ?? config$1.fetch, url, 'token_error', timeout, { method: 'POST', body, cache: 'no-store' }, secrets, 
    // an error with a success for its status is one all the same
    ({ access_token, error }) => access_token || !error);
    checkAccessToken(config$1, answer, 'token_error');
    const { refresh_token } = answer;
    return {
        ...(await acceptTokens(config$1, answer, context)),
        ...(isText.isText(refresh_token) && { refreshToken: refresh_token }),
    }; // an access token is there, and was checked
}

exports.acceptTokens = acceptTokens;
exports.checkAccessToken = checkAccessToken;
exports.requestTokens = requestTokens;
exports.tokenTypeOf = tokenTypeOf;
