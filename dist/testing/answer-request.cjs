'use strict';

var answer = require('./answer.cjs');
var authorize = require('./authorize.cjs');
var dpopProof = require('./dpop-proof.cjs');
var keys = require('./keys.cjs');
var metadata = require('./metadata.cjs');
var resource = require('./resource.cjs');
var tokenEndpoint = require('./token-endpoint.cjs');

/** Fills in the answer of a server that is right in every way. */
async function answerRequest(knowledge, answer$1, key) {
    const { endpoint, request, headers } = answer$1;
    if (['token', 'userinfo', 'api'].includes(endpoint)) {
        const nonce = dpopProof.dpopNonceFor(knowledge, request.url);
        if (nonce !== undefined)
            headers.set('dpop-nonce', nonce);
    }
    switch (endpoint) {
        case 'authorize':
            return authorize.answerAuthorize(knowledge, answer$1);
        case 'token':
            return tokenEndpoint.answerToken(knowledge, answer$1);
        case 'userinfo':
            return resource.answerUserInfo(knowledge, answer$1);
        case 'api':
            return resource.answerApi(knowledge, answer$1);
        case 'jwks':
            headers.set('cache-control', 'public, max-age=600');
            answer$1.body = { keys: [keys.publicKey(key)] };
            return;
        case 'metadata':
            answer$1.body = metadata.metadata(knowledge);
            return;
        case 'logout':
            return answerLogout(knowledge, answer$1);
        case 'unknown':
            answer.refuse(answer$1, 'not_found', `${answer$1.request.url} is no endpoint of ${knowledge.domain}`);
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

exports.answerRequest = answerRequest;
