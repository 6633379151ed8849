import { relayResponse } from '../relay.js';
import { isMarked } from '../state.js';
import { waitForLogin } from '../window-login.js';
import { checkLeeway, judge } from './answer-check.js';
import { ensure } from './base-options.js';
import { readHash } from './hash-answer.js';
import { createLoginRequest, DEFAULT_SCOPE } from './login-request.js';
import { callBack, wrapError } from './outcome.js';
import { findForeignOrigin } from './page-origin.js';
import { openPopupWindow } from './popup-handler.js';
import { createPopupRefusals } from './popup-refusals.js';
import { inBothSpellings } from './spellings.js';
import { mergeOptions, PAGE_OPTIONS } from './wire-parameters.js';

const createPopup = (tenant) => ({
    ...createPopupRefusals(),
    preload: (options) => ({
        _current_popup: openPopupWindow(options?.popupOptions, options?.url),
    }),
    authorize: (options, callback) => authorize(tenant, options, callback),
    callback: handHome,
});
function authorize(tenant, options, callback) {
    const { popupHandler, popupOptions, owp, ...given } = mergeOptions(tenant.client.baseOptions, PAGE_OPTIONS, options);
    const { redirectUri, scope } = given;
    checkLeeway(tenant);
    ensure(!owp || redirectUri, 'owp without a redirectUri: there is no relay page');
    const login = createLoginRequest(tenant, 'p', { ...given, scope: scope || DEFAULT_SCOPE });
    const foreign = redirectUri && findForeignOrigin(redirectUri);
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
    callBack(settle(), callback);
    const focus = () => popup?.focus();
    focus();
    return { originalPopup: popup, focus, close: () => controller.abort() };
}
function handHome(options) {
    const { origin, pathname, search, hash } = location;
    for (const part of [options?.hash ?? hash, search.slice(1)]) {
        const { text, answer } = readHash(part);
        const { state } = answer;
        if (!state || !(isMarked(state) || opener))
            continue;
        if (isMarked(state))
            history.replaceState(history.state, '', origin + pathname);
        void relayResponse(state, `#${text}`);
        return;
    }
}
/** The window that was opened before, if it is still there, or a new one. */
function takeWindow(handler, position) {
    const preloaded = handler?._current_popup;
    if (preloaded && !preloaded.closed)
        return preloaded;
    return openPopupWindow(mergeOptions(position ?? {}, ['width', 'height', 'top', 'left'], {}));
}
function logIn(tenant, login, window, signal) {
    const known = { ...login.transaction, state: login.ownState };
    return waitForLogin(tenant, login, { window, close: () => window.close() }, { signal }, async ({ response, isAmbiguous }) => {
        const [failure, result] = await judge(tenant, response, isAmbiguous, known);
        if (!failure)
            return [null, inBothSpellings(result)];
        return failure.error === 'generic_error' ? [failure] : fail(failure);
    }).catch(({ code }) => 
    // who gave it up knows, and is not called
    code === 'aborted' ? new Promise(() => { }) : fail('User closed the popup window'));
}
const fail = (original) => [wrapError(original)];

export { createPopup };
