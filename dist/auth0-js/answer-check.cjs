'use strict';

var idToken = require('../id-token.cjs');
var idTokenRules = require('../id-token-rules.cjs');
var jws = require('../jws.cjs');
var redirectLoop = require('../redirect-loop.cjs');
var responseType = require('../response-type.cjs');
var baseOptions = require('./base-options.cjs');
var hashAnswer = require('./hash-answer.cjs');
var outcome = require('./outcome.cjs');

/**
 * Which login an answer belongs to: the one whose record its state names; or the one whose state
 * the app hands in, because it keeps its own book. Undefined: nobody here asked for it.
 */
function matchLogin({ state }, handed, record) {
    const ownState = record?.ownState ?? state;
    const isHanded = handed.state === ownState || handed.state === state;
    if (!state || !(handed.state ? isHanded : record))
        return undefined;
    return {
        ...record,
        state: ownState,
        appState: handed.state || record?.appState,
        nonce: handed.nonce || record?.nonce,
    };
}
/** Why an answer is refused that belongs to no login. */
function refuseUnknown({ state }, options) {
    const isIdpInitiated = options.__enableIdPInitiatedLogin || options.__enableImpersonation;
    const text = isIdpInitiated && !state
        ? 'no state: see "A response that nobody here asked for" in the recipes'
        : '`state` does not match.';
    return [outcome.invalidToken(text)];
}
/**
 * The outcome of an answer whose login is known: a list of checks, in the order in which they are
 * safe.
 */
function judge(tenant, answer, isAmbiguous, login) {
    const { error, error_description, access_token, id_token } = answer;
    if (isAmbiguous)
        return [outcome.describeTwice()];
    if (error)
        return [outcome.describeError(error, error_description, login.state)];
    if (!hashAnswer.hasTokens(answer))
        return [outcome.describeNothing()];
    const asked = tenant.client.baseOptions.responseType || login.responseType;
    const lacks = (word, token) => responseType.hasWord(asked, word) && !token;
    if (lacks('token', access_token) || lacks('id_token', id_token)) {
        return [outcome.describeError('invalid_hash', `not all of ${asked}`)];
    }
    return completeAnswer(tenant, answer, login);
}
/** The result of an answer whose login is known, its ID Token verified in full. */
function completeAnswer(tenant, answer, { nonce, organization, appState, state }) {
    const { id_token, access_token, expires_in } = answer;
    const give = (idTokenPayload) => {
        redirectLoop.endRedirectLoop();
        const result = {
            accessToken: access_token || null,
            idToken: id_token || null,
            idTokenPayload,
            appState: appState || null,
            refreshToken: answer.refresh_token || null,
            state: state || null,
            expiresIn: expires_in ? Number.parseInt(expires_in, 10) : null,
            tokenType: answer.token_type || null,
            scope: answer.scope || null,
        };
        return [null, result];
    };
    // handed in, and remembered nowhere: the app may have read it in the very answer
    if (!nonce && hashAnswer.hasTokens(answer)) {
        return [outcome.invalidToken('`state` without the `nonce` of its login proves nothing')];
    }
    if (!id_token)
        return give(null);
    return verifyToken(tenant, id_token, { nonce: nonce, organization, accessToken: access_token }, give);
}
/** Throws an Error for a leeway that is out of bounds. */
function checkLeeway({ leeway }) {
    baseOptions.ensure(leeway >= 0 && leeway <= idTokenRules.MAX_LEEWAY, `leeway, 0 to ${idTokenRules.MAX_LEEWAY}`);
}
/**
 * Verifies an ID Token in full. A device whose clock is slow may log in: a token from its future
 * counts from then on, if it does not say itself that it has to wait. Throws at once for a leeway
 * that is out of bounds.
 */
function verifyToken(tenant, idToken$1, binding, give) {
    checkLeeway(tenant);
    const { leeway, now, client } = tenant;
    const verify = async () => {
        const { iat, nbf = 0 } = jws.parseJws(idToken$1).payload;
        const mustWait = Number(nbf) * 1000 > now() + leeway * 1000;
        const start = mustWait ? 0 : Number(iat) * 1000;
        return idToken.checkIdToken(idToken$1, { ...tenant, now: () => Math.max(now(), start) }, { ...binding, maxAge: client.baseOptions.maxAge || undefined, hashesRequired: true });
    };
    return verify().then(give, ({ message }) => [outcome.invalidToken(message)]);
}

exports.checkLeeway = checkLeeway;
exports.completeAnswer = completeAnswer;
exports.judge = judge;
exports.matchLogin = matchLogin;
exports.refuseUnknown = refuseUnknown;
exports.verifyToken = verifyToken;
