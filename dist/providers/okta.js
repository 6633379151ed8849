import { ownMembers } from '../own-members.js';
import { segment } from './segment.js';

/**
 * Okta. `idp` in `params` leads straight to an identity provider.
 *
 * From: developer.okta.com, "OpenID Connect & OAuth 2.0 API", `/authorize`; "Enable CORS"; read in
 * November 2026.
 */
function okta(options) {
    const { domain, authorizationServer = 'default' } = ownMembers(options);
    const organization = `https://${domain}`.toLowerCase();
    const isOwn = authorizationServer === null;
    const base = `${organization}/oauth2${isOwn ? '' : `/${segment(authorizationServer)}`}`;
    return {
        domain,
        issuer: isOwn ? organization : base,
        endpoints: {
            authorize: `${base}/v1/authorize`,
            token: `${base}/v1/token`,
            jwks: `${base}/v1/keys`,
            userInfo: `${base}/v1/userinfo`,
            endSession: `${base}/v1/logout`,
        },
    };
}

export { okta };
