'use strict';

/** Whether two addresses are one page: the same origin and path, a slash at the end apart. */
function isSamePage(one, other) {
    const page = pageOf(one);
    return page !== undefined && page === pageOf(other);
}
function pageOf(address) {
    try {
        const { protocol, host, pathname } = new URL(address);
        return `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
    }
    catch {
        return undefined;
    }
}

exports.isSamePage = isSamePage;
