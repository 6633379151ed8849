import type { TestAnswer } from './answer.js'
import type { IssuedAccessToken, Knowledge } from './knowledge.js'

/** Answers userinfo: the claims of whom the access token is about (OpenID Connect Core §5.3). */
export function answerUserInfo(knowledge: Knowledge, answer: TestAnswer): void {
  const issued = findAccessToken(knowledge, answer)
  if (issued) answer.body = { ...issued.grant.user }
}

/** Answers an API: whom the access token is about, and what it allows. */
export function answerApi(knowledge: Knowledge, answer: TestAnswer): void {
  const issued = findAccessToken(knowledge, answer)
  if (issued) answer.body = { sub: issued.grant.user.sub, scope: issued.scope }
}

/**
 * The living access token in the header (RFC 6750 §2.1). Without one the answer becomes a 401 that
 * says why (§3).
 */
function findAccessToken(knowledge: Knowledge, answer: TestAnswer): IssuedAccessToken | undefined {
  const accessToken = /^Bearer (\S+)$/i.exec(answer.request.headers.get('authorization') ?? '')?.[1]
  const issued = knowledge.accessTokens.get(accessToken ?? '')
  if (issued && !issued.grant.revoked && issued.expiresAt > knowledge.now()) return issued
  answer.status = 401
  answer.headers.set('www-authenticate', accessToken ? 'Bearer error="invalid_token"' : 'Bearer')
  answer.body = accessToken ? { error: 'invalid_token' } : {}
  return undefined
}
