import { segment } from './segment.js';

/**
 * Amazon Cognito user pools. `token` brings an ID Token too; `token id_token` is refused there. A
 * code always comes in the query. Scope: what a new app client allows; `profile` is not in it.
 *
 * From: Amazon Cognito Developer Guide, "The redirect and authorization endpoint", "The token
 * issuer endpoint", "The managed login sign-out endpoint"; read in November 2026.
 */
function cognito({ region, userPool, domain }) {
    const issuer = `https://cognito-idp.${segment(region)}.amazonaws.com/${segment(userPool)}`;
    const host = `https://${domain}`;
    return {
        // its keys are where createAuth looks for them
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${host}/oauth2/authorize`,
            token: `${host}/oauth2/token`,
            userInfo: `${host}/oauth2/userInfo`,
            logout: `${host}/logout`,
        },
        responseMode: { code: 'query', token: 'fragment' },
        scope: 'openid email',
        returnToName: 'logout_uri',
    };
}

export { cognito };
