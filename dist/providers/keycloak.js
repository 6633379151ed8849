import { ownMembers } from '../own-members.js';
import { server, segment } from './segment.js';

/**
 * Keycloak, since version 18. `kc_idp_hint` in `params` leads straight to an identity provider.
 *
 * From: keycloak.org, Securing applications, "Securing applications and services with OpenID
 * Connect", "Available Endpoints"; read in November 2026.
 */
function keycloak(options) {
    const { url, realm } = ownMembers(options);
    const issuer = `${server(url)}/realms/${segment(realm)}`;
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

export { keycloak };
