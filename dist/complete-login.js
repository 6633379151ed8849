import { check, AuthError, CODES } from './auth-error.js';
import { checkUnambiguous } from './authorization-response.js';
import { sortWords, hasWord } from './response-type.js';
import { hasBearerToken, acceptTokens, requestTokens } from './token-request.js';

/**
 * Turns the response of a login that began here into its result: a list of checks, in the order in
 * which they are safe. Every error carries the login's appState.
 */
async function completeLogin(config, matched) {
    const { response, mode, transaction } = matched;
    const { code, error, iss, id_token, access_token } = response;
    const { responseType, responseMode, redirectUri, codeVerifier, scope, appState, createdAt } = transaction;
    const { issuer } = config;
    try {
        check(config.now() / 1000 <= createdAt + config.transactionTtl, 'state_expired', `the login took over ${config.transactionTtl} s: start again`);
        checkUnambiguous(matched); // RFC 6749 §3.1
        check(mode === responseMode, 'invalid_response', `responseMode is ${responseMode}, but this came by ${mode}`); // Multiple Response Types §2.1, §5
        check(iss === undefined ? !config.requireIss : iss === issuer, 'issuer_mismatch', `expected iss ${issuer}`); // RFC 9207 §2.4
        if (error)
            throw createServerError(error, response.error_description); // RFC 6749 §4.1.2.1, §4.2.2.1
        const answered = [code && 'code', id_token && 'id_token', access_token && 'token']
            .filter(Boolean)
            .join(' ');
        const answersAll = [responseType, config.responseType].every((asked) => sortWords(asked) === answered);
        check(answersAll, 'invalid_response', `${answered} instead of ${responseType}`); // Multiple Response Types §3, §5
        check(!access_token || hasBearerToken(response), 'invalid_response', 'no Bearer access_token'); // RFC 6749 §7.1
        check(!code || codeVerifier, 'invalid_response', 'no codeVerifier in the record'); // RFC 7636 §4.5
        const login = { ...transaction, code };
        const front = await acceptTokens(config, response, { ...login, hashesRequired: true }); // OpenID Connect Core §3.2.2.11
        if (!code)
            return { ...front, appState };
        const grant = {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            code_verifier: codeVerifier,
        };
        const back = await requestTokens(config, grant, login); // RFC 6749 §4.1.3, RFC 7636 §4.5
        check(back.claims || !hasWord(scope, 'openid'), 'invalid_token', 'no ID Token'); // OpenID Connect Core §3.1.3.3
        check(!front.claims || back.claims?.sub === front.claims.sub, 'invalid_token', 'two persons', {
            claim: 'sub',
        }); // §3.3.3.6
        return { ...front, ...back, appState };
    }
    catch (failure) {
        // a new one: two logins can fail for the same reason
        const { code: errorCode = 'invalid_response', message, detail } = failure;
        throw new AuthError(errorCode, message, { appState, detail });
    }
}
/**
 * The server's own word. Its code stays its code, unless that is one of ours: the app must be able
 * to trust those.
 */
function createServerError(text, about) {
    const error = text.slice(0, 100);
    const description = about?.slice(0, 300);
    const code = CODES.includes(error) ? 'invalid_response' : error;
    return new AuthError(code, `the server says ${error} ${description ?? ''}`, {
        detail: { error, description },
    });
}

export { completeLogin };
