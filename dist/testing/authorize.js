import { refuse } from './answer.js';
import { issueCode, issueAccessToken, idTokenClaims } from './tokens.js';

const onceOnly = [
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'prompt',
    'max_age',
    'code_challenge',
    'code_challenge_method',
    'dpop_jkt',
];
/**
 * Answers an authorize request: checks it, logs the person in, and puts what was asked for into the
 * callback URL.
 */
async function answerAuthorize(knowledge, answer) {
    const { parameters } = answer.request;
    const unsafe = findUnsafeRedirect(parameters);
    // RFC 6749 §4.1.2.1: nobody is sent to an address that cannot be trusted
    if (unsafe)
        return refuse(answer, 'invalid_request', unsafe);
    const words = (parameters.get('response_type') ?? '').split(' ');
    const frontChannelTokens = words.includes('token') || words.includes('id_token');
    const mode = parameters.get('response_mode') ?? (frontChannelTokens ? 'fragment' : 'query');
    answer.status = 302;
    // A web_message page posts what stands here in the fragment.
    answer.responseMode = mode === 'query' && !frontChannelTokens ? 'query' : 'fragment';
    answer.body.state = parameters.get('state') ?? undefined;
    const fault = findFault(parameters, words, mode);
    if (fault)
        return refuse(answer, ...fault);
    const maxAge = parameters.get('max_age');
    if (!logIn(knowledge, parameters.get('prompt')?.split(' ') ?? [], maxAge)) {
        return refuse(answer, 'login_required', 'nobody is logged in, and prompt=none allows no page');
    }
    await issueResponse(knowledge, answer, words, {
        user: knowledge.user,
        clientId: parameters.get('client_id') ?? '',
        redirectUri: parameters.get('redirect_uri') ?? '',
        scope: parameters.get('scope') ?? '',
        codeChallenge: parameters.get('code_challenge'),
        dpopJkt: parameters.get('dpop_jkt'),
        nonce: parameters.get('nonce'),
        organization: parameters.get('organization'),
        authTime: maxAge === null ? undefined : knowledge.session,
        revoked: false,
    });
}
async function issueResponse(knowledge, answer, words, grant) {
    const code = words.includes('code') ? issueCode(knowledge, grant) : undefined;
    const accessToken = words.includes('token')
        ? issueAccessToken(knowledge, grant, grant.scope)
        : undefined;
    const unasked = knowledge.idTokenForToken &&
        words.join() === 'token' &&
        grant.scope.split(' ').includes('openid');
    const { state } = answer.body;
    answer.body = {
        code,
        ...accessToken,
        id_token: unasked || words.includes('id_token') ? answer.sign : undefined,
        state,
    };
    answer.claims = await idTokenClaims(knowledge, grant, {
        nonce: grant.nonce,
        accessToken: accessToken?.access_token,
        code,
    });
}
function findUnsafeRedirect(parameters) {
    const redirectUris = parameters.getAll('redirect_uri');
    if (redirectUris.length !== 1)
        return 'redirect_uri must be there exactly once';
    const redirectUri = redirectUris[0] ?? '';
    // RFC 6749 §3.1.2
    if (!URL.canParse(redirectUri) || redirectUri.includes('#'))
        return 'redirect_uri must be absolute, without a fragment';
    return parameters.getAll('client_id').length === 1
        ? undefined
        : 'client_id must be there exactly once';
}
function findFault(parameters, words, mode) {
    // RFC 6749 §3.1
    const repeated = onceOnly.find((name) => parameters.getAll(name).length > 1);
    if (repeated)
        return ['invalid_request', `${repeated} is there more than once`];
    if (!parameters.get('response_type'))
        return ['invalid_request', 'response_type is missing'];
    if (!words.every((word) => ['code', 'token', 'id_token'].includes(word)) ||
        new Set(words).size !== words.length) {
        return ['unsupported_response_type', `response_type "${words.join(' ')}"`];
    }
    if (!['fragment', 'query', 'web_message'].includes(mode))
        return ['invalid_request', `response_mode ${mode} is not supported`];
    // OAuth 2.0 Multiple Response Type Encoding Practices §3, §5
    if (mode === 'query' && words.some((word) => word !== 'code'))
        return ['invalid_request', 'no tokens in a query'];
    if (words.includes('id_token')) {
        // OpenID Connect Core §3.1.2.1, §3.2.2.1
        if (!parameters.get('scope')?.split(' ').includes('openid'))
            return ['invalid_scope', 'an ID Token needs the scope openid'];
        if (!parameters.get('nonce'))
            return ['invalid_request', 'an ID Token in the callback URL needs a nonce'];
    }
    if (words.includes('code')) {
        // RFC 7636 §4.3, RFC 9700 §2.1.1
        const challenge = /^[\w-]{43}$/.test(parameters.get('code_challenge') ?? '');
        if (!challenge || parameters.get('code_challenge_method') !== 'S256')
            return ['invalid_request', 'a code needs PKCE with S256'];
    }
    if (!/^\d*$/.test(parameters.get('max_age') ?? ''))
        return ['invalid_request', 'max_age must be digits'];
    return undefined;
}
/**
 * Uses the session where it suffices, else lets the person log in; false where that would need a
 * page and none is allowed.
 */
function logIn(knowledge, prompt, maxAge) {
    const { session, now } = knowledge;
    const tooOld = session !== undefined && maxAge !== null && now() - session > Number(maxAge);
    if (session !== undefined && !tooOld && !prompt.includes('login'))
        return true;
    if (prompt.includes('none'))
        return false;
    knowledge.session = now();
    return true;
}

export { answerAuthorize };
