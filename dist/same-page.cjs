'use strict';

/** Whether two URLs are one page: the same origin and path, a slash at the end apart. */
const isSamePage = (one, other) => pageOf(one) === pageOf(other);
function pageOf(url) {
    try {
        const { origin, pathname } = new URL(url);
        return origin + pathname.replace(/\/$/, '');
    }
    catch {
        // of a damaged record: no page
        return url;
    }
}

exports.isSamePage = isSamePage;
