import { relayResponse } from './relay.js';

/**
 * For a callback page of its own, or as the first script of the app: hands a popup's or frame's
 * response to the page that waits for it, and closes the window. Reads fragment and query, and
 * takes both out of the address bar.
 * @returns false if this load is no popup's or frame's answer; else a promise: true if the response
 * was taken, false if nobody waited for it (5 s)
 */
function relay() {
    const { href, hash, search, origin, pathname } = location;
    for (const part of [hash, search]) {
        const state = /[#!/?&]state=([pf][\da-f]{64})(?![^&])/.exec(part)?.[1];
        if (state && /[#!/?&](access_token|id_token|code|error)=/.test(part)) {
            const isTaken = relayResponse(state, href);
            try {
                // with the origin, or a path of two slashes would be another host
                history.replaceState(history.state, '', origin + pathname);
            }
            catch {
                // WebKit allows 100 calls in 10 s, packaged shells sometimes none
            }
            return isTaken;
        }
    }
    return false;
}

export { relay };
