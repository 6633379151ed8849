import { connections } from './support/app.js'
import { expect, test } from './support/demo.js'

const modes = ['redirect', 'popup'] as const

const named = (connection: string) => connection || 'no connection'

// Who the person is, is said by the connection that vouched for it; without a name the server takes
// its first database.
const subjectOf = (connection: string) => new RegExp(`^${connection || 'database'}\\|`)

for (const mode of modes) {
  for (const connection of connections) {
    test(`logs in at ${named(connection)} by ${mode}`, async ({ app }) => {
      await app.open()
      await app.choose({ responseType: 'token' })
      const { accessToken, idToken, claims, appState } = await app.logInBy(mode, connection)
      expect(accessToken).toBeTruthy()
      expect(idToken?.split('.')).toHaveLength(3)
      expect(claims).toMatchObject({
        iss: app.demo.issuer,
        aud: app.demo.clientId,
        sub: expect.stringMatching(subjectOf(connection)),
        email: app.demo.account.email,
      })
      expect(appState).toEqual({ returnTo: '/' })
    })
  }
}
