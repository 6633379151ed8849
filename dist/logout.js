import { buildAuthorizeUrl } from './authorize-url.js';
import { checkSecureUrl } from './secure-url.js';

/**
 * The URL that ends the session at the server: OpenID Connect RP-Initiated Logout §2 where
 * `endpoints.endSession` is known, else Auth0's `/v2/logout`. Pure. Throws `invalid_config`.
 */
function buildLogoutUrl({ clientId, endpoints }, { returnTo, idTokenHint, federated, params } = {}) {
    if (returnTo !== undefined)
        checkSecureUrl(returnTo, 'returnTo');
    const { endSession, logout } = endpoints;
    return buildAuthorizeUrl(endSession ?? logout, {
        ...params,
        client_id: clientId,
        ...(endSession
            ? { id_token_hint: idTokenHint, post_logout_redirect_uri: returnTo }
            : { returnTo }),
        federated: federated ? '' : undefined,
    });
}

export { buildLogoutUrl };
