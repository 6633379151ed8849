import type { BrowserContext, Page } from 'playwright/test'
import { App, type ShownResult } from './support/app.js'
import { expect, test } from './support/demo.js'

/**
 * Everything that a browser keeps of a page: address, history, title, cookies, storages, databases.
 */
async function everythingKept(page: Page, context: BrowserContext): Promise<string> {
  const devTools = await context.newCDPSession(page)
  const { entries } = await devTools.send('Page.getNavigationHistory')
  const inPage = await page.evaluate(() => [
    location.href,
    document.title,
    document.referrer,
    document.cookie,
    window.name,
    { ...localStorage },
    { ...sessionStorage },
    history.state,
  ])
  return JSON.stringify([
    entries.map(({ url, title }) => ({ url, title })),
    inPage,
    await context.storageState({ indexedDB: true }),
  ])
}

/**
 * What nobody else may learn of a login, as the app got it and, if given, as the server sent it.
 */
function secretsOf({ accessToken, idToken, claims }: ShownResult, answer?: URL) {
  const { access_token, id_token, code, state } = Object.fromEntries(
    new URLSearchParams(answer?.hash.slice(1)),
  )
  const secrets = [
    accessToken,
    idToken,
    idToken?.split('.')[2],
    claims?.nonce,
    access_token,
    id_token,
    code,
    state,
  ]
  return secrets.filter((secret) => typeof secret === 'string')
}

