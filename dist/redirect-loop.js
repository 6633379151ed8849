import { attempt, check } from './auth-error.js';
import { isPage } from './environment.js';
import { cookieJar, NO_STORAGE } from './transaction.js';

const COOKIE = 'postern-loop';
const SECONDS = 30;
const MAX_REDIRECTS = 3;
/**
 * Stops an app that sends everyone without a session to a server that refuses: the fourth redirect
 * within 30 s throws `redirect_loop`. Counts only on pages that the person has not touched;
 * somebody who clicks is never stopped.
 */
function checkRedirectLoop(now) {
    if (!isPage() || navigator.userActivation?.hasBeenActive !== false)
        return;
    const time = now();
    const jar = cookieJar();
    const times = `${attempt(() => jar.get(COOKIE), 'storage_unavailable', NO_STORAGE)}`
        .split('.')
        .filter((earlier) => Number(earlier) > time - SECONDS * 1000);
    check(times.length < MAX_REDIRECTS, 'redirect_loop', 'sent off 3 times without a click: show the error and a button');
    jar.set(COOKIE, [...times, time].join('.'), { 'max-age': `${SECONDS}` });
}
/** A login that succeeds ends the counting. */
function endRedirectLoop() {
    try {
        if (document.cookie.includes(COOKIE))
            cookieJar().remove(COOKIE);
    }
    catch {
        // no page, or one without cookies: nothing was counted
    }
}

export { checkRedirectLoop, endRedirectLoop };
