'use strict';

var secureUrl = require('../secure-url.cjs');

/** What options that need not be there have to look like. */
const EXAMPLES = {
    responseType: '',
    responseMode: '',
    redirectUri: '',
    scope: '',
    audience: '',
    _disableDeprecationWarnings: true,
    _sendTelemetry: true,
    _telemetryInfo: {},
};
/** The same for those that only logins have. */
const WEB_AUTH_EXAMPLES = {
    popupOrigin: '',
    leeway: 0,
    maxAge: 0,
    stateExpiration: 0,
    _timesToRetryFailedRequests: 0,
    legacySameSiteCookie: true,
    overrides: {},
    plugins: [],
};
/** Checks and gives what a `WebAuth` has more. Throws an Error that names the option at fault. */
function readWebAuthOptions(given) {
    checkTypes(given, WEB_AUTH_EXAMPLES);
    const { domain, clientID, overrides, plugins } = given;
    ensure(clientID, 'clientID option is required');
    checkTypes(overrides ?? {}, { __tenant: '', __token_issuer: '', __jwks_uri: '' });
    // there is nothing here that one could take the place of
    ensure(!plugins?.length, 'plugins is not valid');
    return {
        tenant: overrides?.__tenant || domain.split('.')[0],
        token_issuer: overrides?.__token_issuer || `https://${domain}/`,
    };
}
/** Checks the options that every instance has. Throws an Error that names the one at fault. */
function readBaseOptions(given) {
    ensure(given && typeof given === 'object', 'options parameter is not valid');
    ensureText(given, 'domain');
    ensureText(given, 'clientID');
    checkTypes(given, EXAMPLES);
    const { domain } = given;
    ensure(domain, 'domain option is required');
    const url = /^http/i.test(domain) ? domain : `https://${domain}`;
    // tokens go there too
    return { ...given, rootUrl: secureUrl.checkSecureUrl(url, 'domain').replace(/([^:/])\/+$/, '$1') };
}
function checkTypes(options, examples) {
    for (const [name, example] of Object.entries(examples)) {
        const value = options[name];
        ensure(!value || typeof value === typeof example, `${name} is not valid`);
    }
}
/** Throws an Error unless the member is a text, which may be empty. */
function ensureText(options, name) {
    const value = options[name];
    ensure(typeof value === 'string', `${name} option is required`);
}
/** Throws an Error with this text unless the condition holds. */
function ensure(holds, text) {
    if (!holds)
        throw new Error(text);
}

exports.ensure = ensure;
exports.ensureText = ensureText;
exports.readBaseOptions = readBaseOptions;
exports.readWebAuthOptions = readWebAuthOptions;
