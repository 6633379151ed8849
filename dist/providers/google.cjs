'use strict';

/**
 * Google. A code needs a client secret there, so a page gets its tokens in the fragment. `hd` in
 * `params` asks for people of one Workspace; the claim `hd` says who came. There is no logout.
 *
 * From: developers.google.com, "OpenID Connect", "Google OpenID Connect API Reference", "OAuth 2.0
 * for Client-side Web Applications"; read in November 2026.
 */
function google() {
    const domain = 'accounts.google.com';
    return {
        domain,
        // both spellings stand in tokens
        issuer: [`https://${domain}`, domain],
        endpoints: {
            authorize: `https://${domain}/o/oauth2/v2/auth`,
            token: null,
            jwks: 'https://www.googleapis.com/oauth2/v3/certs',
            userInfo: 'https://openidconnect.googleapis.com/v1/userinfo',
            logout: null,
        },
    };
}

exports.google = google;
