import { attempt, guard, check } from './auth-error.js';
import { createAuthorizationRequest } from './authorization-request.js';
import { completeLogin } from './complete-login.js';
import { resolveConfig } from './config.js';
import { untilActivated, requirePage } from './environment.js';
import { isInSilentFrame, hintedSubject, frameKind } from './frame.js';
import { buildLogoutUrl } from './logout.js';
import { ownMembers } from './own-members.js';
import { createPageLogins } from './page-logins.js';
import { popupKind } from './popup.js';
import { createDepartures, requireWayOut } from './redirect.js';
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
    const config = attempt(() => resolveConfig(options), 'invalid_config: unusable');
    const departures = createDepartures(config);
    let departure;
    const complete = async (matched, sub) => {
        const result = await completeLogin(config, matched, sub);
        endRedirectLoop();
        return result;
    };
    const pageLogins = createPageLogins(config, (complete));
    const buildAuthorizeUrl = async (connection, request) => {
        const { state, transaction, url } = createAuthorizationRequest(config, '', connection, request);
        await untilActivated();
        saveTransaction(config, state, transaction);
        return url;
    };
    const depart = async (connection, request) => {
        const leave = departures.begin();
        try {
            await untilActivated();
            requireWayOut(config);
            checkRedirectLoop(config.now);
            const url = await buildAuthorizeUrl(connection, request);
            return leave(url);
        }
        finally {
            departure = undefined;
        }
    };
    const authorize = (connection, request) => {
        // a guard beside a button, or an effect that runs twice, in one turn: one login
        departure ??= guard(depart)(connection, request);
        return departure;
    };
    const popup = async (connection, request) => {
        const own = ownMembers(request);
        const result = await logInByWindow(config, popupKind, connection, own, (complete));
        if (result)
            return result;
        check(own.onBlocked === 'redirect', 'popup_blocked: window');
        return authorize(connection, own);
    };
    const checkSession = async (request) => {
        requirePage();
        await untilActivated();
        // the page that waits outside removes this one with its frame
        if (isInSilentFrame())
            return new Promise(() => { });
        const own = ownMembers(request);
        const params = { ...own.params, prompt: 'none' };
        const silent = { ...own, params, timeout: own.timeout ?? 5000 };
        const sub = own.sub ?? hintedSubject({ ...config.params, ...params });
        const completeFor = (matched) => complete(matched, sub);
        const result = await logInByWindow(config, frameKind, undefined, silent, completeFor);
        return result; // no browser refuses a frame
    };
    const logoutUrl = (options) => attempt(() => buildLogoutUrl(config, options), 'invalid_config: unusable');
    return {
        issuer: config.issuers[0],
        clientId: config.clientId,
        authorize,
        popup: guard(popup),
        // the type of appState is the app's own word
        parseHash: (hash) => pageLogins.parseHash(hash),
        buildAuthorizeUrl: guard(buildAuthorizeUrl),
        checkSession: guard(checkSession),
        refresh: guard(createRefresh(config)),
        userInfo: guard(createUserInfo(config)),
        buildLogoutUrl: logoutUrl,
        logout(options) {
            pageLogins.forget();
            departures.leaveNow(logoutUrl(options));
        },
    };
}

export { createAuth };
