import { ownMembers } from '../own-members.js';
import { microsoftEndpoints } from './microsoft-endpoints.js';
import { segment } from './segment.js';

/**
 * Azure AD B2C, one user flow. Without a scope of its own or of an API it gives no access token at
 * all, hence `clientId` here. `profile` and `email` are no scopes there: the claims are chosen in
 * the user flow. There is no userinfo endpoint.
 *
 * From: Azure AD B2C, "OAuth 2.0 authorization code flow", "Single-page sign in using the OAuth 2.0
 * implicit flow", "Configure tokens"; read in November 2026.
 */
function azureB2C(options) {
    const { domain, tenantId, policy, clientId } = ownMembers(options);
    // as tokens spell it
    const tenant = `https://${domain}/${segment(tenantId)}`.toLowerCase();
    return {
        domain,
        issuer: `${tenant}/v2.0/`,
        endpoints: microsoftEndpoints(`${tenant}/${segment(policy)}`),
        clientId,
        scope: `openid ${clientId}`,
    };
}

export { azureB2C };
