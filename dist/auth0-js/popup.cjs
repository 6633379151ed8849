'use strict';

var relay = require('../relay.cjs');
var state = require('../state.cjs');
var windowLogin = require('../window-login.cjs');
var answerCheck = require('./answer-check.cjs');
var baseOptions = require('./base-options.cjs');
var hashAnswer = require('./hash-answer.cjs');
var loginRequest = require('./login-request.cjs');
var outcome = require('./outcome.cjs');
var pageOrigin = require('./page-origin.cjs');
var popupHandler = require('./popup-handler.cjs');
var popupRefusals = require('./popup-refusals.cjs');
var spellings = require('./spellings.cjs');
var wireParameters = require('./wire-parameters.cjs');

const createPopup = (tenant) => ({
    ...popupRefusals.createPopupRefusals(),
    preload: (options) => ({
        _current_popup: popupHandler.openPopupWindow(options?.popupOptions, options?.url),
    }),
    authorize: (options, callback) => authorize(tenant, options, callback),
    callback: handHome,
});
function authorize(tenant, options, callback) {
    const { popupHandler, popupOptions, owp, ...given } = wireParameters.mergeOptions(tenant.client.baseOptions, wireParameters.PAGE_OPTIONS, options);
    const { redirectUri, scope } = given;
    answerCheck.checkLeeway(tenant);
    baseOptions.ensure(!owp || redirectUri, 'owp without a redirectUri: there is no relay page');
    const login = loginRequest.createLoginRequest(tenant, 'p', { ...given, scope: scope || loginRequest.DEFAULT_SCOPE });
    const foreign = redirectUri && pageOrigin.findForeignOrigin(redirectUri);
    const popup = foreign ? null : takeWindow(popupHandler, popupOptions);
    const controller = new AbortController();
    // not in the turn of the click, where the app does not have the handle yet
    const settle = async () => {
        if (foreign)
            return fail({ error: 'origin_mismatch', error_description: foreign });
        if (!popup)
            return fail({ error: 'popup_blocked', error_description: 'open it in a click' });
        if (redirectUri)
            return logIn(tenant, login, popup, controller.signal);
        popup.location.replace(login.href);
        return fail('redirectUri option is required');
    };
    outcome.callBack(settle(), callback);
    const focus = () => popup?.focus();
    focus();
    return { originalPopup: popup, focus, close: () => controller.abort() };
}
function handHome(options) {
    const { origin, pathname, search, hash } = location;
    for (const part of [options?.hash ?? hash, search.slice(1)]) {
        const { text, answer } = hashAnswer.readHash(part);
        const { state: state$1 } = answer;
        if (!state$1 || !(state.isMarked(state$1) || opener))
            continue;
        if (state.isMarked(state$1))
            history.replaceState(history.state, '', origin + pathname);
        void relay.relayResponse(state$1, `#${text}`);
        return;
    }
}
/** The window that was opened before, if it is still there, or a new one. */
function takeWindow(handler, position) {
    const preloaded = handler?._current_popup;
    if (preloaded && !preloaded.closed)
        return preloaded;
    return popupHandler.openPopupWindow(wireParameters.mergeOptions(position ?? {}, ['width', 'height', 'top', 'left'], {}));
}
function logIn(tenant, login, window, signal) {
    const known = { ...login.transaction, state: login.ownState };
    return windowLogin.waitForLogin(tenant, login, { window, close: () => window.close() }, { signal }, async ({ response, isAmbiguous }) => {
        const [failure, result] = await answerCheck.judge(tenant, response, isAmbiguous, known);
        if (!failure)
            return [null, spellings.inBothSpellings(result)];
        return failure.error === 'generic_error' ? [failure] : fail(failure);
    }).catch(({ code }) => 
    // who gave it up knows, and is not called
    code === 'aborted' ? new Promise(() => { }) : fail('User closed the popup window'));
}
const fail = (original) => [outcome.wrapError(original)];

exports.createPopup = createPopup;
