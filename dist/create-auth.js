import { check } from './auth-error.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { findResponse } from './authorization-response.js';
import { completeLogin, expectsIdToken } from './complete-login.js';
import { resolveConfig } from './config.js';
import { isPage, requirePage } from './environment.js';
import { openFrame } from './frame.js';
import { createKeySet, keyLoader } from './jwks.js';
import { buildLogoutUrl } from './logout.js';
import { takeResponse, cleanUrl } from './page-response.js';
import { openPopup } from './popup.js';
import { goTo, leavePage } from './redirect.js';
import { endRedirectLoop, checkRedirectLoop } from './redirect-loop.js';
import { createRefresh } from './refresh.js';
import { saveTransaction } from './transaction.js';
import { requestUserInfo } from './user-info.js';
import { logInByWindow } from './window-login.js';

/**
 * Makes a client for one application at one server. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
function createAuth(options) {
    const config = resolveConfig(options);
    const keys = createKeySet(keyLoader(config.fetch, config.endpoints.jwks), config.now);
    const responses = new Map();
    let latestResponse;
    let departure;
    const complete = async (matched) => {
        const result = await completeLogin(config, keys, matched);
        endRedirectLoop();
        return result;
    };
    const buildAuthorizeUrl = async (connection, request = {}) => {
        const { state, transaction, url } = createAuthorizationRequest(config, '', connection, request);
        saveTransaction(config, state, transaction);
        return url;
    };
    const begin = async (connection, request) => {
        if (!config.navigate)
            requirePage();
        checkRedirectLoop(config.now);
        return buildAuthorizeUrl(connection, request);
    };
    const authorize = (connection, request) => {
        // a guard beside a button, or an effect that runs twice, in one turn: one login
        if (departure)
            return departure;
        const url = begin(connection, request);
        departure = url.then((href) => leavePage(config, href));
        const forget = () => {
            departure = undefined;
        };
        url.then(forget, forget);
        return departure;
    };
    const logInThere = (mark, connection, request, open) => logInByWindow(config, mark, connection, request, () => {
        const login = open();
        if (login && expectsIdToken(config.responseType, config.scope))
            keys.prefetch();
        return login;
    }).then((matched) => matched && complete(matched));
    const popup = async (connection, request = {}) => {
        const result = await logInThere('p.', connection, request, () => openPopup(request));
        if (!result && request.onBlocked === 'redirect')
            return authorize(connection, request);
        check(result, 'popup_blocked');
        return result;
    };
    const parseHash = (input) => {
        if (!input && !isPage())
            return Promise.resolve().then(requirePage);
        const received = findResponse(input || location.href);
        if (!received)
            return (!input && latestResponse) || Promise.resolve(null);
        const response = responses.get(received.text) ?? takeResponse(config, received)?.then(complete);
        if (!response)
            return Promise.resolve(null);
        responses.set(received.text, response);
        if (cleanUrl(received) || !input)
            latestResponse = response;
        return response;
    };
    return {
        authorize,
        popup,
        parseHash,
        buildAuthorizeUrl,
        checkSession: ({ timeout = 5000, ...request } = {}) => logInThere('f.', undefined, { ...request, timeout, params: { ...request.params, prompt: 'none' } }, openFrame),
        refresh: createRefresh(config, keys),
        userInfo: (accessToken, request) => requestUserInfo(config, accessToken, request),
        buildLogoutUrl: (options) => buildLogoutUrl(config, options),
        logout: (options) => goTo(config, buildLogoutUrl(config, options)),
    };
}

export { createAuth };
