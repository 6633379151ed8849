/**
 * Twitch. A code needs a client secret there. Claims beyond `sub` are asked for by `claims` in
 * `params`; `email` needs the scope `user:read:email` too.
 *
 * From: dev.twitch.tv, "Using OIDC to get OAuth Access Tokens", "Getting OAuth Access Tokens"; read
 * in November 2026.
 */
function twitch() {
    const issuer = 'https://id.twitch.tv/oauth2';
    return {
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${issuer}/authorize`,
            token: null,
            jwks: `${issuer}/keys`,
            userInfo: `${issuer}/userinfo`,
            logout: null,
        },
        scope: 'openid',
    };
}

export { twitch };
