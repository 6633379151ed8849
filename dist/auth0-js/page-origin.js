/** Why an answer to this address cannot reach this page; undefined if it can. */
function findForeignOrigin(redirectUri) {
    let origin = `${redirectUri}`;
    try {
        origin = new URL(origin, location.href).origin;
    }
    catch {
        // no address at all: nothing reaches this page by it
    }
    return origin === location.origin ? undefined : `redirectUri: ${origin}`;
}

export { findForeignOrigin };
