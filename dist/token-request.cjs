'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var config = require('./config.cjs');
var fetchJson = require('./fetch-json.cjs');

/** Visible ASCII (RFC 6749 Appendix A.12): it fits into a header. */
const VISIBLE = /^[!-~]+$/;
/** Digits, with or without decimals, as a number or text (RFC 6749 Appendix A.14, and servers). */
const SECONDS = /^\d+(\.\d*)?$/;
/** The longest lifetime that is handed out, seconds. */
const MAX_EXPIRES_IN = 2 ** 31 - 1;
/** The type that this client's access tokens have. */
const tokenTypeOf = ({ dpop }) => (dpop ? 'DPoP' : 'Bearer');
const hasAccessToken = ({ access_token }) => typeof access_token === 'string' && VISIBLE.test(access_token);
/**
 * RFC 6749 §7.1: a type that is not understood is not used; §5.1: it has no case. Throws the code
 * given.
 */
function checkTokenType(config, { token_type }, code) {
    const expected = tokenTypeOf(config);
    const actual = token_type ?? (config.assumeBearer ? 'Bearer' : undefined);
    authError.check(actual, `${code}: missing-token_type`, { expected });
    const isExpected = typeof actual === 'string' && actual.toLowerCase() === expected.toLowerCase();
    authError.check(isExpected, `${code}: token_type`, { expected });
}
/**
 * Checks what came, and makes the members of a result of it. Rejects `invalid_response` for a
 * lifetime that is no number, `invalid_token`.
 */
async function acceptTokens(config, answer, context) {
    const { scope } = answer;
    const accessToken = answer.access_token;
    const idToken = answer.id_token;
    const expiresIn = readExpiresIn(answer.expires_in);
    const binding = { ...context, accessToken };
    const claims = idToken && (await context.checkIdToken(idToken, config, binding));
    // what the server said of it counts, a list too; what was asked for, only where it said nothing
    const granted = Array.isArray(scope) ? scope.join(' ') : (scope ?? context.scope);
    return {
        scope: typeof granted === 'string' && granted ? granted : null,
        ...(accessToken && {
            accessToken,
            tokenType: tokenTypeOf(config),
            expiresIn,
            expiresAt: expiresIn === null ? null : config.now() + expiresIn * 1000,
        }),
        ...(claims && { idToken: idToken, claims }),
    };
}
/** What cannot be read must not turn into "does not expire". */
function readExpiresIn(value) {
    if (value === undefined || value === null)
        return null;
    const isTextOrNumber = typeof value === 'string' || typeof value === 'number';
    authError.check(isTextOrNumber && SECONDS.test(`${value}`), 'invalid_response: expires_in');
    return Math.min(Math.floor(Number(value)), MAX_EXPIRES_IN);
}
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC
 * 6749 §4.1.3, §6). Rejects `network_error`, `timeout`, `token_error` with `detail: { status, error,
 * description }`, `invalid_token`.
 * @param secrets what is sent and must not be repeated in an error
 */
async function requestTokens(config$1, grant, context, { timeout, secrets }) {
    const answer = await fetchJson.fetchJson(config$1.dpop?.fetch ?? config$1.fetch, {
        url: config.endpointOf(config$1, 'token'),
        init: {
            method: 'POST',
            body: authorizeUrl.encodeForm({ client_id: config$1.clientId, ...grant }),
            cache: 'no-store',
        },
        timeout,
        refused: 'token_error: answer',
        fits: hasAccessToken,
        secrets,
    });
    checkTokenType(config$1, answer, 'token_error');
    const { refresh_token } = answer;
    const tokens = await acceptTokens(config$1, answer, context);
    return {
        ...tokens,
        ...(typeof refresh_token === 'string' && refresh_token && { refreshToken: refresh_token }),
    };
}

exports.acceptTokens = acceptTokens;
exports.checkTokenType = checkTokenType;
exports.hasAccessToken = hasAccessToken;
exports.requestTokens = requestTokens;
exports.tokenTypeOf = tokenTypeOf;
