import { check } from './auth-error.js';

/** Whether this is a page: not Node, not a worker. */
const isPage = () => typeof document !== 'undefined';
/** For what only a page can do. Throws `browser_required`. */
function requirePage() {
    check(isPage(), 'browser_required', 'only a page can do this');
}
/**
 * For what needs WebCrypto, which plain http pages beyond loopback lack. Throws `insecure_context`.
 */
function requireSubtleCrypto() {
    check(globalThis.crypto?.subtle, 'insecure_context', 'no WebCrypto here: serve this page over https');
}
/**
 * This page's URL without query and fragment. Throws `browser_required`, and `invalid_config` for a
 * page that came from a file.
 */
function pageUrl() {
    requirePage();
    check(/^http/.test(location.protocol), 'invalid_config', 'redirectUri');
    return location.origin + location.pathname;
}

export { isPage, pageUrl, requirePage, requireSubtleCrypto };