for (const mode of ['redirect', 'popup'] as const) {
  for (const responseType of ['token id_token', 'code']) {
    test(`has no ${responseType} by ${mode} in address bar, history, cookies or storage`, {
      tag: '@chromium',
    }, async ({ app, context }) => {
      await app.open()
      await app.choose({ responseType })
      const answer = mode === 'redirect' ? app.nextAnswer() : undefined
      const secrets = secretsOf(await app.logInBy(mode, 'database'), await answer)
      const kept = await everythingKept(app.page, context)
      expect(secrets.length).toBeGreaterThan(2)
      for (const secret of secrets) expect(kept).not.toContain(secret)
      expect(kept).not.toMatch(/access_token|id_token=|[?#&]code=|state=/)
      expect(app.page.url()).toBe(app.url)
      expect(await context.cookies(app.url)).toEqual([])
    })
  }
}

test('leaves nothing of an answer, even where the app does not help', { tag: '@chromium' }, async ({
  bareApp,
  context,
}) => {
  await bareApp.open()
  await bareApp.comeBackFromLogin()
  const answer = new URL(bareApp.page.url())
  const result = await bareApp.page.evaluate(() => window.auth.parseHash())
  const kept = await everythingKept(bareApp.page, context)
  for (const secret of secretsOf(result as ShownResult, answer)) expect(kept).not.toContain(secret)
  expect(bareApp.page.url()).toBe(`${bareApp.url}callback`)
})

test('adds no entry to the history', { tag: '@chromium' }, async ({ app }) => {
  await app.page.addInitScript(() => {
    Object.assign(window, { historyLengthAtFirst: history.length })
  })
  await app.open()
  await app.logInBy('redirect', 'database')
  const [atFirst, now] = await app.page.evaluate(() => [
    (window as unknown as { historyLengthAtFirst: number }).historyLengthAtFirst,
    history.length,
  ])
  expect(now).toBe(atFirst)
  await app.act('ways')
  await app.logInBy('popup', 'social')
  expect(await app.page.evaluate(() => history.length)).toBe(atFirst)
})

test('keeps the app’s own history.state and query when it takes the answer out', async ({
  bareApp,
}) => {
  const options = { responseType: 'code', responseMode: 'query' } as const
  await bareApp.open(options)
  await bareApp.comeBackFromLogin(options)
  const state = await bareApp.page.evaluate(async () => {
    history.replaceState({ scroll: 7 }, '', `${location.href}&mine=kept#section`)
    await window.auth.parseHash()
    return history.state
  })
  expect(state).toEqual({ scroll: 7 })
  expect(bareApp.page.url()).toBe(`${bareApp.url}callback?mine=kept#section`)
})

test('lets the person come Back from the login page and begin again', { tag: '@chromium' }, async ({
  app,
}) => {
  await app.open()
  await app.leave('database')
  await app.page.locator('input[name=password]').waitFor()
  await app.page.goBack()
  await expect(app.page.locator('[data-connection=social][data-mode=redirect]')).toBeEnabled()
  expect((await app.logInBy('redirect', 'social')).claims?.sub).toMatch(/^social\|/)
})

const expectNothingReplayed = async (app: App, secrets: string[], since: number) => {
  await app.expectNobody()
  const content = await app.page.content()
  for (const secret of secrets) expect(content + app.page.url()).not.toContain(secret)
  expect(app.demo.log.slice(since).filter(({ path }) => path === '/oauth/token')).toEqual([])
}

for (const responseType of ['token id_token', 'code']) {
  test.describe(`after a login with ${responseType}`, () => {
    const login = async (app: App) => {
      await app.open()
      await app.choose({ responseType })
      const secrets = secretsOf(await app.logInBy('redirect', 'database'))
      return { secrets, since: app.demo.log.length }
    }

    test('reload shows no token and replays none', async ({ app }) => {
      const { secrets, since } = await login(app)
      await app.page.reload()
      await expectNothingReplayed(app, secrets, since)
    })

    test('Back and Forward show no token and replay none', { tag: '@chromium' }, async ({
      app,
      faults,
    }) => {
      faults.expect(/status of 400/) // the login page says that this login is over
      const { secrets, since } = await login(app)
      await app.page.goBack()
      for (const secret of secrets)
        expect((await app.page.content()) + app.page.url()).not.toContain(secret)
      await app.page.goForward()
      await expectNothingReplayed(app, secrets, since)
    })

    test('a duplicate of the tab shows no token and replays none', async ({ app, context }) => {
      const { secrets, since } = await login(app)
      // opened by the tab itself, it starts with a copy of its address and its sessionStorage
      const [duplicate] = await Promise.all([
        context.waitForEvent('page'),
        app.page.evaluate(() => void open(location.href)),
      ])
      await duplicate.waitForLoadState()
      await expectNothingReplayed(new App(duplicate, app.demo), secrets, since)
    })
  })
}

for (const { responseType, responseMode } of [
  { responseType: 'token id_token', responseMode: 'fragment' },
  { responseType: 'code', responseMode: 'query' },
] as const) {
  test(`an image asked for after an answer by ${responseMode} has none of it in its Referer`, {
    tag: '@chromium',
  }, async ({ bareApp }) => {
    await bareApp.open({ responseType, responseMode })
    await bareApp.comeBackFromLogin({ responseType, responseMode })
    const asked = bareApp.page.waitForRequest(/murmur\.svg/)
    await bareApp.page.evaluate((src) => {
      const login = window.auth.parseHash()
      const image = document.createElement('img')
      image.referrerPolicy = 'unsafe-url'
      image.src = src
      document.body.append(image)
      return login
    }, `${bareApp.demo.socialUrl}assets/murmur.svg`)
    const { referer } = await (await asked).allHeaders()
    expect(referer).toBe(`${bareApp.url}callback`)
  })
}

test('every page of app and server comes with the strict policy, and Trusted Types', async ({
  app,
  context,
}) => {
  const policies: Record<string, string | undefined> = {}
  context.on('response', (response) => {
    if (response.request().resourceType() !== 'document' || response.status() >= 300) return
    const { origin, pathname } = new URL(response.url())
    policies[origin + pathname.replace(/[\w-]{21,}$/, '…')] =
      response.headers()['content-security-policy']
  })
  await app.open()
  await app.choose({ callbackPage: '/callback-static' })
  await app.logInBy('popup', 'social')
  await app.act('ways')
  await app.logInBy('redirect', 'saml')
  await app.act('ways')
  await app.choose({ responseMode: 'web_message' })
  await app.logInBy('popup', 'ldap')
  const { appUrl, tenantUrl, socialUrl, samlUrl } = app.demo
  expect(Object.keys(policies)).toEqual(
    expect.arrayContaining([
      appUrl,
      `${appUrl}callback`,
      `${appUrl}callback-static`,
      `${tenantUrl}u/login/…`,
      `${socialUrl}signin/…`,
      `${samlUrl}sso`,
      `${tenantUrl}authorize/…`,
    ]),
  )
  for (const [page, policy] of Object.entries(policies)) {
    expect(policy, page).toMatch(/default-src 'none'/)
    expect(policy, page).toMatch(/script-src 'self'(?! *'unsafe)/)
    expect(policy, page).toMatch(/require-trusted-types-for 'script'/)
    expect(policy, page).toMatch(/trusted-types 'none'/)
    expect(policy, page).not.toMatch(/unsafe-inline|unsafe-eval/)
  }
})
