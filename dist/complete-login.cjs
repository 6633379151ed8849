'use strict';

var authError = require('./auth-error.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var responseType = require('./response-type.cjs');
var tokenRequest = require('./token-request.cjs');

/**
 * Turns the response of a login that began here into its result: a list of checks, in the order in
 * which they are safe. Every error carries the login's appState.
 */
async function completeLogin(config, matched) {
    const { response, mode, transaction } = matched;
    const { code, error, iss, id_token, access_token } = response;
    const { responseType: responseType$1, responseMode, redirectUri, codeVerifier, scope, appState, createdAt } = transaction;
    const { issuer } = config;
    try {
        authError.check(config.now() / 1000 <= createdAt + config.transactionTtl, 'state_expired', `the login took over ${config.transactionTtl} s: start again`);
        authorizationResponse.checkUnambiguous(matched); // RFC 6749 §3.1
        authError.check(mode === responseMode, 'invalid_response', `responseMode is ${responseMode}, but this came by ${mode}`); // Multiple Response Types §2.1, §5
        authError.check(iss === undefined ? !config.requireIss : iss === issuer, 'issuer_mismatch', `expected iss ${issuer}`); // RFC 9207 §2.4
        if (error)
            throw createServerError(error, response.error_description); // RFC 6749 §4.1.2.1, §4.2.2.1
        const answered = [code && 'code', id_token && 'id_token', access_token && 'token']
            .filter(Boolean)
            .join(' ');
        const answersAll = [responseType$1, config.responseType].every((asked) => responseType.sortWords(asked) === answered);
        authError.check(answersAll, 'invalid_response', `${answered} instead of ${responseType$1}`); // Multiple Response Types §3, §5
        authError.check(!access_token || tokenRequest.hasBearerToken(response), 'invalid_response', 'no Bearer access_token'); // RFC 6749 §7.1
        authError.check(!code || codeVerifier, 'invalid_response', 'no codeVerifier in the record'); // RFC 7636 §4.5
        const login = { ...transaction, code };
        const front = await tokenRequest.acceptTokens(config, response, { ...login, hashesRequired: true }); // OpenID Connect Core §3.2.2.11
        if (!code)
            return { ...front, appState };
        const grant = {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            code_verifier: codeVerifier,
        };
        const back = await tokenRequest.requestTokens(config, grant, login); // RFC 6749 §4.1.3, RFC 7636 §4.5
        authError.check(back.claims || !responseType.hasWord(scope, 'openid'), 'invalid_token', 'no ID Token'); // OpenID Connect Core §3.1.3.3
        authError.check(!front.claims || back.claims?.sub === front.claims.sub, 'invalid_token', 'two persons', {
            claim: 'sub',
        }); // §3.3.3.6
        return { ...front, ...back, appState };
    }
    catch (failure) {
        // a new one: two logins can fail for the same reason
        const { code: errorCode = 'invalid_response', message, detail } = failure;
        throw new authError.AuthError(errorCode, message, { appState, detail });
    }
}
/**
 * The server's own word. Its code stays its code, unless that is one of ours: the app must be able
 * to trust those.
 */
function createServerError(text, about) {
    const error = text.slice(0, 100);
    const description = about?.slice(0, 300);
    const code = authError.CODES.includes(error) ? 'invalid_response' : error;
    return new authError.AuthError(code, `the server says ${error} ${description ?? ''}`, {
        detail: { error, description },
    });
}

exports.completeLogin = completeLogin;
