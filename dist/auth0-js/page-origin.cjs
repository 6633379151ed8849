'use strict';

/** Why an answer to this address cannot reach this page; undefined if it can. */
function findForeignOrigin(redirectUri) {
    const { origin } = new URL(`${redirectUri}`, location.href);
    return origin === location.origin ? undefined : `redirectUri: ${origin}`;
}

exports.findForeignOrigin = findForeignOrigin;
