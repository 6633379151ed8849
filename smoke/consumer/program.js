import { createAuth, isAuthError } from 'postern'
import { relay } from 'postern/callback'
import { createTestServer } from 'postern/testing'
import { pretendPage } from './pretend-page.js'

const appState = { returnTo: '/inbox' }

/**
 * One login from start to end, and the same answer once more for another client, which must refuse
 * it.
 */
async function logIn(server, responseType, storage) {
  const options = {
    domain: server.issuer,
    clientId: 'app',
    responseType,
    redirectUri: 'http://app.localhost/callback',
    ...server,
    storage,
  }
  const auth = createAuth(options)
  const answer = await server.answer(await auth.buildAuthorizeUrl('google-oauth2', { appState }))
  const result = await auth.parseHash(answer)
  const again = await createAuth(options)
    .parseHash(answer)
    .catch((error) => isAuthError(error) && error.code)
  return [result.claims.name, typeof result.accessToken, result.appState.returnTo, again]
}

/**
 * The callback page's part of a popup login: an answer arrives, and the page that waits for it
 * takes it.
 */
async function relayAnswer() {
  const state = `p${'0'.repeat(64)}`
  history.replaceState(null, '', `${location.origin}/callback#code=abc&state=${state}`)
  const home = new BroadcastChannel(`postern.${state}`)
  home.onmessage = () => home.postMessage({ postern: state })
  const taken = await relay()
  home.close()
  return [taken, relay(), location.pathname + location.hash]
}

/** Everything here runs in Node, in a browser, and in whatever a bundler makes of it. */
export async function runProgram() {
  const server = createTestServer()
  const outcome = { withoutPage: await logIn(server, 'code', server.storage) }
  pretendPage()
  outcome.implicit = await logIn(server, 'token id_token')
  outcome.code = await logIn(server, 'code')
  outcome.recordsLeft = Object.keys(localStorage).join()
  outcome.relayed = await relayAnswer()
  return outcome
}

export const expected = {
  withoutPage: ['Zoë Example', 'string', '/inbox', 'state_unknown'],
  implicit: ['Zoë Example', 'string', '/inbox', 'state_unknown'],
  code: ['Zoë Example', 'string', '/inbox', 'state_unknown'],
  recordsLeft: '',
  relayed: [true, false, '/callback'],
}
