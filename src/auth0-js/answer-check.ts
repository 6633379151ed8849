import type { Config } from '../config.js'
import { checkIdToken, type IdTokenClaims } from '../id-token.js'
import { parseJws } from '../jws.js'
import { endRedirectLoop } from '../redirect-loop.js'
import { hasWord } from '../response-type.js'
import { ensure } from './base-options.js'
import type { ParseHashOptions } from './call-options.js'
import type { Answer } from './hash-answer.js'
import type { LoginRecord } from './login-request.js'
import { describeError, invalidToken, type Outcome, textOf } from './outcome.js'

/** The login that an answer belongs to, as the page knows it. */
export interface KnownLogin {
  /** What the app calls the state. */
  readonly state: unknown
  readonly appState?: unknown
  readonly nonce?: string | undefined
  readonly organization?: string | undefined
}

/**
 * Which login an answer belongs to: the one whose record its state names; or the one whose state
 * the app hands in, because it keeps its own book. Undefined: nobody here asked for it.
 */
export function matchLogin(
  { state }: Answer,
  handed: Pick<ParseHashOptions, 'state' | 'nonce'>,
  record: LoginRecord | undefined,
): KnownLogin | undefined {
  const ownState = record?.ownState ?? state
  const isHanded = handed.state === ownState || handed.state === state
  if (!state || (handed.state ? !isHanded : !record)) return undefined
  return {
    state: ownState,
    appState: handed.state || record?.appState,
    nonce: handed.nonce || record?.nonce,
    organization: record?.organization,
  }
}

/** Why an answer without a login is refused. */
export const refuseUnmatched = ({ state }: Answer, options: ParseHashOptions): Outcome => {
  const idpInitiated = options.__enableIdPInitiatedLogin || options.__enableImpersonation
  return [
    idpInitiated && !state
      ? invalidToken('an answer without a state proves nothing: begin a login of your own instead')
      : invalidToken('`state` does not match.'),
  ]
}

/** What is missing of the tokens that were asked for; undefined if they are all there. */
export function findMissing(responseType: string, answer: Answer): Outcome | undefined {
  const missing =
    (hasWord(responseType, 'token') && !answer.access_token && 'access_token') ||
    (hasWord(responseType, 'id_token') && !answer.id_token && 'id_token')
  return missing
    ? [describeError('invalid_hash', `${responseType} was asked for, and no ${missing} came`)]
    : undefined
}

/** The result of an answer whose login is known, its ID Token verified in full. */
export function completeAnswer(
  config: Config,
  maxAge: number | undefined,
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
  if (!id_token) return give(null)
  if (!nonce) return [invalidToken('an ID Token proves nothing without the nonce of its login')]
  return verifyToken(config, maxAge, id_token, {
    nonce,
    organization,
    accessToken: access_token,
  }).then(give, (error) => [invalidToken(textOf(error))])
}

/** What ties an ID Token to its login; without an access token it is looked at alone. */
interface TokenBinding {
  readonly nonce: string | null
  readonly organization?: string | undefined
  readonly accessToken?: string | undefined
}

/**
 * Verifies an ID Token in full. A device whose clock is slow may log in: a token from its future
 * counts from then on, if it does not say itself that it has to wait. Throws at once for a leeway
 * that is out of bounds.
 */
export function verifyToken(
  config: Config,
  maxAge: number | undefined,
  idToken: string,
  binding: TokenBinding,
): Promise<IdTokenClaims> {
  const { leeway, now } = config
  ensure(leeway >= 0 && leeway <= 300, 'leeway, 0 to 300: by so many seconds clocks may differ')
  const verify = async () => {
    const [, { iat, nbf }] = parseJws(idToken)
    const start = nbf === undefined ? Number(iat) * 1000 : 0
    return checkIdToken(
      idToken,
      { ...config, now: () => Math.max(now(), start) },
      { ...binding, maxAge: maxAge || undefined, hashesRequired: true },
    )
  }
  return verify()
}
