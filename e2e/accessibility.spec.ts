import { startApp } from '../demo/start-app.mjs'
import { App } from './support/app.js'
import { expectAccessible } from './support/audit.js'
import { expect, test } from './support/demo.js'
import { SessionPage } from './support/session-page.js'

// axe looks at every page of the demo, in every state that a person can bring it into, light and
// dark; `npm run test:all` on a narrow screen too. One engine is enough: what it finds is in the
// markup and the colours.
test.describe('axe finds nothing', { tag: '@chromium' }, () => {
  for (const width of [1280, 390]) {
    test.describe(`at ${width} px`, { tag: width === 390 ? ['@seldom'] : [] }, () => {
      test.use({ viewport: { width, height: 844 } })

      test('on the app’s page, while nobody is logged in', async ({ app }) => {
        await app.open()
        await expectAccessible(app.page, 'the ways in')
        const popup = await app.pressForPopup('database')
        await expectAccessible(app.page, 'a login window is open')
        await app.deny(popup)
        expect(await app.problem()).toBe('access_denied')
        await expectAccessible(app.page, 'a login was cancelled')
        await app.act('silent')
        await expect.poll(() => app.problem()).toBe('login_required')
        await expectAccessible(app.page, 'a silent login failed')
      })

      test('on the app’s page, once somebody is logged in', async ({ app }) => {
        await app.open()
        await app.choose({ responseType: 'code', offline: true })
        await app.logInBy('redirect', 'database')
        await expectAccessible(app.page, 'logged in')
        await app.act('userinfo')
        await app.page.locator('#userinfo').waitFor()
        await expectAccessible(app.page, 'the userinfo answer')
        await app.act('refresh')
        await app.page.locator('[data-changes]').waitFor()
        await expectAccessible(app.page, 'a renewal')
      })

      for (const connection of ['social', 'database', 'ldap', 'saml']) {
        test(`on the login page of ${connection}, before and after a wrong password`, async ({
          app,
          faults,
        }) => {
          faults.expect(/status of 401/)
          await app.open()
          await app.press(connection, 'redirect')
          await app.page.locator('button[data-fill]').waitFor()
          await expectAccessible(app.page, connection)
          await app.logIn(app.page, { password: 'not the password' })
          await app.page.getByRole('alert').waitFor()
          await expectAccessible(app.page, `${connection}, wrong password`)
        })
      }

      test('on the app’s page, while an answer is handed home, and when nobody waits', async ({
        app,
      }) => {
        await app.page.clock.install()
        await app.open(`callback#code=a&state=p${'0'.repeat(64)}`)
        await expect(app.page.locator('body')).toHaveAttribute('data-shows', 'working')
        await expectAccessible(app.page, 'working')
        await app.page.clock.runFor(6000)
        expect(await app.problem()).toBe('state_unknown')
        await expectAccessible(app.page, 'nobody waits')
      })

      test('on the app’s page for a tenant of one’s own', async ({ page }) => {
        const { appUrl, close } = await startApp({
          port: 0,
          domain: 'tenant.example.com',
          clientId: 'abc123',
          connectionNames: ['google-oauth2'],
        })
        await page.goto(appUrl)
        await expectAccessible(page, 'the ways in')
        await close()
      })

      test('on the Session page', async ({ page, sameSiteDemo }) => {
        const session = new SessionPage(page, sameSiteDemo)
        await session.open()
        await expectAccessible(page, 'nobody is logged in')
        await session.logIn()
        await session.callApi()
        await expectAccessible(page, 'somebody is logged in, with an answer of the API')
      })

      test('on the tour and among the mistakes', async ({ page, sameSiteDemo }) => {
        await page.goto(`${sameSiteDemo.appUrl}tour`)
        await page.locator('[data-attack]').click()
        await page.locator('[data-step=attack].done').waitFor()
        await expectAccessible(page, 'the tour, one step done')
        await page.goto(`${sameSiteDemo.appUrl}mistakes`)
        await page.locator('[data-mistake=environment]').click()
        await page.locator('[data-step=environment] [data-outcome]').waitFor()
        await expectAccessible(page, 'one mistake made')
      })
    })
  }

  test('on the pages that say what a server is', async ({ page, demo }) => {
    for (const url of [demo.tenantUrl, demo.socialUrl, demo.samlUrl, demo.apiUrl]) {
      await page.goto(url)
      await expectAccessible(page, url)
    }
  })

  test('on the pages of a login that went wrong, or is over', async ({ page, demo, faults }) => {
    faults.expect(/status of 400/)
    const app = new App(page, demo)
    const at = (path: string) => new URL(path, demo.tenantUrl).href
    await page.goto(at('/authorize?client_id=nobody'))
    await expectAccessible(page, 'an error of the server')
    await page.goto(at('/u/login/nothing'))
    await expectAccessible(page, 'a login that is over')
    await page.goto(at('/v2/logout'))
    await expectAccessible(page, 'logged out')
    await page.goto(`${demo.samlUrl}sso`)
    await expectAccessible(page, 'a SAML request that cannot be read')
    await page.goto(`${demo.socialUrl}signin/nothing`)
    await expectAccessible(page, 'a social login that is over')
    await app.open('callback-static')
    await expectAccessible(page, 'the static callback page')
  })
})
