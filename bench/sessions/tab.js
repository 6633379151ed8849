/** How the app of a library is set up: by the query, as the apps of e2e/session are. */
export const { issuer } = JSON.parse(new URLSearchParams(location.search).get('settings'))
export const redirectUri = location.origin + location.pathname + location.search
export const clientId = 'app'
export const scope = 'openid profile offline_access'

/** ms by which the clock of this page is ahead. Every library asks this one clock. */
globalThis.ahead = 0
const realNow = Date.now
Date.now = () => realNow() + globalThis.ahead

/**
 * Gives a tab what its driver calls, e2e/session/tabs.mjs.
 * @param {object} library
 * @param {() => Promise<unknown>} library.start takes the answer of a login, if there is one
 * @param {() => Promise<boolean>} library.isIn whether somebody is logged in
 * @param {() => unknown} library.logIn leaves for the login
 * @param {() => Promise<string>} library.getToken an access token that lives
 */
export async function provide({ start, isIn, logIn, getToken }) {
  let status = 'loading'
  globalThis.session = { getState: () => ({ status }) }
  globalThis.logIn = () => void logIn()
  globalThis.outcomes = {}
  const call = () =>
    getToken().then(
      (token) => ({ token }),
      (error) => ({ error: `${error.error ?? error.code ?? error.message}` }),
    )
  globalThis.callAt = (name, moment, calls) => {
    setTimeout(async () => {
      globalThis.outcomes[name] = await Promise.all(Array.from({ length: calls }, call))
    }, moment - realNow())
  }
  await start()
  status = (await isIn()) ? 'in' : 'out'
}
