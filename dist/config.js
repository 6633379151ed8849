import { check } from './auth-error.js';
import { createKeySet, keyLoader } from './jwks.js';
import { isResponseType, hasWord } from './response-type.js';
import { checkSecureUrl } from './secure-url.js';

const DEFAULT_SCOPE = 'openid profile email';
/** What the SDK itself sends. */
const OWNED = /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?)$/;
function checkParams(params) {
    for (const name in params)
        check(!OWNED.test(name), 'invalid_config', `params: ${name}`);
}
/** A URL that parameters can be added to. */
function checkWholeUrl(value, name) {
    check(!checkSecureUrl(value, name).includes('#'), 'invalid_config', `${name}: has a fragment`);
}
/**
 * Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`.
 */
function resolveConfig(given) {
    const options = { ...given };
    const { clientId, responseType, redirectUri, domain } = options;
    const { responseMode = 'fragment', scope = DEFAULT_SCOPE, algorithms = ['RS256'], leeway = 60, transactionTtl = 3600, } = options;
    const rules = {
        clientId: clientId && typeof clientId === 'string',
        clientSecret: !('clientSecret' in options), // RFC 10017 §6.3.3.1: a browser keeps no secret
        responseType: isResponseType(responseType),
        // Multiple Response Types §5: no tokens in a query; form_post is not for script to read
        responseMode: /^(fragment|web_message)$/.test(responseMode) ||
            `${responseMode} ${responseType}` === 'query code',
        // OpenID Connect Core §3.1.2.1
        'scope without openid': typeof scope === 'string' && (hasWord(scope, 'openid') || !hasWord(responseType, 'id_token')),
        algorithms: Array.isArray(algorithms) &&
            algorithms.length &&
            algorithms.every((name) => /^([RPE]S(256|384|512)|EdDSA)$/.test(name)),
        'leeway, 0 to 300': Number.isFinite(leeway) && leeway >= 0 && leeway <= 300,
        transactionTtl: Number.isFinite(transactionTtl) && transactionTtl > 0,
        domain: typeof domain === 'string' && !/[?#]|[^:]\/\//.test(domain),
    };
    for (const [name, holds] of Object.entries(rules))
        check(holds, 'invalid_config', name);
    const base = domain.replace(/^(?!\w+:\/\/)/, 'https://').replace(/\/?$/, '/');
    const issuer = options.issuer ?? base;
    const endpoints = {
        authorize: `${base}authorize`,
        token: `${base}oauth/token`,
        jwks: `${base}.well-known/jwks.json`,
        userInfo: `${base}userinfo`,
        logout: `${base}v2/logout`,
        ...options.endpoints,
    };
    for (const [name, url] of Object.entries({ domain: base, issuer, ...endpoints }))
        checkWholeUrl(url, name);
    if (redirectUri !== undefined)
        checkWholeUrl(redirectUri, 'redirectUri');
    checkParams(options.params);
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
        keys: createKeySet(keyLoader(fetcher, endpoints.jwks), now),
    };
}

export { DEFAULT_SCOPE, checkParams, checkWholeUrl, resolveConfig };
