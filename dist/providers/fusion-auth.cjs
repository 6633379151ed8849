'use strict';

var ownMembers = require('../own-members.cjs');
var segment = require('./segment.cjs');

/**
 * FusionAuth. `token` alone is refused there where the scope holds `openid`. `idp_hint` in `params`
 * leads straight to an identity provider; `tenantId` chooses one of several tenants.
 *
 * From: fusionauth.io/docs, "OAuth2 Endpoints", "OAuth Response Modes", "OAuth Issuer Validation";
 * read in November 2026.
 */
function fusionAuth(options) {
    // an issuer that is missing must be told, not be the address
    const { url, issuer = '' } = ownMembers.ownMembers(options);
    const base = `${segment.server(url)}/oauth2`;
    return {
        domain: base,
        issuer,
        endpoints: {
            authorize: `${base}/authorize`,
            token: `${base}/token`,
            jwks: `${segment.server(url)}/.well-known/jwks.json`,
            userInfo: `${base}/userinfo`,
            endSession: `${base}/logout`,
        },
    };
}

exports.fusionAuth = fusionAuth;
