'use strict';

var authError = require('./auth-error.cjs');
var fetchJson = require('./fetch-json.cjs');
var idTokenRules = require('./id-token-rules.cjs');
var jwks = require('./jwks.cjs');
var ownMembers = require('./own-members.cjs');
var responseType = require('./response-type.cjs');
var secureUrl = require('./secure-url.cjs');

/** What the SDK itself sends. `request` and `request_uri` would replace all of it (RFC 9101 §6.3). */
const OWNED = /^(client_(id|secret)|response_(type|mode)|redirect_uri|scope|state|nonce|code_challenge(_method)?|request(_uri)?)$/;
/** Throws `invalid_config` for a parameter that is not the app's to set. */
function checkParams(params) {
    for (const name of Object.keys(params ?? {})) {
        authError.check(!OWNED.test(name), `invalid_config: owned ${name}`);
    }
}
/** The URL of an endpoint. Throws `invalid_config` where the server has none. */
function endpointOf({ endpoints }, name) {
    const url = endpoints[name];
    authError.check(url, `invalid_config: endpoint ${name}`);
    return url;
}
const isFunction = (value) => typeof value === 'function';
const isText = (value) => typeof value === 'string' && value !== '';
/** Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`. */
function resolveConfig(given) {
    const options = ownMembers.ownMembers(given);
    const { clientId, responseType: responseType$1, redirectUri, storage, dpop, navigate } = options;
    const { responseMode = 'fragment', scope = 'openid profile email', params } = options;
    const { algorithms = ['RS256'], leeway = 60, transactionTtl = 3600, timeout = fetchJson.DEFAULT_TIMEOUT, } = options;
    const { now = Date.now } = options;
    authError.check(isText(clientId), 'invalid_config: missing clientId');
    authError.check(!/\p{Cc}/u.test(clientId), 'invalid_config: clientId');
    authError.check(!('clientSecret' in options), 'invalid_config: clientSecret'); // RFC 10017 §6.3.3.1
    authError.check(responseType$1 !== undefined, 'invalid_config: missing responseType');
    authError.check(responseType.isResponseType(responseType$1), 'invalid_config: responseType');
    checkResponseMode(responseMode, responseType$1);
    authError.check(typeof scope === 'string', 'invalid_config: scope');
    // OpenID Connect Core §3.1.2.1
    authError.check(responseType.hasWord(scope, 'openid') || !responseType.hasWord(responseType$1, 'id_token'), 'invalid_config: openid');
    if (redirectUri !== undefined)
        secureUrl.checkSecureUrlWithoutFragment(redirectUri, 'redirectUri');
    checkParams(params);
    idTokenRules.checkAlgorithms(algorithms);
    idTokenRules.checkLeeway(leeway);
    authError.check(Number.isFinite(transactionTtl) && transactionTtl > 0, 'invalid_config: transactionTtl');
    authError.check(typeof timeout === 'number' && timeout > 0, 'invalid_config: timeout');
    for (const [name, value] of Object.entries({ now, fetch: options.fetch, navigate })) {
        authError.check(value === undefined || isFunction(value), `invalid_config: function ${name}`);
    }
    authError.check(!dpop || isFunction(dpop.fetch), 'invalid_config: dpop');
    authError.check(!storage || [storage.get, storage.set, storage.remove].every(isFunction), 'invalid_config: storage');
    const domain = resolveDomain(options.domain);
    const issuers = [options.issuer ?? domain].flat();
    authError.check(issuers[0] && issuers.every(isText), 'invalid_config: issuer');
    const endpoints = resolveEndpoints(domain, options.endpoints);
    // called without an owner, which the browser's own fetch insists on
    const fetcher = (input, init) => (options.fetch ?? fetch)(input, init);
    const loadKeys = async (cache) => {
        authError.check(endpoints.jwks, 'invalid_config: endpoint jwks');
        return jwks.keyLoader(fetcher, endpoints.jwks, timeout)(cache);
    };
    return ownMembers.ownMembers({
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
        keys: jwks.createKeySet(loadKeys, now),
    });
}
/** Multiple Response Types §5: no tokens in a query; form_post is not for script to read. */
function checkResponseMode(responseMode, responseType) {
    const isKnown = /^(fragment|query|web_message)$/.test(responseMode);
    authError.check(isKnown, 'invalid_config: responseMode');
    authError.check(responseMode !== 'query' || responseType === 'code', 'invalid_config: query');
}
/** The URL that endpoints lie below: with a slash at its end, scheme and host in lower case. */
function resolveDomain(domain) {
    authError.check(isText(domain), 'invalid_config: missing domain');
    const url = `${domain}`.replace(/^(?!\w+:\/\/)/, 'https://');
    authError.check(!/[?#]|[^:]\/\//.test(url), 'invalid_config: domain');
    secureUrl.checkSecureUrl(url, 'domain');
    return new URL(url).href.replace(/\/?$/, '/');
}
function resolveEndpoints(base, given) {
    const endpoints = {
        authorize: `${base}authorize`,
        token: `${base}oauth/token`,
        jwks: `${base}.well-known/jwks.json`,
        userInfo: `${base}userinfo`,
        logout: `${base}v2/logout`,
        ...ownMembers.ownMembers(given),
    };
    for (const [name, url] of Object.entries(endpoints)) {
        if (url !== null)
            secureUrl.checkSecureUrlWithoutFragment(url, `endpoints.${name}`);
    }
    return endpoints;
}

exports.checkParams = checkParams;
exports.endpointOf = endpointOf;
exports.resolveConfig = resolveConfig;
