import type { AuthResult } from '../dist/index.js'
import { App } from './support/app.js'
import { BareApp } from './support/bare-app.js'
import { expect, test } from './support/demo.js'

// The server sends its refusal as a message from a page with this status, which browsers write to
// the console.
const refusedByMessage = /status of 400 .*response_mode=web_message/

test.describe('a silent login where app and server share a site', () => {
  for (const { responseType, responseMode } of [
    { responseType: 'token id_token', responseMode: 'fragment' },
    { responseType: 'token id_token', responseMode: 'web_message' },
    { responseType: 'code', responseMode: 'query' },
    { responseType: 'code', responseMode: 'web_message' },
  ]) {
    test(`brings tokens: ${responseType}, ${responseMode}`, async ({ page, sameSiteDemo }) => {
      const app = new App(page, sameSiteDemo)
      await app.open()
      await app.choose({ responseType, responseMode })
      const first = await app.logInBy('redirect', 'database')
      await page.reload()
      await app.expectNobody()
      await app.act('silent')
      const { claims, accessToken } = await app.result()
      expect(claims?.sub).toBe(first.claims?.sub)
      expect(accessToken).not.toBe(first.accessToken)
      await expect(page.locator('iframe')).toHaveCount(0)
      expect(page.url()).toBe(app.url)
    })
  }

  test('gives login_required where nobody is logged in', async ({ page, sameSiteDemo }) => {
    const app = new App(page, sameSiteDemo)
    await app.open()
    await app.act('silent')
    expect(await app.problem()).toBe('login_required')
    await expect(page.locator('iframe')).toHaveCount(0)
  })

  test('renews again and again without touching what the app holds', async ({
    page,
    sameSiteDemo,
    faults,
  }) => {
    faults.expect(refusedByMessage)
    const app = new App(page, sameSiteDemo)
    await app.open()
    await app.choose({ responseMode: 'web_message' })
    const tokens = new Set([(await app.logInBy('redirect', 'database')).accessToken])
    for (const renewal of [1, 2]) {
      await app.act('silent')
      await expect
        .poll(async () => tokens.has((await app.result()).accessToken), `renewal ${renewal}`)
        .toBe(false)
      tokens.add((await app.result()).accessToken)
    }
    sameSiteDemo.hooks.denyAll = true
    await app.act('silent')
    expect(await app.problem()).toBe('login_required')
    expect(JSON.parse((await page.locator('#result').textContent()) ?? '').accessToken).toBe(
      [...tokens].pop(),
    )
  })
})

test.describe('a silent login where the browser keeps the server’s cookie out of frames', () => {
  for (const responseMode of ['fragment', 'web_message']) {
    test(`gives login_required: ${responseMode}`, async ({ app, faults }) => {
      faults.expect(refusedByMessage)
      await app.open()
      await app.choose({ responseMode })
      await app.logInBy('redirect', 'database')
      await app.act('silent')
      expect(await app.problem()).toBe('login_required')
      await expect(app.page.locator('iframe')).toHaveCount(0)
    })
  }

  test('gives timeout when no answer comes, and leaves no frame', async ({ bareApp }) => {
    await bareApp.open()
    bareApp.demo.hooks.delay = 2000
    const code = await bareApp.page.evaluate(() =>
      window.auth.checkSession({ timeout: 200 }).catch((error) => error.code),
    )
    expect(code).toBe('timeout')
    await expect(bareApp.page.locator('iframe')).toHaveCount(0)
  })

  test('gives aborted when the app loses patience', async ({ bareApp }) => {
    await bareApp.open()
    const code = await bareApp.page.evaluate(() => {
      const abort = new AbortController()
      const login = window.auth.checkSession({ signal: abort.signal }).catch((error) => error.code)
      abort.abort()
      return login
    })
    expect(code).toBe('aborted')
    await expect(bareApp.page.locator('iframe')).toHaveCount(0)
  })
})

