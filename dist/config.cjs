'use strict';

var authError = require('./auth-error.cjs');
var jwks = require('./jwks.cjs');
var responseType = require('./response-type.cjs');
var secureUrl = require('./secure-url.cjs');

const DEFAULT_SCOPE = 'openid profile email';
function checkRedirectUri(value) {
    authError.check(!secureUrl.checkSecureUrl(value, 'redirectUri').includes('#'), 'invalid_config', 'redirectUri: has a fragment');
    return value;
}
/** Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`. */
function resolveConfig(options) {
    const { clientId, responseType: responseType$1, redirectUri, domain } = options;
    const { responseMode = 'fragment', scope = DEFAULT_SCOPE, algorithms = ['RS256'], leeway = 60, transactionTtl = 3600 } = options;
    const rules = {
        clientId: clientId && typeof clientId === 'string',
        clientSecret: !('clientSecret' in options), // RFC 10017 §6.3.3.1: a browser keeps no secret
        responseType: responseType.isResponseType(responseType$1),
        // Multiple Response Types §5: no tokens in a query; form_post is not for script to read
        responseMode: /^(fragment|web_message)$/.test(responseMode) || `${responseMode} ${responseType$1}` === 'query code',
        // OpenID Connect Core §3.1.2.1
        'scope without openid': typeof scope === 'string' && (responseType.hasWord(scope, 'openid') || !responseType.hasWord(responseType$1, 'id_token')),
        algorithms: Array.isArray(algorithms) && algorithms.length && algorithms.every((name) => /^([RPE]S(256|384|512)|EdDSA)$/.test(name)),
        'leeway, 0 to 300': Number.isFinite(leeway) && leeway >= 0 && leeway <= 300,
        transactionTtl: Number.isFinite(transactionTtl) && transactionTtl > 0,
        domain: typeof domain === 'string' && !/[?#]|[^:]\/\//.test(domain),
    };
    for (const [name, holds] of Object.entries(rules))
        authError.check(holds, 'invalid_config', name);
    const base = (/^\w+:\/\//.test(domain) ? domain : `https://${domain}`).replace(/\/$/, '');
    const issuer = options.issuer ?? `${base}/`;
    const endpoints = {
        authorize: `${base}/authorize`,
        token: `${base}/oauth/token`,
        jwks: `${base}/.well-known/jwks.json`,
        userInfo: `${base}/userinfo`,
        logout: `${base}/v2/logout`,
        ...options.endpoints,
    };
    for (const [name, url] of Object.entries({ issuer, ...endpoints }))
        secureUrl.checkSecureUrl(url, name);
    if (redirectUri !== undefined)
        checkRedirectUri(redirectUri);
    const now = options.now ?? Date.now;
    // called without an owner, which the browser's own fetch insists on
    const fetcher = (input, init) => (options.fetch ?? fetch)(input, init);
    return {
        ...options,
        responseMode,
        scope,
        algorithms,
        leeway,
        transactionTtl,
        issuer,
        endpoints,
        now,
        fetch: fetcher,
        keys: jwks.createKeySet(jwks.keyLoader(fetcher, endpoints.jwks), now),
    };
}

exports.DEFAULT_SCOPE = DEFAULT_SCOPE;
exports.checkRedirectUri = checkRedirectUri;
exports.resolveConfig = resolveConfig;
