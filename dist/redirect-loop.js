import { check } from './auth-error.js';
import { isPage } from './environment.js';

const KEY = 'postern.loop';
const PERIOD = 30_000; // ms
const MAX_REDIRECTS = 3;
/**
 * Stops an app that sends everyone without a session to a server that refuses: the fourth redirect
 * within 30 s throws `redirect_loop`. Counts only on pages that the person has not touched, in this
 * tab; somebody who clicks is never stopped.
 */
function checkRedirectLoop(now) {
    if (!isPage() || navigator.userActivation?.hasBeenActive !== false)
        return;
    const time = now();
    let times = [];
    try {
        const earlier = `${sessionStorage.getItem(KEY)}`.split(',').map(Number);
        times = earlier.filter((one) => one > time - PERIOD && one <= time);
        sessionStorage.setItem(KEY, `${[...times, time].slice(0, MAX_REDIRECTS)}`);
    }
    catch {
        // where nothing can be kept, nothing is counted
    }
    check(times.length < MAX_REDIRECTS, 'redirect_loop: redirects');
}
/** A login that succeeds ends the counting. */
function endRedirectLoop() {
    try {
        sessionStorage.removeItem(KEY);
    }
    catch {
        // no page, or one without storage: nothing was counted
    }
}

export { checkRedirectLoop, endRedirectLoop };
