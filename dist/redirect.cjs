'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');

/** Goes to a URL by the app's own `navigate`, else by the browser. */
function goTo({ navigate }, url) {
    if (!navigate)
        environment.requirePage();
    navigate ? navigate(url) : location.assign(url);
}
/**
 * Leaves the page. The promise stays pending; it rejects `aborted` if the person comes back to this very page (bfcache), or if it cannot be left.
 */
function leavePage(config, url) {
    return new Promise((_, reject) => {
        const onPageShow = ({ persisted }) => {
            if (!persisted)
                return;
            globalThis.removeEventListener?.('pageshow', onPageShow);
            reject(authError.createError('aborted'));
        };
        globalThis.addEventListener?.('pageshow', onPageShow);
        try {
            goTo(config, url);
        }
        catch {
            onPageShow({ persisted: true });
        }
    });
}

exports.goTo = goTo;
exports.leavePage = leavePage;
