import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { listen } from '../demo/listen.mjs'
import { App } from './support/app.js'
import { expect, test } from './support/demo.js'

// The demo as the front door: what somebody sees who has just typed npm start.

/** What `npm start` has printed when the demo is ready, and a moment after. */
async function printed(...options: string[]) {
  const server = await listen(0, undefined)
  await server.close()
  const script = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, '--port', `${server.port}`, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk
    if (/^ready .*\n.*Ctrl\+C/m.test(text)) child.kill('SIGTERM')
  }
  return text
}

test('npm start says where to go, with which account, and how to stop', {
  tag: '@chromium',
}, async () => {
  const text = await printed()
  expect(text).toMatch(/^ready http:\/\/app\.postern\.localhost:\d+\/ /m)
  expect(text).toContain('demo@example.com')
  expect(text).toContain('postern-demo')
  expect(text).toContain('Ctrl+C')
  expect(text.match(/https?:/g), 'addresses').toHaveLength(1)
})

test('npm start -- --verbose says where the other servers are', { tag: '@chromium' }, async () => {
  const [ready] = /^ready .*$/m.exec(await printed('--verbose')) ?? ['']
  for (const server of ['tenant', 'social', 'saml', 'api'])
    expect(ready).toMatch(new RegExp(`  ${server} http://\\S+`))
})

test('every server says at its address what it is, and where the app is', async ({
  page,
  demo,
}) => {
  for (const { url, says } of [
    { url: demo.tenantUrl, says: 'This is Gatehouse' },
    { url: demo.socialUrl, says: 'This is Murmur' },
    { url: demo.samlUrl, says: 'This is Brixen Group’s sign-on' },
    { url: demo.apiUrl, says: 'The notes API' },
  ]) {
    await page.goto(url)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(says)
    await expect(page.locator(`a[href^="${demo.appUrl}"]`)).toBeVisible()
  }
})

for (const connection of ['social', 'database', 'ldap', 'saml']) {
  test(`the login page shows the demo account and fills it in at a click: ${connection}`, async ({
    app,
  }) => {
    await app.open()
    await app.press(connection, 'redirect')
    await expect(app.page.locator('.demo-account')).toContainText(app.demo.account.password)
    await app.page.locator('button[data-fill]').click()
    await expect(app.page.locator('button[type=submit]')).toBeFocused()
    await app.page.locator('button[type=submit]').click()
    expect((await app.result()).claims?.sub).toMatch(new RegExp(`^${connection}\\|`))
  })
}

test('who cancels is told so without alarm; a refusal of the server is one', async ({ app }) => {
  const shown = app.page.locator('.problem')
  await app.open()
  await app.deny(await app.pressForPopup('database'))
  expect(await app.problem()).toBe('access_denied')
  await expect(shown).toHaveClass(/calm/)
  const popup = await app.pressForPopup('database')
  await popup.locator('input[name=password]').waitFor()
  await app.cancel()
  expect(await app.problem()).toBe('aborted')
  await expect(shown).toHaveClass(/calm/)
  app.demo.hooks.denyAll = 'temporarily_unavailable'
  await app.press('database', 'redirect')
  expect(await app.problem()).toBe('temporarily_unavailable')
  await expect(shown).not.toHaveClass(/calm/)
})

test('a silent login that fails says why: nobody logged in yet, or two sites', async ({
  app,
  page,
  sameSiteDemo,
}) => {
  const asStarted = new App(page, sameSiteDemo)
  await asStarted.open()
  await asStarted.act('silent')
  expect(await asStarted.problem()).toBe('login_required')
  await expect(page.locator('.problem')).toContainText('you have not logged in yet')
  await app.open()
  await app.act('silent')
  expect(await app.problem()).toBe('login_required')
  await expect(page.locator('.problem')).toContainText('two sites')
})

test('a renewal shows what it changed, and claims no nonce', async ({ app }) => {
  await app.open()
  await app.choose({ responseType: 'code', offline: true })
  await app.logInBy('redirect', 'database')
  const checks = app.page.locator('[data-checks]')
  await expect(checks).toContainText('nonce')
  // an ID Token of the same second is the same text: its signature is, too
  const second = () => Math.floor(Date.now() / 1000)
  const loggedIn = second()
  await expect.poll(second).toBeGreaterThan(loggedIn)
  await app.act('refresh')
  const changes = app.page.locator('[data-changes]')
  for (const what of ['Access token', 'Refresh token', 'ID Token'])
    await expect(changes.locator('div', { hasText: what })).toContainText('became')
  await expect(checks).toContainText('about the same person')
  await expect(checks).not.toContainText('nonce')
})

test.describe('on a phone, 390 px wide', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('both buttons of a login say what they do', async ({ app }) => {
    await app.open()
    for (const mode of ['redirect', 'popup']) {
      const label = app.page.locator(`[data-connection=saml][data-mode=${mode}] [data-label]`)
      await label.scrollIntoViewIfNeeded()
      await expect(label).toBeInViewport()
    }
    const width = await app.page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
  })

  test('Log out is in sight, and the userinfo answer comes up below its button', async ({
    app,
  }) => {
    await app.open()
    await app.logInBy('redirect', 'database')
    await expect(app.page.locator('[data-action=logout]')).toBeInViewport()
    await app.act('userinfo')
    await expect(app.page.locator('#userinfo')).toBeInViewport()
    await expect(app.page.locator('[data-action=userinfo]')).toBeInViewport()
  })
})

test('who wants no motion sees none', { tag: '@chromium' }, async ({ app }) => {
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
  await app.open()
  await app.pressForPopup('database')
  const moving = await app.page.evaluate(() => document.getAnimations().length)
  expect(moving).toBe(0)
  await app.page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect.poll(() => app.page.evaluate(() => document.getAnimations().length)).toBe(1)
})

test('the tour leads through five logins and an attack that is refused', async ({
  page,
  sameSiteDemo,
}) => {
  const app = new App(page, sameSiteDemo)
  await app.open('tour')
  for (const connection of ['social', 'database', 'ldap', 'saml', '']) {
    const opened = page.waitForEvent('popup')
    await page.locator(`button[data-connection="${connection}"]`).click()
    const popup = await opened
    await popup.locator('button[data-fill]').click()
    await app.send(popup)
    const step = page.locator(`[data-step=${connection || 'hosted'}]`)
    await step.locator('[data-outcome]:not([hidden])').waitFor()
    await expect(step.locator('[data-outcome]')).toContainText(`${connection || 'database'}|`)
  }
  await page.locator('[data-attack]').click()
  await page.locator('[data-step=attack] [data-outcome]:not([hidden])').waitFor()
  await expect(page.locator('[data-step=attack] [data-outcome]')).toHaveText(
    /^Refused: state_unknown/,
  )
  await expect(page.locator('[data-done]')).toHaveText('6')

  // the address itself, in this browser, as a victim would follow it
  await page.locator('[data-step=attack] a').click()
  expect(await app.problem()).toBe('state_unknown')
  await app.expectNobody()
})
