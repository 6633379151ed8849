import { explain } from '#explain';
import { check, errorOfLogin, AuthError, createError, CODES } from './auth-error.js';
import { checkUnambiguous } from './authorization-response.js';
import { quote, quoteError } from './fetch-json.js';
import { isIssuer, tenantOf } from './id-token-rules.js';
import { sortWords, hasWord } from './response-type.js';
import { isSamePage } from './same-page.js';
import { isExpired } from './state.js';
import { checkAccessToken, acceptTokens, requestTokens } from './token-request.js';

/**
 * Turns the response of a login that began here into its result: a list of checks, in the order in
 * which they are safe. Every error carries the login's appState.
 * @param sub whom the ID Token must be about; left out: anybody
 */
async function completeLogin(config, matched, sub) {
    const { response, mode, address, transaction } = matched;
    const { code, error, iss, id_token, access_token } = response;
    const { responseType, responseMode, redirectUri, scope, appState } = transaction;
    const { codeVerifier = '', nonce } = transaction;
    const { issuers } = config;
    const secrets = [response.state, nonce, codeVerifier, code, access_token, id_token];
    const isFromIssuer = isIssuer(issuers, iss);
    const words = [code && 'code', id_token && 'id_token', access_token && 'token'];
    const answered = words.filter(Boolean).join(' ');
    const asked = sortWords(`${responseType}`);
    // RFC 6749 §4.2.2: what is not expected is ignored; a second token is such, beside the one
    const mayBringBoth = /^(id_)?token$/.test(asked) && answered === 'id_token token';
    try {
        checkUnambiguous(matched); // RFC 6749 §3.1
        check(!isExpired(config, transaction), 'state_expired: time');
        check(iss === undefined ? !config.requireIss : isFromIssuer || tenantOf(issuers, iss), iss === undefined ? 'issuer_mismatch: missing-iss' : 'issuer_mismatch: iss', { expected: issuers.join(), actual: quote(iss, secrets, 300) }); // RFC 9207 §2.4
        if (error)
            throw createServerError(response, secrets); // RFC 6749 §4.1.2.1, §4.2.2.1
        check(answered, 'invalid_response: nothing');
        check(mode === responseMode, 'invalid_response: place', {
            expected: responseMode,
            actual: mode,
        }); // Multiple Response Types §2.1, §5
        // a code of another server must not be redeemed at this one, with its verifier
        check(!code || isFromIssuer || !address || isSamePage(address, redirectUri), 'invalid_response: page', { expected: redirectUri, actual: address }); // RFC 9700 §4.4.2.2
        check(asked === answered || mayBringBoth, 'invalid_response: missing', {
            expected: responseType,
            actual: answered,
        }); // Multiple Response Types §3, §5
        check(asked === sortWords(config.responseType), 'invalid_response: responseType', {
            expected: config.responseType,
            actual: responseType,
        });
        const isTokenDue = asked !== 'id_token';
        if (access_token && isTokenDue)
            checkAccessToken(config, response, 'invalid_response'); // §7.1
        check(!code || codeVerifier, 'invalid_response: code_verifier'); // RFC 7636 §4.5
        const login = { ...transaction, code, sub, secrets };
        // an access token that nobody asked for is left out
        const answer = isTokenDue ? response : { ...response, access_token: undefined };
        const front = await acceptTokens(config, answer, {
            ...login,
            hashesRequired: true,
            isUnasked: asked === 'token',
        }); // OpenID Connect Core §3.2.2.11
        const grant = {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            code_verifier: codeVerifier,
        };
        // RFC 6749 §4.1.3, RFC 7636 §4.5
        const back = code ? await requestTokens(config, grant, login, config.timeout, secrets) : front;
        const { claims } = back;
        check(!code || claims || !hasWord(scope, 'openid'), 'invalid_token: missing'); // §3.1.3.3
        const person = front.claims?.sub ?? sub;
        const isSame = person === undefined || claims?.sub === person;
        check(isSame, 'invalid_token: sub', { claim: 'sub' }); // §3.3.3.6
        // with `{tenantid}` an `iss` of many tenants fits: it must be the ID Token's
        check(!iss || isFromIssuer || !claims || claims.iss === iss, 'issuer_mismatch: iss', {
            expected: claims?.iss,
            actual: quote(iss, secrets, 300),
        });
        // what was asked for came back, and nothing else: that is what the type says
        return { ...front, ...back, appState };
    }
    catch (failure) {
        throw errorOfLogin(failure, appState);
    }
}
/**
 * The server's own word, which counts wherever it stands. Its code stays its code, unless that is
 * one of ours, or repeats what was sent: the app must be able to trust those.
 */
function createServerError(response, secrets) {
    const detail = quoteError(response.error, response.error_description, secrets);
    const { error } = detail;
    const isOurs = !error || CODES.includes(error);
    return isOurs
        ? createError('invalid_response: error', detail)
        : new AuthError(error, explain(`${error}: server`, detail), { detail });
}

export { completeLogin };
