import { untilActivated } from '../environment.js';
import { checkRedirectLoop } from '../redirect-loop.js';
import { saveTransaction } from '../transaction.js';
import { matchLogin, refuseUnknown, judge, completeAnswer, verifyToken } from './answer-check.js';
import { Authentication } from './authentication.js';
import { ensure } from './base-options.js';
import { checkSession } from './check-session.js';
import { hasTokens, readHash } from './hash-answer.js';
import { createLoginRequest, DEFAULT_SCOPE } from './login-request.js';
import { callBack } from './outcome.js';
import { createPageLogins } from './page-logins.js';
import { createPopup } from './popup.js';
import { renewAuth } from './renew-auth.js';
import { createTenant } from './tenant.js';
import { WebAuthRefusals, createRedirect, createCrossOriginAuthentication } from './web-auth-refusals.js';
import { mergeOptions, PAGE_OPTIONS } from './wire-parameters.js';

/** A client for one application at one tenant, by callbacks. */
class WebAuth extends WebAuthRefusals {
    baseOptions;
    client;
    popup;
    redirect = createRedirect();
    crossOriginAuthentication = createCrossOriginAuthentication();
    #tenant;
    #page;
    /** @throws Error that names the option at fault */
    constructor(options) {
        super();
        this.client = new Authentication(options);
        this.baseOptions = this.client.baseOptions;
        this.#tenant = createTenant(this.client);
        this.#page = createPageLogins(this.#tenant);
        this.popup = createPopup(this.#tenant);
    }
    /**
     * Leaves this page for the login, in the same turn. Throws an Error for an option that is
     * missing, where nothing can be remembered, and for the fourth redirect within 30 s that nobody
     * clicked for.
     */
    authorize(options) {
        whenActivated(() => {
            const merged = mergeOptions(this.baseOptions, PAGE_OPTIONS, options);
            checkRedirectLoop(this.#tenant.now);
            const { state, transaction, href } = createLoginRequest(this.#tenant, '', {
                ...merged,
                scope: merged.scope || DEFAULT_SCOPE,
            });
            // under a word of the app's own, it is the app that remembers
            if (state !== transaction.ownState)
                saveTransaction(this.#tenant, state, transaction);
            location.assign(href);
        });
    }
    parseHash(options, callback) {
        if (typeof options === 'function')
            return this.parseHash({}, callback ?? options);
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        const given = typeof options === 'string' ? { hash: options } : { ...options };
        whenActivated(() => {
            const hash = given.hash === undefined ? this.#page.read() : readHash(given.hash);
            callBack(this.#parse(hash, given), callback);
        });
    }
    #parse(hash, options) {
        const { answer, isAmbiguous, text } = hash;
        if (!hasTokens(answer) && !answer.error)
            return [null, null];
        const record = this.#page.take(answer.state, text);
        if (record === null)
            return [null, null];
        const login = matchLogin(answer, options, record);
        if (hasTokens(answer) || login)
            this.#page.remove(hash);
        if (!login && !isAmbiguous)
            return refuseUnknown(answer, options);
        return judge(this.#tenant, answer, isAmbiguous, {
            responseType: options.responseType,
            ...login,
        });
    }
    /** Judges an answer that the app took apart itself, in wire spelling. */
    validateAuthenticationResponse(options, parsedHash, callback) {
        const record = this.#page.take(parsedHash.state, JSON.stringify(parsedHash)) ?? undefined;
        const login = matchLogin(parsedHash, options, record);
        const outcome = login
            ? completeAnswer(this.#tenant, parsedHash, login)
            : refuseUnknown(parsedHash, options);
        callBack(outcome, callback);
    }
    /**
     * Verifies an ID Token, and gives its claims. Throws for a leeway below 0 or above 300.
     * @param nonce the one it must hold; without one it may hold any
     */
    validateToken(token, nonce, callback) {
        const give = (claims) => [null, claims];
        callBack(verifyToken(this.#tenant, token, { nonce: nonce || null }, give), callback);
    }
    /**
     * Asks in a hidden frame, without any page for the person, whether the tenant still has a
     * session. The answer comes as a message, from that frame and the tenant's origin alone.
     */
    checkSession(options, callback) {
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        whenActivated(() => callBack(checkSession(this.#tenant, options), callback));
    }
    /** The same for a callback page of the app's own in the frame, whose hash is read or posted. */
    renewAuth(options, callback) {
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        renewAuth(this.#tenant, options, (hash) => typeof hash === 'string' ? this.parseHash({ hash }, callback) : callBack(hash, callback));
    }
    /**
     * Leaves for the tenant's logout. Forgets the answers seen; drop the tokens that the app holds.
     */
    logout(options) {
        this.#page.clear();
        location.assign(this.client.buildLogoutUrl(options));
    }
}
/** At once, or when the person opens a page that the browser only prepared. */
function whenActivated(run) {
    const waiting = untilActivated();
    if (waiting)
        void waiting.then(run);
    else
        run();
}

export { WebAuth };
