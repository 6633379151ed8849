import type { Page } from 'playwright/test'
import { test as base, begin, errorOf, expect, modes, open, resultOf } from './app-test.js'
import { startBetterAuth } from './better-auth.mjs'

type Server = Awaited<ReturnType<typeof startBetterAuth>>

const variants = {
  '/code': {},
  '/fragment': { responseMode: 'fragment' },
  '/stranger': { clientId: 'nobody' },
  '/token': { responseType: 'token', responseMode: 'fragment' },
  '/other-scope': { scope: 'openid everything' },
  '/silent': { params: {} },
}

const test = base.extend<object, { server: Server }>({
  server: [
    async ({ app }, use) => {
      const redirectUris = Object.keys(variants).map((path) => app.origin + path)
      const server = await startBetterAuth({ appOrigin: app.origin, redirectUris })
      for (const [path, variant] of Object.entries(variants)) {
        app.settings.set(path, {
          server: server.issuer,
          clientId: server.clientId,
          responseType: 'code',
          responseMode: 'query',
          scope: 'openid profile email offline_access',
          algorithms: ['EdDSA'],
          // Each test asks anew, though the server remembers.
          params: { prompt: 'consent' },
          ...variant,
        })
      }
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
})

test.beforeEach(({ server: _started }) => undefined)

async function logIn(page: Page, { person }: Server) {
  await page.fill('[name=email]', person.email)
  await page.fill('[name=password]', person.password)
  await page.click('button')
}

for (const mode of modes) {
  test(`code with PKCE logs in, by ${mode}`, async ({ page, app, server }) => {
    await open(page, app, '/code')
    const at = await begin(page, mode)
    await logIn(at, server)
    await at.click('text=Allow')
    const { claims, ...result } = await resultOf(page)
    expect(claims).toMatchObject({ iss: server.issuer, aud: server.clientId })
    expect(result).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 3600,
      scope: 'openid profile email offline_access',
      accessToken: expect.any(String),
      idToken: expect.any(String),
      refreshToken: expect.any(String),
    })
  })

  test(`a person who refuses is access_denied, by ${mode}`, async ({ page, app, server }) => {
    await open(page, app, '/code')
    const at = await begin(page, mode)
    await logIn(at, server)
    await at.click('text=Refuse')
    expect(await errorOf(page)).toMatchObject({
      code: 'access_denied',
      detail: { error: 'access_denied', description: 'User denied access' },
    })
  })

  test(`a scope that the server does not know is its own error, by ${mode}`, async ({
    page,
    app,
  }) => {
    await open(page, app, '/other-scope')
    await begin(page, mode)
    expect(await errorOf(page)).toMatchObject({
      code: 'invalid_scope',
      detail: { description: 'The following scopes are invalid: everything' },
    })
  })

  test(`a response type that the server does not have is its own error, by ${mode}`, async ({
    page,
    app,
  }) => {
    await open(page, app, '/token')
    await begin(page, mode)
    expect(await errorOf(page)).toMatchObject({
      code: 'unsupported_response_type',
      detail: { description: 'response_type must be one of: code' },
    })
  })

  test(`a code in the query, for a fragment asked for, names the option, by ${mode}`, async ({
    page,
    app,
    server,
  }) => {
    await open(page, app, '/fragment')
    const at = await begin(page, mode)
    await logIn(at, server)
    await at.click('text=Allow')
    expect(await errorOf(page)).toMatchObject({
      code: 'invalid_response',
      detail: { expected: 'fragment', actual: 'query' },
    })
  })
}

test('a client that the server does not know gets its error page, and no answer', async ({
  page,
  app,
  server,
}) => {
  await open(page, app, '/stranger')
  await begin(page, 'redirect')
  await page.waitForURL(`${server.issuer}/error?**`)
  expect(new URL(page.url()).searchParams.get('error')).toBe('invalid_client')

  await open(page, app, '/stranger')
  const popup = await begin(page, 'popup')
  await popup.waitForURL(`${server.issuer}/error?**`)
  await popup.close()
  expect(await errorOf(page)).toMatchObject({ code: 'popup_closed' })
})

test('a refresh token is renewed, once; the ID Token stays the same person', async ({
  page,
  app,
  server,
}) => {
  await open(page, app, '/code')
  await begin(page, 'redirect')
  await logIn(page, server)
  await page.click('text=Allow')
  const first = await resultOf(page)
  const renewed = await page.evaluate(
    ({ refreshToken, sub }) => client.refresh(refreshToken, { sub }),
    { refreshToken: `${first.refreshToken}`, sub: `${first.claims?.sub}` },
  )
  expect(renewed).toMatchObject({ tokenType: 'Bearer', expiresIn: 3600 })
  expect(renewed.accessToken).not.toBe(first.accessToken)
  expect(renewed.refreshToken).not.toBe(first.refreshToken)
  expect(renewed.claims?.sub).toBe(first.claims?.sub)

  const again = await page.evaluate(
    (refreshToken) => client.refresh(refreshToken).catch(({ code, detail }) => ({ code, detail })),
    `${first.refreshToken}`,
  )
  expect(again).toMatchObject({
    code: 'token_error',
    detail: { status: 400, error: 'invalid_grant' },
  })
})

test('userinfo is that of the person; another token is refused', async ({ page, app, server }) => {
  await open(page, app, '/code')
  await begin(page, 'redirect')
  await logIn(page, server)
  await page.click('text=Allow')
  const { accessToken, claims } = await resultOf(page)
  const userInfo = (token: string) =>
    page.evaluate(
      ({ token, sub }) =>
        client.userInfo(token, { sub }).catch(({ code, detail }) => ({ code, detail })),
      { token, sub: `${claims?.sub}` },
    )
  expect(await userInfo(`${accessToken}`)).toMatchObject({
    sub: claims?.sub,
    name: server.person.name,
    email: server.person.email,
  })
  expect(await userInfo('another')).toMatchObject({
    code: 'token_error',
    detail: { status: 401, error: 'invalid_token' },
  })
})

test('a silent login across sites is login_required, as the server says', async ({ page, app }) => {
  await open(page, app, '/silent')
  const answer = await page.evaluate(() =>
    client.checkSession().catch(({ code, detail }) => ({ code, detail })),
  )
  expect(answer).toMatchObject({
    code: 'login_required',
    detail: { description: 'authentication required' },
  })
})
