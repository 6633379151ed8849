import { check } from '../auth-error.js'
import { updateRecord } from '../database.js'
import { isPage } from '../environment.js'
import type { SessionOptions } from './session.js'
import type { SessionTokens } from './session-tokens.js'

/** What is to stand there next, made of what stands there now. */
type Update = (found: SessionTokens | undefined) => SessionTokens | undefined

/**
 * Puts what `update` makes of the tokens in their place, in one step, and resolves with what stands
 * there then. Without an update it reads. Never rejects: where the browser refuses its storage, the
 * tokens are in memory.
 */
type AccessStore = (update?: Update) => Promise<SessionTokens | undefined>

/** And whether all tabs share what stands there. */
export type TokenStore = readonly [AccessStore, isShared: () => boolean]

/**
 * The store that `keep` names: in memory; in sessionStorage between two pages of a tab, and only
 * then, since it is copied with the tab, and two tabs must not hold one refresh token; or in
 * IndexedDB, which shows every tab what was written last, as localStorage does not. Throws
 * `invalid_config`.
 * @param key names the record
 */
export function createTokenStore(
  keep: NonNullable<SessionOptions['keep']>,
  key: string,
): TokenStore {
  check(/^(page|tab|browser)$/.test(keep), 'invalid_config: keep')
  let tokens: SessionTokens | undefined
  let isDatabaseUsed = keep === 'browser'

  const takeOver = () => {
    try {
      tokens = JSON.parse(`${sessionStorage.getItem(key)}`) ?? undefined
      sessionStorage.removeItem(key)
    } catch {}
  }

  const listen = () => {
    let isHandedOver = false
    // the copy stays: much still runs in a page that is being left
    addEventListener('pagehide', () => {
      try {
        isHandedOver = !!tokens
        if (tokens) sessionStorage.setItem(key, JSON.stringify(tokens))
      } catch {
        isHandedOver = false
      }
    })
    // Back to a page that the browser kept: a page between may have them now. First of all that
    // listen, since others ask at once
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (persisted && isHandedOver) takeOver()
    }
    addEventListener('pageshow', onShow, true)
  }
  let isBegun = keep !== 'tab' || !isPage()

  const access: AccessStore = async (update) => {
    const carryOut = () => updateRecord('sessions', key, update ?? ((found) => found))
    try {
      if (isDatabaseUsed) {
        // a second time: iOS may have taken the database away while the page slept
        tokens = await carryOut().catch(carryOut)
        return tokens
      }
    } catch {
      isDatabaseUsed = !update
      // what was to be replaced is spent, or somebody else's: no other tab must go on with it
      if (update) {
        const remove: Update = (found) => (update(found) === found ? found : undefined)
        await updateRecord('sessions', key, remove).catch(() => {})
      }
    }
    if (!isBegun) {
      isBegun = true
      listen()
      takeOver()
    }
    if (update) tokens = update(tokens)
    return tokens
  }
  return [access, () => isDatabaseUsed]
}
