'use strict';

/**
 * Discord: an access token for its API, no ID Token. A code always comes in the query. Who logged
 * in says `https://discord.com/api/users/@me`.
 *
 * From: docs.discord.com, "OAuth2", "Account Linking from Your Game"; the metadata at
 * `discord.com/.well-known/oauth-authorization-server`; read in November 2026.
 */
function discord() {
    const issuer = 'https://discord.com';
    return {
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${issuer}/oauth2/authorize`,
            token: `${issuer}/api/oauth2/token`,
            jwks: null,
            userInfo: null,
            logout: null,
        },
        responseMode: { code: 'query', token: 'fragment' },
        scope: 'identify email',
    };
}

exports.discord = discord;
