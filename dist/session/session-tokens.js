import { check } from '../auth-error.js';
import { hashText } from '../base64url.js';

/**
 * Makes a record of a result. A refresh may leave the ID Token out: then it is the one before.
 * Rejects `invalid_config` for a result that cannot be a session.
 */
async function createSessionTokens(result, before) {
    // what the app hands to its login need not be storable
    const tokens = { ...before, refreshToken: undefined, ...result, appState: undefined };
    const { claims, accessToken } = tokens;
    check(claims && accessToken, 'invalid_config: session');
    const who = await hashText('SHA-256', `${claims.iss} ${claims.sub}`, 1);
    return { ...tokens, who: who.slice(0, 16) };
}
/** Whether two records are one. */
const isSame = (one, other) => one?.accessToken === other?.accessToken;
/**
 * How long a token lives yet: `spent` in its last ten seconds or the last tenth of a shorter life,
 * `aging` in its last minute or the second half of a shorter life. Without a lifetime it is fresh
 * until an API refuses it.
 */
function ageOf({ expiresIn, expiresAt }, now) {
    const life = (expiresIn ?? Infinity) * 1000;
    const left = (expiresAt ?? Infinity) - now;
    if (left <= Math.min(10_000, life / 10))
        return 'spent';
    // more than the whole life: the clock was set back
    return left <= Math.min(60_000, life / 2) || left > life ? 'aging' : 'fresh';
}

export { ageOf, createSessionTokens, isSame };
