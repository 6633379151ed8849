'use strict';

var authError = require('./auth-error.cjs');

const COOKIE = 'postern-loop';
const WINDOW_SECONDS = 30;
const MAX_REDIRECTS = 3;
/**
 * Stops an app that sends everyone without a session to a server that refuses: the fourth redirect within 30 s rejects `redirect_loop`.
 * Counts only on pages that the person has not touched; somebody who clicks is never stopped.
 */
function checkRedirectLoop(now) {
    if (typeof document === 'undefined' || navigator.userActivation?.hasBeenActive !== false)
        return;
    const seconds = Math.floor(now() / 1000);
    const times = (/(?:^|; )postern-loop=([\d.]*)/.exec(document.cookie)?.[1] ?? '')
        .split('.')
        .filter((time) => Number(time) > seconds - WINDOW_SECONDS);
    if (times.length >= MAX_REDIRECTS) {
        throw new authError.AuthError('redirect_loop', 'The login was sent off 3 times within 30 s without a click. Show its error, and a button to log in, instead.');
    }
    writeCookie([...times, seconds].join('.'), WINDOW_SECONDS);
}
/** A login that succeeds ends the counting. */
function endRedirectLoop() {
    if (typeof document !== 'undefined' && document.cookie.includes(COOKIE))
        writeCookie('', 0);
}
function writeCookie(value, maxAge) {
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `${COOKIE}=${value}; path=/; max-age=${maxAge}; samesite=lax${secure}`;
}

exports.checkRedirectLoop = checkRedirectLoop;
exports.endRedirectLoop = endRedirectLoop;
