import { AuthError } from './auth-error.js';
import { buildAuthorizeUrl } from './authorize-url.js';
import { randomValues, encodeBase64url } from './base64url.js';
import { holdsOpenid, checkRedirectUri } from './config.js';
import { requireSubtleCrypto, pageUrl } from './environment.js';

const OWNED = /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?)$/;
/**
 * Makes an authorize request (RFC 6749 §4.1.1, §4.2.1; OpenID Connect Core §3.2.2.1; RFC 7636 §4). Everything that can be wrong with it
 * is found before the first wait: `invalid_config`, `insecure_context`, `browser_required`.
 */
function createAuthorizationRequest(config, mark, connection, request) {
    const { clientId, responseType, asks, issuer } = config;
    const params = { ...config.params, ...request.params };
    const { max_age: maxAge, organization } = params;
    const scope = request.scope ?? config.scope;
    const owned = Object.keys(params).find((name) => OWNED.test(name));
    if (owned)
        throw new AuthError('invalid_config', `params must not set ${owned}: Postern does.`);
    if (holdsOpenid(config.scope) && !holdsOpenid(scope))
        throw new AuthError('invalid_config', "scope must keep the client's openid.");
    if (maxAge != null && !/^\d+$/.test(`${maxAge}`))
        throw new AuthError('invalid_config', 'max_age must be a number of seconds.');
    if (asks.code || asks.idToken)
        requireSubtleCrypto();
    const [random, nonce, codeVerifier] = randomValues(asks.code ? 3 : 2);
    const state = mark + random;
    const responseMode = !mark && config.responseMode === 'web_message' ? 'fragment' : config.responseMode;
    const redirectUri = request.redirectUri === undefined ? (config.redirectUri ?? pageUrl()) : checkRedirectUri(request.redirectUri);
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
        createdAt: Math.floor(config.now() / 1000),
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
        audience: request.audience ?? config.audience ?? params['audience'],
        state,
        nonce,
    };
    const url = (challenge) => buildAuthorizeUrl(config.endpoints.authorize, { ...query, ...challenge });
    return { state, transaction, url: codeVerifier ? createCodeChallenge(codeVerifier).then(url) : url() };
}
/** RFC 7636 §4.2, §4.3; always S256 (RFC 9700 §2.1.1). */
async function createCodeChallenge(codeVerifier) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
    return { code_challenge_method: 'S256', code_challenge: encodeBase64url(new Uint8Array(digest)) };
}

export { createAuthorizationRequest };
