import { AuthError, createError } from '../auth-error.js'
import type { Auth } from '../create-auth.js'
import { afterAwake } from './awake.js'
import { isSame, type KeptTokens } from './kept-tokens.js'
import type { Lock } from './lock.js'
import {
  createSessionTokens,
  isUsable,
  type SessionResult,
  type SessionTokens,
} from './session-tokens.js'

/** s, in which this page was awake: how long callers wait for an answer. */
const PATIENCE = 15

/**
 * Renews the tokens, once for everybody who asks. Resolves with the tokens that stand then, by
 * whoever they were renewed; with nothing if the session ended elsewhere meanwhile.
 * @param before the tokens to renew; none to restore a session by a frame
 * @param isRefused whether an API refused the access token
 */
export type Renew = (
  before: SessionTokens | undefined,
  isRefused?: boolean,
) => Promise<SessionTokens | undefined>

/** What a renewal needs of the session around it. */
export interface RenewalContext {
  readonly auth: Pick<Auth, 'refresh'> & { checkSession(): Promise<unknown> }
  readonly kept: KeptTokens
  readonly lock: Lock
  /** Whether a hidden frame may be opened now. */
  readonly mayOpenFrame: () => boolean
  readonly now: () => number
  /** Called after each renewal, outside the lock. */
  readonly report: (error?: AuthError) => Promise<unknown>
}

export function createRenewal(context: RenewalContext): Renew {
  const { auth, kept, lock, mayOpenFrame, now, report } = context
  let running: ReturnType<Renew> | undefined

  /** Inside the lock: what ends here, ends for all tabs that wait for it. */
  const carryOut = async (
    before: SessionTokens | undefined,
    isRefused: boolean | undefined,
    onAsk: () => void,
  ) => {
    const found = await kept.read()
    // ended elsewhere, or another was faster
    if (before && !found) return found
    if (!isSame(found, before) && found && isUsable(found, now())) return found

    onAsk()
    const ways: (() => Promise<unknown>)[] = []
    if (found?.refreshToken) {
      const { refreshToken, claims } = found
      // the session bounds the wait itself: an answer counts whenever it comes
      ways.push(() => auth.refresh(refreshToken, { sub: claims.sub, timeout: Infinity }))
    }
    if (mayOpenFrame()) ways.push(auth.checkSession)

    let error = loginRequired('expired')
    for (const ask of ways) {
      let next: SessionTokens | undefined
      try {
        const result = (await ask()) as SessionResult
        next = await createSessionTokens(result, found, isRefused ? now() : undefined)
      } catch (thrown) {
        error = thrown as AuthError
      }
      const present = next ? await kept.replace(found, next) : await kept.read()
      if (next || !isSame(present, found)) {
        if (present) return present
        throw createError('aborted', 'session')
      }
      if (!isInvalidGrant(error)) break
    }
    if (endsSession(error)) await kept.end(found)
    throw error
  }

  const start = (...request: Parameters<Renew>): ReturnType<Renew> =>
    new Promise((resolve, reject) => {
      let stop = () => {}
      const fail = async (error: AuthError) => {
        await report(error)
        reject(error)
      }
      // nobody waits for ever; what comes later counts all the same
      const onAsk = () => {
        stop = afterAwake(PATIENCE, () => fail(createError('timeout', 'renewal')))
      }
      lock(() => carryOut(...request, onAsk))
        .then((tokens) => report().then(() => resolve(tokens)), fail)
        .finally(() => {
          stop()
          running = undefined
        })
    })

  return (...request) => {
    running ??= start(...request)
    return running
  }
}

/** The code is the server's, which says the same to a frame. */
export const loginRequired = (found: string) =>
  new AuthError('login_required', `login_required: ${found}`)

/** The refresh token is worth nothing any more (RFC 6749 §5.2). */
const isInvalidGrant = ({ code, detail }: AuthError) =>
  code === 'token_error' && detail?.error === 'invalid_grant'

/** No session can be renewed after these: the server wants to see the person, or refuses them. */
const endsSession = (error: AuthError) =>
  isInvalidGrant(error) || /^(.+_required|access_denied|invalid_token)$/.test(error.code)
