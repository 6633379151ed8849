import { createAuth } from '../../src/index.js'
import { createTestServer } from '../../src/testing/index.js'

/** A login from start to end as a user's own test would drive it. */
export async function logInInNode() {
  const server = createTestServer()
  const auth = createAuth({
    clientId: 'app',
    responseType: 'token id_token',
    redirectUri: 'https://app.example/callback',
    ...server,
  })
  void auth.authorize('google-oauth2', { appState: { returnTo: '/inbox' } })
  return auth.parseHash<{ returnTo: string }>(await server.answer())
}
