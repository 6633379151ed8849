import type { SigningAlgorithm } from '../auth-options.js'
import type { TestAnswer, TestClaims } from './answer.js'
import { refuse } from './answer.js'
import { codeChallenge, leftHalfHash, randomText } from './keys.js'

/** The person who logs in: claims of every ID Token and of userinfo, whatever the scope. */
export interface TestUser {
  sub: string
  [claim: string]: unknown
}

/** What a person agreed to at one login. Codes and tokens point to it. */
export interface Grant {
  readonly clientId: string
  readonly redirectUri: string
  readonly scope: string
  readonly codeChallenge: string | null
  readonly nonce: string | null
  readonly organization: string | null
  /** Seconds; only where `max_age` was asked for. */
  readonly authTime: number | undefined
  redeemed: boolean
  revoked: boolean
}

/** What one test server knows. */
export interface Knowledge {
  readonly issuer: string
  readonly algorithm: SigningAlgorithm
  readonly user: TestUser
  /** Seconds. */
  readonly now: () => number
  /** When the person last typed a password, in seconds; undefined while nobody has a session. */
  session: number | undefined
  readonly codes: Map<string, Grant>
  readonly accessTokens: Map<string, { grant: Grant; expiresAt: number }>
  readonly refreshTokens: Map<string, { grant: Grant; spent: boolean }>
}

const tokenLifetime = 7200
const idTokenLifetime = 36_000

/**
 * Answers the token endpoint: codes with PKCE (RFC 6749 §4.1.3, RFC 7636 §4.6) and refresh tokens
 * (RFC 6749 §6).
 */
export async function answerToken(knowledge: Knowledge, answer: TestAnswer): Promise<void> {
  const { method, headers, parameters } = answer.request
  if (
    method !== 'POST' ||
    !headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  ) {
    return refuse(answer, 'invalid_request', 'the token endpoint takes a form by POST')
  }
  const grantType = parameters.get('grant_type')
  if (grantType === 'authorization_code') return answerCode(knowledge, answer)
  if (grantType === 'refresh_token') return answerRefreshToken(knowledge, answer)
  refuse(answer, 'unsupported_grant_type', `grant_type ${grantType}`)
}

async function answerCode(knowledge: Knowledge, answer: TestAnswer): Promise<void> {
  const { parameters } = answer.request
  const grant = knowledge.codes.get(parameters.get('code') ?? '')
  if (!grant) return refuse(answer, 'invalid_grant', 'this code was never issued')
  if (grant.redeemed) {
    // RFC 6749 §4.1.2: a code that comes twice may have been stolen
    grant.revoked = true
    return refuse(answer, 'invalid_grant', 'this code was redeemed before')
  }
  grant.redeemed = true
  if (parameters.get('client_id') !== grant.clientId)
    return refuse(answer, 'invalid_grant', 'client_id of another client')
  if (parameters.get('redirect_uri') !== grant.redirectUri) {
    return refuse(answer, 'invalid_grant', 'redirect_uri is not that of the authorize request')
  }
  if ((await codeChallenge(parameters.get('code_verifier') ?? '')) !== grant.codeChallenge) {
    return refuse(answer, 'invalid_grant', 'code_verifier does not match code_challenge')
  }
  await issueTokens(knowledge, answer, grant, grant.scope, grant.nonce)
}

async function answerRefreshToken(knowledge: Knowledge, answer: TestAnswer): Promise<void> {
  const { parameters } = answer.request
  const known = knowledge.refreshTokens.get(parameters.get('refresh_token') ?? '')
  if (!known || known.grant.clientId !== parameters.get('client_id'))
    return refuse(answer, 'invalid_grant', 'unknown refresh token')
  // RFC 9700 §4.14.2: a rotated token that comes again ends the whole family
  if (known.spent) known.grant.revoked = true
  if (known.grant.revoked)
    return refuse(answer, 'invalid_grant', 'this refresh token was used before, or revoked')
  const scope = parameters.get('scope') ?? known.grant.scope
  const granted = known.grant.scope.split(' ')
  if (!scope.split(' ').every((word) => granted.includes(word)))
    return refuse(answer, 'invalid_scope', 'more than was granted')
  known.spent = true
  // OpenID Connect Core §12.2: no nonce here
  await issueTokens(knowledge, answer, known.grant, scope, null)
}

async function issueTokens(
  knowledge: Knowledge,
  answer: TestAnswer,
  grant: Grant,
  scope: string,
  nonce: string | null,
): Promise<void> {
  const accessToken = issueAccessToken(knowledge, grant)
  answer.body = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: tokenLifetime,
    scope,
  }
  answer.claims = await idTokenClaims(knowledge, grant, { nonce, accessToken })
  if (scope.split(' ').includes('openid')) answer.body.id_token = answer.sign
  // RFC 6749 §6: a narrower scope narrows the access token alone
  if (grant.scope.split(' ').includes('offline_access')) {
    const refreshToken = randomText()
    knowledge.refreshTokens.set(refreshToken, { grant, spent: false })
    answer.body.refresh_token = refreshToken
  }
}

/** Issues an access token that userinfo will know. */
export function issueAccessToken(knowledge: Knowledge, grant: Grant): string {
  const accessToken = randomText()
  knowledge.accessTokens.set(accessToken, { grant, expiresAt: knowledge.now() + tokenLifetime })
  return accessToken
}

/** Claims of an ID Token right in every way (OpenID Connect Core §2, §3.3.2.11). */
export async function idTokenClaims(
  { issuer, user, now, algorithm }: Knowledge,
  grant: Grant,
  beside: { nonce: string | null; accessToken?: string | undefined; code?: string | undefined },
): Promise<TestClaims> {
  const iat = now()
  return {
    ...user,
    iss: issuer,
    aud: grant.clientId,
    iat,
    exp: iat + idTokenLifetime,
    nonce: beside.nonce ?? undefined,
    auth_time: grant.authTime,
    at_hash: beside.accessToken && (await leftHalfHash(beside.accessToken, algorithm)),
    c_hash: beside.code && (await leftHalfHash(beside.code, algorithm)),
    ...organizationClaims(grant.organization),
  }
}

/** Auth0 takes an organization by id or by name, and writes names in lower case. */
function organizationClaims(organization: string | null): TestClaims {
  if (!organization) return {}
  if (organization.startsWith('org_')) return { org_id: organization }
  return { org_id: 'org_test', org_name: organization.toLowerCase() }
}

/** Answers userinfo for a bearer token in the header (RFC 6750 §2.1, §3.1). */
export function answerUserInfo(knowledge: Knowledge, answer: TestAnswer): void {
  const accessToken = /^Bearer (\S+)$/i.exec(answer.request.headers.get('authorization') ?? '')?.[1]
  const known = knowledge.accessTokens.get(accessToken ?? '')
  if (!known || known.grant.revoked || known.expiresAt <= knowledge.now()) {
    answer.status = 401
    answer.headers.set('www-authenticate', accessToken ? 'Bearer error="invalid_token"' : 'Bearer')
    answer.body = accessToken ? { error: 'invalid_token' } : {}
    return
  }
  answer.body = { ...knowledge.user }
}
