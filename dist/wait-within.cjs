'use strict';

var authError = require('./auth-error.cjs');

/** The longest time that a timer can wait; a longer one would end at once. ms, 24 days. */
const LONGEST_TIMER = 2 ** 31;
/**
 * The same promise, unless the time is up or the signal aborts before: then it rejects with the
 * reason given, or `aborted`. It ends the wait, not the work.
 * @param timeout ms; Infinity for no limit
 */
function waitWithin(work, late, timeout = Infinity, signal) {
    let timer;
    let onAbort = () => { };
    const limit = new Promise((_, reject) => {
        onAbort = () => reject(authError.createError('aborted: signal'));
        if (signal?.aborted)
            onAbort();
        signal?.addEventListener('abort', onAbort);
        if (timeout < LONGEST_TIMER)
            timer = setTimeout(() => reject(authError.createError(late)), timeout);
    });
    return Promise.race([limit, work]).finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
    });
}

exports.waitWithin = waitWithin;
