'use strict';

var segment = require('./segment.cjs');

/**
 * Okta. `idp` in `params` leads straight to an identity provider.
 *
 * From: developer.okta.com, "OpenID Connect & OAuth 2.0 API", `/authorize`; "Enable CORS"; read in
 * November 2026.
 */
function okta({ domain, authorizationServer = 'default', }) {
    const server = `https://${domain}/oauth2`;
    const base = authorizationServer === null ? server : `${server}/${segment.segment(authorizationServer)}`;
    return {
        domain,
        issuer: authorizationServer === null ? `https://${domain}` : base,
        endpoints: {
            authorize: `${base}/v1/authorize`,
            token: `${base}/v1/token`,
            jwks: `${base}/v1/keys`,
            userInfo: `${base}/v1/userinfo`,
            endSession: `${base}/v1/logout`,
        },
    };
}

exports.okta = okta;
