import { checkIdToken } from '../id-token.js'
import { MAX_LEEWAY } from '../id-token-rules.js'
import { parseJws } from '../jws.js'
import { endRedirectLoop } from '../redirect-loop.js'
import { hasWord } from '../response-type.js'
import { ensure } from './base-options.js'
import type { ParseHashOptions } from './call-options.js'
import { type Answer, hasTokens } from './hash-answer.js'
import type { LoginRecord } from './login-request.js'
import {
  describeError,
  describeNothing,
  describeTwice,
  invalidToken,
  type Outcome,
} from './outcome.js'
import type { Tenant } from './tenant.js'

/** The login that an answer belongs to, as the page knows it. */
export interface KnownLogin {
  /** What the app calls the state. */
  readonly state?: unknown
  readonly appState?: unknown
  readonly nonce?: string | undefined
  readonly organization?: string | undefined
  readonly responseType?: string | undefined
}

/**
 * Which login an answer belongs to: the one whose record its state names; or the one whose state
 * the app hands in, because it keeps its own book. Undefined: nobody here asked for it.
 */
export function matchLogin(
  { state }: Answer,
  handed: ParseHashOptions,
  record: LoginRecord | undefined,
): KnownLogin | undefined {
  const ownState = record?.ownState ?? state
  const isHanded = handed.state === ownState || handed.state === state
  if (!state || !(handed.state ? isHanded : record)) return undefined
  return {
    ...record,
    state: ownState,
    appState: handed.state || record?.appState,
    nonce: handed.nonce || record?.nonce,
  }
}

/** Why an answer is refused that belongs to no login. */
export function refuseUnknown({ state }: Answer, options: ParseHashOptions): Outcome {
  const isIdpInitiated = options.__enableIdPInitiatedLogin || options.__enableImpersonation
  const text =
    isIdpInitiated && !state
      ? 'no state: see "A response that nobody here asked for" in the recipes'
      : '`state` does not match.'
  return [invalidToken(text)]
}

/**
 * The outcome of an answer whose login is known: a list of checks, in the order in which they are
 * safe.
 */
export function judge(
  tenant: Tenant,
  answer: Answer,
  isAmbiguous: boolean,
  login: KnownLogin,
): Outcome | Promise<Outcome> {
  const { error, error_description, access_token, id_token } = answer
  if (isAmbiguous) return [describeTwice()]
  if (error) return [describeError(error, error_description, login.state)]
  if (!hasTokens(answer)) return [describeNothing()]
  const asked = tenant.client.baseOptions.responseType || login.responseType
  const lacks = (word: 'token' | 'id_token', token: unknown) => hasWord(asked, word) && !token
  if (lacks('token', access_token) || lacks('id_token', id_token)) {
    return [describeError('invalid_hash', `not all of ${asked}`)]
  }
  return completeAnswer(tenant, answer, login)
}

/** The result of an answer whose login is known, its ID Token verified in full. */
export function completeAnswer(
  tenant: Tenant,
  answer: Answer,
  { nonce, organization, appState, state }: KnownLogin,
): Outcome | Promise<Outcome> {
  const { id_token, access_token, expires_in } = answer
  const give = (idTokenPayload: unknown): Outcome => {
    endRedirectLoop()
    const result = {
      accessToken: access_token || null,
      idToken: id_token || null,
      idTokenPayload,
      appState: appState || null,
      refreshToken: answer.refresh_token || null,
      state: state || null,
      expiresIn: expires_in ? Number.parseInt(expires_in, 10) : null,
      tokenType: answer.token_type || null,
      scope: answer.scope || null,
    }
    return [null, result]
  }
  // handed in, and remembered nowhere: the app may have read it in the very answer
  if (!nonce && hasTokens(answer)) {
    return [invalidToken('`state` without the `nonce` of its login proves nothing')]
  }
  if (!id_token) return give(null)
  return verifyToken(
    tenant,
    id_token,
    { nonce: nonce as string, organization, accessToken: access_token },
    give,
  )
}

/** What ties an ID Token to its login; without an access token it is looked at alone. */
interface TokenBinding {
  readonly nonce: string | null
  readonly organization?: string | undefined
  readonly accessToken?: string | undefined
}

/** Throws an Error for a leeway that is out of bounds. */
export function checkLeeway({ leeway }: Tenant): void {
  ensure(leeway >= 0 && leeway <= MAX_LEEWAY, `leeway, 0 to ${MAX_LEEWAY}`)
}

/**
 * Verifies an ID Token in full. A device whose clock is slow may log in: a token from its future
 * counts from then on, if it does not say itself that it has to wait. Throws at once for a leeway
 * that is out of bounds.
 */
export function verifyToken(
  tenant: Tenant,
  idToken: string,
  binding: TokenBinding,
  give: (claims: unknown) => Outcome,
): Promise<Outcome> {
  checkLeeway(tenant)
  const { leeway, now, client } = tenant
  const verify = async () => {
    const { iat, nbf = 0 } = parseJws(idToken).payload
    const mustWait = Number(nbf) * 1000 > now() + leeway * 1000
    const start = mustWait ? 0 : Number(iat) * 1000
    return checkIdToken(
      idToken,
      { ...tenant, now: () => Math.max(now(), start) },
      { ...binding, maxAge: client.baseOptions.maxAge || undefined, hashesRequired: true },
    )
  }
  return verify().then(give, ({ message }) => [invalidToken(message)])
}
