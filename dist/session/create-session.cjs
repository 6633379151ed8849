'use strict';

var authError = require('../auth-error.cjs');
var environment = require('../environment.cjs');
var ownMembers = require('../own-members.cjs');
var waitWithin = require('../wait-within.cjs');
var apiFetch = require('./api-fetch.cjs');
var keptTokens = require('./kept-tokens.cjs');
var lock = require('./lock.cjs');
var renewal = require('./renewal.cjs');
var sessionState = require('./session-state.cjs');
var sessionTokens = require('./session-tokens.cjs');
var wakeUp = require('./wake-up.cjs');

/** ms between two renewals for APIs that refuse every token. */
const REFUSAL_PAUSE = 60_000;
/** ms between two requests while they fail. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/**
 * Makes the session of a client. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
function createSession(auth, options) {
    const { keep = 'page', silent, apis = [], now = () => Date.now(), fetch: send = (request) => fetch(request), } = ownMembers.ownMembers(options);
    authError.check(Array.isArray(apis), 'invalid_config: apis');
    authError.check(typeof now === 'function', 'invalid_config: now');
    authError.check(typeof send === 'function', 'invalid_config: fetch');
    const key = `postern.session ${auth.issuer} ${auth.clientId}`;
    const kept = keptTokens.createKeptTokens(keep, key);
    let adopted;
    let started;
    let owner;
    let idTokenHint; // of the last session: a logout may be asked for twice
    // a state that may still change is none: the first that is shown is the one that holds
    let isRestoring = false;
    // what went wrong last, with which tokens, and how long nobody is asked therefore
    let problem;
    let failed;
    let failedAt = 0;
    let pause = 0;
    // either way: the clock may be set
    const isWithin = (period, since = Infinity) => Math.abs(now() - since) < period;
    /** Everything that has changed, here or elsewhere, is seen by this. */
    const look = async (error) => {
        const tokens = await kept.read();
        owner = tokens?.who;
        // new tokens: what went wrong before is over
        if (!sessionTokens.isSame(failed, tokens)) {
            problem = undefined;
            pause = 0;
        }
        if (error && error.code !== 'aborted') {
            problem = error;
            failedAt = now();
            pause = Math.min(pause * 2 || FIRST_PAUSE, LONGEST_PAUSE);
        }
        failed = tokens;
        const state = { status: tokens ? 'in' : 'out', claims: tokens?.claims, error: problem };
        if (!isRestoring)
            setState({ ...ownMembers.ownMembers(state) });
        return tokens;
    };
    /** Strangers never see one, nor does anybody whom the server has forgotten. */
    const mayOpenFrame = () => !!silent && kept.isRemembered();
    const startRenewal = renewal.createRenewal(auth, kept, lock.createLock(keep === 'browser' ? key : undefined), mayOpenFrame, now, look);
    /** The tokens to use now: these; or, where spent, refused or none, what a renewal can bring. */
    const freshen = async (tokens, refused) => {
        const age = tokens ? sessionTokens.ageOf(tokens, now()) : sessionTokens.SPENT;
        const isUsable = age !== sessionTokens.SPENT;
        const isRefused = isUsable && refused === tokens?.accessToken && !isWithin(REFUSAL_PAUSE, tokens?.refusedAt);
        const canRenew = tokens?.refreshToken || mayOpenFrame();
        if (canRenew ? age === sessionTokens.FRESH && !isRefused : isUsable || !tokens)
            return tokens;
        const renewal = isWithin(pause, failedAt)
            ? Promise.reject(problem)
            : startRenewal(tokens, isRefused);
        const renewed = renewal.catch((error) => {
            // as long as it lives, the old token is better than none
            if (isUsable && owner === tokens?.who)
                return tokens;
            throw error;
        });
        if (isRefused || !isUsable)
            return renewed;
        // what goes wrong is in the state
        renewed.catch(() => { });
        return tokens;
    };
    const { getState, setState, subscribe } = sessionState.createStateSource(() => wakeUp.listenForWakeUps(key, (isNews) => {
        if (getState() === sessionState.LOADING)
            return;
        if (!isNews)
            pause = 0;
        // news alone renews nothing: tabs whose clocks differ would keep each other busy
        if (isNews || document.hidden)
            look();
        else
            takeTokens().catch(() => { });
    }));
    const adopt = async (result) => {
        // parseHash gives the same result to everybody who asks, also after it was renewed
        if (result && result === adopted)
            return;
        await kept.write(await sessionTokens.createSessionTokens(result));
        adopted = result;
        isRestoring = false;
        await look();
    };
    const restore = async () => {
        if (!environment.isPage())
            return sessionState.LOADING;
        isRestoring = true;
        let failure;
        try {
            const result = await auth.parseHash();
            // unless a logout or another login came first
            if (result && isRestoring)
                await adopt(result);
        }
        catch (error) {
            failure = error;
        }
        // a page that is prepared and never opened must not spend a refresh token
        await environment.untilActivated();
        // first, so that nobody is shown as logged in whose tokens turn out to be worth nothing
        await freshen(await look()).catch(() => { });
        // a login that failed says nothing about renewals: no pause
        if (failure && failure.code !== 'aborted')
            [problem, pause] = [failure, 0];
        isRestoring = false;
        await look();
        return getState();
    };
    const start = () => (started ??= restore());
    const provide = async (refused, person) => {
        if (getState() === sessionState.LOADING) {
            environment.requirePage();
            await start();
        }
        const found = await look();
        const tokens = await freshen(found, refused);
        authError.check(tokens, 'login_required: session');
        authError.check(tokens.who === (person ?? (found ?? tokens).who), 'aborted: session');
        return tokens;
    };
    const takeTokens = (request, person = owner) => {
        const { refused, signal } = ownMembers.ownMembers(request);
        waitWithin.checkBounds({ signal });
        return waitWithin.waitWithin(provide(refused, person), 'timeout: session', undefined, signal);
    };
    return {
        start,
        getState,
        getInitialState: () => sessionState.LOADING,
        subscribe,
        adopt,
        getToken: async (request) => (await takeTokens(request)).accessToken,
        fetch: apiFetch.createApiFetch(apis, send, takeTokens),
        async logOut(options) {
            const { local, ...request } = ownMembers.ownMembers(options);
            if (getState() === sessionState.LOADING)
                environment.requirePage();
            idTokenHint = (await kept.read())?.idToken ?? idTokenHint;
            await kept.write(undefined);
            problem = undefined;
            isRestoring = false;
            await look();
            if (!local)
                auth.logout({ idTokenHint, ...request });
        },
    };
}

exports.createSession = createSession;
