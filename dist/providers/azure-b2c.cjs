'use strict';

var ownMembers = require('../own-members.cjs');
var microsoftEndpoints = require('./microsoft-endpoints.cjs');
var segment = require('./segment.cjs');

/**
 * Azure AD B2C, one user flow. Without a scope of its own or of an API it gives no access token at
 * all, hence `clientId` here. `profile` and `email` are no scopes there: the claims are chosen in
 * the user flow. There is no userinfo endpoint.
 *
 * From: Azure AD B2C, "OAuth 2.0 authorization code flow", "Single-page sign in using the OAuth 2.0
 * implicit flow", "Configure tokens"; read in November 2026.
 */
function azureB2C(options) {
    const { domain, tenantId, policy, clientId } = ownMembers.ownMembers(options);
    // as tokens spell it
    const tenant = `https://${domain}/${segment.segment(tenantId)}`.toLowerCase();
    return {
        domain,
        issuer: `${tenant}/v2.0/`,
        endpoints: microsoftEndpoints.microsoftEndpoints(`${tenant}/${segment.segment(policy)}`),
        clientId,
        scope: `openid ${clientId}`,
    };
}

exports.azureB2C = azureB2C;
