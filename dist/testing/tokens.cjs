'use strict';

var answer = require('./answer.cjs');
var keys = require('./keys.cjs');

const tokenLifetime = 7200;
const idTokenLifetime = 36_000;
/**
 * Answers the token endpoint: codes with PKCE (RFC 6749 §4.1.3, RFC 7636 §4.6) and refresh tokens
 * (RFC 6749 §6).
 */
async function answerToken(knowledge, answer$1) {
    const { method, headers, parameters } = answer$1.request;
    if (method !== 'POST' ||
        !headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) {
        return answer.refuse(answer$1, 'invalid_request', 'the token endpoint takes a form by POST');
    }
    const grantType = parameters.get('grant_type');
    if (grantType === 'authorization_code')
        return answerCode(knowledge, answer$1);
    if (grantType === 'refresh_token')
        return answerRefreshToken(knowledge, answer$1);
    answer.refuse(answer$1, 'unsupported_grant_type', `grant_type ${grantType}`);
}
async function answerCode(knowledge, answer$1) {
    const { parameters } = answer$1.request;
    const grant = knowledge.codes.get(parameters.get('code') ?? '');
    if (!grant)
        return answer.refuse(answer$1, 'invalid_grant', 'this code was never issued');
    if (grant.redeemed) {
        // RFC 6749 §4.1.2: a code that comes twice may have been stolen
        grant.revoked = true;
        return answer.refuse(answer$1, 'invalid_grant', 'this code was redeemed before');
    }
    grant.redeemed = true;
    if (parameters.get('client_id') !== grant.clientId)
        return answer.refuse(answer$1, 'invalid_grant', 'client_id of another client');
    if (parameters.get('redirect_uri') !== grant.redirectUri) {
        return answer.refuse(answer$1, 'invalid_grant', 'redirect_uri is not that of the authorize request');
    }
    if ((await keys.codeChallenge(parameters.get('code_verifier') ?? '')) !== grant.codeChallenge) {
        return answer.refuse(answer$1, 'invalid_grant', 'code_verifier does not match code_challenge');
    }
    await issueTokens(knowledge, answer$1, grant, grant.scope, grant.nonce);
}
async function answerRefreshToken(knowledge, answer$1) {
    const { parameters } = answer$1.request;
    const known = knowledge.refreshTokens.get(parameters.get('refresh_token') ?? '');
    if (!known || known.grant.clientId !== parameters.get('client_id'))
        return answer.refuse(answer$1, 'invalid_grant', 'unknown refresh token');
    // RFC 9700 §4.14.2: a rotated token that comes again ends the whole family
    if (known.spent)
        known.grant.revoked = true;
    if (known.grant.revoked)
        return answer.refuse(answer$1, 'invalid_grant', 'this refresh token was used before, or revoked');
    const scope = parameters.get('scope') ?? known.grant.scope;
    const granted = known.grant.scope.split(' ');
    if (!scope.split(' ').every((word) => granted.includes(word)))
        return answer.refuse(answer$1, 'invalid_scope', 'more than was granted');
    known.spent = true;
    // OpenID Connect Core §12.2: no nonce here
    await issueTokens(knowledge, answer$1, known.grant, scope, null);
}
async function issueTokens(knowledge, answer, grant, scope, nonce) {
    const accessToken = issueAccessToken(knowledge, grant);
    answer.body = {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: tokenLifetime,
        scope,
    };
    answer.claims = await idTokenClaims(knowledge, grant, { nonce, accessToken });
    if (scope.split(' ').includes('openid'))
        answer.body.id_token = answer.sign;
    // RFC 6749 §6: a narrower scope narrows the access token alone
    if (grant.scope.split(' ').includes('offline_access')) {
        const refreshToken = keys.randomText();
        knowledge.refreshTokens.set(refreshToken, { grant, spent: false });
        answer.body.refresh_token = refreshToken;
    }
}
/** Issues an access token that userinfo will know. */
function issueAccessToken(knowledge, grant) {
    const accessToken = keys.randomText();
    knowledge.accessTokens.set(accessToken, { grant, expiresAt: knowledge.now() + tokenLifetime });
    return accessToken;
}
/** Claims of an ID Token right in every way (OpenID Connect Core §2, §3.3.2.11). */
async function idTokenClaims({ issuer, user, now, algorithm }, grant, beside) {
    const iat = now();
    return {
        ...user,
        iss: issuer,
        aud: grant.clientId,
        iat,
        exp: iat + idTokenLifetime,
        nonce: beside.nonce ?? undefined,
        auth_time: grant.authTime,
        at_hash: beside.accessToken && (await keys.leftHalfHash(beside.accessToken, algorithm)),
        c_hash: beside.code && (await keys.leftHalfHash(beside.code, algorithm)),
        ...organizationClaims(grant.organization),
    };
}
/** Auth0 takes an organization by id or by name, and writes names in lower case. */
function organizationClaims(organization) {
    if (!organization)
        return {};
    if (organization.startsWith('org_'))
        return { org_id: organization };
    return { org_id: 'org_test', org_name: organization.toLowerCase() };
}
/** Answers userinfo for a bearer token in the header (RFC 6750 §2.1, §3.1). */
function answerUserInfo(knowledge, answer) {
    const accessToken = /^Bearer (\S+)$/i.exec(answer.request.headers.get('authorization') ?? '')?.[1];
    const known = knowledge.accessTokens.get(accessToken ?? '');
    if (!known || known.grant.revoked || known.expiresAt <= knowledge.now()) {
        answer.status = 401;
        answer.headers.set('www-authenticate', accessToken ? 'Bearer error="invalid_token"' : 'Bearer');
        answer.body = accessToken ? { error: 'invalid_token' } : {};
        return;
    }
    answer.body = { ...knowledge.user };
}

exports.answerToken = answerToken;
exports.answerUserInfo = answerUserInfo;
exports.idTokenClaims = idTokenClaims;
exports.issueAccessToken = issueAccessToken;
