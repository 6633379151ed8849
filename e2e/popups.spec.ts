import type { Page } from 'playwright/test'
import { expect, test } from './support/demo.js'

/**
 * Playwright makes every page of Chromium believe that it has the focus, which an app's page has
 * not while a person types in a popup. Here the test says whether it has. Returns a function that
 * waits until the library has looked so often: it asks only when the popup looks closed.
 */
async function directFocus(page: Page) {
  await page.addInitScript(() => {
    const focus = { here: false, asked: 0 }
    Object.assign(window, { focusOnApp: focus })
    document.hasFocus = () => {
      focus.asked++
      return focus.here
    }
  })
  type Directed = { focusOnApp: { here: boolean; asked: number } }
  return {
    giveToApp: () =>
      page.evaluate(() => {
        ;(window as unknown as Directed).focusOnApp.here = true
      }),
    untilAsked: (times: number) =>
      page.waitForFunction(
        (wanted) => (window as unknown as Directed).focusOnApp.asked >= wanted,
        times,
      ),
  }
}

// The library polls eight times before it believes that a person closed the popup.
const longEnoughToLookClosed = 10

test('a popup brings the result to the page that opened it, and closes', async ({ app }) => {
  await app.open()
  const popup = await app.pressForPopup('database')
  const closed = popup.waitForEvent('close')
  await app.logIn(popup)
  expect((await app.result()).claims?.email).toBe(app.demo.account.email)
  await closed
  expect(app.page.url()).toBe(app.url)
})

test('a popup at a login page with COOP waits for a person who types slowly', async ({ app }) => {
  app.demo.hooks.coop = 'same-origin'
  const focus = await directFocus(app.page)
  await app.open()
  const popup = await app.pressForPopup('database')
  const closed = popup.waitForEvent('close')
  await focus.untilAsked(longEnoughToLookClosed)
  await app.logIn(popup)
  expect((await app.result()).claims?.email).toBe(app.demo.account.email)
  await closed
})

test('a popup that the person closes gives popup_closed', async ({ app }) => {
  await app.open()
  const popup = await app.pressForPopup('database')
  await popup.locator('input[name=password]').waitFor()
  await popup.close()
  expect(await app.problem()).toBe('popup_closed')
  await app.expectNobody()
})

test('two popups at once each bring their own result, in whichever order', async ({ app }) => {
  await app.open()
  const first = await app.pressForPopup('database')
  const second = await app.pressForPopup('ldap')
  await app.logIn(second)
  expect((await app.result()).claims?.sub).toMatch(/^ldap\|/)
  const closed = first.waitForEvent('close')
  await app.logIn(first)
  await closed
  await expect(app.page.locator('#result')).toContainText('"sub": "database|')
})

test('a popup closed behind COOP gives popup_closed, once the person is back', async ({ app }) => {
  app.demo.hooks.coop = 'same-origin'
  const focus = await directFocus(app.page)
  await app.open()
  const popup = await app.pressForPopup('database')
  await popup.locator('input[name=password]').waitFor()
  await popup.close()
  await focus.untilAsked(longEnoughToLookClosed)
  await expect(app.page.locator('.problem')).toBeHidden()
  await focus.giveToApp()
  expect(await app.problem()).toBe('popup_closed')
})

for (const hook of ['appCoop', 'callbackCoop'] as const) {
  const page = { appCoop: 'the app', callbackCoop: 'the callback page' }[hook]
  test(`a popup survives Cross-Origin-Opener-Policy of ${page}`, async ({ app }) => {
    app.demo.hooks[hook] = 'same-origin'
    await directFocus(app.page)
    await app.open()
    expect((await app.logInBy('popup', 'social')).claims?.sub).toMatch(/^social\|/)
  })
}

test('a popup comes back to a static page that holds nothing but postern/callback', async ({
  app,
}) => {
  await app.open()
  await app.choose({ callbackPage: '/callback-static' })
  const popup = await app.pressForPopup('database')
  const closed = popup.waitForEvent('close')
  await app.logIn(popup)
  expect((await app.result()).claims?.email).toBe(app.demo.account.email)
  await closed
})

test('a login cancelled by the app closes the popup and gives aborted', async ({ app }) => {
  await app.open()
  const popup = await app.pressForPopup('database')
  await popup.locator('input[name=password]').waitFor()
  const closed = popup.waitForEvent('close')
  await app.cancel()
  expect(await app.problem()).toBe('aborted')
  await closed
})

test('a popup’s answer for which nobody waits any more is refused, and cleaned away', async ({
  app,
}) => {
  await app.page.clock.install()
  const state = `p${'0'.repeat(64)}`
  await app.open(`callback#access_token=a&id_token=b&token_type=Bearer&state=${state}`)
  await expect(app.page.locator('body')).toHaveAttribute('data-shows', 'working')
  expect(app.page.url()).toBe(`${app.url}callback`)
  await app.page.clock.runFor(6000)
  expect(await app.problem()).toBe('state_unknown')

  await app.open(`callback-static#code=a&state=${state}`)
  expect(app.page.url()).toBe(`${app.url}callback-static`)
  await app.page.clock.runFor(6000)
  await expect(app.page.locator('[data-state]')).toHaveText('Nobody is waiting')
})

test('junk and forged messages while a popup is open change nothing', async ({ app }) => {
  await app.open()
  await app.choose({ responseMode: 'web_message' })
  const popup = await app.pressForPopup('database')
  await popup.locator('input[name=password]').waitFor()
  const forged = {
    type: 'authorization_response',
    response: {
      access_token: 'forged',
      id_token: 'a.b.c',
      token_type: 'Bearer',
      state: 'p.forged',
    },
  }
  const junk = [
    forged,
    { postern: '#access_token=forged&state=p.forged' },
    { type: 'authorization_response' },
    'text',
    null,
    7,
    [],
    { postern: {} },
  ]
  const send = (messages: unknown[]) => {
    for (let count = 0; count < 50; count++)
      for (const message of messages) (window.opener ?? window).postMessage(message, '*')
  }
  await app.page.evaluate(send, junk) // from the app's own page
  await popup.evaluate(send, junk) // from the right window and origin, but with another state
  await app.logIn(popup)
  const { accessToken, claims } = await app.result()
  expect(accessToken).not.toBe('forged')
  expect(claims?.email).toBe(app.demo.account.email)
})
