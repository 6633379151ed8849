import { logIn, openApp, statesOf, takeToken } from './session-page.js'
import { expect, test } from './session-test.js'

const remove = {
  localStorage: () => Object.defineProperty(window, 'localStorage', { value: null }),
  'localStorage, which throws': () =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    }),
  sessionStorage: () => Object.defineProperty(window, 'sessionStorage', { value: null }),
  indexedDB: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  BroadcastChannel: () => Object.defineProperty(window, 'BroadcastChannel', { value: undefined }),
  'navigator.locks': () => Object.defineProperty(navigator, 'locks', { value: undefined }),
}

test.describe('27: a page without', () => {
  for (const [name, act] of Object.entries(remove)) {
    for (const keep of ['page', 'tab', 'browser'] as const) {
      test(`${name} logs in, renews and logs out: ${keep}`, async ({ page, world }) => {
        await page.addInitScript(act)
        await logIn(await openApp(page, world, { keep }))
        const token = await takeToken(page)
        expect(await takeToken(page, { refused: token })).not.toBe(token)
        await page.evaluate(() => window.session.logOut({ local: true }))
        expect(await takeToken(page)).toBe('login_required')
        expect(await statesOf(page)).toEqual(['loading', 'Zoë', 'out'])
      })
    }
  }
})
