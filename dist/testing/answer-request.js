import { refuse } from './answer.js';
import { answerAuthorize } from './authorize.js';
import { dpopNonceFor } from './dpop-proof.js';
import { publicKey } from './keys.js';
import { metadata } from './metadata.js';
import { answerApi, answerUserInfo } from './resource.js';
import { answerToken } from './token-endpoint.js';

/** Fills in the answer of a server that is right in every way. */
async function answerRequest(knowledge, answer, key) {
    const { endpoint, request, headers } = answer;
    if (['token', 'userinfo', 'api'].includes(endpoint)) {
        const nonce = dpopNonceFor(knowledge, request.url);
        if (nonce !== undefined)
            headers.set('dpop-nonce', nonce);
    }
    switch (endpoint) {
        case 'authorize':
            return answerAuthorize(knowledge, answer);
        case 'token':
            return answerToken(knowledge, answer);
        case 'userinfo':
            return answerUserInfo(knowledge, answer);
        case 'api':
            return answerApi(knowledge, answer);
        case 'jwks':
            headers.set('cache-control', 'public, max-age=600');
            answer.body = { keys: [publicKey(key)] };
            return;
        case 'metadata':
            answer.body = metadata(knowledge);
            return;
        case 'logout':
            return answerLogout(knowledge, answer);
        case 'unknown':
            refuse(answer, 'not_found', `${answer.request.url} is no endpoint of ${knowledge.domain}`);
            answer.status = 404;
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

export { answerRequest };
