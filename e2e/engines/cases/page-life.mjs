import assert from 'node:assert/strict'
import { eventually } from '../eventually.mjs'
import {
  expectError,
  expectLogin,
  expectNothingLeft,
  leaveForLogin,
  logIn,
  openPopup,
  reported,
} from '../person.mjs'

const storageFaults = [
  { storage: 'throws', name: 'a storage that throws' },
  { storage: 'refuses', name: 'a storage that refuses' },
  { storage: 'full', name: 'a storage that is full' },
].map(({ storage, name }) => ({
  title: `a redirect rejects storage_unavailable before it leaves, a popup logs in: ${name}`,
  tags: [],
  async run({ app, browser }) {
    app.pages.storage = storage
    const page = await browser.open(app.appUrl())
    await page.click('#redirect')
    await expectError(page, 'storage_unavailable')
    assert.equal(await page.read(() => location.pathname), '/')
    const popup = await openPopup(page)
    await logIn(popup, app.demo)
    await expectLogin(page, 1)
    await popup.gone()
    await expectNothingLeft(page)
  },
}))

export const pageLife = [
  {
    title: 'a redirect logs in and leaves nothing behind: code',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ responseType: 'code' }))
      await leaveForLogin(page)
      await logIn(page, app.demo)
      await expectLogin(page)
      assert.match(await page.read(() => arrivedAt), /\/callback-code#code=/)
      await expectNothingLeft(page)
    },
  },
  {
    title: 'coming back from the login page stops the spinner, and the next click logs in',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl())
      await leaveForLogin(page)
      await page.back()
      await page.until(() => document.querySelector('#redirect') !== null)
      if (browser.keepsPages) {
        await expectError(page, 'aborted')
        assert.deepEqual(await page.read(() => pageShows), [false, true])
      }
      await leaveForLogin(page)
      await logIn(page, app.demo)
      await expectLogin(page, 0, browser.keepsPages ? 1 : 0)
      // the person could still go forward again and finish the first one
      const { records, ...rest } = await page.read(() => leftBehind())
      assert.equal(records, 1)
      assert.deepEqual(rest, { timers: 0, listeners: 0, channels: 0, frames: 0 })
    },
  },
  {
    // By an event of our own, for engines that keep no page.
    title: 'a page that the browser shows again rejects aborted, and leaves nothing behind',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ leadsNowhere: true }))
      await page.click('#redirect')
      await eventually(() => app.timesNowhere() > 0, 'the page is being left')
      await page.until(() => leftBehind().listeners > 0)
      assert.deepEqual(await page.read(() => outcomes), [{ by: 'redirect' }])
      await page.read(() => {
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
      })
      await expectError(page, 'aborted')
      const { listeners } = await page.read(() => leftBehind())
      assert.equal(listeners, 0)
    },
  },
  {
    title: 'a callback page that is reloaded after the login asks nobody and fails nothing',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl())
      await leaveForLogin(page)
      await logIn(page, app.demo)
      await expectLogin(page)
      app.reports.length = 0
      await page.reload()
      await reported(app, ({ rendered }) => rendered)
      assert.deepEqual(await page.read(() => outcomes), [])
    },
  },
  {
    title:
      'an answer that is opened again, in a tab restored or a link kept, rejects state_unknown',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl())
      await leaveForLogin(page)
      await logIn(page, app.demo)
      await expectLogin(page)
      const answer = await page.read(() => arrivedAt)
      assert.match(answer, /#.*id_token=/)
      const restored = await browser.open(answer)
      await expectError(restored, 'state_unknown')
      assert.equal(await restored.url(), app.callbackUrl)
    },
  },
  {
    title: 'a login begun in one tab is finished in another',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl())
      await leaveForLogin(page)
      const other = await browser.open(await page.url())
      await logIn(other, app.demo)
      await expectLogin(other)
      await expectNothingLeft(other)
    },
  },
  ...storageFaults,
]
