'use strict';

var authError = require('./auth-error.cjs');
var authorizationRequest = require('./authorization-request.cjs');
var authorizationResponse = require('./authorization-response.cjs');
var completeLogin = require('./complete-login.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');
var frame = require('./frame.cjs');
var jwks = require('./jwks.cjs');
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
    const keys = jwks.createKeySet(jwks.keyLoader(config$1.fetch, config$1.endpoints.jwks), config$1.now);
    const responses = new Map();
    let latestResponse;
    let departure;
    const complete = async (matched) => {
        const result = await completeLogin.completeLogin(config$1, keys, matched);
        redirectLoop.endRedirectLoop();
        return result;
    };
    const buildAuthorizeUrl = async (connection, request = {}) => {
        const { state, transaction: transaction$1, url } = authorizationRequest.createAuthorizationRequest(config$1, '', connection, request);
        transaction.saveTransaction(config$1, state, transaction$1);
        return url;
    };
    const begin = async (connection, request) => {
        if (!config$1.navigate)
            environment.requirePage();
        redirectLoop.checkRedirectLoop(config$1.now);
        return buildAuthorizeUrl(connection, request);
    };
    const authorize = (connection, request) => {
        // a guard beside a button, or an effect that runs twice, in one turn: one login
        if (departure)
            return departure;
        const url = begin(connection, request);
        departure = url.then((href) => redirect.leavePage(config$1, href));
        const forget = () => {
            departure = undefined;
        };
        url.then(forget, forget);
        return departure;
    };
    const logInThere = (mark, connection, request, open) => windowLogin.logInByWindow(config$1, mark, connection, request, () => {
        const login = open();
        if (login && completeLogin.expectsIdToken(config$1.responseType, config$1.scope))
            keys.prefetch();
        return login;
    }).then((matched) => matched && complete(matched));
    const popup$1 = async (connection, request = {}) => {
        const result = await logInThere('p.', connection, request, () => popup.openPopup(request));
        if (!result && request.onBlocked === 'redirect')
            return authorize(connection, request);
        authError.check(result, 'popup_blocked');
        return result;
    };
    const parseHash = (input) => {
        if (!input && !environment.isPage())
            return Promise.resolve().then(environment.requirePage);
        const received = authorizationResponse.findResponse(input || location.href);
        if (!received)
            return (!input && latestResponse) || Promise.resolve(null);
        const response = responses.get(received.text) ?? pageResponse.takeResponse(config$1, received)?.then(complete);
        if (!response)
            return Promise.resolve(null);
        responses.set(received.text, response);
        if (pageResponse.cleanUrl(received) || !input)
            latestResponse = response;
        return response;
    };
    return {
        authorize,
        popup: popup$1,
        parseHash,
        buildAuthorizeUrl,
        checkSession: ({ timeout = 5000, ...request } = {}) => logInThere('f.', undefined, { ...request, timeout, params: { ...request.params, prompt: 'none' } }, frame.openFrame),
        refresh: refresh.createRefresh(config$1, keys),
        userInfo: (accessToken, request) => userInfo.requestUserInfo(config$1, accessToken, request),
        buildLogoutUrl: (options) => logout.buildLogoutUrl(config$1, options),
        logout: (options) => redirect.goTo(config$1, logout.buildLogoutUrl(config$1, options)),
    };
}

exports.createAuth = createAuth;
