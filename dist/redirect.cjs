'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');

/** Leaves the page by the app's own `navigate`, else by a history entry of the browser's. */
function goTo({ navigate }, url) {
    if (navigate)
        return navigate(url);
    environment.requirePage();
    location.assign(url);
}
/**
 * Leaves the page. The promise stays pending; it rejects `aborted` if the person comes back to this very page (bfcache), or if it cannot be left.
 */
function leavePage(config, url) {
    return new Promise((_, reject) => {
        const abort = () => {
            globalThis.removeEventListener?.('pageshow', onPageShow);
            // without the cause, which may quote the URL
            reject(new authError.AuthError('aborted', 'The login was given up: the person came Back, or the page could not be left. Offer it again.'));
        };
        const onPageShow = ({ persisted }) => persisted && abort();
        globalThis.addEventListener?.('pageshow', onPageShow);
        try {
            goTo(config, url);
        }
        catch {
            abort();
        }
    });
}

exports.goTo = goTo;
exports.leavePage = leavePage;
