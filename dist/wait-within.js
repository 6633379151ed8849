import { check, createError } from './auth-error.js';

/** The longest time that a timer can wait; a longer one would end at once. ms, 24 days. */
const LONGEST_TIMER = 2 ** 31;
/** Whether a value is a time to wait, ms. */
const isTime = (value) => typeof value === 'number' && value > 0;
/**
 * Throws `invalid_config` for bounds that are none, `aborted` for a signal that has aborted: before
 * anything is asked or opened.
 */
function checkBounds({ timeout, signal }) {
    check(timeout == null || isTime(timeout), 'invalid_config: timeout');
    check(!signal || typeof signal.addEventListener === 'function', 'invalid_config: signal');
    check(!signal?.aborted, 'aborted: signal');
}
/**
 * The same promise, unless the time is up or the signal aborts before: then it rejects with the
 * reason given, or `aborted`. It ends the wait, not the work. Bounds that are none reject as
 * {@link checkBounds} throws.
 * @param timeout ms; Infinity for no limit, as if it is left out
 */
function waitWithin(work, late, timeout, signal) {
    let end = () => { };
    const limit = new Promise((_, reject) => {
        checkBounds({ timeout, signal });
        const onAbort = () => reject(createError('aborted: signal'));
        signal?.addEventListener('abort', onAbort);
        const onLate = () => reject(createError(late));
        const wait = timeout ?? Infinity;
        const timer = wait < LONGEST_TIMER ? setTimeout(onLate, wait) : undefined;
        end = () => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', onAbort);
        };
    });
    return Promise.race([limit, work]).finally(end);
}

export { checkBounds, isTime, waitWithin };
