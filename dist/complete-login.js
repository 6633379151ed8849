import { explain } from '#explain';
import { isAuthError, createError, AuthError, check, CODES } from './auth-error.js';
import { checkUnambiguous, isRecognisable } from './authorization-response.js';
import { quote } from './fetch-json.js';
import { checkUnaskedIdToken, checkIdToken } from './id-token.js';
import { isIssuer, tenantOf } from './id-token-rules.js';
import { sortWords, hasWord } from './response-type.js';
import { isSamePage } from './same-page.js';
import { isExpired } from './state.js';
import { hasAccessToken, checkTokenType, acceptTokens, requestTokens } from './token-request.js';

/**
 * Turns the response of a login that began here into its result: a list of checks, in the order in
 * which they are safe. Every error carries the login's appState.
 * @param sub whom the ID Token must be about; left out: anybody
 */
async function completeLogin(config, matched, sub) {
    const { appState } = matched.transaction;
    try {
        checkTime(config, matched);
        checkUnambiguous(matched); // RFC 6749 §3.1
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
        const { code, message, detail } = isAuthError(failure)
            ? failure
            : createError('invalid_response: nothing');
        throw new AuthError(code, message, { appState, detail });
    }
}
function checkTime(config, { transaction }) {
    const expected = `at most ${config.transactionTtl} s`;
    check(!isExpired(config, transaction), 'state_expired: time', { expected });
}
function checkIssuer({ issuers, requireIss }, { response }) {
    const { iss } = response;
    const detail = { expected: issuers[1] ? issuers : issuers[0], actual: iss };
    if (iss === undefined)
        check(!requireIss, 'issuer_mismatch: missing-iss', detail);
    else
        check(isIssuer(issuers, iss) || tenantOf(issuers, iss), 'issuer_mismatch: iss', detail);
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
    const error = quote(response.error, secrets, 100);
    const detail = { error, description: quote(response.error_description, secrets, 300) };
    check(error && !CODES.includes(error), 'invalid_response: error', detail);
    throw new AuthError(error, explain(`${error}: server`, detail), { detail });
}
/**
 * An answer counts where it was asked for. A code without a matching `iss` counts on the page it was
 * sent to alone: else one server could send another's code, with its verifier, to itself.
 */
function checkPlace({ issuers }, { response, mode, address, transaction }) {
    const { responseMode, redirectUri } = transaction;
    check(isRecognisable(response), 'invalid_response: nothing');
    check(mode === responseMode, 'invalid_response: place', { expected: responseMode, actual: mode });
    const isBound = !response.code || isIssuer(issuers, response.iss) || address === undefined;
    check(isBound || isSamePage(address, redirectUri), 'invalid_response: page', {
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
    const asked = sortWords(expected);
    const isUnasked = /^(id_)?token$/.test(asked) && actual === 'id_token token';
    check(asked === actual || isUnasked, 'invalid_response: missing', { expected, actual });
    check(asked === sortWords(config.responseType), 'invalid_response: responseType', {
        expected: config.responseType,
        actual: expected,
    });
}
function checkAccessToken(config, { response, transaction }) {
    if (!response.access_token || transaction.responseType === 'id_token')
        return;
    check(hasAccessToken(response), 'invalid_response: access_token');
    checkTokenType(config, response, 'invalid_response');
}
async function collectTokens(config, { response, transaction }, sub) {
    const { responseType, scope } = transaction;
    const { code, access_token, ...others } = response;
    // an access token that nobody asked for is left out
    const answer = responseType === 'id_token' ? others : response;
    const login = { ...transaction, code, sub, hashesRequired: true };
    const isUnasked = responseType === 'token';
    const front = await acceptTokens(config, answer, {
        ...login,
        checkIdToken: isUnasked ? checkUnaskedIdToken : checkIdToken,
    }); // OpenID Connect Core §3.2.2.11
    const back = code ? await redeemCode(config, code, transaction, sub) : undefined;
    const claims = back?.claims ?? front.claims;
    const isSame = !back?.claims || !front.claims || back.claims.sub === front.claims.sub;
    check(isSame, 'invalid_token: sub', { claim: 'sub' }); // §3.3.3.6
    check(!code || back?.claims || !hasWord(scope, 'openid'), 'invalid_token: missing'); // §3.1.3.3
    check(sub === undefined || claims, 'invalid_token: sub', { claim: 'sub' });
    return { ...front, ...back };
}
/** RFC 6749 §4.1.3, RFC 7636 §4.5 */
function redeemCode(config, code, transaction, sub) {
    const { redirectUri, codeVerifier, nonce } = transaction;
    check(codeVerifier, 'invalid_response: code_verifier');
    const grant = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
    };
    const context = { ...transaction, code, sub, checkIdToken };
    const secrets = [code, codeVerifier, nonce];
    return requestTokens(config, grant, context, { timeout: config.timeout, secrets });
}
/** With `{tenantid}` an `iss` parameter fits many tenants: it must be the ID Token's. */
function checkIssuersAgree({ response }, { claims }) {
    const isTheSame = !response.iss || !claims?.tid || claims.iss === response.iss;
    check(isTheSame, 'issuer_mismatch: iss', { expected: claims?.iss, actual: response.iss });
}

export { completeLogin };
