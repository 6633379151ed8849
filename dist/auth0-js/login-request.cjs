'use strict';

var environment = require('../environment.cjs');
var isText = require('../is-text.cjs');
var random = require('../random.cjs');
var responseType = require('../response-type.cjs');
var transaction = require('../transaction.cjs');
var baseOptions = require('./base-options.cjs');

/** Where a login has a page for the person. */
const DEFAULT_SCOPE = 'openid profile email';
/**
 * Makes the request of a login. Tokens are asked for with a random state, whatever the app calls
 * it, and always with a nonce. A `code` is the app's server's to check: what the app gives is sent
 * as it is, and nothing is added. Throws for an option that is missing.
 */
function createLoginRequest(tenant, mark, options) {
    baseOptions.ensure(isText.isText(options.responseType), 'responseType option is required');
    const { responseType: responseType$1, responseMode, redirectUri, scope, organization, appState, clientID } = options;
    const bringsIdToken = responseType.hasWord(responseType$1, 'id_token');
    const bringsTokens = bringsIdToken || responseType.hasWord(responseType$1, 'token');
    if (bringsIdToken)
        environment.requireSubtleCrypto();
    const ownState = options.state || undefined;
    // a code's goes out as it is given
    const sent = bringsTokens || !ownState ? mark + random.randomHex() : ownState;
    const state = `${sent}`;
    const nonce = options.nonce || random.randomHex();
    const href = tenant.client.buildAuthorizeUrl({
        ...options,
        state: sent,
        nonce: bringsTokens ? nonce : options.nonce,
    });
    baseOptions.ensure(!bringsTokens || responseMode !== 'form_post', 'responseMode form_post: no page can read it');
    return {
        state,
        ownState: ownState ?? state,
        href,
        url: Promise.resolve(href),
        transaction: {
            v: 1,
            createdAt: Math.floor(tenant.now() / 1000),
            nonce: `${nonce}`,
            responseType: responseType$1,
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
function remember(tenant, { state, transaction: transaction$1 }) {
    const isOurs = state !== `${transaction$1.ownState}`;
    if (isOurs)
        transaction.saveTransaction(tenant, state, transaction$1);
    return isOurs;
}

exports.DEFAULT_SCOPE = DEFAULT_SCOPE;
exports.createLoginRequest = createLoginRequest;
exports.remember = remember;
