/**
 * The members that an object itself has, without those that are undefined: options and requests are
 * read through this, so that neither a polluted prototype adds one nor `undefined` stands for one.
 * Undefined and null have none.
 */
function ownMembers(given) {
    const own = Object.create(null);
    for (const [name, value] of Object.entries(given ?? {})) {
        if (value !== undefined)
            own[name] = value;
    }
    return own;
}

export { ownMembers };
