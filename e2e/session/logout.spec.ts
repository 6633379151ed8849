import type { Page } from 'playwright/test'
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

const logOut = (page: Page) => page.evaluate(() => window.session.logOut({ local: true }))

test.describe('11: a logout while another tab renews', () => {
  test('throws the answer away, aborts the call, and nothing is stored again', async ({
    context,
    world,
  }) => {
    const one = await logIn(await openApp(await context.newPage(), world, { keep: 'browser' }))
    const other = await openApp(await context.newPage(), world, { keep: 'browser' })
    await expire(world, [one, other])
    const release = holdAnswers(world)
    const call = takeToken(one)
    await expectRenewals(world, 1)
    await logOut(other)
    release()
    expect(await call).toBe('aborted')
    const stored = await one.evaluate(async () => {
      const opening = indexedDB.open('postern')
      await new Promise((resolve) => {
        opening.onsuccess = resolve
      })
      const reading = opening.result.transaction('sessions').objectStore('sessions').getAll()
      await new Promise((resolve) => {
        reading.onsuccess = resolve
      })
      opening.result.close()
      return reading.result
    })
    expect(stored).toEqual([])
    for (const page of [one, other]) expect(await statesOf(page)).toEqual(['loading', 'Zoë', 'out'])
  })
})

test.describe('12: a logout that a tab slept through', () => {
  test('is seen before any call gets a token, though the tab was told nothing', async ({
    context,
    world,
  }) => {
    const one = await context.newPage()
    // a driver's tab is always visible, and cannot be frozen: it misses what a sleeping one misses
    await one.addInitScript(() =>
      addEventListener('storage', (event) => {
        if (document.documentElement.dataset.asleep) event.stopImmediatePropagation()
      }),
    )
    await logIn(await openApp(one, world, { keep: 'browser' }))
    const other = await openApp(await context.newPage(), world, { keep: 'browser' })
    await one.evaluate(() => {
      document.documentElement.dataset.asleep = 'yes'
    })
    await logOut(other)
    expect(await statesOf(one)).toEqual(['loading', 'Zoë'])
    expect(await takeToken(one)).toBe('login_required')
    await expectState(one, 'out')
    expect(await statesOf(one)).toEqual(['loading', 'Zoë', 'out'])
  })
})

test.describe('a logout at the server', () => {
  test('leaves for it with the ID Token, and ends the session in the other tabs', async ({
    context,
    world,
  }) => {
    const one = await logIn(await openApp(await context.newPage(), world, { keep: 'browser' }))
    const other = await openApp(await context.newPage(), world, { keep: 'browser' })
    const back = `${world.app}/away`
    await one.evaluate((returnTo) => void window.session.logOut({ returnTo }), back)
    await one.waitForURL(back)
    const [request] = world.server.requests.filter(({ endpoint }) => endpoint === 'logout')
    expect(request?.parameters.get('client_id')).toBe('app')
    await expectState(other, 'out')
  })
})
