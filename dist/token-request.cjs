'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var fetchJson = require('./fetch-json.cjs');

/** Whether an access token can be put into a header: visible ASCII (RFC 6749 Appendix A.12). */
function isUsableToken(token, type) {
    // §7.1: a token of a type that is not understood must not be used; the type has no case (§5.1)
    return typeof token === 'string' && /^[!-~]+$/.test(token) && typeof type === 'string' && type.toLowerCase() === 'bearer';
}
/**
 * Asks the token endpoint: a form POST without extra headers, so that no preflight is needed (RFC 6749 §4.1.3, §6).
 * Rejects `network_error`, or `token_error` with `detail: { status, error }`.
 */
async function requestTokens({ clientId, endpoints, fetch }, grant) {
    const response = await fetchJson.fetchJson(fetch, endpoints.token, 'token_error', {
        method: 'POST',
        body: authorizeUrl.encodeForm({ client_id: clientId, ...grant }),
        cache: 'no-store',
    });
    const { access_token, token_type } = response;
    if (!isUsableToken(access_token, token_type)) {
        throw new authError.AuthError('token_error', 'The token endpoint sent no usable Bearer access token.', { detail: { status: 200 } });
    }
    return response;
}

exports.isUsableToken = isUsableToken;
exports.requestTokens = requestTokens;
