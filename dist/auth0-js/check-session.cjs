'use strict';

var frame = require('../frame.cjs');
var windowLogin = require('../window-login.cjs');
var answerCheck = require('./answer-check.cjs');
var loginRequest = require('./login-request.cjs');
var outcome = require('./outcome.cjs');
var pageOrigin = require('./page-origin.cjs');
var wireParameters = require('./wire-parameters.cjs');

/** ms */
const TIMEOUT = 60_000;
/** A silent login in a hidden frame (OpenID Connect Core §3.1.2.1, prompt=none). */
function checkSession(tenant, options) {
    const { usePostMessage, postMessageDataType, ...sent } = wireParameters.mergeOptions(tenant.client.baseOptions, wireParameters.LOGIN_OPTIONS, options);
    answerCheck.checkLeeway(tenant);
    if (sent.responseType === 'code')
        return refuse("responseType can't be `code`");
    const login = loginRequest.createLoginRequest(tenant, 'f', {
        ...sent,
        responseMode: 'web_message',
        prompt: 'none',
    });
    if (!sent.redirectUri)
        return refuse("redirectUri can't be empty");
    const foreign = pageOrigin.findForeignOrigin(sent.redirectUri);
    if (foreign)
        return fail({ error: 'origin_mismatch', error_description: foreign });
    const { transaction, ownState: state } = login;
    // here, appState is the state
    const known = { ...transaction, state, appState: state };
    return windowLogin.waitForLogin(tenant, login, frame.frameKind.open({}), { timeout: Number(sent.timeout) || TIMEOUT }, async ({ response, isAmbiguous }) => {
        const { error, error_description } = response;
        if (isAmbiguous)
            return fail(outcome.describeTwice());
        if (error)
            return fail({ error, error_description });
        const [failure, result] = await answerCheck.completeAnswer(tenant, response, known);
        return failure ? fail(failure) : [null, result];
    }).catch(({ code, message }) => fail({ error: code, error_description: message }));
}
/** What cannot even be asked has a shape of its own. */
const refuse = (error_description) => [{ error: 'error', error_description }];
function fail(original) {
    const wrapped = outcome.wrapError(original);
    return [{ ...wrapped, error: wrapped.code, error_description: wrapped.description }];
}

exports.checkSession = checkSession;
