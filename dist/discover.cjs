'use strict';

var authError = require('./auth-error.cjs');
var fetchJson = require('./fetch-json.cjs');
var secureUrl = require('./secure-url.cjs');

/**
 * Reads a server's metadata: OpenID Connect Discovery 1.0 §4, else RFC 8414 §3. Spread what it resolves to into `createAuth`.
 * Rejects `network_error`, `issuer_mismatch` if the metadata is another issuer's (RFC 8414 §3.3), `invalid_config` for URLs that are not https.
 */
async function discover(issuer, options = {}) {
    const { origin, pathname } = new URL(secureUrl.checkSecureUrl(issuer, 'issuer'));
    const path = pathname.replace(/\/$/, '');
    const load = (url) => fetchJson.fetchJson(options.fetch ?? fetch, url, 'network_error', options.signal && { signal: options.signal });
    const metadata = await load(`${origin}${path}/.well-known/openid-configuration`).catch((error) => {
        if (error.detail?.status !== 404)
            throw error;
        return load(`${origin}/.well-known/oauth-authorization-server${path}`);
    });
    if (metadata['issuer'] !== issuer) {
        throw new authError.AuthError('issuer_mismatch', `${origin} says that it is another issuer than ${issuer}. The text must be equal, slash included.`);
    }
    const endpoints = {};
    const take = (name, member) => {
        if (metadata[member] !== undefined)
            endpoints[name] = secureUrl.checkSecureUrl(metadata[member], member);
    };
    take('authorize', 'authorization_endpoint');
    take('token', 'token_endpoint');
    take('jwks', 'jwks_uri');
    take('userInfo', 'userinfo_endpoint');
    take('endSession', 'end_session_endpoint');
    return { domain: issuer, issuer, endpoints, requireIss: metadata['authorization_response_iss_parameter_supported'] === true };
}

exports.discover = discover;
