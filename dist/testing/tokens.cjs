'use strict';

var keys = require('./keys.cjs');

/** Seconds. RFC 6749 §4.1.2 wants ten minutes at most; clients redeem a code at once. */
const codeLifetime = 60;
const idTokenLifetime = 36_000;
/** Issues an authorization code, which is good once and for a minute (RFC 6749 §4.1.2). */
function issueCode({ codes, now }, grant) {
    const code = keys.randomText();
    codes.set(code, { grant, expiresAt: now() + codeLifetime, redeemed: false });
    return code;
}
/**
 * Members of an answer that carry a new access token, which userinfo and APIs will know. With a
 * thumbprint it is bound to that DPoP key (RFC 9449 §5).
 */
function issueAccessToken(knowledge, grant, scope, thumbprint) {
    const { accessTokens, accessTokenLifetime, now } = knowledge;
    const accessToken = keys.randomText();
    const expiresAt = now() + accessTokenLifetime;
    accessTokens.set(accessToken, { grant, scope, thumbprint, expiresAt });
    return {
        access_token: accessToken,
        token_type: thumbprint === undefined ? 'Bearer' : 'DPoP',
        expires_in: accessTokenLifetime,
        scope,
    };
}
/** Issues a refresh token where the login asked for offline access (OpenID Connect Core §11). */
function issueRefreshToken({ refreshTokens }, grant, thumbprint) {
    // RFC 6749 §6: a narrower scope of one renewal narrows the access token alone
    if (!grant.scope.split(' ').includes('offline_access'))
        return undefined;
    const refreshToken = keys.randomText();
    refreshTokens.set(refreshToken, { grant, thumbprint, spentAt: undefined });
    return refreshToken;
}
/** Claims of an ID Token right in every way (OpenID Connect Core §2, §3.3.2.11). */
async function idTokenClaims({ issuer, now, algorithm }, grant, beside) {
    const iat = now();
    return {
        ...grant.user,
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

exports.idTokenClaims = idTokenClaims;
exports.issueAccessToken = issueAccessToken;
exports.issueCode = issueCode;
exports.issueRefreshToken = issueRefreshToken;
