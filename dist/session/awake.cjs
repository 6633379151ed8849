'use strict';

/**
 * Calls back once this page has been awake for so many seconds: while the device sleeps or the page
 * is frozen, no time passes. Returns what stops it.
 */
function afterAwake(seconds, callback) {
    let passed = 0;
    const stop = () => clearInterval(timer);
    // one tick after a sleep, however long
    const timer = setInterval(() => {
        if (++passed < seconds)
            return;
        stop();
        callback();
    }, 1000);
    return stop;
}

exports.afterAwake = afterAwake;
