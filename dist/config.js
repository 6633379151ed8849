import { check } from './auth-error.js';
import { DEFAULT_TIMEOUT } from './fetch-json.js';
import { checkAlgorithms, checkLeeway } from './id-token-rules.js';
import { createKeySet, keyLoader } from './jwks.js';
import { ownMembers } from './own-members.js';
import { isResponseType, hasWord } from './response-type.js';
import { checkSecureUrlWithoutFragment, checkSecureUrl } from './secure-url.js';

/** What the SDK itself sends. `request` and `request_uri` would replace all of it (RFC 9101 §6.3). */
const OWNED = /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?|request(_uri)?)$/;
/** Throws `invalid_config` for a parameter that is not the app's to set. */
function checkParams(params) {
    for (const name of Object.keys(params ?? {})) {
        check(!OWNED.test(name), `invalid_config: owned ${name}`);
    }
}
/** The URL of an endpoint. Throws `invalid_config` where the server has none. */
function endpointOf({ endpoints }, name) {
    const url = endpoints[name];
    check(url, `invalid_config: endpoint ${name}`);
    return url;
}
const isFunction = (value) => typeof value === 'function';
const isText = (value) => typeof value === 'string' && value !== '';
/** Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`. */
function resolveConfig(given) {
    const options = ownMembers(given);
    const { clientId, responseType, redirectUri, storage, dpop, navigate } = options;
    const { responseMode = 'fragment', scope = 'openid profile email', params } = options;
    const { algorithms = ['RS256'], leeway = 60, transactionTtl = 3600, timeout = DEFAULT_TIMEOUT, } = options;
    const { now = Date.now } = options;
    check(isText(clientId), 'invalid_config: missing clientId');
    check(!/\p{Cc}/u.test(clientId), 'invalid_config: clientId');
    check(!('clientSecret' in options), 'invalid_config: clientSecret'); // RFC 10017 §6.3.3.1
    check(responseType !== undefined, 'invalid_config: missing responseType');
    check(isResponseType(responseType), 'invalid_config: responseType');
    checkResponseMode(responseMode, responseType);
    check(typeof scope === 'string', 'invalid_config: scope');
    // OpenID Connect Core §3.1.2.1
    check(hasWord(scope, 'openid') || !hasWord(responseType, 'id_token'), 'invalid_config: openid');
    if (redirectUri !== undefined)
        checkSecureUrlWithoutFragment(redirectUri, 'redirectUri');
    checkParams(params);
    checkAlgorithms(algorithms);
    checkLeeway(leeway);
    check(Number.isFinite(transactionTtl) && transactionTtl > 0, 'invalid_config: transactionTtl');
    check(typeof timeout === 'number' && timeout > 0, 'invalid_config: timeout');
    for (const [name, value] of Object.entries({ now, fetch: options.fetch, navigate })) {
        check(value === undefined || isFunction(value), `invalid_config: function ${name}`);
    }
    check(!dpop || isFunction(dpop.fetch), 'invalid_config: dpop');
    check(!storage || [storage.get, storage.set, storage.remove].every(isFunction), 'invalid_config: storage');
    const domain = resolveDomain(options.domain);
    const issuers = [options.issuer ?? domain].flat();
    check(issuers[0] && issuers.every(isText), 'invalid_config: issuer');
    const endpoints = resolveEndpoints(domain, options.endpoints);
    // called without an owner, which the browser's own fetch insists on
    const fetcher = (input, init) => (options.fetch ?? fetch)(input, init);
    const loadKeys = async (cache) => {
        check(endpoints.jwks, 'invalid_config: endpoint jwks');
        return keyLoader(fetcher, endpoints.jwks, timeout)(cache);
    };
    return ownMembers({
        ...options,
        responseMode,
        scope,
        algorithms,
        leeway,
        transactionTtl,
        timeout,
        issuers,
        endpoints,
        now,
        fetch: fetcher,
        keys: createKeySet(loadKeys, now),
    });
}
/** Multiple Response Types §5: no tokens in a query; form_post is not for script to read. */
function checkResponseMode(responseMode, responseType) {
    const isKnown = /^(fragment|query|web_message)$/.test(responseMode);
    check(isKnown, 'invalid_config: responseMode');
    check(responseMode !== 'query' || responseType === 'code', 'invalid_config: query');
}
/** The URL that endpoints lie below: with a slash at its end, scheme and host in lower case. */
function resolveDomain(domain) {
    check(isText(domain), 'invalid_config: missing domain');
    const url = `${domain}`.replace(/^(?!\w+:\/\/)/, 'https://');
    check(!/[?#]|[^:]\/\//.test(url), 'invalid_config: domain');
    checkSecureUrl(url, 'domain');
    return new URL(url).href.replace(/\/?$/, '/');
}
function resolveEndpoints(base, given) {
    const endpoints = {
        authorize: `${base}authorize`,
        token: `${base}oauth/token`,
        jwks: `${base}.well-known/jwks.json`,
        userInfo: `${base}userinfo`,
        logout: `${base}v2/logout`,
        ...ownMembers(given),
    };
    for (const [name, url] of Object.entries(endpoints)) {
        if (url !== null)
            checkSecureUrlWithoutFragment(url, `endpoints.${name}`);
    }
    return endpoints;
}

export { checkParams, endpointOf, resolveConfig };
