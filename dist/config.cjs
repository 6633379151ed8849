'use strict';

var authError = require('./auth-error.cjs');
var fetchJson = require('./fetch-json.cjs');
var idTokenRules = require('./id-token-rules.cjs');
var isText = require('./is-text.cjs');
var jwks = require('./jwks.cjs');
var ownMembers = require('./own-members.cjs');
var responseType = require('./response-type.cjs');
var secureUrl = require('./secure-url.cjs');
var waitWithin = require('./wait-within.cjs');

/**
 * What the SDK itself sends. `request` and `request_uri` would replace all of it (RFC 9101 §6.3).
 */
const OWNED = 'client_id client_secret response_type response_mode redirect_uri scope state nonce ' +
    'code_challenge code_challenge_method request request_uri';
/** Throws `invalid_config` for a parameter that is not the app's to set. */
function checkParams(params) {
    const own = ownMembers.ownMembers(params);
    for (const name of Object.keys(own)) {
        authError.check(!responseType.hasWord(OWNED, name), `invalid_config: owned ${name}`);
    }
    const { organization, max_age } = own;
    authError.check(organization == null || isText.isText(organization), 'invalid_config: organization');
    // what is held against the ID Token later
    authError.check(/^\d+$/.test(`${max_age ?? 0}`), 'invalid_config: max_age');
}
/** The URL of an endpoint. Throws `invalid_config` where the server has none. */
function endpointOf({ endpoints }, name) {
    const url = endpoints[name];
    authError.check(url, `invalid_config: endpoint ${name}`);
    return url;
}
const isFunction = (value) => typeof value === 'function';
/**
 * Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`.
 */
function resolveConfig(given) {
    const options = ownMembers.ownMembers(given, {
        ...idTokenRules.ID_TOKEN_DEFAULTS,
        responseMode: 'fragment',
        scope: 'openid profile email',
        transactionTtl: 3600,
        timeout: fetchJson.DEFAULT_TIMEOUT,
        // looked up at each call, and called without an owner
        fetch: ((input, init) => fetch(input, init)),
    });
    const { clientId, responseType: responseType$1, scope, transactionTtl, timeout, domain } = options;
    const { redirectUri, storage, dpop, navigate, now } = options;
    const modes = options.responseMode;
    const responseMode = typeof modes === 'string' ? modes : modes?.[responseType$1];
    checkEach({
        clientId: isText.isText(clientId) && !/\p{Cc}/u.test(clientId),
        clientSecret: !('clientSecret' in options), // RFC 10017 §6.3.3.1
        responseType: responseType.isResponseType(responseType$1),
        // Multiple Response Types §5: no tokens in a query; form_post is not for script to read
        responseMode: /^(fragment|web_message)$/.test(responseMode) ||
            `${responseMode} ${responseType$1}` === 'query code',
        // OpenID Connect Core §3.1.2.1
        scope: typeof scope === 'string' && (responseType.hasWord(scope, 'openid') || !responseType.hasWord(responseType$1, 'id_token')),
        transactionTtl: Number.isFinite(transactionTtl) && transactionTtl > 0,
        timeout: waitWithin.isTime(timeout),
        domain: isText.isText(domain) && !/[?#]|[^:]\/\//.test(domain),
        storage: storage === undefined || [storage?.get, storage?.set, storage?.remove].every(isFunction),
        dpop: dpop === undefined || [dpop?.fetch, dpop?.thumbprint].every(isFunction),
        now: isFunction(now),
        fetch: isFunction(options.fetch),
        navigate: navigate === undefined || isFunction(navigate),
    });
    idTokenRules.checkRules(options);
    checkParams(options.params);
    if (redirectUri !== undefined)
        secureUrl.checkSecureUrl(redirectUri, 'redirectUri');
    const base = resolveDomain(domain);
    const issuers = [options.issuer ?? base].flat();
    checkEach({ issuer: issuers[0] && issuers.every(isText.isText) });
    const endpoints = resolveEndpoints(base, options.endpoints);
    const loadKeys = async (cache) => jwks.fetchKeys(options.fetch, endpointOf({ endpoints }, 'jwks'), timeout, cache);
    return ownMembers.ownMembers({
        ...options,
        responseMode,
        issuers,
        endpoints,
        keys: jwks.createKeySet(loadKeys, now),
    });
}
/** An option that does not hold is told by its name. */
function checkEach(rules) {
    for (const [name, holds] of Object.entries(rules)) {
        authError.check(holds, `invalid_config: ${name}`);
    }
}
/** The URL that endpoints lie below: with a slash at its end, scheme and host in lower case. */
function resolveDomain(domain) {
    const url = secureUrl.checkSecureUrl(domain.replace(/^(?!\w+:\/\/)/, 'https://'), 'domain');
    return new URL(url).href.replace(/\/?$/, '/');
}
function resolveEndpoints(base, given) {
    const endpoints = ownMembers.ownMembers(given, {
        authorize: `${base}authorize`,
        token: `${base}oauth/token`,
        jwks: `${base}.well-known/jwks.json`,
        userInfo: `${base}userinfo`,
        logout: `${base}v2/logout`,
    });
    for (const [name, url] of Object.entries(endpoints)) {
        if (url !== null)
            secureUrl.checkSecureUrl(url, `endpoints.${name}`);
    }
    return endpoints;
}

exports.checkParams = checkParams;
exports.endpointOf = endpointOf;
exports.resolveConfig = resolveConfig;
