/**
 * Spotify: an access token for its Web API, no ID Token. `token` ended there in November 2025. Who
 * logged in says `https://api.spotify.com/v1/me`.
 *
 * From: developer.spotify.com, "Authorization Code with PKCE Flow", "Redirect URIs"; read in
 * November 2026.
 */
function spotify() {
    const domain = 'accounts.spotify.com';
    return {
        domain,
        endpoints: {
            authorize: `https://${domain}/authorize`,
            token: `https://${domain}/api/token`,
            jwks: null,
            userInfo: null,
            logout: null,
        },
        responseMode: { code: 'query' },
        scope: 'user-read-email',
    };
}

export { spotify };
