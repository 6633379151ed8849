'use strict';

var authError = require('./auth-error.cjs');
var authorizationRequest = require('./authorization-request.cjs');
var completeLogin = require('./complete-login.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');
var frame = require('./frame.cjs');
var logout = require('./logout.cjs');
var ownMembers = require('./own-members.cjs');
var pageLogins = require('./page-logins.cjs');
var popup = require('./popup.cjs');
var redirect = require('./redirect.cjs');
var redirectLoop = require('./redirect-loop.cjs');
var refresh = require('./refresh.cjs');
var transaction = require('./transaction.cjs');
var userInfo = require('./user-info.cjs');
var windowLogin = require('./window-login.cjs');

/**
 * Makes a client for one application at one server. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
function createAuth(options) {
    const config$1 = authError.attempt(() => config.resolveConfig(options), 'invalid_config: unusable');
    const departures = redirect.createDepartures(config$1);
    let departure;
    const complete = async (matched, sub) => {
        const result = await completeLogin.completeLogin(config$1, matched, sub);
        redirectLoop.endRedirectLoop();
        return result;
    };
    const pageLogins$1 = pageLogins.createPageLogins(config$1, (complete));
    const buildAuthorizeUrl = async (connection, request) => {
        const { state, transaction: transaction$1, url } = authorizationRequest.createAuthorizationRequest(config$1, '', connection, request);
        await environment.untilActivated();
        transaction.saveTransaction(config$1, state, transaction$1);
        return url;
    };
    const depart = async (connection, request) => {
        const leave = departures.begin();
        try {
            await environment.untilActivated();
            redirect.requireWayOut(config$1);
            redirectLoop.checkRedirectLoop(config$1.now);
            const url = await buildAuthorizeUrl(connection, request);
            return leave(url);
        }
        finally {
            departure = undefined;
        }
    };
    const authorize = (connection, request) => {
        // a guard beside a button, or an effect that runs twice, in one turn: one login
        departure ??= authError.guard(depart)(connection, request);
        return departure;
    };
    const popup$1 = async (connection, request) => {
        const own = ownMembers.ownMembers(request);
        const result = await windowLogin.logInByWindow(config$1, popup.popupKind, connection, own, (complete));
        if (result)
            return result;
        authError.check(own.onBlocked === 'redirect', 'popup_blocked: window');
        return authorize(connection, own);
    };
    const checkSession = async (request) => {
        environment.requirePage();
        await environment.untilActivated();
        // the page that waits outside removes this one with its frame
        if (frame.isInSilentFrame())
            return new Promise(() => { });
        const own = ownMembers.ownMembers(request);
        const params = { ...own.params, prompt: 'none' };
        const silent = { ...own, params, timeout: own.timeout ?? 5000 };
        const sub = own.sub ?? frame.hintedSubject({ ...config$1.params, ...params });
        const completeFor = (matched) => complete(matched, sub);
        const result = await windowLogin.logInByWindow(config$1, frame.frameKind, undefined, silent, completeFor);
        return result; // no browser refuses a frame
    };
    const logoutUrl = (options) => authError.attempt(() => logout.buildLogoutUrl(config$1, options), 'invalid_config: unusable');
    return {
        issuer: config$1.issuers[0],
        clientId: config$1.clientId,
        authorize,
        popup: authError.guard(popup$1),
        // the type of appState is the app's own word
        parseHash: (hash) => pageLogins$1.parseHash(hash),
        buildAuthorizeUrl: authError.guard(buildAuthorizeUrl),
        checkSession: authError.guard(checkSession),
        refresh: authError.guard(refresh.createRefresh(config$1)),
        userInfo: authError.guard(userInfo.createUserInfo(config$1)),
        buildLogoutUrl: logoutUrl,
        logout(options) {
            pageLogins$1.forget();
            departures.leaveNow(logoutUrl(options));
        },
    };
}

exports.createAuth = createAuth;
