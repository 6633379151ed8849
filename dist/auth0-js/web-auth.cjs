'use strict';

var environment = require('../environment.cjs');
var redirectLoop = require('../redirect-loop.cjs');
var state = require('../state.cjs');
var answerCheck = require('./answer-check.cjs');
var authentication = require('./authentication.cjs');
var baseOptions = require('./base-options.cjs');
var checkSession = require('./check-session.cjs');
var hashAnswer = require('./hash-answer.cjs');
var loginRequest = require('./login-request.cjs');
var outcome = require('./outcome.cjs');
var pageLogins = require('./page-logins.cjs');
var popup = require('./popup.cjs');
var renewAuth = require('./renew-auth.cjs');
var tenant = require('./tenant.cjs');
var webAuthRefusals = require('./web-auth-refusals.cjs');
var wireParameters = require('./wire-parameters.cjs');

/** A client for one application at one tenant, by callbacks. */
class WebAuth extends webAuthRefusals.WebAuthRefusals {
    baseOptions;
    client;
    popup;
    redirect = webAuthRefusals.createRedirect();
    crossOriginAuthentication = webAuthRefusals.createCrossOriginAuthentication();
    // ordinary members: a Proxy around this, as Vue makes one, has no others
    /** @internal */
    _tenant;
    /** @internal */
    _page;
    /** @throws Error that names the option at fault */
    constructor(options) {
        super();
        this.client = new authentication.Authentication(options);
        this.baseOptions = Object.assign(this.client.baseOptions, baseOptions.readWebAuthOptions(options));
        this._tenant = tenant.createTenant(this.client);
        this._page = pageLogins.createPageLogins(this._tenant);
        this.popup = popup.createPopup(this._tenant);
    }
    /**
     * Leaves this page for the login, in the same turn. Throws an Error for an option that is
     * missing, where nothing can be remembered, and for the fourth redirect within 30 s that nobody
     * clicked for.
     */
    authorize(options) {
        whenActivated(() => {
            const merged = wireParameters.mergeOptions(this.baseOptions, wireParameters.PAGE_OPTIONS, options);
            redirectLoop.checkRedirectLoop(this._tenant.now);
            const login = loginRequest.createLoginRequest(this._tenant, '', {
                ...merged,
                scope: merged.scope || loginRequest.DEFAULT_SCOPE,
            });
            loginRequest.remember(this._tenant, login);
            location.assign(login.href);
        });
    }
    parseHash(options, callback) {
        if (typeof options === 'function')
            return this.parseHash({}, callback ?? options);
        baseOptions.ensure(typeof callback === 'function', 'cb parameter is not valid');
        const given = typeof options === 'string' ? { hash: options } : { ...options };
        whenActivated(() => {
            const { hash = location.hash } = given;
            // the page's own may be handed in again, and is empty then: its answer was taken out
            const answer = hash === location.hash ? this._page.read() : hashAnswer.readHash(hash);
            outcome.callBack(parse(this, answer, given), callback);
        });
    }
    /** Judges an answer that the app took apart itself, in wire spelling. */
    validateAuthenticationResponse(options, parsedHash, callback) {
        outcome.callBack(validate(this, options, parsedHash), callback);
    }
    /**
     * Verifies an ID Token, and gives its claims. Throws for a leeway below 0 or above 300.
     * @param nonce the one it must hold; without one it may hold any
     */
    validateToken(token, nonce, callback) {
        const give = (claims) => [null, claims];
        outcome.callBack(answerCheck.verifyToken(this._tenant, token, { nonce: nonce || null }, give), callback);
    }
    /**
     * Asks in a hidden frame, without any page for the person, whether the tenant still has a
     * session. The answer comes as a message, from that frame and the tenant's origin alone.
     */
    checkSession(options, callback) {
        baseOptions.ensure(typeof callback === 'function', 'cb parameter is not valid');
        whenActivated(() => outcome.callBack(checkSession.checkSession(this._tenant, options), callback));
    }
    /** The same for a callback page of the app's own in the frame, whose hash is read or posted. */
    renewAuth(options, callback) {
        baseOptions.ensure(typeof callback === 'function', 'cb parameter is not valid');
        whenActivated(() => renewAuth.renewAuth(this._tenant, options, (hash, state) => typeof hash === 'string'
            ? // not the page's own, if it is empty
                this.parseHash({ hash: hash || '#', state }, callback)
            : outcome.callBack(hash, callback)));
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
    if (!hashAnswer.hasTokens(answer) && !answer.error)
        return [null, null];
    const record = page.take(answer.state, text);
    // a popup's page that parses first: `popup.callback` is to hand the answer home
    const isForOpener = !record && state.isMarked(answer.state);
    if (record === null || isForOpener)
        return [null, null];
    const login = answerCheck.matchLogin(answer, options, record);
    if (hashAnswer.hasTokens(answer) || login)
        page.remove(hash);
    if (!login && !isAmbiguous)
        return answerCheck.refuseUnknown(answer, options);
    return answerCheck.judge(tenant, answer, isAmbiguous, { responseType: options.responseType, ...login });
}
/** The same for an answer that was taken apart before. */
function validate({ _tenant: tenant, _page: page }, options, answer) {
    if (hashAnswer.hasLists(answer))
        return [outcome.describeTwice()];
    const record = page.take(answer.state, JSON.stringify(answer)) ?? undefined;
    const login = answerCheck.matchLogin(answer, options, record);
    return login ? answerCheck.completeAnswer(tenant, answer, login) : answerCheck.refuseUnknown(answer, options);
}
/** At once, or when the person opens a page that the browser only prepared. */
function whenActivated(run) {
    const waiting = environment.untilActivated();
    if (waiting)
        void waiting.then(run);
    else
        run();
}

exports.WebAuth = WebAuth;
