'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var base64url = require('./base64url.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');
var isText = require('./is-text.cjs');
var ownMembers = require('./own-members.cjs');
var random = require('./random.cjs');
var responseType = require('./response-type.cjs');
var secureUrl = require('./secure-url.cjs');

/**
 * Makes an authorize request (RFC 6749 §4.1.1, §4.2.1; OpenID Connect Core §3.2.2.1; RFC 7636 §4).
 * Everything that can be wrong with it is found before the first wait: `invalid_config`,
 * `insecure_context`, `browser_required`. An endpoint that its answer needs is one of these.
 */
function createAuthorizationRequest(config$1, mark, connection, request) {
    const { clientId, responseType: responseType$1 } = config$1;
    const own = ownMembers.ownMembers(request);
    const { scope = config$1.scope, redirectUri = config$1.redirectUri ?? environment.pageUrl() } = own;
    const params = ownMembers.ownMembers({ ...config$1.params, ...own.params });
    // a click listener gets an event in its place
    authError.check(isText.isTextOrNone(connection), 'invalid_config: connection');
    config.checkParams(params);
    // OpenID Connect Core §3.1.2.1
    const isOpenidDue = responseType.hasWord(config$1.scope, 'openid');
    const isScope = typeof scope === 'string' && (responseType.hasWord(scope, 'openid') || !isOpenidDue);
    authError.check(isScope, 'invalid_config: openid');
    if (own.redirectUri !== undefined)
        secureUrl.checkSecureUrl(redirectUri, 'redirectUri');
    // a challenge, or an ID Token to verify
    if (responseType$1 !== 'token')
        environment.requireSubtleCrypto();
    // what the answer needs, before anybody has logged in for nothing
    if (responseType.hasWord(responseType$1, 'code'))
        config.endpointOf(config$1, 'token');
    if (responseType.expectsIdToken(responseType$1, scope))
        config.endpointOf(config$1, 'jwks');
    const state = mark + random.randomHex();
    const nonce = random.randomHex();
    const codeVerifier = responseType.hasWord(responseType$1, 'code') ? random.randomBase64url() : undefined;
    const responseMode = !mark && config$1.responseMode === 'web_message' ? 'fragment' : config$1.responseMode;
    const url = authorizeUrl.buildAuthorizeUrl(config.endpointOf(config$1, 'authorize'), {
        ...params,
        client_id: clientId,
        response_type: responseType$1,
        // where tokens are asked for, fragment is the server's own default (Multiple Response Types §5)
        response_mode: responseMode === 'fragment' && responseType$1 !== 'code' ? undefined : responseMode,
        redirect_uri: redirectUri,
        connection: connection || params.connection,
        scope,
        audience: own.audience ?? params.audience ?? config$1.audience,
        state,
        nonce,
    });
    const proven = addProofs(config$1, codeVerifier, url);
    // who cannot remember the login does not wait for it
    proven.catch(() => { });
    return {
        state,
        transaction: {
            v: 1,
            createdAt: Math.floor(config$1.now() / 1000),
            nonce,
            codeVerifier,
            responseType: responseType$1,
            responseMode,
            redirectUri,
            clientId,
            issuer: config$1.issuers[0],
            scope,
            maxAge: params.max_age == null ? undefined : Number(params.max_age),
            organization: params.organization ?? undefined,
            appState: own.appState,
        },
        url: proven,
    };
}
/**
 * What ties the code to this browser: the challenge, always S256 (RFC 7636 §4.2, §4.3; RFC 9700
 * §2.1.1), and the name of the key for DPoP (RFC 9449 §10).
 */
async function addProofs({ dpop }, codeVerifier, url) {
    if (!codeVerifier)
        return url;
    return authorizeUrl.buildAuthorizeUrl(url, {
        code_challenge_method: 'S256',
        code_challenge: await base64url.hashText('SHA-256', codeVerifier, 1),
        dpop_jkt: await dpop?.thumbprint(),
    });
}

exports.createAuthorizationRequest = createAuthorizationRequest;
