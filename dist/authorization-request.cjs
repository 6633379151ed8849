'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var base64url = require('./base64url.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');
var responseType = require('./response-type.cjs');

/**
 * Makes an authorize request (RFC 6749 §4.1.1, §4.2.1; OpenID Connect Core §3.2.2.1; RFC 7636 §4).
 * Everything that can be wrong with it is found before the first wait: `invalid_config`,
 * `insecure_context`, `browser_required`.
 */
function createAuthorizationRequest(config$1, mark, connection, request) {
    const { clientId, responseType: responseType$1 } = config$1;
    const { scope = config$1.scope, redirectUri = config$1.redirectUri ?? environment.pageUrl(), appState } = request;
    const params = { ...config$1.params, ...request.params };
    const { max_age, organization } = params;
    config.checkParams(params);
    authError.check(responseType.hasWord(scope, 'openid') || !responseType.hasWord(config$1.scope, 'openid'), 'invalid_config', 'scope without openid');
    authError.check(/^\d+$/.test(`${max_age ?? 0}`), 'invalid_config', 'max_age');
    authError.check(typeof (organization ?? '') === 'string', 'invalid_config', 'organization');
    if (request.redirectUri !== undefined)
        config.checkWholeUrl(redirectUri, 'redirectUri');
    // a challenge, or an ID Token to verify
    if (responseType$1 !== 'token')
        environment.requireSubtleCrypto();
    const [random, nonce, secret] = base64url.randomValues();
    const state = mark + random;
    const codeVerifier = responseType.hasWord(responseType$1, 'code') ? secret : undefined;
    const responseMode = mark || config$1.responseMode !== 'web_message' ? config$1.responseMode : 'fragment';
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
            issuer: config$1.issuer,
            scope,
            maxAge: max_age == null ? undefined : Number(max_age),
            organization: organization ?? undefined,
            appState,
        },
        url: addChallenge(codeVerifier, authorizeUrl.buildAuthorizeUrl(config$1.endpoints.authorize, {
            ...params,
            client_id: clientId,
            response_type: responseType$1,
            // where tokens are asked for, fragment is the server's own default (Multiple Response Types
            // §5)
            response_mode: responseMode === 'fragment' && responseType$1 !== 'code' ? undefined : responseMode,
            redirect_uri: redirectUri,
            connection: connection || params.connection,
            scope,
            audience: request.audience ?? params.audience ?? config$1.audience,
            state,
            nonce,
        })),
    };
}
/** RFC 7636 §4.2, §4.3; always S256 (RFC 9700 §2.1.1) */
async function addChallenge(codeVerifier, url) {
    return codeVerifier
        ? authorizeUrl.buildAuthorizeUrl(url, {
            code_challenge_method: 'S256',
            code_challenge: await base64url.hashText('SHA-256', codeVerifier, 1),
        })
        : url;
}

exports.createAuthorizationRequest = createAuthorizationRequest;
