'use strict';

var _explain = require('#explain');
var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var fetchJson = require('./fetch-json.cjs');
var idToken = require('./id-token.cjs');
var idTokenRules = require('./id-token-rules.cjs');
var responseType = require('./response-type.cjs');
var samePage = require('./same-page.cjs');
var state = require('./state.cjs');
var tokenRequest = require('./token-request.cjs');

/**
 * Turns the response of a login that began here into its result: a list of checks, in the order in
 * which they are safe. Every error carries the login's appState.
 * @param sub whom the ID Token must be about; left out: anybody
 */
async function completeLogin(config, matched, sub) {
    const { appState } = matched.transaction;
    try {
        checkTime(config, matched);
        authorizationResponse.checkUnambiguous(matched); // RFC 6749 §3.1
        checkIssuer(config, matched); // RFC 9207 §2.4
        checkError(matched); // RFC 6749 §4.1.2.1, §4.2.2.1
        checkPlace(config, matched); // Multiple Response Types §2.1, §5; RFC 9700 §4.4.2.2
        checkAnswered(config, matched); // Multiple Response Types §3, §5
        checkAccessToken(config, matched); // RFC 6749 §7.1, Appendix A.12
        const tokens = await collectTokens(config, matched, sub);
        checkIssuersAgree(matched, tokens);
        // what was asked for came back, and nothing else is among it: that is what the type says
        return { ...tokens, appState };
    }
    catch (failure) {
        // a new one: two logins can fail for the same reason
        const { code, message, detail } = authError.isAuthError(failure)
            ? failure
            : authError.createError('invalid_response: nothing');
        throw new authError.AuthError(code, message, { appState, detail });
    }
}
function checkTime(config, { transaction }) {
    const expected = `at most ${config.transactionTtl} s`;
    authError.check(!state.isExpired(config, transaction), 'state_expired: time', { expected });
}
function checkIssuer({ issuers, requireIss }, { response }) {
    const { iss } = response;
    const detail = { expected: issuers[1] ? issuers : issuers[0], actual: iss };
    if (iss === undefined)
        authError.check(!requireIss, 'issuer_mismatch: missing-iss', detail);
    else
        authError.check(idTokenRules.isIssuer(issuers, iss) || idTokenRules.tenantOf(issuers, iss), 'issuer_mismatch: iss', detail);
}
/**
 * The server's own word, which counts in either place. Its code stays its code, unless that is one
 * of ours, or repeats what was sent: the app must be able to trust those.
 */
function checkError({ response, transaction }) {
    if (!response.error)
        return;
    const { nonce, codeVerifier } = transaction;
    const secrets = [response.state, nonce, codeVerifier];
    const error = fetchJson.quote(response.error, secrets, 100);
    const detail = { error, description: fetchJson.quote(response.error_description, secrets, 300) };
    authError.check(error && !authError.CODES.includes(error), 'invalid_response: error', detail);
    throw new authError.AuthError(error, _explain.explain(`${error}: server`, detail), { detail });
}
/**
 * An answer counts where it was asked for. A code without a matching `iss` counts on the page it was
 * sent to alone: else one server could send another's code, with its verifier, to itself.
 */
function checkPlace({ issuers }, { response, mode, address, transaction }) {
    const { responseMode, redirectUri } = transaction;
    authError.check(authorizationResponse.isRecognisable(response), 'invalid_response: nothing');
    authError.check(mode === responseMode, 'invalid_response: place', { expected: responseMode, actual: mode });
    const isBound = !response.code || idTokenRules.isIssuer(issuers, response.iss) || address === undefined;
    authError.check(isBound || samePage.isSamePage(address, redirectUri), 'invalid_response: page', {
        expected: redirectUri,
        actual: address,
    });
}
/**
 * Exactly what was asked for came back. Only where one token alone was asked for, the other may
 * come unasked (RFC 6749 §4.2.2: what is not expected is ignored).
 */
function checkAnswered(config, { response, transaction }) {
    const { code, id_token, access_token } = response;
    const words = [code && 'code', id_token && 'id_token', access_token && 'token'];
    const actual = words.filter(Boolean).join(' ');
    const { responseType: expected } = transaction;
    const asked = responseType.sortWords(expected);
    const isUnasked = /^(id_)?token$/.test(asked) && actual === 'id_token token';
    authError.check(asked === actual || isUnasked, 'invalid_response: missing', { expected, actual });
    authError.check(asked === responseType.sortWords(config.responseType), 'invalid_response: responseType', {
        expected: config.responseType,
        actual: expected,
    });
}
function checkAccessToken(config, { response, transaction }) {
    if (!response.access_token || transaction.responseType === 'id_token')
        return;
    authError.check(tokenRequest.hasAccessToken(response), 'invalid_response: access_token');
    tokenRequest.checkTokenType(config, response, 'invalid_response');
}
async function collectTokens(config, { response, transaction }, sub) {
    const { responseType: responseType$1, scope } = transaction;
    const { code, access_token, ...others } = response;
    // an access token that nobody asked for is left out
    const answer = responseType$1 === 'id_token' ? others : response;
    const login = { ...transaction, code, sub, hashesRequired: true };
    const isUnasked = responseType$1 === 'token';
    const front = await tokenRequest.acceptTokens(config, answer, {
        ...login,
        checkIdToken: isUnasked ? idToken.checkUnaskedIdToken : idToken.checkIdToken,
    }); // OpenID Connect Core §3.2.2.11
    const back = code ? await redeemCode(config, code, transaction, sub) : undefined;
    const claims = back?.claims ?? front.claims;
    const isSame = !back?.claims || !front.claims || back.claims.sub === front.claims.sub;
    authError.check(isSame, 'invalid_token: sub', { claim: 'sub' }); // §3.3.3.6
    authError.check(!code || back?.claims || !responseType.hasWord(scope, 'openid'), 'invalid_token: missing'); // §3.1.3.3
    authError.check(sub === undefined || claims, 'invalid_token: sub', { claim: 'sub' });
    return { ...front, ...back };
}
/** RFC 6749 §4.1.3, RFC 7636 §4.5 */
function redeemCode(config, code, transaction, sub) {
    const { redirectUri, codeVerifier, nonce } = transaction;
    authError.check(codeVerifier, 'invalid_response: code_verifier');
    const grant = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
    };
    const context = { ...transaction, code, sub, checkIdToken: idToken.checkIdToken };
    const secrets = [code, codeVerifier, nonce];
    return tokenRequest.requestTokens(config, grant, context, { timeout: config.timeout, secrets });
}
/** With `{tenantid}` an `iss` parameter fits many tenants: it must be the ID Token's. */
function checkIssuersAgree({ response }, { claims }) {
    const isTheSame = !response.iss || !claims?.tid || claims.iss === response.iss;
    authError.check(isTheSame, 'issuer_mismatch: iss', { expected: claims?.iss, actual: response.iss });
}

exports.completeLogin = completeLogin;
