'use strict';

/**
 * Calls back once this page has been awake for so many seconds: while the device sleeps or the page
 * is frozen, no time passes. Returns what ends the counting.
 */
function afterAwake(seconds, callback) {
    let passed = 0;
    // one tick after a sleep, however long
    const timer = setInterval(() => {
        if (++passed === seconds)
            callback();
    }, 1000);
    return () => clearInterval(timer);
}

exports.afterAwake = afterAwake;
