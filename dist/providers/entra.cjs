'use strict';

var ownMembers = require('../own-members.cjs');
var microsoftEndpoints = require('./microsoft-endpoints.cjs');
var segment = require('./segment.cjs');

/**
 * Microsoft Entra ID, endpoint v2.0. `domain_hint` in `params` leads straight to the company's own
 * login. The access token is for Microsoft Graph, until the scope names another API.
 *
 * From: Microsoft identity platform, "OAuth 2.0 authorization code flow", "OAuth 2.0 implicit grant
 * flow", "OpenID Connect on the Microsoft identity platform"; read in November 2026.
 */
function entra(options) {
    const { tenant } = ownMembers.ownMembers(options);
    // as tokens spell it
    const base = `https://login.microsoftonline.com/${segment.segment(tenant)}`.toLowerCase();
    return {
        domain: base,
        // a GUID stays, a word gives way to the GUID of whoever logs in
        issuer: `${base.replace(/\/[a-z]+$/, '/{tenantid}')}/v2.0`,
        endpoints: microsoftEndpoints.microsoftEndpoints(base),
        scope: 'openid profile email',
    };
}
/**
 * Microsoft Entra External ID: an app's customers. Its tokens name the tenant's GUID in the host,
 * whatever the address was. Scope: the permissions that such a tenant has.
 *
 * From: Microsoft Entra External ID, "Supported features in external tenants"; read in November
 * 2026.
 */
function entraExternalId(options) {
    const { domain, tenantId } = ownMembers.ownMembers(options);
    const tenant = `${segment.segment(tenantId)}`.toLowerCase();
    return {
        domain,
        issuer: `https://${tenant}.ciamlogin.com/${tenant}/v2.0`,
        endpoints: microsoftEndpoints.microsoftEndpoints(`https://${domain}/${tenant}`),
        scope: 'openid profile',
    };
}

exports.entra = entra;
exports.entraExternalId = entraExternalId;
