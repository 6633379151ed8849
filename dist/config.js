import { AuthError } from './auth-error.js';
import { normalizeResponseType } from './response-type.js';
import { checkSecureUrl } from './secure-url.js';

const DEFAULT_SCOPE = 'openid profile email';
const SUPPORTED_ALGORITHM = /^([RPE]S(256|384|512)|EdDSA)$/;
function holdsOpenid(scope) {
    return scope.split(' ').includes('openid');
}
/** Whether a login brings an ID Token, from the front channel or with its code (OpenID Connect Core §3.1.3.3). */
function expectsIdToken({ asks }, scope) {
    return asks.idToken || (asks.code && holdsOpenid(scope));
}
function checkRedirectUri(value) {
    if (checkSecureUrl(value, 'redirectUri').includes('#')) {
        throw new AuthError('invalid_config', 'redirectUri must have no fragment (RFC 6749 §3.1.2).');
    }
    return value;
}
/** Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`. */
function resolveConfig(options) {
    const { clientId, responseMode = 'fragment', scope = DEFAULT_SCOPE, algorithms = ['RS256'], leeway = 60, transactionTtl = 3600 } = options;
    const asked = normalizeResponseType(options.responseType)?.split(' ');
    const asks = { code: !!asked?.includes('code'), token: !!asked?.includes('token'), idToken: !!asked?.includes('id_token') };
    const rules = [
        [clientId && typeof clientId === 'string', 'clientId is missing.'],
        [asked, 'responseType must be code, token, id_token or a combination; it has no default.'],
        [!('clientSecret' in options), 'clientSecret: a browser cannot keep a secret (RFC 10017 §6.3.3.1).'],
        [
            /^(fragment|query|web_message)$/.test(responseMode),
            'responseMode must be fragment, query or web_message; script cannot read form_post.',
        ],
        [
            responseMode !== 'query' || asked?.join() === 'code',
            'responseMode query is for responseType code only: tokens must not reach a server log.',
        ],
        [!asks.idToken || holdsOpenid(scope), 'scope must hold openid for an id_token (OpenID Connect Core §3.1.2.1).'],
        [
            algorithms.length && algorithms.every((name) => SUPPORTED_ALGORITHM.test(name)),
            'algorithms: RS, PS, ES with 256, 384, 512, and EdDSA.',
        ],
        [leeway >= 0 && leeway <= 300, 'leeway must be 0 to 300 seconds.'],
        [transactionTtl > 0 && transactionTtl < Infinity, 'transactionTtl must be a positive number of seconds.'],
    ];
    for (const [holds, message] of rules)
        if (!holds)
            throw new AuthError('invalid_config', message);
    const base = domainUrl(options.domain);
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
        checkSecureUrl(url, name);
    return {
        clientId,
        responseType: options.responseType,
        asks,
        redirectUri: options.redirectUri === undefined ? undefined : checkRedirectUri(options.redirectUri),
        responseMode,
        scope,
        audience: options.audience,
        params: options.params,
        issuer,
        endpoints,
        requireIss: !!options.requireIss,
        algorithms,
        leeway,
        transactionTtl,
        storage: options.storage,
        fetch: (input, init) => (options.fetch ?? fetch)(input, init),
        now: options.now ?? Date.now,
        navigate: options.navigate,
    };
}
/** The https URL of a domain given as host or URL, with or without a path, without the trailing slash. */
function domainUrl(domain) {
    const url = checkSecureUrl(/^\w+:\/\//.test(domain) ? domain : `https://${domain}`, 'domain');
    const { origin, pathname } = new URL(url);
    if (/[?#]|[^:]\/\//.test(url))
        throw new AuthError('invalid_config', 'domain must be a host or an https URL, without query or fragment.');
    return origin + pathname.replace(/\/$/, '');
}

export { DEFAULT_SCOPE, checkRedirectUri, expectsIdToken, holdsOpenid, resolveConfig };
