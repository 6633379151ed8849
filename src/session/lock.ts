import { createError } from '../auth-error.js'
import { afterAwake } from './awake.js'

/** s, in which this page was awake. */
const PATIENCE = 20

/** Runs one thing at a time, of all tabs. */
export type Lock = <T>(work: () => Promise<T>) => Promise<T>

/**
 * The Web Lock of a name. Waits for it 20 s in which this page was awake, then rejects `timeout`:
 * to steal it from a tab that is only slow would send a refresh token twice. A second time in a row
 * it is stolen: then something is broken. Where there is no lock to be had, it works without.
 */
export function createLock(name: string): Lock {
  let timeouts = 0

  return async (work) => {
    let outcome: ReturnType<typeof work> | undefined
    const request = async (options: LockOptions) => {
      try {
        await navigator.locks.request(name, options, () => {
          stop()
          timeouts = 0
          outcome = work()
          return outcome
        })
      } catch {
        // given up, or refused; stolen, or failed: then the outcome says more
      }
    }
    const patience = new AbortController()
    const stop = afterAwake(PATIENCE, () => patience.abort())

    await request({ signal: patience.signal })
    stop()
    if (!outcome && patience.signal.aborted) {
      if (!timeouts++) throw createError('timeout', 'lock')
      await request({ steal: true })
    }
    // after the lock was given back: what comes of it may be anybody's code
    return outcome ?? work()
  }
}
