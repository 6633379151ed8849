const { createAuth } = require('postern')
const { createTestServer } = require('postern/testing')

const redirectUri = 'https://app.example/callback'

/** A login in a page that jsdom makes up, with its storage and its address. */
async function logIn() {
  const { storage: _, ...server } = createTestServer()
  const auth = createAuth({ clientId: 'app', responseType: 'code', redirectUri, ...server })
  void auth.authorize('google-oauth2', { appState: '/inbox' })
  const { claims, appState } = await auth.parseHash(await server.answer())
  return [claims.name, appState]
}

if (typeof Response === 'undefined')
  test('the test server says what is missing', () => {
    expect(createTestServer).toThrow(/no Response, .*no crypto\.subtle: .*Jest with jsdom/)
  })
else
  test('a login', async () => {
    expect(await logIn()).toEqual(['Zoë Example', '/inbox'])
  })
