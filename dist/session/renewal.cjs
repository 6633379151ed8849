'use strict';

var authError = require('../auth-error.cjs');
var awake = require('./awake.cjs');
var sessionTokens = require('./session-tokens.cjs');

/** s, in which this page was awake: how long callers wait for another tab, and for an answer. */
const LOCK_PATIENCE = 20;
const ANSWER_PATIENCE = 15;
/**
 * What renews the tokens of a session.
 * @param mayOpenFrame whether a hidden frame may be opened now
 * @param look shows what came of a renewal, and gives the tokens; called outside the lock
 */
function createRenewal(auth, kept, lock, mayOpenFrame, now, look) {
    let running;
    let renewing;
    let timeouts = 0;
    /** Inside the lock: what ends here, ends for all tabs that wait for it. */
    const carryOut = async (before, isRefused, onAsk) => {
        timeouts = 0;
        const found = await kept.read();
        // ended elsewhere, or another was faster
        if (!sessionTokens.isSame(found, before) && (!found || sessionTokens.ageOf(found, now()) !== sessionTokens.SPENT))
            return;
        onAsk();
        const refreshToken = found?.refreshToken;
        let error = authError.createError('login_required: session');
        for (const ask of [
            // the session bounds the wait itself: an answer counts whenever it comes
            refreshToken &&
                (() => auth.refresh(refreshToken, { sub: found.claims.sub, timeout: Infinity })),
            mayOpenFrame() && auth.checkSession,
        ]) {
            if (!ask)
                continue;
            let next;
            try {
                const result = (await ask());
                next = await sessionTokens.createSessionTokens({ ...result, ...(isRefused && { refusedAt: now() }) }, found);
            }
            catch (thrown) {
                error = thrown;
            }
            if (next)
                return authError.check(await kept.replace(found, next), 'aborted: session');
            if (!sessionTokens.isSame(await kept.read(), found))
                return;
            if (!isInvalidGrant(error))
                break;
        }
        if (endsSession(error))
            await kept.replace(found);
        throw error;
    };
    const start = (before, isRefused) => {
        const own = new Promise((resolve, reject) => {
            const settle = async (error) => {
                stop();
                const tokens = await look(error);
                if (running === own)
                    running = undefined;
                if (error)
                    reject(error);
                else
                    resolve(tokens);
            };
            const run = (steal) => lock(() => carryOut(before, isRefused, onAsk), steal).then(() => settle(), settle);
            // nobody waits for ever; what comes later counts all the same
            const giveUp = async (ended) => {
                const found = await kept.read();
                if (sessionTokens.isSame(found, before))
                    settle(authError.createError('timeout: session'));
                // a logout or another login came first, which is not to suffer from this one
                else
                    settle(found ? undefined : ended);
            };
            const onAsk = () => {
                stop();
                stop = awake.afterAwake(ANSWER_PATIENCE, () => giveUp(authError.createError('aborted: session')));
            };
            // to steal the lock of a tab that is only slow would send a refresh token twice; a second
            // time in a row, something is broken
            let stop = awake.afterAwake(LOCK_PATIENCE, () => (timeouts++ ? run(true) : giveUp()));
            run(false);
        });
        return own;
    };
    return (before, isRefused) => {
        // another login meanwhile: its tokens wait for no answer about those before
        if (!running || !sessionTokens.isSame(renewing, before)) {
            renewing = before;
            running = start(before, isRefused);
        }
        return running;
    };
}
/** The refresh token is worth nothing any more (RFC 6749 §5.2). */
const isInvalidGrant = ({ detail }) => detail?.error === 'invalid_grant';
/**
 * No session can be renewed after these: the server wants to see the person, or refuses them. Times
 * in an ID Token are held against the device's clock, which may have been set.
 */
const endsSession = (error) => isInvalidGrant(error) ||
    (/_required$|^access_denied$|^invalid_token$/.test(error.code) &&
        !/^(iat|exp|nbf)$/.test(`${error.detail?.claim}`));

exports.createRenewal = createRenewal;
