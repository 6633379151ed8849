/**
 * FusionAuth. `token` alone is refused there where the scope holds `openid`. `idp_hint` in `params`
 * leads straight to an identity provider; `tenantId` chooses one of several tenants.
 *
 * From: fusionauth.io/docs, "OAuth2 Endpoints", "OAuth Response Modes", "OAuth Issuer Validation";
 * read in November 2026.
 */
function fusionAuth({ url, issuer, }) {
    const base = `${url}/oauth2`;
    return {
        domain: base,
        issuer,
        endpoints: {
            authorize: `${base}/authorize`,
            token: `${base}/token`,
            jwks: `${url}/.well-known/jwks.json`,
            userInfo: `${base}/userinfo`,
            endSession: `${base}/logout`,
        },
    };
}

export { fusionAuth };
