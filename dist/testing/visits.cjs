'use strict';

/** ms. A client that was told to go somewhere is on its way long before. */
const patience = 2000;
/** Nobody has gone anywhere yet. */
function createVisits() {
    let visited;
    const waiting = new Set();
    return {
        goTo(url) {
            const [first] = waiting;
            if (first)
                first(url);
            else
                visited = url;
        },
        async next() {
            if (visited !== undefined)
                await letOthersLeave();
            const url = visited;
            visited = undefined;
            return url ?? nextOf(waiting);
        },
    };
}
/**
 * What stands there may be an abandoned login, with a newer one on its way. That one waits for
 * WebCrypto at most, so a few rounds of the same let it arrive; no clock, which a test may have
 * stopped.
 */
async function letOthersLeave() {
    for (let round = 0; round < 20; round++)
        await crypto.subtle.digest('SHA-256', new Uint8Array(1));
}
function nextOf(waiting) {
    return new Promise((resolve, reject) => {
        const settle = (url) => {
            clearTimeout(timer);
            waiting.delete(settle);
            resolve(url);
        };
        const timer = setTimeout(() => {
            waiting.delete(settle);
            reject(new Error('answer() has nothing to answer: no client went to a page in two seconds'));
        }, patience);
        waiting.add(settle);
    });
}

exports.createVisits = createVisits;
