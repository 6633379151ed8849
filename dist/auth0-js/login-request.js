import { requireSubtleCrypto } from '../environment.js';
import { isText } from '../is-text.js';
import { randomHex } from '../random.js';
import { hasWord } from '../response-type.js';
import { saveTransaction } from '../transaction.js';
import { ensure } from './base-options.js';

/** Where a login has a page for the person. */
const DEFAULT_SCOPE = 'openid profile email';
/**
 * Makes the request of a login. Tokens are asked for with a random state, whatever the app calls
 * it, and always with a nonce. A `code` is the app's server's to check: what the app gives is sent
 * as it is, and nothing is added. Throws for an option that is missing.
 */
function createLoginRequest(tenant, mark, options) {
    ensure(isText(options.responseType), 'responseType option is required');
    const { responseType, responseMode, redirectUri, scope, organization, appState, clientID } = options;
    const bringsIdToken = hasWord(responseType, 'id_token');
    const bringsTokens = bringsIdToken || hasWord(responseType, 'token');
    if (bringsIdToken)
        requireSubtleCrypto();
    const ownState = options.state || undefined;
    // a code's goes out as it is given
    const sent = bringsTokens || !ownState ? mark + randomHex() : ownState;
    const state = `${sent}`;
    const nonce = options.nonce || randomHex();
    const href = tenant.client.buildAuthorizeUrl({
        ...options,
        state: sent,
        nonce: bringsTokens ? nonce : options.nonce,
    });
    ensure(!bringsTokens || responseMode !== 'form_post', 'responseMode form_post: no page can read it');
    return {
        state,
        ownState: ownState ?? state,
        href,
        url: Promise.resolve(href),
        transaction: {
            v: 1,
            createdAt: Math.floor(tenant.now() / 1000),
            nonce: `${nonce}`,
            responseType: responseType,
            responseMode: responseMode,
            redirectUri: `${redirectUri}`,
            // the instance's: it is what an ID Token's audience is held against
            clientId: tenant.clientId,
            sentClientId: clientID === tenant.clientId ? undefined : clientID,
            issuer: tenant.issuers[0],
            scope: `${scope}`,
            organization: organization || undefined,
            appState,
            ownState,
        },
    };
}
/**
 * Remembers a login until its answer. False: it goes under a word of the app's own, and it is the
 * app that does.
 */
function remember(tenant, { state, transaction }) {
    const isOurs = state !== `${transaction.ownState}`;
    if (isOurs)
        saveTransaction(tenant, state, transaction);
    return isOurs;
}

export { DEFAULT_SCOPE, createLoginRequest, remember };
