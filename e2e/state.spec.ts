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
  test(`completes the logins of two tabs at once, ${order} one first`, { tag: '@seldom' }, async ({
    app,
    context,
  }) => {
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

test('keeps at most five of 60 abandoned logins, sends none, and logs in after them', async ({
  bareApp,
  context,
}) => {
  const records = () =>
    bareApp.page.evaluate(
      () => Object.keys(localStorage).filter((key) => key.startsWith('postern.')).length,
    )
  await bareApp.open()
  await bareApp.page.evaluate(async () => {
    for (let login = 0; login < 60; login++)
      await window.auth.buildAuthorizeUrl('social', { appState: { returnTo: '/' } })
  })
  expect(await records()).toBe(5)
  expect(await context.cookies(bareApp.url)).toEqual([])

  await bareApp.page.reload()
  await bareApp.createAuth()
  await bareApp.comeBackFromLogin({}, { appState: 'the last one' })
  const appState = await bareApp.page.evaluate(
    async () => (await window.auth.parseHash())?.appState,
  )
  expect(appState).toBe('the last one')
  expect(await records()).toBe(4)
})
