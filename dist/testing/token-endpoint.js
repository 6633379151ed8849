import { refuse } from './answer.js';
import { readDpopProof } from './dpop-proof.js';
import { sha256 } from './keys.js';
import { issueRefreshToken, issueAccessToken, idTokenClaims } from './tokens.js';

/**
 * Answers the token endpoint: codes with PKCE (RFC 6749 §4.1.3, RFC 7636 §4.6) and refresh tokens
 * (RFC 6749 §6). Throws where the network is down.
 */
async function answerToken(knowledge, answer) {
    const { method, headers, parameters } = answer.request;
    if (method !== 'POST' ||
        !headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
        return refuse(answer, 'invalid_request', 'the token endpoint takes a form by POST');
    }
    const proof = await readDpopProof(knowledge, answer.request);
    if (proof.fault)
        return refuse(answer, ...proof.fault);
    const grantType = parameters.get('grant_type');
    if (grantType === 'authorization_code')
        return answerCode(knowledge, answer, proof);
    if (grantType === 'refresh_token')
        return answerRefreshToken(knowledge, answer, proof);
    refuse(answer, 'unsupported_grant_type', `grant_type ${grantType}`);
}
async function answerCode(knowledge, answer, { thumbprint }) {
    const { parameters } = answer.request;
    const issued = knowledge.codes.get(parameters.get('code') ?? '');
    if (!issued)
        return refuse(answer, 'invalid_grant', 'this code was never issued');
    const { grant } = issued;
    if (issued.redeemed) {
        // RFC 6749 §4.1.2: a code that comes twice may have been stolen
        grant.revoked = true;
        return refuse(answer, 'invalid_grant', 'this code was redeemed before');
    }
    issued.redeemed = true;
    const fault = await findFault(parameters, grant);
    if (fault)
        return refuse(answer, 'invalid_grant', fault);
    if (issued.expiresAt <= knowledge.now())
        return refuse(answer, 'invalid_grant', 'this code has expired');
    if (grant.revoked)
        return refuse(answer, 'invalid_grant', 'this login was ended');
    if (grant.dpopJkt !== null && grant.dpopJkt !== thumbprint)
        return refuse(answer, 'invalid_grant', 'the DPoP key is not that of dpop_jkt');
    const { scope, nonce } = grant;
    await issueTokens(knowledge, answer, { grant, scope, nonce, thumbprint });
    answer.body.refresh_token = issueRefreshToken(knowledge, grant, thumbprint);
}
async function findFault(parameters, grant) {
    if (parameters.get('client_id') !== grant.clientId)
        return 'client_id of another client';
    if (parameters.get('redirect_uri') !== grant.redirectUri)
        return 'redirect_uri is not that of the authorize request';
    return (await sha256(parameters.get('code_verifier') ?? '')) === grant.codeChallenge
        ? undefined
        : 'code_verifier does not match code_challenge';
}
async function answerRefreshToken(knowledge, answer, { thumbprint }) {
    const { now, renewalFault, refreshTokenRotation, refreshTokenGrace, reuses } = knowledge;
    if (renewalFault !== undefined)
        return failRenewal(answer, renewalFault);
    const { parameters } = answer.request;
    const issued = knowledge.refreshTokens.get(parameters.get('refresh_token') ?? '');
    if (!issued || issued.grant.clientId !== parameters.get('client_id'))
        return refuse(answer, 'invalid_grant', 'unknown refresh token');
    // RFC 9449 §5; before it counts as used, for a thief without the key proves nothing
    if (issued.thumbprint !== undefined && issued.thumbprint !== thumbprint)
        return refuse(answer, 'invalid_grant', 'the refresh token is bound to another DPoP key');
    const { grant, spentAt } = issued;
    if (spentAt !== undefined && now() - spentAt >= refreshTokenGrace) {
        // RFC 9700 §4.14.2: a rotated token that comes again ends the whole family
        grant.revoked = true;
        reuses.push(answer.request);
    }
    if (grant.revoked)
        return refuse(answer, 'invalid_grant', 'this refresh token was used before, or revoked');
    const scope = parameters.get('scope') ?? grant.scope;
    const granted = grant.scope.split(' ');
    if (!scope.split(' ').every((word) => granted.includes(word)))
        return refuse(answer, 'invalid_scope', 'more than was granted');
    // before the first wait: of two requests at once the second is the reuse
    if (refreshTokenRotation)
        issued.spentAt ??= now();
    // OpenID Connect Core §12.2: no nonce here
    await issueTokens(knowledge, answer, { grant, scope, nonce: null, thumbprint });
    if (refreshTokenRotation)
        answer.body.refresh_token = issueRefreshToken(knowledge, grant, issued.thumbprint);
}
async function issueTokens(knowledge, answer, { grant, scope, nonce, thumbprint }) {
    const accessToken = issueAccessToken(knowledge, grant, scope, thumbprint);
    answer.body = { ...accessToken };
    answer.claims = await idTokenClaims(knowledge, grant, {
        nonce,
        accessToken: accessToken.access_token,
    });
    if (scope.split(' ').includes('openid'))
        answer.body.id_token = answer.sign;
}
function failRenewal(answer, fault) {
    if (fault === 'network_error')
        throw new TypeError('the test server was told to be out of reach');
    refuse(answer, fault === 'invalid_grant' ? fault : 'temporarily_unavailable', 'the test server was told to refuse renewals');
    if (typeof fault === 'number')
        answer.status = fault;
}

export { answerToken };
