'use strict';

var authError = require('./auth-error.cjs');
var authorizeUrl = require('./authorize-url.cjs');
var base64url = require('./base64url.cjs');
var config = require('./config.cjs');
var environment = require('./environment.cjs');

const OWNED = /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?)$/;
/**
 * Makes an authorize request (RFC 6749 §4.1.1, §4.2.1; OpenID Connect Core §3.2.2.1; RFC 7636 §4). Everything that can be wrong with it
 * is found before the first wait: `invalid_config`, `insecure_context`, `browser_required`.
 */
function createAuthorizationRequest(config$1, mark, connection, request) {
    const { clientId, responseType, asks, issuer } = config$1;
    const params = { ...config$1.params, ...request.params };
    const { max_age: maxAge, organization } = params;
    const scope = request.scope ?? config$1.scope;
    const owned = Object.keys(params).find((name) => OWNED.test(name));
    if (owned)
        throw new authError.AuthError('invalid_config', `params must not set ${owned}: Postern does.`);
    if (config.holdsOpenid(config$1.scope) && !config.holdsOpenid(scope))
        throw new authError.AuthError('invalid_config', "scope must keep the client's openid.");
    if (maxAge != null && !/^\d+$/.test(`${maxAge}`))
        throw new authError.AuthError('invalid_config', 'max_age must be a number of seconds.');
    if (asks.code || asks.idToken)
        environment.requireSubtleCrypto();
    const [random, nonce, codeVerifier] = base64url.randomValues(asks.code ? 3 : 2);
    const state = mark + random;
    const responseMode = !mark && config$1.responseMode === 'web_message' ? 'fragment' : config$1.responseMode;
    const redirectUri = request.redirectUri === undefined ? (config$1.redirectUri ?? environment.pageUrl()) : config.checkRedirectUri(request.redirectUri);
    const transaction = {
        v: 1,
        nonce,
        ...(codeVerifier && { codeVerifier }),
        responseType,
        responseMode,
        redirectUri,
        clientId,
        issuer,
        scope,
        ...(maxAge != null && { maxAge: Number(maxAge) }),
        ...(organization && { organization }),
        ...(request.appState !== undefined && { appState: request.appState }),
        createdAt: Math.floor(config$1.now() / 1000),
    };
    const query = {
        ...params,
        client_id: clientId,
        response_type: responseType,
        // where tokens are asked for, fragment is the server's own default (Multiple Response Types §5)
        response_mode: responseMode === 'fragment' && responseType !== 'code' ? undefined : responseMode,
        redirect_uri: redirectUri,
        connection: connection || params['connection'],
        scope,
        audience: request.audience ?? config$1.audience ?? params['audience'],
        state,
        nonce,
    };
    const url = (challenge) => authorizeUrl.buildAuthorizeUrl(config$1.endpoints.authorize, { ...query, ...challenge });
    return { state, transaction, url: codeVerifier ? createCodeChallenge(codeVerifier).then(url) : url() };
}
/** RFC 7636 §4.2, §4.3; always S256 (RFC 9700 §2.1.1). */
async function createCodeChallenge(codeVerifier) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
    return { code_challenge_method: 'S256', code_challenge: base64url.encodeBase64url(new Uint8Array(digest)) };
}

exports.createAuthorizationRequest = createAuthorizationRequest;
