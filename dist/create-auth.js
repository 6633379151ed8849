import { check } from './auth-error.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { findResponse } from './authorization-response.js';
import { completeLogin } from './complete-login.js';
import { resolveConfig } from './config.js';
import { isPage, requirePage } from './environment.js';
import { openFrame } from './frame.js';
import { buildLogoutUrl } from './logout.js';
import { takeResponse } from './page-response.js';
import { openPopup } from './popup.js';
import { navigation, leavePage } from './redirect.js';
import { endRedirectLoop, checkRedirectLoop } from './redirect-loop.js';
import { createRefresh } from './refresh.js';
import { saveTransaction } from './transaction.js';
import { createUserInfo } from './user-info.js';
import { logInByWindow } from './window-login.js';

/**
 * Makes a client for one application at one server. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
function createAuth(options) {
    const config = resolveConfig(options);
    // by their text; by the empty text the latest that this page was loaded with
    const responses = new Map();
    let departure;
    const complete = async (matched) => {
        const result = await completeLogin(config, matched);
        endRedirectLoop();
        return result;
    };
    const buildAuthorizeUrl = async (connection, request) => {
        const { state, transaction, url } = createAuthorizationRequest(config, '', connection, {
            ...request,
        });
        saveTransaction(config, state, transaction);
        return url;
    };
    const begin = async (connection, request) => {
        const goTo = navigation(config);
        checkRedirectLoop(config.now);
        return [goTo, await buildAuthorizeUrl(connection, request)];
    };
    const leave = async (connection, request) => {
        try {
            return leavePage(...(await begin(connection, request)));
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
        const result = await logInByWindow(config, mark, connection, request, open, complete);
        if (result)
            return result;
        check(request.onBlocked === 'redirect', 'popup_blocked', 'the browser refused the window: open it in the click, before any await');
        return authorize(connection, request);
    };
    const parseHash = (input) => {
        if (!input && !isPage())
            return Promise.resolve().then(requirePage);
        const here = isPage() ? findResponse(location.href) : null;
        const received = input ? findResponse(input) : here;
        if (!received)
            return (!input && responses.get('')) || Promise.resolve(null);
        const { text } = received;
        const response = responses.get(text) ?? takeResponse(config, received)?.then(complete);
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
        popup: (connection, request) => logInThere('p.', connection, { ...request }, openPopup),
        parseHash,
        buildAuthorizeUrl,
        checkSession: (request) => {
            const timeout = request?.timeout ?? 5000;
            return logInThere('f.', undefined, { ...request, timeout, params: { ...request?.params, prompt: 'none' } }, openFrame);
        },
        refresh: createRefresh(config),
        userInfo: createUserInfo(config),
        buildLogoutUrl: (options) => buildLogoutUrl(config, options),
        logout: (options) => navigation(config)(buildLogoutUrl(config, options)),
    };
}

export { createAuth };
