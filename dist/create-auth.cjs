'use strict';

var authError = require('./auth-error.cjs');
var authorizationRequest = require('./authorization-request.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var completeLogin = require('./complete-login.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');
var frame = require('./frame.cjs');
var logout = require('./logout.cjs');
var pageResponse = require('./page-response.cjs');
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
    const config$1 = config.resolveConfig(options);
    // by their text; by the empty text the latest that this page was loaded with
    const responses = new Map();
    let departure;
    const complete = async (matched) => {
        const result = await completeLogin.completeLogin(config$1, matched);
        redirectLoop.endRedirectLoop();
        return result;
    };
    const buildAuthorizeUrl = async (connection, request) => {
        const { state, transaction: transaction$1, url } = authorizationRequest.createAuthorizationRequest(config$1, '', connection, {
            ...request,
        });
        transaction.saveTransaction(config$1, state, transaction$1);
        return url;
    };
    const begin = async (connection, request) => {
        const goTo = redirect.navigation(config$1);
        redirectLoop.checkRedirectLoop(config$1.now);
        return [goTo, await buildAuthorizeUrl(connection, request)];
    };
    const leave = async (connection, request) => {
        try {
            return redirect.leavePage(...(await begin(connection, request)));
        }
        finally {
            // after a wait, so also after it was set: what failed at once must not stay
            departure = undefined;
        }
    };
    const authorize = (connection, request) => {
        // a guard beside a button, or an effect that runs twice, in one turn: one login
        departure ??= leave(connection, request);
        return departure;
    };
    const logInThere = async (mark, connection, request, open) => {
        const result = await windowLogin.logInByWindow(config$1, mark, connection, request, open, complete);
        if (result)
            return result;
        authError.check(request.onBlocked === 'redirect', 'popup_blocked', 'the browser refused the window: open it in the click, before any await');
        return authorize(connection, request);
    };
    const parseHash = (input) => {
        if (!input && !environment.isPage())
            return Promise.resolve().then(environment.requirePage);
        const here = environment.isPage() ? authorizationResponse.findResponse(location.href) : null;
        const received = input ? authorizationResponse.findResponse(input) : here;
        if (!received)
            return (!input && responses.get('')) || Promise.resolve(null);
        const { text } = received;
        const response = responses.get(text) ?? pageResponse.takeResponse(config$1, received)?.then(complete);
        if (!response)
            return Promise.resolve(null);
        responses.set(text, response);
        // a router may have decoded it
        if (here && here.response.state === received.response.state) {
            responses.set('', response);
            // no history entry is made, and `history.state` survives (RFC 9700 §4.3.1)
            history.replaceState(history.state, '', here.rest);
        }
        return response;
    };
    return {
        authorize,
        popup: (connection, request) => logInThere('p.', connection, { ...request }, popup.openPopup),
        parseHash,
        buildAuthorizeUrl,
        checkSession: (request) => {
            const timeout = request?.timeout ?? 5000;
            return logInThere('f.', undefined, { ...request, timeout, params: { ...request?.params, prompt: 'none' } }, frame.openFrame);
        },
        refresh: refresh.createRefresh(config$1),
        userInfo: userInfo.createUserInfo(config$1),
        buildLogoutUrl: (options) => logout.buildLogoutUrl(config$1, options),
        logout: (options) => redirect.navigation(config$1)(logout.buildLogoutUrl(config$1, options)),
    };
}

exports.createAuth = createAuth;
