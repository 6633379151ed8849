import { check, AuthError, isPosternErrorCode } from './auth-error.js';
import { checkLifetime, accessTokenResult } from './auth-result.js';
import { checkUnambiguous } from './authorization-response.js';
import { checkIdToken } from './id-token.js';
import { sortWords, hasWord } from './response-type.js';
import { isBearerToken, requestTokens } from './token-request.js';

/** Whether a login brings an ID Token, from the front channel or with its code (OpenID Connect Core §3.1.3.3). */
const expectsIdToken = (responseType, scope) => hasWord(responseType, 'id_token') || (hasWord(responseType, 'code') && hasWord(scope, 'openid'));
/**
 * Turns the response of a login that began here into its result: a list of checks, in the order in which they are safe.
 * Every error carries the login's appState.
 */
async function completeLogin(config, keys, matched) {
    const { response, mode, transaction } = matched;
    const { access_token: accessToken, id_token: idToken, code, error, iss, token_type, expires_in } = response;
    const { responseType, responseMode, redirectUri, codeVerifier, scope, appState } = transaction;
    const { issuer, requireIss, now } = config;
    try {
        const receivedAt = now();
        check(receivedAt / 1000 <= transaction.createdAt + config.transactionTtl, 'state_expired', `after ${config.transactionTtl} s`);
        checkUnambiguous(matched); // RFC 6749 §3.1
        check(mode === responseMode, 'invalid_response', `set responseMode: '${mode}'`); // Multiple Response Types §2.1, §5
        check(iss === undefined ? !requireIss : iss === issuer, 'issuer_mismatch', `expected iss ${issuer}`); // RFC 9207 §2.4
        if (error)
            throw createServerError(error, response.error_description); // RFC 6749 §4.1.2.1, §4.2.2.1
        const answered = [code && 'code', idToken && 'id_token', accessToken && 'token'].filter(Boolean).join(' ');
        const answersAll = [responseType, config.responseType].every((asked) => sortWords(asked) === answered);
        check(answersAll, 'invalid_response', `${answered} instead of ${responseType}`); // Multiple Response Types §3, §5
        check(!accessToken || isBearerToken(accessToken, token_type), 'invalid_response', 'no Bearer access_token'); // RFC 6749 §7.1
        const expiresIn = checkLifetime(expires_in); // RFC 6749 §4.2.2, Appendix A.14
        check(!code || codeVerifier, 'invalid_response', 'no codeVerifier in the record'); // RFC 7636 §4.5
        const idTokenRequired = expectsIdToken(responseType, scope);
        if (idTokenRequired)
            keys.prefetch();
        const partners = { accessToken, code, hashesRequired: true };
        const claims = idToken && (await checkIdToken(idToken, config, transaction, partners, keys)); // OpenID Connect Core §3.2.2.11
        const grant = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier };
        const tokens = code && (await requestTokens(config, keys, grant, { ...transaction, code, idTokenRequired })); // RFC 6749 §4.1.3, RFC 7636 §4.5
        const same = !claims || !tokens || (claims.iss === tokens.claims?.iss && claims.sub === tokens.claims.sub);
        check(same, 'invalid_token', 'two persons', { claim: 'sub' }); // OpenID Connect Core §3.3.3.6
        return {
            scope: response.scope || scope || null,
            ...(accessToken && accessTokenResult(accessToken, expiresIn, receivedAt)),
            ...(claims && { idToken, claims }),
            ...tokens,
            appState,
        };
    }
    catch (failure) {
        // a new one: two logins can fail for the same reason
        const { code: errorCode, message, detail } = failure;
        throw new AuthError(errorCode, message, { appState, ...(detail && { detail }) });
    }
}
/** The server's own word. Its code stays its code, unless that is one of ours: the app must be able to trust those. */
function createServerError(error, text) {
    const code = error.slice(0, 100);
    const description = text?.slice(0, 300);
    const detail = { error: code, ...(description && { description }) };
    return new AuthError(isPosternErrorCode(code) ? 'invalid_response' : code, `The server says ${code}${description ? `: ${description}` : ''}`, { detail });
}

export { completeLogin, expectsIdToken };
