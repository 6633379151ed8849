'use strict';

var authError = require('./auth-error.cjs');
var authResult = require('./auth-result.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var config = require('./config.cjs');
var idToken = require('./id-token.cjs');
var responseType = require('./response-type.cjs');
var tokenRequest = require('./token-request.cjs');

/**
 * Turns the response of a login that began here into its result: one check a line, in the order in which they are safe.
 * Every error carries the login's appState.
 */
async function completeLogin(config$1, keys, { received, transaction }) {
    try {
        const receivedAt = config$1.now();
        const response = authorizationResponse.toAuthorizationResponse(received); // RFC 6749 §3.1: no parameter twice
        checkPlace(received.mode, transaction); // Multiple Response Types §2.1, §5
        checkIssuer(config$1, response); // RFC 9207 §2.4
        checkNoError(response); // RFC 6749 §4.1.2.1, §4.2.2.1; OpenID Connect Core §3.1.2.6
        checkAnswersRequest(config$1, response, transaction); // Multiple Response Types §3, §5
        checkTokenType(response); // RFC 6749 §7.1
        const front = authResult.accessTokenResult(response, receivedAt); // RFC 6749 §4.2.2, Appendix A.14
        if (config.expectsIdToken(config$1, transaction.scope))
            keys.prefetch();
        const frontClaims = await checkFrontIdToken(config$1, keys, response, transaction); // OpenID Connect Core §3.2.2.11, §3.3.2.12
        const tokens = await redeemCode(config$1, response, transaction); // RFC 6749 §4.1.3, RFC 7636 §4.5
        const backClaims = tokens && (await checkBackIdToken(config$1, keys, tokens, response, transaction)); // Core §3.1.3.7
        checkSamePerson(frontClaims, backClaims); // Core §3.3.3.6
        return {
            ...front,
            ...(tokens && authResult.accessTokenResult(tokens, config$1.now())),
            ...(frontClaims && { idToken: response.id_token, claims: frontClaims }),
            ...(backClaims && { idToken: tokens.id_token, claims: backClaims }),
            ...(typeof tokens?.refresh_token === 'string' && { refreshToken: tokens.refresh_token }),
            scope: String(tokens?.scope ?? response.scope ?? transaction.scope) || null,
            appState: transaction.appState,
        };
    }
    catch (error) {
        throw Object.assign(error, { appState: transaction.appState });
    }
}
function checkIssuer({ issuer, requireIss }, { iss }) {
    if (iss === undefined ? requireIss : iss !== issuer) {
        throw new authError.AuthError('issuer_mismatch', `The response names another issuer than ${issuer}, or none. If that server is yours, set the issuer option.`);
    }
}
function checkNoError({ error, error_description }) {
    if (!error)
        return;
    const detail = { error: error.slice(0, 100), ...(error_description && { description: error_description.slice(0, 300) }) };
    // the app must be able to trust our codes
    const code = authError.isPosternErrorCode(error) ? 'invalid_response' : detail.error;
    throw new authError.AuthError(code, `The server refused: ${detail.error}${detail.description ? ` (${detail.description})` : ''}.`, { detail });
}
function checkPlace(mode, { responseMode }) {
    if (mode !== responseMode) {
        throw new authError.AuthError('invalid_response', `The server answered by ${mode}, not by ${responseMode}. Set responseMode: '${mode}', or mend the server.`);
    }
}
/** What was asked for came, and nothing else. */
function checkAnswersRequest({ responseType: responseType$1 }, { code, access_token, id_token }, transaction) {
    const asked = responseType.normalizeResponseType(transaction.responseType);
    const answered = [code && 'code', id_token && 'id_token', access_token && 'token'].filter(Boolean).join(' ');
    if (answered !== asked || asked !== responseType.normalizeResponseType(responseType$1)) {
        throw new authError.AuthError('invalid_response', `Asked for ${transaction.responseType}, answered with ${answered || 'nothing'}, client made for ${responseType$1}.`);
    }
}
function checkTokenType({ access_token, token_type }) {
    if (access_token && !tokenRequest.isUsableToken(access_token, token_type)) {
        throw new authError.AuthError('invalid_response', 'The response has no usable Bearer access token.');
    }
}
function checkFrontIdToken(config, keys, { id_token, access_token, code }, transaction) {
    const { nonce, maxAge, organization } = transaction;
    if (!id_token)
        return undefined;
    return idToken.checkIdToken(id_token, config, { nonce, maxAge, organization, accessToken: access_token, code, requireHashes: true }, keys);
}
function redeemCode(config, { code }, { codeVerifier, redirectUri }) {
    if (!code)
        return undefined;
    if (!codeVerifier)
        throw new authError.AuthError('invalid_response', 'This login has no code verifier: it did not ask for a code. Start it again.');
    return tokenRequest.requestTokens(config, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier });
}
function checkBackIdToken(config$1, keys, tokens, { code }, transaction) {
    const { nonce, maxAge, organization, scope } = transaction;
    const { id_token, access_token } = tokens;
    // Core §3.1.3.3: openid asked, so there is an ID Token
    if (id_token == null && !config.holdsOpenid(scope))
        return undefined;
    return idToken.checkIdToken(String(id_token ?? ''), config$1, { nonce, maxAge, organization, accessToken: access_token, code, requireHashes: false }, keys);
}
function checkSamePerson(front, back) {
    if (front && back && (front.iss !== back.iss || front.sub !== back.sub)) {
        throw new authError.AuthError('invalid_token', 'The two ID Tokens of this login are not about the same person.', { detail: { claim: 'sub' } });
    }
}

exports.completeLogin = completeLogin;
