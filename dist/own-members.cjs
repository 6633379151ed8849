'use strict';

/**
 * The members that an object itself has, without those that are undefined: options and requests are
 * read through this, so that neither a polluted prototype adds one nor `undefined` stands for one.
 * Undefined and null have none.
 * @param defaults what stands for members that are not there
 */
function ownMembers(given, defaults) {
    const own = Object.assign(Object.create(null), defaults);
    for (const [name, value] of Object.entries(given ?? {})) {
        if (value !== undefined)
            own[name] = value;
    }
    return own;
}

exports.ownMembers = ownMembers;
