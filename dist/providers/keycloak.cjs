'use strict';

var ownMembers = require('../own-members.cjs');
var segment = require('./segment.cjs');

/**
 * Keycloak, since version 18. `kc_idp_hint` in `params` leads straight to an identity provider.
 *
 * From: keycloak.org, Securing applications, "Securing applications and services with OpenID
 * Connect", "Available Endpoints"; read in November 2026.
 */
function keycloak(options) {
    const { url, realm } = ownMembers.ownMembers(options);
    const issuer = `${segment.server(url)}/realms/${segment.segment(realm)}`;
    const base = `${issuer}/protocol/openid-connect/`;
    return {
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${base}auth`,
            token: `${base}token`,
            jwks: `${base}certs`,
            userInfo: `${base}userinfo`,
            endSession: `${base}logout`,
        },
    };
}

exports.keycloak = keycloak;
