'use strict';

var authError = require('../auth-error.cjs');
var base64url = require('../base64url.cjs');

/**
 * Makes a record of a result. A refresh may leave the ID Token out: then it is the one before.
 * Rejects `invalid_config` for a result that cannot be a session.
 */
async function createSessionTokens(result, before) {
    // what the app hands to its login need not be storable
    const tokens = { ...before, refreshToken: undefined, ...result, appState: undefined };
    const { claims, accessToken } = tokens;
    authError.check(claims && accessToken, 'invalid_config: session');
    const who = await base64url.hashText('SHA-256', `${claims.iss} ${claims.sub}`, 1);
    return { ...tokens, who: who.slice(0, 16) };
}
/** Whether two records are one. A server may give the same token again, and prolong it. */
const isSame = (one, other) => one?.accessToken === other?.accessToken && one?.expiresAt === other?.expiresAt;
/** In its last ten seconds, or the last tenth of a shorter life. */
const SPENT = 0;
/** In its last minute, or the second half of a shorter life. */
const AGING = 1;
const FRESH = 2;
/**
 * How old an access token is: {@link SPENT}, {@link AGING} or {@link FRESH}. Without a lifetime it
 * is fresh until an API refuses it.
 */
function ageOf({ expiresIn, expiresAt }, now) {
    const life = (expiresIn ?? Infinity) * 1000;
    const left = (expiresAt ?? Infinity) - now;
    if (left <= Math.min(10_000, life / 10))
        return SPENT;
    // more than the whole life: the clock was set back
    return left <= Math.min(60_000, life / 2) || left > life ? AGING : FRESH;
}

exports.AGING = AGING;
exports.FRESH = FRESH;
exports.SPENT = SPENT;
exports.ageOf = ageOf;
exports.createSessionTokens = createSessionTokens;
exports.isSame = isSame;
