'use strict';

var authorizeUrl = require('./authorize-url.cjs');
var config = require('./config.cjs');
var ownMembers = require('./own-members.cjs');
var secureUrl = require('./secure-url.cjs');

/**
 * The URL that ends the session at the server: OpenID Connect RP-Initiated Logout §2 where
 * `endpoints.endSession` is known, else Auth0's `/v2/logout`. Pure. Throws `invalid_config`.
 */
function buildLogoutUrl(config$1, options) {
    const { returnTo, idTokenHint, federated, params } = ownMembers.ownMembers(options);
    if (returnTo !== undefined)
        secureUrl.checkSecureUrl(returnTo, 'returnTo', true);
    const { endSession } = config$1.endpoints;
    const standardName = endSession ? 'post_logout_redirect_uri' : 'returnTo';
    return authorizeUrl.buildAuthorizeUrl(endSession || config.endpointOf(config$1, 'logout'), {
        ...params,
        ...ownMembers.ownMembers({
            client_id: config$1.clientId,
            id_token_hint: endSession ? idTokenHint : undefined,
            [config$1.returnToName ?? standardName]: returnTo,
            federated: federated ? '' : undefined,
        }),
    });
}

exports.buildLogoutUrl = buildLogoutUrl;
