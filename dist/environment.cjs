'use strict';

var authError = require('./auth-error.cjs');

/** For what only a page can do: refuses with `browser_required` in Node and in workers. */
function requirePage() {
    if (typeof document === 'undefined') {
        throw new authError.AuthError('browser_required', 'This needs a browser page. On a server or in a worker give redirectUri, storage and navigate, or call it later.');
    }
}
/** For what needs WebCrypto, which plain http pages beyond loopback lack: refuses with `insecure_context`. */
function requireSubtleCrypto() {
    if (!globalThis.crypto?.subtle) {
        throw new authError.AuthError('insecure_context', 'This login needs WebCrypto, which this page lacks. Serve it over https (or from localhost).');
    }
}
/** This page's URL without query and fragment. */
function pageUrl() {
    requirePage();
    return location.href.replace(/[?#].*/s, '');
}

exports.pageUrl = pageUrl;
exports.requirePage = requirePage;
exports.requireSubtleCrypto = requireSubtleCrypto;
