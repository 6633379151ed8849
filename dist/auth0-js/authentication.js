import { buildAuthorizeUrl } from '../authorize-url.js';
import { AuthenticationRefusals } from './authentication-refusals.js';
import { readBaseOptions, ensure, ensureText } from './base-options.js';
import { callBack } from './outcome.js';
import { requestUserInfo } from './user-info.js';
import { mergeOptions, toWireParameters, URL_OPTIONS } from './wire-parameters.js';

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
class Authentication extends AuthenticationRefusals {
    baseOptions;
    constructor(first, options = first) {
        super();
        this.baseOptions = readBaseOptions(options);
    }
    /**
     * The URL of an authorize request, as given: nothing is remembered, and neither state nor nonce
     * is made. Names go out in snake_case. Throws an Error for an option that is missing.
     */
    buildAuthorizeUrl(options) {
        ensure(typeof options === 'object', 'options parameter is not valid');
        const params = mergeOptions(this.baseOptions, URL_OPTIONS, options);
        const { responseType } = params;
        const isRequired = (name) => name === 'nonce'
            ? /^(?!.*code).*id_token/.test(`${responseType}`)
            : params[name] || /clientID|responseType/.test(name);
        for (const name of TEXT_OPTIONS)
            if (isRequired(name))
                ensureText(params, name);
        return buildAuthorizeUrl(`${this.baseOptions.rootUrl}/authorize`, toWireParameters(params, PRIVATE));
    }
    /** Where to send the person to end the session at the tenant. */
    buildLogoutUrl(options) {
        ensure(!options || typeof options === 'object', 'options parameter is not valid');
        const { federated, ...others } = mergeOptions(this.baseOptions, ['clientID'], options);
        const isFederated = federated !== undefined && federated !== false && federated !== 'false';
        return buildAuthorizeUrl(`${this.baseOptions.rootUrl}/v2/logout`, {
            ...toWireParameters(others, [], ['auth0Client', 'returnTo']),
            federated: isFederated ? '' : undefined,
        });
    }
    /** Asks who the person is, and gives the answer as it comes. */
    userInfo(accessToken, callback) {
        ensure(typeof accessToken === 'string', 'accessToken parameter is not valid');
        ensure(typeof callback === 'function', 'cb parameter is not valid');
        callBack(requestUserInfo(`${this.baseOptions.rootUrl}/userinfo`, accessToken), callback);
    }
}

export { Authentication };
