'use strict';

var answer = require('./answer.cjs');
var authorize = require('./authorize.cjs');
var keys = require('./keys.cjs');
var tokens = require('./tokens.cjs');

/** Auth0's paths below the issuer. */
const paths = {
    authorize: 'authorize',
    'oauth/token': 'token',
    userinfo: 'userinfo',
    '.well-known/jwks.json': 'jwks',
    '.well-known/openid-configuration': 'metadata',
    'v2/logout': 'logout',
    'oidc/logout': 'logout',
};
/** Reads what `fetch`, or a visit to a page, asked for. */
function readRequest(issuer, url, init) {
    const method = (init.method ?? 'GET').toUpperCase();
    const headers = new Headers(init.headers);
    // As `fetch` does for a body of this type.
    if (init.body instanceof URLSearchParams && !headers.has('content-type')) {
        headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8');
    }
    const parameters = init.body ? new URLSearchParams(String(init.body)) : url.searchParams;
    return { endpoint: endpointAt(issuer, url), method, url: url.href, headers, parameters, init };
}
/** Fills in the answer of a server that is right in every way. */
async function answerRequest(knowledge, answer$1, key) {
    switch (answer$1.endpoint) {
        case 'authorize':
            return authorize.answerAuthorize(knowledge, answer$1);
        case 'token':
            return tokens.answerToken(knowledge, answer$1);
        case 'userinfo':
            return tokens.answerUserInfo(knowledge, answer$1);
        case 'jwks':
            answer$1.headers.set('cache-control', 'public, max-age=600');
            answer$1.body = { keys: [keys.publicKey(key)] };
            return;
        case 'metadata':
            answer$1.body = metadata(knowledge);
            return;
        case 'logout':
            return answerLogout(knowledge, answer$1);
        case 'unknown':
            answer.refuse(answer$1, 'not_found', `${answer$1.request.url} is no endpoint of ${knowledge.issuer}`);
            answer$1.status = 404;
    }
}
function answerLogout(knowledge, answer) {
    const { parameters } = answer.request;
    knowledge.session = undefined;
    const back = parameters.get('returnTo') ?? parameters.get('post_logout_redirect_uri');
    if (back === null)
        return;
    const url = new URL(back);
    const state = parameters.get('state');
    // RP-Initiated Logout §3
    if (state !== null)
        url.searchParams.set('state', state);
    answer.status = 302;
    answer.headers.set('location', url.href);
}
/** OpenID Connect Discovery §3, RFC 8414 §2. */
function metadata({ issuer, algorithm }) {
    return {
        issuer,
        authorization_endpoint: below(issuer, 'authorize'),
        token_endpoint: below(issuer, 'oauth/token'),
        userinfo_endpoint: below(issuer, 'userinfo'),
        jwks_uri: below(issuer, '.well-known/jwks.json'),
        end_session_endpoint: below(issuer, 'oidc/logout'),
        response_types_supported: [
            'code',
            'token',
            'id_token',
            'code token',
            'code id_token',
            'token id_token',
            'code token id_token',
        ],
        response_modes_supported: ['query', 'fragment', 'web_message'],
        grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: [algorithm],
        token_endpoint_auth_methods_supported: ['none'],
        code_challenge_methods_supported: ['S256'],
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    };
}
function endpointAt(issuer, { origin, pathname }) {
    const page = origin + pathname;
    const { origin: home, pathname: base } = new URL(issuer);
    // RFC 8414 §3.1 puts the well-known part before the path of the issuer
    if (page === `${home}/.well-known/oauth-authorization-server${base.replace(/\/$/, '')}`)
        return 'metadata';
    for (const [path, endpoint] of Object.entries(paths))
        if (page === below(issuer, path))
            return endpoint;
    return 'unknown';
}
function below(issuer, path) {
    return `${issuer.replace(/\/$/, '')}/${path}`;
}

exports.answerRequest = answerRequest;
exports.readRequest = readRequest;
