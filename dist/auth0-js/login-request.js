import { requireSubtleCrypto } from '../environment.js';
import { randomHex } from '../random.js';
import { hasWord } from '../response-type.js';
import { ensureText, ensure } from './base-options.js';

/** Where a login has a page for the person. */
const DEFAULT_SCOPE = 'openid profile email';
/**
 * Makes the request of a login. Tokens are asked for with a random state, whatever the app calls
 * it, and always with a nonce. A `code` is the app's server's to check: what the app gives is sent
 * as it is, and nothing is added. Throws for an option that is missing.
 */
function createLoginRequest(tenant, mark, options) {
    ensureText(options, 'responseType');
    const { responseType, responseMode, redirectUri, scope, organization, appState } = options;
    const bringsIdToken = hasWord(responseType, 'id_token');
    const bringsTokens = bringsIdToken || hasWord(responseType, 'token');
    if (bringsIdToken)
        requireSubtleCrypto();
    const ownState = options.state || undefined;
    const state = bringsTokens || !ownState ? mark + randomHex() : `${ownState}`;
    const nonce = options.nonce || randomHex();
    const href = tenant.client.buildAuthorizeUrl({
        ...options,
        state,
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
            issuer: tenant.issuers[0],
            scope: `${scope}`,
            organization: organization || undefined,
            appState,
            ownState,
        },
    };
}

export { DEFAULT_SCOPE, createLoginRequest };
