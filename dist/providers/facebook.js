/**
 * Facebook: an access token for its Graph API, no ID Token. A code needs a client secret there. Who
 * logged in says `https://graph.facebook.com/me?fields=id,name,email`.
 *
 * From: developers.facebook.com, "Manually Build a Login Flow", of March 2026; read in November
 * 2026.
 */
function facebook() {
    const domain = 'www.facebook.com';
    return {
        domain,
        endpoints: {
            authorize: `https://${domain}/dialog/oauth`,
            token: null,
            jwks: null,
            userInfo: null,
            logout: null,
        },
        scope: 'public_profile email',
        assumeBearer: true,
    };
}

export { facebook };
