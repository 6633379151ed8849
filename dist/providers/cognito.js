import { ownMembers } from '../own-members.js';
import { segment } from './segment.js';

/**
 * Amazon Cognito user pools. `token` brings an ID Token too; `token id_token` is refused there. A
 * code always comes in the query. Scope: what a new app client allows; `profile` is not in it.
 *
 * From: Amazon Cognito Developer Guide, "The redirect and authorization endpoint", "The token
 * issuer endpoint", "The managed login sign-out endpoint"; read in November 2026.
 */
function cognito(options) {
    const { region, userPool, domain } = ownMembers(options);
    const issuer = `https://cognito-idp.${segment(region)}.amazonaws.com/${segment(userPool)}`;
    const pages = `https://${domain ?? ' '}`;
    return {
        // its keys are where createAuth looks for them
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${pages}/oauth2/authorize`,
            token: `${pages}/oauth2/token`,
            userInfo: `${pages}/oauth2/userInfo`,
            logout: `${pages}/logout`,
        },
        responseMode: { code: 'query', token: 'fragment' },
        scope: 'openid email',
        returnToName: 'logout_uri',
    };
}

export { cognito };
