import {
  expectRenewals,
  expectState,
  expire,
  holdAnswers,
  logIn,
  openApp,
  statesOf,
  takeToken,
} from './session-page.js'
import { expect, test } from './session-test.js'

const keep = 'browser'

test.describe('5: a tab that renews', () => {
  for (const end of ['is closed', 'dies']) {
    // an address of Chromium kills the tab
    const tag = end === 'dies' ? '@chromium' : []
    test(`and ${end} gives its turn to the next, which asks once more`, { tag }, async ({
      context,
      world,
    }) => {
      world.reset({ refreshTokenGrace: 60 })
      const one = await logIn(await openApp(await context.newPage(), world, { keep }))
      const other = await openApp(await context.newPage(), world, { keep })
      await expire(world, [one, other])
      const release = holdAnswers(world)
      takeToken(one).catch(() => undefined)
      await expectRenewals(world, 1)
      const call = takeToken(other)
      if (end === 'dies') one.goto('chrome://crash').catch(() => undefined)
      else await one.close()
      await expectRenewals(world, 2)
      release()
      expect(await call).toMatch(/.{20}/)
      await expectState(other, 'Zoë')
      expect(world.server.reuses).toEqual([])
    })
  }

  test('and is closed, where no grace interval is, costs the session, and nothing hangs', async ({
    context,
    world,
    faults,
  }) => {
    faults.expect(/400/)
    const one = await logIn(await openApp(await context.newPage(), world, { keep }))
    const other = await openApp(await context.newPage(), world, { keep })
    await expire(world, [one, other])
    const release = holdAnswers(world)
    takeToken(one).catch(() => undefined)
    await expectRenewals(world, 1)
    const call = takeToken(other)
    await one.close()
    await expectRenewals(world, 2)
    release()
    expect(await call).toBe('token_error')
    expect(await takeToken(other)).toBe('login_required')
    await expectState(other, 'out token_error')
  })
})

test.describe('6: a tab that renews is paused', () => {
  test('the others hear timeout after 20 s; resumed, its answer is everybody’s', async ({
    context,
    world,
  }) => {
    const [one, other] = [await context.newPage(), await context.newPage()]
    await context.clock.install()
    await logIn(await openApp(one, world, { keep }))
    await openApp(other, world, { keep })
    await expire(world, [one, other])
    // no timer of this tab fires, and it hears of no answer
    await one.evaluate(() => {
      window.setInterval = (() => 0) as never
    })
    const release = holdAnswers(world)
    takeToken(one).catch(() => undefined)
    await expectRenewals(world, 1)
    const call = takeToken(other)
    const look = async () => {
      await context.clock.runFor(1000)
      return (await statesOf(other)).at(-1)
    }
    await expect.poll(look, { timeout: 20_000, intervals: [0] }).toBe('Zoë timeout')
    expect(await call).toBe('timeout')
    expect(world.renewals()).toHaveLength(1)
    release()
    const token = await takeToken(one)
    expect(await takeToken(other)).toBe(token)
    await expectState(other, 'Zoë')
    expect(world.renewals()).toHaveLength(1)
    expect(await statesOf(one)).toEqual(['loading', 'Zoë'])
  })
})

test.describe('14: a call that was begun for one person', () => {
  test('is aborted, never answered with another’s token', async ({ context, world }) => {
    const one = await logIn(await openApp(await context.newPage(), world, { keep }))
    const other = await openApp(await context.newPage(), world, { keep })
    await expire(world, [one, other])
    const release = holdAnswers(world)
    const call = takeToken(one)
    await expectRenewals(world, 1)
    world.held = undefined // for the login
    world.server.logIn(world.tom)
    await logIn(other)
    release()
    expect(await call).toBe('aborted')
    await expectState(one, 'Tom')
    expect(await statesOf(one)).toEqual(['loading', 'Zoë', 'Tom'])
    expect(await takeToken(one)).toBe(await takeToken(other))
  })
})

test.describe('15: a server that cannot be reached', () => {
  test('503: the session stays; twenty calls after expiry cost one request', async ({
    page,
    world,
    faults,
  }) => {
    faults.expect(/503/)
    await logIn(await openApp(page, world))
    const token = await takeToken(page)
    world.server.refuseRenewals(503)
    await expire(world, [page], 7200 - 30)
    expect(await takeToken(page)).toBe(token)
    await expectRenewals(world, 1)
    await expectState(page, 'Zoë token_error')
    await expire(world, [page], 60)
    const outcomes = await page.evaluate(() =>
      Promise.all(
        Array.from({ length: 20 }, () => window.session.getToken().catch(({ code }) => code)),
      ),
    )
    expect(new Set(outcomes)).toEqual(new Set(['token_error']))
    expect(world.renewals()).toHaveLength(2)
  })

  test('offline: the session stays, and `online` renews without a call', async ({
    page,
    context,
    world,
    faults,
  }) => {
    faults.expect(
      /ERR_INTERNET_DISCONNECTED|NetworkError|Failed to load|CORS request did not succeed/,
    )
    await logIn(await openApp(page, world))
    const token = await takeToken(page)
    await context.setOffline(true)
    await expire(world, [page])
    expect(await takeToken(page)).toBe('network_error')
    await expectState(page, 'Zoë network_error')
    expect(world.renewals()).toEqual([])
    await context.setOffline(false)
    // Playwright's Firefox goes online without telling the page
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await expectState(page, 'Zoë')
    await expectRenewals(world, 1)
    expect(await takeToken(page)).not.toBe(token)
    expect(world.renewals()).toHaveLength(1)
  })
})

