import { get } from 'node:http'
import { connections } from './support/app.js'
import { type Demo, expect, test } from './support/demo.js'

const modes = ['redirect', 'popup'] as const

const named = (connection: string) => connection || 'no connection'

// Who the person is, is said by the connection that vouched for it; without a name the server takes
// its first database.
const subjectOf = (connection: string) => new RegExp(`^${connection || 'database'}\\|`)

for (const connection of connections.filter(Boolean)) {
  test(`lets a person who mistyped the password try again: ${connection}`, {
    tag: '@chromium',
  }, async ({ app, faults }) => {
    faults.expect(/status of 401/)
    await app.open()
    await app.press(connection, 'redirect')
    await app.logIn(app.page, { password: 'not the password' })
    await expect(app.page.getByRole('alert')).toBeVisible()
    await app.logIn()
    expect((await app.result()).claims?.sub).toMatch(subjectOf(connection))
  })
}

const deniedAt = { redirect: connections.filter(Boolean), popup: ['social', 'database'] }

for (const mode of modes) {
  for (const connection of deniedAt[mode]) {
    test(`says access_denied to the app when the person denies: ${connection} by ${mode}`, async ({
      app,
    }) => {
      await app.open()
      if (mode === 'popup') await app.deny(await app.pressForPopup(connection))
      else {
        await app.press(connection, 'redirect')
        await app.deny()
      }
      expect(await app.problem()).toBe('access_denied')
      await app.expectNobody()
    })
  }

  test(`hands the server's own error to the app, by ${mode}`, async ({ app }) => {
    app.demo.hooks.denyAll = 'temporarily_unavailable'
    await app.open()
    await app.press('database', mode)
    expect(await app.problem()).toBe('temporarily_unavailable')
    await app.expectNobody()
  })

  test(`brings a connection that does not exist back as an error, by ${mode}`, async ({ app }) => {
    await app.open()
    await app.choose({ params: 'connection=nobody' })
    await app.press('', mode)
    expect(await app.problem()).toBe('invalid_request')
    await expect(app.page.locator('.problem')).toContainText(
      'The connection "nobody" is not known here',
    )
  })

  test(`passes parameters of the app on to the provider, by ${mode}`, async ({ app }) => {
    await app.open()
    await app.choose({ params: 'access_type=offline&colour=blue and green' })
    const window = mode === 'popup' ? await app.pressForPopup('social') : app.page
    if (mode === 'redirect') await app.press('social', 'redirect')
    const received = window.locator('[data-received]')
    await expect(received).toContainText('access_type=offline')
    await expect(received).toContainText('colour=blue and green')
    if (mode === 'popup') await expect(received).toContainText('display=popup')
  })
}

/**
 * Asks as a program would that knows nothing of cookies or scripts. Node need not know *.localhost,
 * so the name is in the header alone.
 */
const authorize = ({ tenantUrl, clientId, appUrl }: Demo, connection: string) => {
  const { host, port } = new URL(tenantUrl)
  const query = new URLSearchParams({
    response_type: 'token',
    client_id: clientId,
    redirect_uri: `${appUrl}callback`,
    state: 'opaque',
    ...(connection && { connection }),
  })
  return new Promise<{ status: number | undefined; location: string | undefined }>(
    (resolve, reject) => {
      get(
        { host: '127.0.0.1', port, path: `/authorize?${query}`, headers: { host } },
        (response) => {
          response.resume()
          resolve({ status: response.statusCode, location: response.headers.location })
        },
      ).on('error', reject)
    },
  )
}

for (const connection of connections) {
  test(`answers a plain request with a 302 to the login page: ${named(connection)}`, async ({
    demo,
  }) => {
    const { status, location } = await authorize(demo, connection)
    const providers: Record<string, string> = {
      social: `${demo.socialUrl}authorize`,
      saml: `${demo.samlUrl}sso`,
    }
    expect(status).toBe(302)
    expect(new URL(location ?? '', demo.tenantUrl).href).toContain(
      providers[connection] ?? `${demo.tenantUrl}u/login/`,
    )
  })
}

test('answers a request for an unknown connection with an error, at the callback URL', async ({
  demo,
}) => {
  const { location } = await authorize(demo, 'nobody')
  const { origin, pathname, hash } = new URL(location ?? '')
  expect(origin + pathname).toBe(`${demo.appUrl}callback`)
  expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toMatchObject({
    error: 'invalid_request',
    state: 'opaque',
  })
})
