import { AuthError } from './auth-error.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { findResponse } from './authorization-response.js';
import { completeLogin } from './complete-login.js';
import { resolveConfig, expectsIdToken } from './config.js';
import { requirePage } from './environment.js';
import { logInByFrame } from './frame.js';
import { keyLoader } from './id-token.js';
import { createKeySet } from './jwks.js';
import { buildLogoutUrl } from './logout.js';
import { takeResponse, cleanUrl } from './page-response.js';
import { logInByPopup } from './popup.js';
import { goTo, leavePage } from './redirect.js';
import { endRedirectLoop, checkRedirectLoop } from './redirect-loop.js';
import { createRefresh } from './refresh.js';
import { saveTransaction } from './transaction.js';
import { requestUserInfo } from './user-info.js';

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
    const prefetchKeys = () => {
        if (expectsIdToken(config, config.scope))
            keys.prefetch();
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
    const popup = async (connection, request = {}) => {
        const matched = await logInByPopup(config, connection, request, prefetchKeys);
        if (matched)
            return complete(matched);
        if (request.onBlocked === 'redirect')
            return authorize(connection, request);
        throw new AuthError('popup_blocked', 'The browser refused the login window. Call popup in the click, before any await, or set onBlocked to redirect.');
    };
    const parseHash = (input) => {
        if (!input && typeof document === 'undefined')
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
        checkSession: async (request = {}) => complete(await logInByFrame(config, request, prefetchKeys)),
        refresh: createRefresh(config, keys),
        userInfo: (accessToken, request) => requestUserInfo(config, accessToken, request),
        buildLogoutUrl: (options) => buildLogoutUrl(config, options),
        logout: (options) => goTo(config, buildLogoutUrl(config, options)),
    };
}

export { createAuth };
