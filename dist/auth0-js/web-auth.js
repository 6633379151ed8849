import { untilActivated } from '../environment.js';
import { checkRedirectLoop } from '../redirect-loop.js';
import { isMarked } from '../state.js';
import { verifyToken, matchLogin, completeAnswer, refuseUnknown, judge } from './answer-check.js';
import { Authentication } from './authentication.js';
import { readWebAuthOptions, ensure } from './base-options.js';
import { checkSession } from './check-session.js';
import { hasLists, readHash, hasTokens } from './hash-answer.js';
import { createLoginRequest, DEFAULT_SCOPE, remember } from './login-request.js';
import { callBack, describeTwice } from './outcome.js';
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
    // ordinary members: a Proxy around this, as Vue makes one, has no others
    /** @internal */
    _tenant;
    /** @internal */
    _page;
    /** @throws Error that names the option at fault */
    constructor(options) {
        super();
        this.client = new Authentication(options);
        this.baseOptions = Object.assign(this.client.baseOptions, readWebAuthOptions(options));
        this._tenant = createTenant(this.client);
        this._page = createPageLogins(this._tenant);
        this.popup = createPopup(this._tenant);
    }
    /**
     * Leaves this page for the login, in the same turn. Throws an Error for an option that is
     * missing, where nothing can be remembered, and for the fourth redirect within 30 s that nobody
     * clicked for.
     */
    authorize(options) {
        whenActivated(() => {
            const merged = mergeOptions(this.baseOptions, PAGE_OPTIONS, options);
            checkRedirectLoop(this._tenant.now);
            const login = createLoginRequest(this._tenant, '', {
                ...merged,
                scope: merged.scope || DEFAULT_SCOPE,
            });
            remember(this._tenant, login);
            location.assign(login.href);
        });
    }
    parseHash(options, callback) {
        if (typeof options === 'function')
            return this.parseHash({}, callback ?? options);
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        const given = typeof options === 'string' ? { hash: options } : { ...options };
        whenActivated(() => {
            const { hash = location.hash } = given;
            // the page's own may be handed in again, and is empty then: its answer was taken out
            const answer = hash === location.hash ? this._page.read() : readHash(hash);
            callBack(parse(this, answer, given), callback);
        });
    }
    /** Judges an answer that the app took apart itself, in wire spelling. */
    validateAuthenticationResponse(options, parsedHash, callback) {
        callBack(validate(this, options, parsedHash), callback);
    }
    /**
     * Verifies an ID Token, and gives its claims. Throws for a leeway below 0 or above 300.
     * @param nonce the one it must hold; without one it may hold any
     */
    validateToken(token, nonce, callback) {
        const give = (claims) => [null, claims];
        callBack(verifyToken(this._tenant, token, { nonce: nonce || null }, give), callback);
    }
    /**
     * Asks in a hidden frame, without any page for the person, whether the tenant still has a
     * session. The answer comes as a message, from that frame and the tenant's origin alone.
     */
    checkSession(options, callback) {
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        whenActivated(() => callBack(checkSession(this._tenant, options), callback));
    }
    /** The same for a callback page of the app's own in the frame, whose hash is read or posted. */
    renewAuth(options, callback) {
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        whenActivated(() => renewAuth(this._tenant, options, (hash, state) => typeof hash === 'string'
            ? // not the page's own, if it is empty
                this.parseHash({ hash: hash || '#', state }, callback)
            : callBack(hash, callback)));
    }
    /**
     * Leaves for the tenant's logout. Forgets the answers seen; drop the tokens that the app holds.
     */
    logout(options) {
        this._page.clear();
        location.assign(this.client.buildLogoutUrl(options));
    }
}
/** The outcome of what a page was loaded with, or the app hands in. */
function parse({ _tenant: tenant, _page: page }, hash, options) {
    const { answer, isAmbiguous, text } = hash;
    if (!hasTokens(answer) && !answer.error)
        return [null, null];
    const record = page.take(answer.state, text);
    // a popup's page that parses first: `popup.callback` is to hand the answer home
    const isForOpener = !record && isMarked(answer.state);
    if (record === null || isForOpener)
        return [null, null];
    const login = matchLogin(answer, options, record);
    if (hasTokens(answer) || login)
        page.remove(hash);
    if (!login && !isAmbiguous)
        return refuseUnknown(answer, options);
    return judge(tenant, answer, isAmbiguous, { responseType: options.responseType, ...login });
}
/** The same for an answer that was taken apart before. */
function validate({ _tenant: tenant, _page: page }, options, answer) {
    if (hasLists(answer))
        return [describeTwice()];
    const record = page.take(answer.state, JSON.stringify(answer)) ?? undefined;
    const login = matchLogin(answer, options, record);
    return login ? completeAnswer(tenant, answer, login) : refuseUnknown(answer, options);
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
