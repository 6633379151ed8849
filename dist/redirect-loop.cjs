'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');

const KEY = 'postern.loop';
const PERIOD = 30_000; // ms
const MAX_REDIRECTS = 3;
/**
 * Stops an app that sends everyone without a session to a server that refuses: the fourth redirect
 * within 30 s throws `redirect_loop`. Counts only on pages that the person has not touched, in this
 * tab; somebody who clicks is never stopped.
 */
function checkRedirectLoop(now) {
    if (!environment.isPage() || navigator.userActivation?.hasBeenActive !== false)
        return;
    const time = now();
    const isRecent = (earlier) => earlier > time - PERIOD && earlier <= time;
    const times = readTimes().filter(isRecent);
    authError.check(times.length < MAX_REDIRECTS, 'redirect_loop: redirects');
    try {
        sessionStorage.setItem(KEY, `${[...times, time]}`);
    }
    catch {
        // where nothing can be kept, nothing is counted
    }
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
function readTimes() {
    try {
        return `${sessionStorage.getItem(KEY)}`.split(',').map(Number);
    }
    catch {
        return [];
    }
}

exports.checkRedirectLoop = checkRedirectLoop;
exports.endRedirectLoop = endRedirectLoop;