test.describe('16: time alone', () => {
  test('five idle tabs ask for nothing over three lifetimes', async ({ context, world }) => {
    world.reset({ accessTokenLifetime: 1 })
    const pages = [await logIn(await openApp(await context.newPage(), world, { keep }))]
    while (pages.length < 5) pages.push(await openApp(await context.newPage(), world, { keep }))
    const asked = world.server.requests.length
    const over = Date.now() + 3500
    for (const page of pages) await page.waitForFunction((end) => Date.now() > end, over)
    expect(world.server.requests).toHaveLength(asked)
  })

  test('a tab that calls all the time never has a dead token, and renews once a second', async ({
    page,
    world,
  }) => {
    world.reset({ accessTokenLifetime: 2 })
    const { accessTokens } = lifetimes(world)
    await logIn(await openApp(page, world, { keep }))
    const seconds = 5
    const statuses = await page.evaluate(
      async ([api, ms]) => {
        const seen: number[] = []
        const end = performance.now() + Number(ms)
        while (performance.now() < end) {
          const pause = new Promise((resolve) => setTimeout(resolve, 50))
          seen.push((await window.session.fetch(`${api}/private/things`)).status)
          await pause
        }
        return seen
      },
      [world.api, seconds * 1000],
    )
    expect(statuses.length).toBeGreaterThan(seconds * 5)
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(world.renewals().length).toBeGreaterThan(1)
    expect(world.renewals().length).toBeLessThanOrEqual(seconds + 1)
    expect(accessTokens.size).toBe(world.renewals().length + 1)
  })
})

test.describe('17: a tab that was hidden over the expiry', () => {
  test('has a new token before the first call', async ({ page, world }) => {
    await logIn(await openApp(page, world, { keep }))
    const token = await takeToken(page)
    const show = (hidden: boolean) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden })
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
      }, hidden)
    await show(true)
    await expire(world, [page])
    expect(world.renewals()).toEqual([])
    await show(false)
    await expectRenewals(world, 1)
    expect(await takeToken(page)).not.toBe(token)
    expect(world.renewals()).toHaveLength(1)
  })
})

test.describe('18: a clock that is set', () => {
  for (const hours of [1, -1, 24, -24]) {
    test(`by ${hours} h: nobody is logged out, and one renewal is made`, async ({
      context,
      world,
    }) => {
      const pages = [await logIn(await openApp(await context.newPage(), world, { keep }))]
      pages.push(await openApp(await context.newPage(), world, { keep }))
      for (const page of pages)
        await page.evaluate((ms) => {
          window.ahead += ms
        }, hours * 3_600_000)
      for (let round = 0; round < 5; round++)
        for (const page of pages) expect(await takeToken(page)).toMatch(/.{20}/)
      await expect.poll(() => world.renewals().length).toBeLessThanOrEqual(1)
      for (const page of pages) expect(await statesOf(page)).toEqual(['loading', 'Zoë'])
    })
  }

  test('in two tabs that differ by a day, no tab keeps the other busy', async ({
    context,
    world,
  }) => {
    const one = await logIn(await openApp(await context.newPage(), world, { keep }))
    const other = await openApp(await context.newPage(), world, { keep, ahead: 86_400_000 })
    await takeToken(other)
    await takeToken(one)
    await expect.poll(() => world.renewals().length).toBeGreaterThan(0)
    const over = Date.now() + 1500
    await one.waitForFunction((end) => Date.now() > end, over)
    expect(world.renewals().length).toBeLessThanOrEqual(3)
  })
})

/** Which tokens an API that knows their lifetimes has seen alive; it answers 401 to the others. */
function lifetimes(world: import('./session-world.mjs').SessionWorld) {
  const accessTokens = new Map<string, number>()
  world.onTokens = (token: string, expiresIn: number) =>
    accessTokens.set(token, Date.now() + expiresIn * 1000)
  world.apiStatus = (token) => (Date.now() < (accessTokens.get(`${token}`) ?? 0) ? 200 : 401)
  return { accessTokens }
}
