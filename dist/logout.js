import { buildAuthorizeUrl } from './authorize-url.js';
import { endpointOf } from './config.js';
import { ownMembers } from './own-members.js';
import { checkSecureUrl } from './secure-url.js';

/**
 * The URL that ends the session at the server: OpenID Connect RP-Initiated Logout §2 where
 * `endpoints.endSession` is known, else Auth0's `/v2/logout`. Pure. Throws `invalid_config`.
 */
function buildLogoutUrl(config, options) {
    const { returnTo, idTokenHint, federated, params } = ownMembers(options);
    if (returnTo !== undefined)
        checkSecureUrl(returnTo, 'returnTo', true);
    const { endSession } = config.endpoints;
    const standardName = endSession ? 'post_logout_redirect_uri' : 'returnTo';
    return buildAuthorizeUrl(endSession || endpointOf(config, 'logout'), {
        ...params,
        ...ownMembers({
            client_id: config.clientId,
            id_token_hint: endSession ? idTokenHint : undefined,
            [config.returnToName ?? standardName]: returnTo,
            federated: federated ? '' : undefined,
        }),
    });
}

export { buildLogoutUrl };
