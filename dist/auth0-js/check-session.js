import { frameKind } from '../frame.js';
import { waitForLogin } from '../window-login.js';
import { checkLeeway, completeAnswer } from './answer-check.js';
import { createLoginRequest } from './login-request.js';
import { describeTwice, wrapError } from './outcome.js';
import { findForeignOrigin } from './page-origin.js';
import { mergeOptions, LOGIN_OPTIONS } from './wire-parameters.js';

/** ms */
const TIMEOUT = 60_000;
/** A silent login in a hidden frame (OpenID Connect Core §3.1.2.1, prompt=none). */
function checkSession(tenant, options) {
    const { usePostMessage, postMessageDataType, ...sent } = mergeOptions(tenant.client.baseOptions, LOGIN_OPTIONS, options);
    checkLeeway(tenant);
    if (sent.responseType === 'code')
        return refuse("responseType can't be `code`");
    const login = createLoginRequest(tenant, 'f', {
        ...sent,
        responseMode: 'web_message',
        prompt: 'none',
    });
    if (!sent.redirectUri)
        return refuse("redirectUri can't be empty");
    const foreign = findForeignOrigin(sent.redirectUri);
    if (foreign)
        return fail({ error: 'origin_mismatch', error_description: foreign });
    const { transaction, ownState: state } = login;
    // here, appState is the state
    const known = { ...transaction, state, appState: state };
    return waitForLogin(tenant, login, frameKind.open({}), { timeout: Number(sent.timeout) || TIMEOUT }, async ({ response, isAmbiguous }) => {
        const { error, error_description } = response;
        if (isAmbiguous)
            return fail(describeTwice());
        if (error)
            return fail({ error, error_description });
        const [failure, result] = await completeAnswer(tenant, response, known);
        return failure ? fail(failure) : [null, result];
    }).catch(({ code, message }) => fail({ error: code, error_description: message }));
}
/** What cannot even be asked has a shape of its own. */
const refuse = (error_description) => [{ error: 'error', error_description }];
function fail(original) {
    const wrapped = wrapError(original);
    return [{ ...wrapped, error: wrapped.code, error_description: wrapped.description }];
}

export { checkSession };
