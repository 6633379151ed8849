'use strict';

var ownMembers = require('../own-members.cjs');
var segment = require('./segment.cjs');

/**
 * authentik, an OAuth2/OpenID provider with a signing key and an issuer of its own. Response types
 * are compared there as texts, so the words have one order; `token` alone is not among them.
 *
 * From: docs.goauthentik.io, "OAuth 2.0 provider"; authentik's source,
 * `providers/oauth2/views/authorize.py`; read in November 2026.
 */
function authentik(options) {
    const { url, application } = ownMembers.ownMembers(options);
    const base = `${segment.server(url)}/application/o/`;
    const issuer = `${base}${segment.segment(application)}/`;
    return {
        domain: issuer,
        issuer,
        endpoints: {
            authorize: `${base}authorize/`,
            token: `${base}token/`,
            jwks: `${issuer}jwks/`,
            userInfo: `${base}userinfo/`,
            endSession: `${issuer}end-session/`,
        },
    };
}

exports.authentik = authentik;
