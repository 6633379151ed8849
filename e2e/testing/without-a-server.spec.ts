// The test server of `postern/testing` in a real browser: no process listens anywhere, not even for
// the app, and whatever else is asked for is refused.
import { readFile } from 'node:fs/promises'
import { test as base, expect, type Page } from 'playwright/test'
import type { Auth, AuthOptions, AuthResult } from '../../dist/index.js'
import {
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../dist/testing/index.js'

const appUrl = 'https://app.example.test/'
const apiUrl = 'https://api.example.test/orders'
const script = await readFile(new URL('../../dist/postern.min.js', import.meta.url), 'utf8')

/** What the app's page has in its window. */
declare const app: {
  readonly auth: Auth<'code'>
  /** What the response in the address bar brought. */
  readonly answer: Promise<AuthResult<'code'> | null>
  /** What the popup brought. */
  readonly popup: Promise<AuthResult<'code'>>
}

const documentOf = (options: object) => `<!doctype html>
<title>App</title>
<link rel="icon" href="data:,">
<button>Log in</button>
<script>${script}</script>
<script>
  const auth = postern.createAuth(${JSON.stringify(options)})
  const app = { auth, answer: auth.parseHash() }
  document.querySelector('button').onclick = () => { app.popup = auth.popup('google-oauth2') }
</script>`

interface Fixtures {
  readonly serverOptions: TestServerOptions
  readonly clientOptions: Partial<AuthOptions>
  readonly server: TestServer
}

const test = base.extend<Fixtures>({
  serverOptions: [{}, { option: true }],
  clientOptions: [{}, { option: true }],
  async server({ page, context, serverOptions, clientOptions }, use) {
    const server = createTestServer({ algorithm: 'ES256', ...serverOptions })
    const { domain, issuer, algorithms } = server
    const body = documentOf({
      clientId: 'app',
      responseType: 'token id_token',
      redirectUri: `${appUrl}callback`,
      domain,
      issuer,
      algorithms,
      ...clientOptions,
    })
    await context.route('**', (route) => route.abort())
    await context.route(`${appUrl}**`, (route) => route.fulfill({ contentType: 'text/html', body }))
    await context.route('**', server.route)
    await page.goto(appUrl)
    await use(server)
  },
})

async function logIn(page: Page): Promise<AuthResult<'code'>> {
  await page.evaluate(() => void app.auth.authorize('google-oauth2', { appState: '/inbox' }))
  await page.waitForURL(`${appUrl}callback`)
  const result = await page.evaluate(() => app.answer)
  if (result === null) throw new Error('the callback page was loaded with no response')
  return result
}

async function logInByPopup(page: Page): Promise<AuthResult<'code'>> {
  await page.getByRole('button').click()
  return page.evaluate(() => app.popup)
}

/** A call of the API by the page, with what a script there can read of the answer. */
const callApi = (page: Page, headers: Record<string, string>) =>
  page.evaluate(
    async ([url, all]) => {
      const response = await fetch(url, { method: 'PUT', headers: all })
      return {
        status: response.status,
        challenge: response.headers.get('www-authenticate'),
        names: [...response.headers.keys()],
        body: await response.json(),
      }
    },
    [apiUrl, headers] as const,
  )

test('a login by redirect comes back with verified tokens', async ({ page, server }) => {
  const result = await logIn(page)
  expect(result.claims.name).toBe('Zoë Example')
  expect(result.appState).toBe('/inbox')
  expect(server.requests.map(({ endpoint }) => endpoint)).toContain('jwks')
})

test('a login by popup closes the window', async ({ page, server }) => {
  const closed = page.waitForEvent('popup').then((popup) => popup.waitForEvent('close'))
  expect((await logInByPopup(page)).claims.sub).toBe('test|zoe')
  await closed
  expect(server.requests.map(({ endpoint }) => endpoint)).toContain('authorize')
})

test('a silent login knows whether somebody has a session, and who', async ({ page, server }) => {
  const silently = () =>
    page.evaluate(() =>
      app.auth.checkSession().then(
        ({ claims }) => claims.sub,
        (error) => error.code,
      ),
    )
  expect(await silently()).toBe('login_required')
  server.logIn({ sub: 'test|bob' })
  expect(await silently()).toBe('test|bob')
  server.logOut()
  expect(await silently()).toBe('login_required')
})

// Playwright hands a handler no body of a POST in the Firefox that it drives here.
test.describe('a code', { tag: '@chromium' }, () => {
  test.use({ clientOptions: { responseType: 'code', scope: 'openid offline_access' } })

  test('is redeemed by redirect and by popup', async ({ page, server }) => {
    expect((await logIn(page)).claims.sub).toBe('test|zoe')
    expect((await logInByPopup(page)).claims.sub).toBe('test|zoe')
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(2)
  })

  test('brings tokens that expire at an API, and are renewed', async ({ page, server }) => {
    const { accessToken, refreshToken } = await logIn(page)
    expect(await callApi(page, { authorization: `Bearer ${accessToken}` })).toMatchObject({
      status: 200,
      body: { sub: 'test|zoe', scope: 'openid offline_access' },
    })
    server.expireTokens()
    expect(await callApi(page, { authorization: `Bearer ${accessToken}` })).toMatchObject({
      status: 401,
      challenge: 'Bearer error="invalid_token"',
    })
    const renewed = await page.evaluate((token) => app.auth.refresh(token), `${refreshToken}`)
    const call = await callApi(page, { authorization: `Bearer ${renewed.accessToken}` })
    expect(call.status).toBe(200)
  })

  test('is followed by network_error where the network goes down', async ({ page, server }) => {
    const { refreshToken } = await logIn(page)
    server.refuseRenewals('network_error')
    const code = await page.evaluate(
      (token) => app.auth.refresh(token).catch((error) => error.code),
      `${refreshToken}`,
    )
    expect(code).toBe('network_error')
  })
})

test('an authorize request that no client should send shows the error', async ({
  page,
  server,
}) => {
  const response = await page.goto(`${server.domain}/authorize?client_id=app`)
  expect(response?.status()).toBe(400)
  await expect(page.getByText('redirect_uri must be there')).toBeVisible()
})

test('a logout ends the session and comes back', async ({ page, server }) => {
  await logIn(page)
  await page.evaluate((returnTo) => app.auth.logout({ returnTo }), `${appUrl}bye`)
  await page.waitForURL(`${appUrl}bye`)
  expect(server.requests.at(-1)?.endpoint).toBe('logout')
})

test.describe('response_mode=web_message', () => {
  test.use({ clientOptions: { responseMode: 'web_message' } })

  test('is answered by the server’s own page, to popup and frame', async ({ page, server }) => {
    expect((await logInByPopup(page)).claims.sub).toBe('test|zoe')
    const silent = await page.evaluate(() => app.auth.checkSession())
    expect(silent.claims.sub).toBe('test|zoe')
    const asked = server.requests.filter(({ endpoint }) => endpoint === 'authorize')
    expect(asked.map(({ parameters }) => parameters.get('response_mode'))).toEqual([
      'web_message',
      'web_message',
    ])
  })
})

test.describe('a server that demands DPoP nonces', () => {
  test.use({ serverOptions: { dpopNonceLifetime: 60 } })

  test('lets a page of another origin send proofs, and read nonce and date', async ({
    page,
    server,
  }) => {
    const headers = { authorization: 'DPoP some-token', dpop: 'made-up' }
    expect(await callApi(page, headers)).toMatchObject({
      status: 401,
      names: expect.arrayContaining(['dpop-nonce', 'date', 'www-authenticate']),
    })
    expect(server.requests.at(-1)?.headers.get('dpop')).toBe('made-up')
  })
})
