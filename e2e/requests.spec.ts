import { App } from './support/app.js'
import { expect, test } from './support/demo.js'
import type { Faults } from './support/faults.js'

// How many requests a login costs, counted by the servers themselves: "2+1" is two at the
// authorization server and one at the app. The person has a session at the server already, so that
// nobody types, and what is counted is what the library causes. At the app every request counts,
// assets too; there is one only, for the page that the answer comes back to, because the browser
// holds the scripts and styles of the page before.

const keys = '/.well-known/jwks.json'
const token = '/oauth/token'

const kinds = [
  { responseType: 'token id_token', exchange: [] },
  { responseType: 'code', exchange: [token] },
]

const cost = (tenant: number, app: number) => `${tenant}+${app}`

/** A session at the server, without the keys: its answer comes to no page of the app. */
async function signIn(app: App, faults: Faults) {
  // the page of the answer has no icon, and nobody to send it to
  faults.expect(/404 .*favicon\.ico/)
  faults.expect(/does not match the recipient window.s origin/)
  await app.open()
  const url = new URL(await app.leave(''))
  url.searchParams.set('response_mode', 'web_message')
  await app.page.goto(url.href)
  await app.logIn()
  await app.page.waitForURL(({ pathname }) => pathname.startsWith('/authorize/'))
}

/**
 * What the servers are asked for while something is done; a request that the login did not wait for
 * is counted with the next.
 */
async function requestsOf({ demo }: App, action: () => Promise<unknown>) {
  const since = demo.log.length
  await action()
  // Firefox asks for a favicon whenever it likes
  const requests = demo.log.slice(since).filter(({ path }) => path !== '/favicon.ico')
  const at = (wanted: string) =>
    requests
      .flatMap(({ server, method, path }) => (server === wanted ? [`${method} ${path}`] : []))
      .sort()
  return { tenant: at('tenant'), app: at('app') }
}

const expected = (tenant: string[], app: string[] = []) => ({
  tenant: tenant.map((path) => `${path === token ? 'POST' : 'GET'} ${path}`).sort(),
  app: app.map((path) => `GET ${path}`),
})

for (const { responseType, exchange } of kinds) {
  const [first, then] = [cost(2 + exchange.length, 1), cost(1 + exchange.length, 1)]
  test(`${responseType} by redirect costs ${first} requests, with cached keys ${then}`, async ({
    app,
    faults,
  }) => {
    await signIn(app, faults)
    await app.open()
    await app.choose({ responseType })
    const logIn = async () => {
      await app.press('', 'redirect')
      await app.result()
    }
    expect(await requestsOf(app, logIn)).toEqual(
      expected(['/authorize', ...exchange, keys], ['/callback']),
    )
    await app.open()
    expect(await requestsOf(app, logIn)).toEqual(
      expected(['/authorize', ...exchange], ['/callback']),
    )
  })

  const [popup, again] = [cost(2 + exchange.length, 0), cost(1 + exchange.length, 0)]
  test(`${responseType} by popup message costs ${popup} requests, then ${again}`, async ({
    app,
    faults,
  }) => {
    await signIn(app, faults)
    await app.open()
    await app.choose({ responseType, responseMode: 'web_message' })
    const logIn = async () => {
      await app.press('', 'popup')
      await app.result()
    }
    expect(await requestsOf(app, logIn)).toEqual(expected(['/authorize', ...exchange, keys]))
    await app.act('ways')
    expect(await requestsOf(app, logIn)).toEqual(expected(['/authorize', ...exchange]))
  })

  test(`a silent renewal of ${responseType} costs ${again} requests`, async ({
    page,
    sameSiteDemo,
  }) => {
    const app = new App(page, sameSiteDemo)
    await app.open()
    await app.choose({ responseType, responseMode: 'web_message' })
    const { accessToken } = await app.logInBy('popup', 'database')
    const renew = async () => {
      await app.act('silent')
      await expect.poll(async () => (await app.result()).accessToken).not.toBe(accessToken)
    }
    expect(await requestsOf(app, renew)).toEqual(expected(['/authorize', ...exchange]))
  })
}

test('a renewal with a refresh token costs 1+0 requests', async ({ app }) => {
  await app.open()
  await app.choose({ responseType: 'code', offline: true })
  const { accessToken } = await app.logInBy('redirect', 'database')
  const renew = async () => {
    await app.act('refresh')
    await expect.poll(async () => (await app.result()).accessToken).not.toBe(accessToken)
  }
  expect(await requestsOf(app, renew)).toEqual(expected([token]))
})

test('fetches the keys while a popup is open, before anybody has typed', async ({ app }) => {
  await app.open()
  const since = app.demo.log.length
  const popup = await app.pressForPopup('database')
  await popup.locator('input[name=password]').waitFor()
  await expect.poll(() => app.demo.log.slice(since).some(({ path }) => path === keys)).toBe(true)
  const { tenant } = await requestsOf(app, async () => {
    await app.logIn(popup)
    await app.result()
  })
  expect(tenant).not.toContain(`GET ${keys}`)
})

test('a code login waits for the token request alone, not for the keys after it', async ({
  app,
  faults,
}) => {
  await signIn(app, faults)
  await app.open()
  await app.choose({ responseType: 'code' })
  const delay = 50
  app.demo.hooks.delay = delay
  const since = app.demo.log.length
  await app.press('', 'redirect')
  await app.result()
  const arrival = (wanted: string) =>
    app.demo.log.slice(since).find(({ path }) => path === wanted)?.time ?? Number.NaN
  // The answer of the token request leaves the server so long after its arrival: the keys were
  // asked for before that.
  expect(arrival(keys)).toBeLessThan(arrival(token) + delay)
})