test('renews tokens with a refresh token, which is a new one each time', async ({ app }) => {
  await app.open()
  await app.choose({ responseType: 'code', offline: true })
  const results = [await app.logInBy('redirect', 'database')]
  for (const renewal of [1, 2]) {
    await app.act('refresh')
    const known = results.map(({ refreshToken }) => refreshToken)
    await expect
      .poll(async () => known.includes((await app.result()).refreshToken), `renewal ${renewal}`)
      .toBe(false)
    results.push(await app.result())
  }
  expect(new Set(results.map(({ accessToken }) => accessToken)).size).toBe(3)
  expect(new Set(results.map(({ claims }) => claims?.sub)).size).toBe(1)
})

test('renewals at once with one token make one request; reuse gives token_error', async ({
  bareApp,
  faults,
}) => {
  faults.expect(/status of 400/) // the server's refusal
  const options = { responseType: 'code', scope: 'openid offline_access' } as const
  await bareApp.open(options)
  await bareApp.comeBackFromLogin(options)
  const since = bareApp.demo.log.length
  const { same, again } = await bareApp.page.evaluate(async () => {
    const { refreshToken = '' } = (await window.auth.parseHash()) as AuthResult<'code'>
    const [one, other] = await Promise.all([
      window.auth.refresh(refreshToken),
      window.auth.refresh(refreshToken),
    ])
    const failure = await window.auth
      .refresh(refreshToken)
      .catch(({ code, detail }) => ({ code, detail }))
    return { same: one.accessToken === other.accessToken, again: failure }
  })
  expect(same).toBe(true)
  expect(again).toEqual({
    code: 'token_error',
    detail: { status: 400, error: 'invalid_grant', description: 'grant request is invalid' },
  })
  const grants = bareApp.demo.log.slice(since).filter(({ path }) => path === '/oauth/token')
  expect(grants, 'for the code, for the renewals together, and for the one too many').toHaveLength(
    3,
  )
})

test('asks the userinfo endpoint, and refuses an answer about somebody else', async ({
  app,
  bareApp,
}) => {
  await app.open()
  const { accessToken = '', claims } = await app.logInBy('redirect', 'database')
  await app.act('userinfo')
  await expect(app.page.locator('#userinfo')).toContainText(`"sub": "${claims?.sub}"`)

  await bareApp.open()
  const code = await bareApp.page.evaluate(
    (token) =>
      window.auth.userInfo(token, { sub: 'database|somebody-else' }).catch((error) => error.code),
    accessToken,
  )
  expect(code).toBe('invalid_token')
})

test.describe('logging out', () => {
  for (const { how, action, connection } of [
    { how: 'at the tenant', action: 'logout', connection: 'database' },
    { how: 'at the provider behind it too', action: 'logout-everywhere', connection: 'social' },
  ]) {
    test(`${how} comes back to the app, and nobody is logged in any more`, async ({
      page,
      sameSiteDemo,
    }) => {
      const app = new App(page, sameSiteDemo)
      await app.open()
      await app.logInBy('redirect', connection)
      const back = page.waitForResponse(app.url)
      await app.act(action)
      await back
      await app.expectNobody()
      await app.act('silent')
      expect(await app.problem()).toBe('login_required')

      // whether the provider still knows the person shows when they go there again
      await app.press(connection, 'redirect')
      await expect(page.locator('input[name=password]')).toBeVisible()
    })
  }

  test('as OpenID Connect has it, with the ID Token as a hint, ends the session as well', async ({
    page,
    sameSiteDemo,
    faults,
  }) => {
    faults.expect(refusedByMessage)
    const bareApp = new BareApp(page, sameSiteDemo)
    const options = {
      responseType: 'code',
      endpoints: { endSession: `${sameSiteDemo.tenantUrl}oidc/logout` },
    } as const
    await bareApp.open(options)
    await bareApp.comeBackFromLogin(options)
    const returnTo = bareApp.url
    await page.evaluate(async (url) => {
      const { idToken } = (await window.auth.parseHash()) as AuthResult<'code'>
      window.auth.logout({ returnTo: url, idTokenHint: idToken })
    }, returnTo)
    await page.waitForURL(returnTo)
    await bareApp.createAuth({ responseMode: 'web_message' })
    expect(await page.evaluate(() => window.auth.checkSession().catch((error) => error.code))).toBe(
      'login_required',
    )
  })
})
