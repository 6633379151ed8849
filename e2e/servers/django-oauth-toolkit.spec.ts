import type { Page } from 'playwright/test'
import { test as base, begin, errorOf, expect, modes, open, resultOf } from './app-test.js'
import { startDjango } from './django-oauth-toolkit.mjs'

type Server = Awaited<ReturnType<typeof startDjango>>

/** The grant of the application that each response type needs, and what else it sets. */
const variants = {
  '/token': { grant: 'implicit', responseType: 'token' },
  '/id_token': { grant: 'implicit', responseType: 'id_token' },
  '/id_token-token': { grant: 'implicit', responseType: 'id_token token' },
  '/code-id_token': { grant: 'openid-hybrid', responseType: 'code id_token' },
  '/code-token': { grant: 'openid-hybrid', responseType: 'code token' },
  '/code-id_token-token': { grant: 'openid-hybrid', responseType: 'code id_token token' },
  '/code': { grant: 'authorization-code', responseType: 'code' },
  '/query': { grant: 'authorization-code', responseType: 'code', responseMode: 'query' },
  '/other-order': { grant: 'implicit', responseType: 'token id_token' },
  '/other-grant': { grant: 'authorization-code', responseType: 'token' },
  '/other-scope': { grant: 'implicit', responseType: 'token', scope: 'openid everything' },
  '/stranger': { grant: 'implicit', responseType: 'token', clientId: 'nobody' },
}

const test = base.extend<object, { server: Server }>({
  server: [
    async ({ app }, use) => {
      const applications: Record<string, string[]> = {}
      for (const [path, { grant }] of Object.entries(variants)) {
        applications[grant] ??= []
        applications[grant].push(app.origin + path)
      }
      const server = await startDjango({ appOrigin: app.origin, applications })
      for (const [path, { grant, ...variant }] of Object.entries(variants)) {
        app.settings.set(path, {
          domain: server.issuer,
          issuer: server.issuer,
          // By hand: its metadata lies behind a redirect to an address with a slash at its end.
          endpoints: {
            authorize: `${server.issuer}/authorize/`,
            token: `${server.issuer}/token/`,
            jwks: `${server.issuer}/.well-known/jwks.json`,
            userInfo: `${server.issuer}/userinfo/`,
          },
          clientId: grant,
          scope: 'openid read',
          ...variant,
        })
      }
      await use(server)
      await server.close()
    },
    // Django makes its tables first.
    { scope: 'worker', timeout: 60_000 },
  ],
})

test.beforeEach(({ server: _started }) => undefined)

async function logIn(page: Page, { person }: Server) {
  await page.fill('[name=username]', person.name)
  await page.fill('[name=password]', person.password)
  await page.click('[type=submit]')
}

async function logInAndAllow(page: Page, server: Server) {
  await logIn(page, server)
  await page.click('[value=Authorize]')
}

const tokens = ['accessToken', 'idToken', 'refreshToken'] as const

/** Which tokens a login gives; a code is exchanged for all of them. */
const brings = {
  '/token': ['accessToken'],
  '/id_token': ['idToken'],
  '/id_token-token': ['accessToken', 'idToken'],
  '/code-id_token': tokens,
  '/code-token': tokens,
  '/code-id_token-token': tokens,
  '/code': tokens,
  '/query': tokens,
}

for (const mode of modes) {
  for (const [path, wanted] of Object.entries(brings)) {
    test(`${path.slice(1)} logs in, by ${mode}`, async ({ page, app, server }) => {
      await open(page, app, path)
      await logInAndAllow(await begin(page, mode), server)
      const result = await resultOf(page)
      expect(tokens.filter((name) => result[name] !== undefined)).toEqual(wanted)
      if (result.accessToken) {
        expect(result).toMatchObject({
          tokenType: 'Bearer',
          expiresIn: 36_000,
          scope: 'openid read',
        })
      }
      if (result.idToken) expect(result.claims).toMatchObject({ iss: server.issuer, sub: '1' })
    })
  }

  for (const path of ['/token', '/code-id_token', '/code', '/query']) {
    test(`a person who refuses ${path.slice(1)} is access_denied, by ${mode}`, async ({
      page,
      app,
      server,
    }) => {
      await open(page, app, path)
      const at = await begin(page, mode)
      await logIn(at, server)
      await at.click('[value=Cancel]')
      expect(await errorOf(page)).toMatchObject({
        code: 'access_denied',
        detail: { error: 'access_denied' },
      })
    })
  }

  for (const [path, code] of Object.entries({
    '/other-order': 'unsupported_response_type',
    '/other-grant': 'unauthorized_client',
    '/other-scope': 'invalid_scope',
  })) {
    test(`${path.slice(1)} is the server's own ${code}, by ${mode}`, async ({
      page,
      app,
      server,
    }) => {
      await open(page, app, path)
      await logIn(await begin(page, mode), server)
      expect(await errorOf(page)).toMatchObject({ code, detail: { error: code } })
    })
  }
}

test('a client that the server does not know gets its error page, and no answer', async ({
  page,
  app,
  server,
}) => {
  await open(page, app, '/stranger')
  const popup = await begin(page, 'popup')
  await logIn(popup, server)
  await expect(popup.locator('body')).toContainText('Invalid client_id parameter value')
  await popup.close()
  expect(await errorOf(page)).toMatchObject({ code: 'popup_closed' })

  await begin(page, 'redirect')
  await expect(page.locator('body')).toContainText('Invalid client_id parameter value')
})

test('a refresh token is renewed, once, and brings no ID Token', async ({ page, app, server }) => {
  await open(page, app, '/code')
  await logInAndAllow(await begin(page, 'redirect'), server)
  const first = await resultOf(page)
  const refresh = (token: unknown) =>
    page.evaluate(
      (refreshToken) =>
        client.refresh(refreshToken).catch(({ code, detail }) => ({ code, detail })),
      `${token}`,
    )
  const renewed = await refresh(first.refreshToken)
  expect(renewed).toMatchObject({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    scope: 'openid read',
  })
  expect(renewed).not.toHaveProperty('idToken')
  expect(renewed).not.toMatchObject({ accessToken: first.accessToken })
  expect(renewed).not.toMatchObject({ refreshToken: first.refreshToken })
  expect(await refresh(first.refreshToken)).toMatchObject({
    code: 'token_error',
    detail: { status: 400, error: 'invalid_grant' },
  })
})

test('userinfo is that of the person; another token is refused', async ({ page, app, server }) => {
  await open(page, app, '/id_token-token')
  await logInAndAllow(await begin(page, 'redirect'), server)
  const { accessToken } = await resultOf(page)
  const userInfo = (token: string) =>
    page.evaluate(
      (token) =>
        client.userInfo(token, { sub: '1' }).catch(({ code, detail }) => ({ code, detail })),
      token,
    )
  expect(await userInfo(`${accessToken}`)).toEqual({ sub: '1' })
  expect(await userInfo('another')).toMatchObject({
    code: 'token_error',
    detail: { status: 401, error: 'invalid_token' },
  })
})
