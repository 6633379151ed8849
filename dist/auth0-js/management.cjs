'use strict';

var refuse = require('./refuse.cjs');

/**
 * The tenant's own administration. Making one throws: it wants a token that no page should hold.
 */
class Management {
    /** @deprecated Let your server do it. */
    constructor(_options) {
        refuse.refuse('Management');
    }
}

exports.Management = Management;
