import assert from 'node:assert/strict'
import { coopKinds, setPolicies } from '../coop.mjs'
import {
  expectError,
  expectLogin,
  expectNothingLeft,
  expectPending,
  expectSomethingHeld,
  logIn,
  openPopup,
  outcomeOf,
  reported,
} from '../person.mjs'

const closes = coopKinds.map((kind) => ({
  title: `a popup that the person closes rejects popup_closed within 3 s: ${kind.name}`,
  tags: kind === coopKinds[0] ? ['@every-engine'] : [],
  async run({ app, browser }) {
    setPolicies(app, kind)
    const page = await browser.open(app.appUrl())
    const popup = await openPopup(page)
    await expectPending(page)
    await expectSomethingHeld(page)
    await popup.close()
    await page.attend()
    const backAt = await page.read(() => performance.now())
    const { code, settledAt } = await outcomeOf(page)
    assert.equal(code, 'popup_closed')
    assert.ok(
      settledAt - backAt < 3000,
      `${Math.round(settledAt - backAt)} ms after the page had focus again`,
    )
    await expectNothingLeft(page)
  },
}))

const lateResults = coopKinds
  .filter(({ server }) => server)
  .map((kind) => ({
    title: `a result wins that arrives while the person looks at the app: ${kind.name}`,
    tags: [],
    async run({ app, browser }) {
      setPolicies(app, kind)
      const page = await browser.open(app.appUrl())
      const popup = await openPopup(page)
      await popup.fill('input[name=email]', app.demo.account.email)
      await popup.fill('input[name=password]', app.demo.account.password)
      await popup.read(() => {
        setTimeout(() => document.querySelector('button[type=submit]').click(), 200)
      })
      await page.attend()
      await expectPending(page)
      await expectLogin(page)
      await popup.gone()
      await expectNothingLeft(page)
    },
  }))

const nobodyWaiting = [
  { name: 'the app itself', callback: undefined, told: () => outcomes[0]?.code },
  {
    name: 'a static page',
    callback: '/callback-static',
    told: () => document.body.dataset.relayed,
  },
].flatMap(({ name, callback, told }) =>
  [
    { what: 'closed', act: (page) => page.close() },
    { what: 'reloaded', act: (page) => page.reload() },
  ].map(({ what, act }) => ({
    title: `the callback page says that nobody waits: opener ${what}, back to ${name}`,
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ callback }))
      const popup = await openPopup(page)
      await act(page)
      await popup.attend()
      await logIn(popup, app.demo)
      assert.equal(await popup.until(told), callback ? 'nobody' : 'state_unknown')
      await expectNothingLeft(popup)
    },
  })),
)

export const settling = [
  ...closes,
  ...lateResults,
  {
    title: 'a popup that the browser refuses rejects popup_blocked at once',
    tags: ['@every-engine'],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ unasked: 'popup' }))
      const { code } = await reported(app, ({ by }) => by === 'popup')
      assert.equal(code, 'popup_blocked')
      await expectNothingLeft(page)
    },
  },
  {
    title: 'a popup that the browser refuses goes on as a redirect, where the app wants that',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(
        app.appUrl({ unasked: 'popup', request: { onBlocked: 'redirect' } }),
      )
      await logIn(page, app.demo)
      const { at, sub, appState } = await reported(app, ({ by }) => by === 'redirect')
      assert.equal(at, '/callback')
      assert.match(sub, /^database\|/)
      assert.deepEqual(appState, { login: 0 })
      await expectNothingLeft(page)
    },
  },
  {
    title: 'a signal aborts the login and closes the popup',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl())
      const popup = await openPopup(page)
      await page.attend()
      await page.click('#cancel')
      await expectError(page, 'aborted')
      await popup.gone()
      await expectNothingLeft(page)
    },
  },
  {
    title: 'a timeout that was asked for ends the login and closes the popup',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ request: { timeout: 1000 } }))
      const popup = await page.opens(() => page.click('#popup'))
      await expectError(page, 'timeout')
      await popup.gone()
      await expectNothingLeft(page)
    },
  },
  {
    title: "the server's error comes back as its code, and the popup closes itself",
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl())
      const popup = await openPopup(page)
      await popup.click('a.cancel')
      await expectError(page, 'access_denied')
      await popup.gone()
      await expectNothingLeft(page)
    },
  },
  ...nobodyWaiting,
]
