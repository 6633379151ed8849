'use strict';

/** Throws the Error of what auth0-js has, and this entry has not: why, and the ways out. */
function refuse(name) {
    throw new Error(`${name}: there are no forms and no secrets of the app's own here. Use authorize(), with ` +
        "{ screen_hint: 'signup' } or { connection: 'email' }, checkSession(), or your server");
}
/** Methods of these names, each of which refuses. */
const refusals = (owner, names) => Object.fromEntries(names.split(' ').map((name) => [name, () => refuse(owner + name)]));

exports.refusals = refusals;
exports.refuse = refuse;
