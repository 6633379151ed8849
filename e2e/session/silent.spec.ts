import { expectState, expire, logIn, openApp, statesOf, takeToken } from './session-page.js'
import { expect, test } from './session-test.js'

test.describe('19: hidden frames', () => {
  test('are not opened for strangers, who cost no request', async ({ page, world }) => {
    await openApp(page, world, { silent: true, keep: 'browser' })
    await page.reload()
    await expectState(page, 'out')
    expect(await takeToken(page)).toBe('login_required')
    expect(world.server.requests).toEqual([])
  })

  test('bring a session back after a reload', async ({ page, world }) => {
    await logIn(await openApp(page, world, { silent: true }))
    await page.goto('about:blank')
    await openApp(page, world, { silent: true })
    expect(await statesOf(page)).toEqual(['loading', 'Zoë'])
    expect(world.frames()).toHaveLength(1)
    expect(await page.evaluate(() => document.querySelectorAll('iframe').length)).toBe(0)
  })

  test('of a server that forgot: one in all tabs together, and who holds tokens stays in', async ({
    context,
    world,
  }) => {
    const settings = { silent: true, keep: 'page' } as const
    const holder = await logIn(await openApp(await context.newPage(), world, settings))
    world.server.logOut()
    for (let tab = 0; tab < 3; tab++) {
      const other = await openApp(await context.newPage(), world, settings)
      expect((await statesOf(other))[0]).toBe('loading')
      expect((await statesOf(other))[1]).toMatch(/^out/)
    }
    expect(world.frames()).toHaveLength(1)
    expect(await takeToken(holder)).toMatch(/.{20}/)
    expect(await statesOf(holder)).toEqual(['loading', 'Zoë'])
  })

  test('once the server forgot, three tabs make one request and open one frame', async ({
    context,
    world,
    faults,
  }) => {
    faults.expect(/400/)
    const settings = { silent: true, keep: 'browser' } as const
    const pages = [await logIn(await openApp(await context.newPage(), world, settings))]
    while (pages.length < 3) pages.push(await openApp(await context.newPage(), world, settings))
    world.server.revokeTokens()
    world.server.logOut()
    await expire(world, pages)
    const outcomes = await Promise.all(
      pages.map((page) =>
        page.evaluate(() =>
          Promise.all(
            Array.from({ length: 3 }, () => window.session.getToken().catch(({ code }) => code)),
          ),
        ),
      ),
    )
    expect(new Set(outcomes.flat())).toEqual(new Set(['login_required']))
    expect(world.renewals()).toHaveLength(1)
    expect(world.frames()).toHaveLength(1)
    for (const page of pages) await expectState(page, (await statesOf(page)).at(-1) ?? '')
    for (const page of pages) expect((await statesOf(page)).at(-1)).toMatch(/^out/)
  })

  test('renew where no refresh token comes', async ({ page, world }) => {
    await logIn(await openApp(page, world, { silent: true, responseType: 'token id_token' }))
    const token = await takeToken(page)
    await expire(world, [page])
    expect(await takeToken(page)).not.toBe(token)
    expect(world.frames()).toHaveLength(1)
    expect(await statesOf(page)).toEqual(['loading', 'Zoë'])
  })
})
