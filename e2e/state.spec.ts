import { App } from './support/app.js'
import { expect, test } from './support/demo.js'

/** A copy of an answer, with something done to its parameters. */
const changed = (answer: URL, change: (response: URLSearchParams) => void) => {
  const copy = new URL(answer)
  const response = new URLSearchParams(copy.hash.slice(1))
  change(response)
  copy.hash = response.toString()
  return copy.href
}

test('refuses an answer whose state was changed, and still completes the login it was not for', {
  tag: '@chromium',
}, async ({ app, answerTo }) => {
  await app.open()
  const answer = await answerTo(await app.leave('database'))
  await app.arrive(
    changed(answer, (response) => response.set('state', `${response.get('state')}A`)),
  )
  expect(await app.problem()).toBe('state_unknown')
  await app.expectNobody()
  expect(app.page.url()).toBe(`${app.url}callback`)

  await app.arrive(answer)
  expect((await app.result()).claims?.email).toBe(app.demo.account.email)
})

test('refuses an answer that was used already', async ({ app }) => {
  await app.open()
  const answer = app.nextAnswer()
  await app.logInBy('redirect', 'database')
  await app.arrive(await answer)
  expect(await app.problem()).toBe('state_unknown')
  await app.expectNobody()
  expect(app.page.url()).toBe(`${app.url}callback`)
})

test('refuses an answer without a state, and takes its tokens out of the address bar', {
  tag: '@chromium',
}, async ({ app, answerTo }) => {
  await app.open()
  const answer = await answerTo(await app.leave('database'))
  await app.arrive(changed(answer, (response) => response.delete('state')))
  expect(await app.problem()).toBe('state_missing')
  await app.expectNobody()
  expect(app.page.url()).toBe(`${app.url}callback`)
})

test('refuses in one browser the answer to a login that began in another', {
  tag: '@chromium',
}, async ({ app, answerTo, anotherBrowser }) => {
  await app.open()
  const answer = await answerTo(await app.leave('database'))
  const victim = new App(await (await anotherBrowser()).newPage(), app.demo)
  await victim.arrive(answer)
  expect(await victim.problem()).toBe('state_unknown')
  await victim.expectNobody()
})

test('refuses an answer into which another answer’s token was put', { tag: '@chromium' }, async ({
  app,
  answerTo,
}) => {
  await app.open()
  const foreign = await answerTo(await app.leave('database'))
  const foreignToken = new URLSearchParams(foreign.hash.slice(1)).get('id_token') ?? ''
  await app.open()
  const own = await answerTo(await app.leave('database'))
  await app.arrive(changed(own, (response) => response.set('id_token', foreignToken)))
  expect(await app.problem()).toBe('invalid_token')
  await app.expectNobody()
})

test('believes an error only if its state belongs to a login that began here', async ({ app }) => {
  await app.open('callback#error=access_denied&error_description=You+were+robbed&state=invented')
  expect(await app.problem()).toBe('state_unknown')
  await expect(app.page.locator('.problem')).not.toContainText('robbed')
})

test('leaves an error without a state to the app: it is no answer to a login', async ({ app }) => {
  await app.open('#error=my-own-fragment')
  await app.expectNobody()
  await expect(app.page.locator('.problem')).toBeHidden()
  expect(app.page.url()).toBe(`${app.url}#error=my-own-fragment`)
})

test('completes a login in another tab than the one it began in', async ({ app, context }) => {
  await app.open()
  const authorizeUrl = await app.leave('database')
  const otherTab = new App(await context.newPage(), app.demo)
  await otherTab.page.goto(authorizeUrl)
  await otherTab.logIn()
  expect((await otherTab.result()).claims?.email).toBe(app.demo.account.email)
})

for (const order of ['the first', 'the second']) {
  test(`completes the logins of two tabs at once, ${order} one first`, async ({ app, context }) => {
    const tabs = [
      { tab: app, connection: 'social' },
      { tab: new App(await context.newPage(), app.demo), connection: 'ldap' },
    ]
    for (const { tab, connection } of tabs) {
      await tab.open()
      await tab.leave(connection)
    }
    if (order === 'the second') tabs.reverse()
    for (const { tab, connection } of tabs) {
      await tab.logIn()
      expect((await tab.result()).claims?.sub).toMatch(new RegExp(`^${connection}\\|`))
    }
  })
}

test('keeps at most five small cookies of 60 abandoned logins, and logs in after them', async ({
  bareApp,
  context,
}) => {
  await bareApp.open()
  await bareApp.page.evaluate(async () => {
    for (let login = 0; login < 60; login++)
      await window.auth.buildAuthorizeUrl('social', { appState: { returnTo: '/' } })
  })
  const cookies = await context.cookies(bareApp.url)
  expect(cookies.length).toBeGreaterThan(0)
  expect(cookies.length).toBeLessThanOrEqual(5)

  const [request] = await Promise.all([
    bareApp.page.waitForRequest(bareApp.url),
    bareApp.page.reload(),
  ])
  expect((await request.allHeaders()).cookie?.length).toBeLessThan(2000)

  await bareApp.createAuth()
  await bareApp.comeBackFromLogin({}, { appState: 'the last one' })
  const appState = await bareApp.page.evaluate(
    async () => (await window.auth.parseHash())?.appState,
  )
  expect(appState).toBe('the last one')
  expect(await context.cookies(bareApp.url)).toHaveLength(4)
})

test.describe('over https', () => {
  test.use({ ignoreHTTPSErrors: true })

  test('refuses a login that a sibling subdomain planted', { tag: '@chromium' }, async ({
    page,
    httpsDemo,
    anotherBrowser,
  }) => {
    // Somebody begins a login in a browser of their own, and knows therefore its record and its
    // answer.
    const theirs = await anotherBrowser()
    const attacker = new App(await theirs.newPage(), httpsDemo)
    await attacker.open()
    const authorizeUrl = await attacker.leave('database')
    const cookies = await theirs.cookies(attacker.url)
    const record = cookies.find(({ name }) => name.startsWith('__Host-postern.'))
    expect(record).toMatchObject({
      secure: true,
      sameSite: 'Lax',
      path: '/',
      domain: new URL(attacker.url).hostname,
    })
    const answer = attacker.nextAnswer()
    await attacker.page.goto(authorizeUrl)
    await attacker.logIn()
    await attacker.result()

    // The victim visits a sibling of the app, on which the attacker may run scripts.
    const victim = new App(page, httpsDemo)
    await page.goto(`${httpsDemo.tenantUrl}v2/logout`)
    const planted = await page.evaluate(
      ({ name, value }) => {
        const attributes = 'Domain=demo.localhost; Path=/; Secure; SameSite=Lax'
        for (const prefix of ['__Host-', '__host-', '']) {
          // biome-ignore lint/suspicious/noDocumentCookie: as an attacker would
          document.cookie = `${name.replace('__Host-', prefix)}=${value}; ${attributes}`
        }
        return document.cookie
      },
      { name: record?.name ?? '', value: record?.value ?? '' },
    )
    expect(planted, 'one without the prefix is all that a browser takes').toContain('postern.')
    await victim.arrive(await answer)
    expect(await victim.problem()).toBe('state_unknown')
    await victim.expectNobody()
  })
})
