import { test as base, expect } from './support/demo.js'
import { SessionPage } from './support/session-page.js'

// The demo's page "Session", with app, login page and API on one site as npm start has them.
const test = base.extend<{ session: SessionPage }>({
  session: async ({ page, sameSiteDemo }, use) => use(new SessionPage(page, sameSiteDemo)),
})

const refusedByApi = /status of 401 .*\/notes/

test('five tabs whose token is refused at once ask for one renewal, and share its token', async ({
  session,
  faults,
}) => {
  faults.expect(refusedByApi)
  await session.open()
  await session.logIn()
  for (let tab = 2; tab <= 5; tab++) await session.openAnotherTab()
  await session.callApi()
  const before = await session.token()
  await session.act('expire')
  await session.act('clear')
  await session.act('call-everywhere')
  const answers = async () => (await session.tabs()).map(({ answer }) => answer)
  await expect.poll(answers).toEqual(Array(5).fill('200 3 notes'))
  const tokens = new Set((await session.tabs()).map(({ token }) => token))
  expect(tokens.size).toBe(1)
  expect(tokens).not.toContain(before)
  await expect(session.count('renewals')).toHaveText('1')
  await expect(session.count('refused')).toHaveText('5')
})

for (const { keep, afterReload, inAnotherTab } of [
  { keep: 'page', afterReload: 'out', inAnotherTab: 'out' },
  { keep: 'tab', afterReload: 'in', inAnotherTab: 'out' },
  { keep: 'browser', afterReload: 'in', inAnotherTab: 'in' },
] as const) {
  test(`keep: ${keep} is ${afterReload} after a reload, ${inAnotherTab} in another tab`, async ({
    session,
  }) => {
    await session.open({ keep })
    await session.logIn()
    await (await session.openAnotherTab()).expectStatus(inAnotherTab)
    await session.page.reload()
    await session.settled()
    await session.expectStatus(afterReload)
  })
}

test('logging out of this app ends it in all tabs, and leaves the session at the tenant', async ({
  session,
}) => {
  await session.open()
  await session.logIn()
  const other = await session.openAnotherTab()
  await other.act('logout-here')
  await session.expectStatus('out')
  await session.act('redirect')
  await session.expectStatus('in')
})

test('logging out at the tenant too means a password at the next login', async ({ session }) => {
  await session.open()
  await session.logIn()
  const other = await session.openAnotherTab()
  await session.act('logout')
  await other.expectStatus('out')
  await session.page.waitForURL(`${session.demo.appUrl}session`)
  await session.expectStatus('out')
  await session.act('redirect')
  await expect(session.page.locator('input[name=password]')).toBeVisible()
})

test('a hidden frame, where allowed, brings back what was kept for the page alone', async ({
  session,
}) => {
  await session.open({ keep: 'page', silent: true })
  await session.logIn()
  await session.page.reload()
  await session.settled()
  await session.expectStatus('in')
})

test('an API that refuses every token costs one renewal, and its 401 reaches the app', async ({
  session,
  faults,
}) => {
  faults.expect(refusedByApi)
  await session.open()
  await session.logIn()
  await session.set('apiRefuses', true)
  for (let call = 1; call <= 3; call++) {
    await session.callApi()
    await expect(session.here).toContainText('401 invalid_token')
  }
  await expect(session.count('renewals')).toHaveText('1')
})

test('a token that has ended is renewed by the next call', async ({ session }) => {
  await session.open()
  await session.set('accessTokenLifetime', '15')
  await session.logIn()
  await session.callApi()
  const token = await session.token()
  await expect
    .poll(
      async () => {
        await session.callApi()
        return session.token()
      },
      { timeout: 25_000 },
    )
    .not.toBe(token)
  await expect(session.count('refused')).toHaveText('0')
})

for (const nonce of [false, true]) {
  test(`tokens bound to a key open the API, ${nonce ? 'with' : 'without'} a nonce`, async ({
    session,
    faults,
  }) => {
    if (nonce) faults.expect(/status of 40[01] .*\/(oauth\/token|notes|expire)/)
    else faults.expect(refusedByApi)
    await session.open({ dpop: true })
    session.demo.hooks.dpopNonce = nonce
    await session.logIn()
    const called = session.page.waitForRequest(
      (request) => request.url().endsWith('/notes') && request.method() === 'GET',
    )
    await session.callApi()
    await expect(session.here).toContainText('200 3 notes')
    expect((await called).headers().authorization).toMatch(/^DPoP /)
    await session.act('expire')
    await expect(session.here).toContainText('token expired')
    await session.callApi()
    await expect(session.here).toContainText('200 3 notes')
  })
}

for (const grace of [0, 30]) {
  const ends = grace ? 'costs a call, where the server has a grace interval' : 'ends the session'
  test(`an answer lost on its way ${ends}`, { tag: '@chromium' }, async ({ session, faults }) => {
    faults.expect(/status of 40[01]|ERR_FAILED|CORS policy/)
    const devTools = await session.page.context().newCDPSession(session.page)
    const patterns = [{ urlPattern: '*/oauth/token', requestStage: 'Response' as const }]
    await session.open()
    await session.set('graceInterval', `${grace}`)
    await session.logIn()
    await devTools.send('Fetch.enable', { patterns })
    devTools.once('Fetch.requestPaused', async ({ requestId }) => {
      await devTools.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
      await devTools.send('Fetch.disable')
    })
    await session.act('expire')
    await session.callApi()
    await expect(session.here).toContainText('401')
    const seen = async () => {
      await session.callApi()
      const status = await session.page.locator('body').getAttribute('data-status')
      return status === 'out' ? status : session.here.textContent()
    }
    await expect.poll(seen).toContain(grace ? '200 3 notes' : 'out')
  })
}
