'use strict';

var authorizeUrl = require('../authorize-url.cjs');
var authenticationRefusals = require('./authentication-refusals.cjs');
var baseOptions = require('./base-options.cjs');
var outcome = require('./outcome.cjs');
var userInfo = require('./user-info.cjs');
var wireParameters = require('./wire-parameters.cjs');

/** In the order in which they are looked at. */
const TEXT_OPTIONS = ['clientID', 'redirectUri', 'responseType', 'nonce', 'scope', 'audience'];
/** For this page alone: never sent to the authorize endpoint. */
const PRIVATE = [
    'username',
    'popupOptions',
    'popupHandler',
    'domain',
    'tenant',
    'timeout',
    'appState',
];
/** The tenant's addresses, and its userinfo. */
class Authentication extends authenticationRefusals.AuthenticationRefusals {
    baseOptions;
    constructor(first, options = first) {
        super();
        this.baseOptions = baseOptions.readBaseOptions(options);
    }
    /**
     * The URL of an authorize request, as given: nothing is remembered, and neither state nor nonce
     * is made. Names go out in snake_case. Throws an Error for an option that is missing.
     */
    buildAuthorizeUrl(options) {
        baseOptions.ensure(typeof options === 'object', 'options parameter is not valid');
        const params = wireParameters.mergeOptions(this.baseOptions, wireParameters.URL_OPTIONS, options);
        const { responseType } = params;
        const isRequired = (name) => name === 'nonce'
            ? /^(?!.*code).*id_token/.test(`${responseType}`)
            : params[name] || /clientID|responseType/.test(name);
        for (const name of TEXT_OPTIONS)
            if (isRequired(name))
                baseOptions.ensureText(params, name);
        return authorizeUrl.buildAuthorizeUrl(`${this.baseOptions.rootUrl}/authorize`, wireParameters.toWireParameters(params, PRIVATE));
    }
    /** Where to send the person to end the session at the tenant. */
    buildLogoutUrl(options) {
        baseOptions.ensure(!options || typeof options === 'object', 'options parameter is not valid');
        const { federated, ...others } = wireParameters.mergeOptions(this.baseOptions, ['clientID'], options);
        const isFederated = federated !== undefined && federated !== false && federated !== 'false';
        return authorizeUrl.buildAuthorizeUrl(`${this.baseOptions.rootUrl}/v2/logout`, {
            ...wireParameters.toWireParameters(others, [], ['auth0Client', 'returnTo']),
            federated: isFederated ? '' : undefined,
        });
    }
    /** Asks who the person is, and gives the answer as it comes. */
    userInfo(accessToken, callback) {
        baseOptions.ensure(typeof accessToken === 'string', 'accessToken parameter is not valid');
        baseOptions.ensure(typeof callback === 'function', 'cb parameter is not valid');
        outcome.callBack(userInfo.requestUserInfo(`${this.baseOptions.rootUrl}/userinfo`, accessToken), callback);
    }
}

exports.Authentication = Authentication;
