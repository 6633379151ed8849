import { check } from './auth-error.js';
import { DEFAULT_TIMEOUT } from './fetch-json.js';
import { ID_TOKEN_DEFAULTS, checkRules } from './id-token-rules.js';
import { isText } from './is-text.js';
import { createKeySet, fetchKeys } from './jwks.js';
import { ownMembers } from './own-members.js';
import { isResponseType, hasWord } from './response-type.js';
import { checkSecureUrl } from './secure-url.js';
import { isTime } from './wait-within.js';

/**
 * What the SDK itself sends. `request` and `request_uri` would replace all of it (RFC 9101 §6.3).
 */
const OWNED = 'client_id client_secret response_type response_mode redirect_uri scope state nonce ' +
    'code_challenge code_challenge_method request request_uri';
/** Throws `invalid_config` for a parameter that is not the app's to set. */
function checkParams(params) {
    const own = ownMembers(params);
    for (const name of Object.keys(own)) {
        check(!hasWord(OWNED, name), `invalid_config: owned ${name}`);
    }
    const { organization, max_age } = own;
    check(organization == null || isText(organization), 'invalid_config: organization');
    // what is held against the ID Token later
    check(/^\d+$/.test(`${max_age ?? 0}`), 'invalid_config: max_age');
}
/** The URL of an endpoint. Throws `invalid_config` where the server has none. */
function endpointOf({ endpoints }, name) {
    const url = endpoints[name];
    check(url, `invalid_config: endpoint ${name}`);
    return url;
}
const isFunction = (value) => typeof value === 'function';
/**
 * Checks the options and fills in the defaults. Works without a browser. Throws `invalid_config`.
 */
function resolveConfig(given) {
    const options = ownMembers(given, {
        ...ID_TOKEN_DEFAULTS,
        responseMode: 'fragment',
        scope: 'openid profile email',
        transactionTtl: 3600,
        timeout: DEFAULT_TIMEOUT,
        // looked up at each call, and called without an owner
        fetch: ((input, init) => fetch(input, init)),
    });
    const { clientId, responseType, scope, transactionTtl, timeout, domain } = options;
    const { redirectUri, storage, dpop, navigate, now } = options;
    const modes = options.responseMode;
    const responseMode = typeof modes === 'string' ? modes : modes?.[responseType];
    checkEach({
        clientId: isText(clientId) && !/\p{Cc}/u.test(clientId),
        clientSecret: !('clientSecret' in options), // RFC 10017 §6.3.3.1
        responseType: isResponseType(responseType),
        // Multiple Response Types §5: no tokens in a query; form_post is not for script to read
        responseMode: /^(fragment|web_message)$/.test(responseMode) ||
            `${responseMode} ${responseType}` === 'query code',
        // OpenID Connect Core §3.1.2.1
        scope: typeof scope === 'string' && (hasWord(scope, 'openid') || !hasWord(responseType, 'id_token')),
        transactionTtl: Number.isFinite(transactionTtl) && transactionTtl > 0,
        timeout: isTime(timeout),
        domain: isText(domain) && !/[?#]|[^:]\/\//.test(domain),
        storage: storage === undefined || [storage?.get, storage?.set, storage?.remove].every(isFunction),
        dpop: dpop === undefined || [dpop?.fetch, dpop?.thumbprint].every(isFunction),
        now: isFunction(now),
        fetch: isFunction(options.fetch),
        navigate: navigate === undefined || isFunction(navigate),
    });
    checkRules(options);
    checkParams(options.params);
    if (redirectUri !== undefined)
        checkSecureUrl(redirectUri, 'redirectUri');
    const base = resolveDomain(domain);
    const issuers = [options.issuer ?? base].flat();
    checkEach({ issuer: issuers[0] && issuers.every(isText) });
    const endpoints = resolveEndpoints(base, options.endpoints);
    const loadKeys = async (cache) => fetchKeys(options.fetch, endpointOf({ endpoints }, 'jwks'), timeout, cache);
    return ownMembers({
        ...options,
        responseMode,
        issuers,
        endpoints,
        keys: createKeySet(loadKeys, now),
    });
}
/** An option that does not hold is told by its name. */
function checkEach(rules) {
    for (const [name, holds] of Object.entries(rules)) {
        check(holds, `invalid_config: ${name}`);
    }
}
/** The URL that endpoints lie below: with a slash at its end, scheme and host in lower case. */
function resolveDomain(domain) {
    const url = checkSecureUrl(domain.replace(/^(?!\w+:\/\/)/, 'https://'), 'domain');
    return new URL(url).href.replace(/\/?$/, '/');
}
function resolveEndpoints(base, given) {
    const endpoints = ownMembers(given, {
        authorize: `${base}authorize`,
        token: `${base}oauth/token`,
        jwks: `${base}.well-known/jwks.json`,
        userInfo: `${base}userinfo`,
        logout: `${base}v2/logout`,
    });
    for (const [name, url] of Object.entries(endpoints)) {
        if (url !== null)
            checkSecureUrl(url, `endpoints.${name}`);
    }
    return endpoints;
}

export { checkParams, endpointOf, resolveConfig };
