'use strict';

var ownMembers = require('../own-members.cjs');
var segment = require('./segment.cjs');

/**
 * Logto. Signs with ES384 until its keys are rotated to RSA. `direct_sign_in` in `params` leads
 * straight to a connector: `social:google`.
 *
 * From: docs.logto.io, "Understand authentication flow", "Authentication parameters"; Logto's
 * source,
 * `oidc/init.ts`; read in November 2026.
 */
function logto(options) {
    const issuer = `${segment.server(ownMembers.ownMembers(options).url)}/oidc`;
    return {
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${issuer}/auth`,
            token: `${issuer}/token`,
            jwks: `${issuer}/jwks`,
            userInfo: `${issuer}/me`,
            endSession: `${issuer}/session/end`,
        },
        algorithms: ['ES384', 'RS256'],
        requireIss: true,
    };
}

exports.logto = logto;
