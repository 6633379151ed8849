'use strict';

/** The Web Lock of a name. Without a name, and where there is none to be had, it works without. */
const createLock = (name) => async (work, steal) => {
    let outcome;
    try {
        if (name)
            await navigator.locks.request(name, { steal }, () => {
                outcome = work();
                return outcome;
            });
    }
    catch {
        // refused; or stolen, or failed, and then the outcome says more
    }
    // after the lock was given back: what comes of it may be anybody's code
    return outcome ?? work();
};

exports.createLock = createLock;
