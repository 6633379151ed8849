'use strict';

var answer = require('./answer.cjs');
var dpopProof = require('./dpop-proof.cjs');
var keys = require('./keys.cjs');
var tokens = require('./tokens.cjs');

/**
 * Answers the token endpoint: codes with PKCE (RFC 6749 §4.1.3, RFC 7636 §4.6) and refresh tokens
 * (RFC 6749 §6). Throws where the network is down.
 */
async function answerToken(knowledge, answer$1) {
    const { method, headers, parameters } = answer$1.request;
    if (method !== 'POST' ||
        !headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
        return answer.refuse(answer$1, 'invalid_request', 'the token endpoint takes a form by POST');
    }
    const proof = await dpopProof.readDpopProof(knowledge, answer$1.request);
    if (proof.fault)
        return answer.refuse(answer$1, ...proof.fault);
    const grantType = parameters.get('grant_type');
    if (grantType === 'authorization_code')
        return answerCode(knowledge, answer$1, proof);
    if (grantType === 'refresh_token')
        return answerRefreshToken(knowledge, answer$1, proof);
    answer.refuse(answer$1, 'unsupported_grant_type', `grant_type ${grantType}`);
}
async function answerCode(knowledge, answer$1, { thumbprint }) {
    const { parameters } = answer$1.request;
    const issued = knowledge.codes.get(parameters.get('code') ?? '');
    if (!issued)
        return answer.refuse(answer$1, 'invalid_grant', 'this code was never issued');
    const { grant } = issued;
    if (issued.redeemed) {
        // RFC 6749 §4.1.2: a code that comes twice may have been stolen
        grant.revoked = true;
        return answer.refuse(answer$1, 'invalid_grant', 'this code was redeemed before');
    }
    issued.redeemed = true;
    const fault = await findFault(parameters, grant);
    if (fault)
        return answer.refuse(answer$1, 'invalid_grant', fault);
    if (issued.expiresAt <= knowledge.now())
        return answer.refuse(answer$1, 'invalid_grant', 'this code has expired');
    if (grant.revoked)
        return answer.refuse(answer$1, 'invalid_grant', 'this login was ended');
    if (grant.dpopJkt !== null && grant.dpopJkt !== thumbprint)
        return answer.refuse(answer$1, 'invalid_grant', 'the DPoP key is not that of dpop_jkt');
    const { scope, nonce } = grant;
    await issueTokens(knowledge, answer$1, { grant, scope, nonce, thumbprint });
    answer$1.body.refresh_token = tokens.issueRefreshToken(knowledge, grant, thumbprint);
}
async function findFault(parameters, grant) {
    if (parameters.get('client_id') !== grant.clientId)
        return 'client_id of another client';
    if (parameters.get('redirect_uri') !== grant.redirectUri)
        return 'redirect_uri is not that of the authorize request';
    return (await keys.sha256(parameters.get('code_verifier') ?? '')) === grant.codeChallenge
        ? undefined
        : 'code_verifier does not match code_challenge';
}
async function answerRefreshToken(knowledge, answer$1, { thumbprint }) {
    const { now, renewalFault, refreshTokenRotation, refreshTokenGrace, reuses } = knowledge;
    if (renewalFault !== undefined)
        return failRenewal(answer$1, renewalFault);
    const { parameters } = answer$1.request;
    const issued = knowledge.refreshTokens.get(parameters.get('refresh_token') ?? '');
    if (!issued || issued.grant.clientId !== parameters.get('client_id'))
        return answer.refuse(answer$1, 'invalid_grant', 'unknown refresh token');
    // RFC 9449 §5; before it counts as used, for a thief without the key proves nothing
    if (issued.thumbprint !== undefined && issued.thumbprint !== thumbprint)
        return answer.refuse(answer$1, 'invalid_grant', 'the refresh token is bound to another DPoP key');
    const { grant, spentAt } = issued;
    if (spentAt !== undefined && now() - spentAt >= refreshTokenGrace) {
        // RFC 9700 §4.14.2: a rotated token that comes again ends the whole family
        grant.revoked = true;
        reuses.push(answer$1.request);
    }
    if (grant.revoked)
        return answer.refuse(answer$1, 'invalid_grant', 'this refresh token was used before, or revoked');
    const scope = parameters.get('scope') ?? grant.scope;
    const granted = grant.scope.split(' ');
    if (!scope.split(' ').every((word) => granted.includes(word)))
        return answer.refuse(answer$1, 'invalid_scope', 'more than was granted');
    // before the first wait: of two requests at once the second is the reuse
    if (refreshTokenRotation)
        issued.spentAt ??= now();
    // OpenID Connect Core §12.2: no nonce here
    await issueTokens(knowledge, answer$1, { grant, scope, nonce: null, thumbprint });
    if (refreshTokenRotation)
        answer$1.body.refresh_token = tokens.issueRefreshToken(knowledge, grant, issued.thumbprint);
}
async function issueTokens(knowledge, answer, { grant, scope, nonce, thumbprint }) {
    const accessToken = tokens.issueAccessToken(knowledge, grant, scope, thumbprint);
    answer.body = { ...accessToken };
    answer.claims = await tokens.idTokenClaims(knowledge, grant, {
        nonce,
        accessToken: accessToken.access_token,
    });
    if (scope.split(' ').includes('openid'))
        answer.body.id_token = answer.sign;
}
function failRenewal(answer$1, fault) {
    if (fault === 'network_error')
        throw new TypeError('the test server was told to be out of reach');
    answer.refuse(answer$1, fault === 'invalid_grant' ? fault : 'temporarily_unavailable', 'the test server was told to refuse renewals');
    if (typeof fault === 'number')
        answer$1.status = fault;
}

exports.answerToken = answerToken;
