'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');

/**
 * How to go to a URL: by the app's own `navigate`, else by the browser. Throws `browser_required`.
 */
function navigation({ navigate }) {
    if (!navigate)
        environment.requirePage();
    return navigate ?? ((url) => location.assign(url));
}
/**
 * Leaves the page. The promise stays pending; it rejects `aborted` if the person comes back to this
 * very page (bfcache), or if it cannot be left.
 */
function leavePage(goTo, url) {
    return new Promise((_, reject) => {
        const onPageShow = ({ persisted }) => {
            if (!persisted)
                return;
            globalThis.removeEventListener?.('pageshow', onPageShow);
            reject(authError.createError('aborted', 'the person came back, or this page could not be left'));
        };
        globalThis.addEventListener?.('pageshow', onPageShow);
        try {
            goTo(url);
        }
        catch {
            onPageShow({ persisted: true });
        }
    });
}

exports.leavePage = leavePage;
exports.navigation = navigation;
