'use strict';

var authError = require('./auth-error.cjs');

/** Whether this is a page: not Node, not a worker. */
const isPage = () => typeof document !== 'undefined';
/** For what only a page can do. Throws `browser_required`. */
function requirePage() {
    authError.check(isPage(), 'browser_required: page');
}
/**
 * For what needs WebCrypto, which plain http pages beyond loopback lack. Throws `insecure_context`.
 */
function requireSubtleCrypto() {
    authError.check(globalThis.crypto?.subtle, 'insecure_context: WebCrypto');
}
/**
 * This page's URL without query and fragment. Throws `browser_required`, and `invalid_config` for a
 * page that came from a file.
 */
function pageUrl() {
    requirePage();
    authError.check(/^http/.test(location.protocol), 'invalid_config: missing redirectUri');
    return location.origin + location.pathname;
}
/**
 * Waits while the browser only prepares this page (speculation rules): nobody has opened it yet,
 * and it may be thrown away. Elsewhere undefined: there is nothing to wait for.
 */
function untilActivated() {
    // TypeScript's DOM does not know it yet: https://wicg.github.io/nav-speculation/prerendering.html
    if (!isPage() || !document.prerendering)
        return undefined;
    return new Promise((resolve) => {
        document.addEventListener('prerenderingchange', resolve, { once: true });
    });
}

exports.isPage = isPage;
exports.pageUrl = pageUrl;
exports.requirePage = requirePage;
exports.requireSubtleCrypto = requireSubtleCrypto;
exports.untilActivated = untilActivated;
