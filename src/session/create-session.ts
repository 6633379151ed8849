import { type AuthError, check, createError } from '../auth-error.js'
import type { Auth } from '../create-auth.js'
import { isPage } from '../environment.js'
import { createApiFetch, type TakeTokens } from './api-fetch.js'
import { createKeptTokens, isSame } from './kept-tokens.js'
import { createLock } from './lock.js'
import { createRenewal, loginRequired } from './renewal.js'
import type { Session, SessionOptions, SessionResponseType } from './session.js'
import { createStateSource, LOADING, type SessionState } from './session-state.js'
import {
  createSessionTokens,
  isFresh,
  isUsable,
  type SessionResult,
  type SessionTokens,
} from './session-tokens.js'
import { listenForWakeUps } from './wake-up.js'

/** ms between two renewals for APIs that refuse every token. */
const REFUSAL_PAUSE = 60_000
/** ms between two requests while they fail. */
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 60_000

/** What went wrong last, and the tokens that it went wrong with. */
interface Trouble {
  readonly error: AuthError
  readonly tokens: SessionTokens | undefined
  readonly at: number
  /** ms until the next request. */
  pause: number
}

/**
 * Makes the session of a client. Does nothing yet, and works in Node.
 * @throws AuthError `invalid_config`
 */
export function createSession<R extends SessionResponseType>(
  auth: Auth<R>,
  options: SessionOptions = {},
): Session<R> {
  const { keep = 'page', silent, apis = [], now = Date.now } = options
  check(/^(page|tab|browser)$/.test(keep), 'invalid_config', 'keep')
  const key = `postern-session ${auth.issuer} ${auth.clientId}`
  const kept = createKeptTokens(keep, key)
  let adopted: unknown
  let started: Promise<SessionState> | undefined
  let isStarting = false
  let owner: string | undefined
  let trouble: Trouble | undefined
  let looks = 0
  let lastShown = 0

  const show = (tokens: SessionTokens | undefined, error: AuthError | undefined) => {
    // what went wrong before these tokens came is over
    if (trouble && !isSame(trouble.tokens, tokens)) trouble = undefined
    if (error && error.code !== 'aborted')
      trouble = {
        error,
        tokens,
        at: now(),
        pause: Math.min((trouble?.pause ?? 0) * 2 || FIRST_PAUSE, LONGEST_PAUSE),
      }
    owner = tokens?.who
    if (isStarting) return
    const beside = trouble && { error: trouble.error }
    states.set(
      tokens ? { status: 'in', claims: tokens.claims, ...beside } : { status: 'out', ...beside },
    )
  }

  /** Everything that may have changed, here or elsewhere, is seen by this. */
  const look = async (error?: AuthError) => {
    const turn = ++looks
    const tokens = await kept.read()
    // a later look may have been faster
    if (turn > lastShown) {
      lastShown = turn
      show(tokens, error)
    }
    return tokens
  }

  /** Strangers never see one, nor does anybody whom the server has forgotten. */
  const mayOpenFrame = () => {
    const news = silent && isPage() && kept.readNews()
    return !!news && !news.forgotten
  }
  const canRenew = (tokens: SessionTokens | undefined) => !!tokens?.refreshToken || mayOpenFrame()

  const lock = keep === 'browser' ? createLock(key) : <T>(work: () => Promise<T>) => work()
  const startRenewal = createRenewal({ auth, kept, lock, mayOpenFrame, now, report: look })

  const renew = async (tokens: SessionTokens | undefined, isRefused?: boolean) => {
    // the difference counts either way: the clock may be set
    if (trouble && isSame(trouble.tokens, tokens) && Math.abs(now() - trouble.at) < trouble.pause)
      throw trouble.error
    return startRenewal(tokens, isRefused)
  }

  const renewBeside = (tokens: SessionTokens) => {
    if (isFresh(tokens, now()) || (isUsable(tokens, now()) && !canRenew(tokens))) return
    // what goes wrong is in the state
    renew(tokens).catch(() => {})
  }

  const states = createStateSource(() => {
    if (!isPage()) return () => {}
    return listenForWakeUps(key, async (isNews) => {
      if (states.get() === LOADING) return
      if (!isNews && trouble) trouble.pause = 0
      const tokens = await look()
      // news alone renews nothing: tabs whose clocks differ would keep each other busy
      if (!isNews && tokens && !document.hidden) renewBeside(tokens)
    })
  })

  const adopt = async (result: unknown) => {
    // parseHash gives the same result to everybody who asks, also after it was renewed
    if (result === adopted) return
    await kept.write(await createSessionTokens(result as SessionResult))
    adopted = result
    await look()
  }

  const restore = async () => {
    isStarting = true
    let problem: AuthError | undefined
    try {
      const result = await auth.parseHash()
      if (result) await adopt(result)
    } catch (error) {
      problem = error as AuthError
    }
    const tokens = await kept.read()
    // nobody is shown as logged in whose tokens may turn out to be worth nothing
    if (tokens ? !isUsable(tokens, now()) : mayOpenFrame()) await renew(tokens).catch(() => {})
    isStarting = false
    await look(problem)
    return states.get()
  }

  const start = () => {
    started ??= isPage() ? restore() : Promise.resolve(LOADING)
    return started
  }

  const take = async (refused: string | undefined, person: string | undefined) => {
    if (states.get() === LOADING) await start()
    check(isPage() || states.get() !== LOADING, 'browser_required', 'session')
    const found = await look()
    const whose = person ?? found?.who
    let tokens = found
    if (found) {
      const isRefused =
        refused === found.accessToken &&
        canRenew(found) &&
        !(Math.abs(now() - (found.refusedAt ?? Infinity)) < REFUSAL_PAUSE)
      if (isUsable(found, now()) && !isRefused) renewBeside(found)
      else
        tokens = await renew(found, isRefused).catch(async (error) => {
          const present = await look()
          // as long as it lives, the old token is better than none
          if (isSame(present, found) && isUsable(found, now())) return found
          throw error
        })
    }
    if (!tokens) throw loginRequired('nobody')
    check(tokens.who === whose && owner === whose, 'aborted', 'session')
    return tokens
  }

  const takeTokens: TakeTokens = ({ signal, refused }) =>
    unlessAborted(signal, take(refused?.accessToken, refused?.who ?? owner))

  return {
    start,
    getState: states.get,
    getInitialState: () => LOADING,
    subscribe: states.subscribe,
    adopt,
    async getToken({ refused, signal } = {}) {
      return (await unlessAborted(signal, take(refused, owner))).accessToken
    },
    fetch: createApiFetch(
      apis,
      // called without an owner, which the browser's own fetch insists on
      (input, init) => (options.fetch ?? fetch)(input, init),
      takeTokens,
    ),
    async logOut({ local, ...request } = {}) {
      const idTokenHint = await kept.clear()
      await look()
      if (!local) auth.logout({ ...(idTokenHint && { idTokenHint }), ...request })
    },
  }
}

/** A caller who has given up hears so at once. */
function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(createError('aborted', 'by its signal'))
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort))
  })
}
