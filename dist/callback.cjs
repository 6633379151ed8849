'use strict';

var relay$1 = require('./relay.cjs');
var state = require('./state.cjs');

/**
 * For a callback page of its own, or as the first script of the app: hands a popup's or frame's
 * response to the page that waits for it, and closes the window. Reads fragment and query, and
 * takes both out of the address bar.
 * @returns false if this load is no popup's or frame's answer; else a promise: true if the response
 * was taken, false if nobody waited for it (5 s)
 */
function relay() {
    const { href, origin, pathname } = location;
    // a hash router's marks and route may stand in front; everything is decoded exactly once
    const parameters = new URLSearchParams(href.replace(/[#!/?]/g, '&'));
    // the fragment's before the query's; whatever stands beside it, who waits judges it
    const state$1 = parameters.getAll('state').filter(state.isMarked).pop();
    if (!state$1)
        return false;
    const isTaken = relay$1.relayResponse(state$1, href);
    try {
        // with the origin, or a path of two slashes would be another host
        history.replaceState(history.state, '', origin + pathname);
    }
    catch {
        // WebKit allows 100 calls in 10 s, packaged shells sometimes none
    }
    return isTaken;
}

exports.relay = relay;
