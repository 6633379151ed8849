import assert from 'node:assert/strict'
import { reported } from '../person.mjs'

const requestsSince = ({ demo }, earlier) =>
  demo.log.slice(earlier).filter(({ path }) => path === '/authorize').length

export const loops = [
  {
    title: 'an app that sends everybody to a server that refuses them stops with redirect_loop',
    tags: [],
    async run({ app, browser }) {
      const earlier = app.demo.log.length
      app.demo.hooks.denyAll = true
      await browser.open(app.appUrl({ unasked: 'redirect' }))
      await reported(app, ({ code }) => code === 'redirect_loop')
      assert.equal(requestsSince(app, earlier), 3)
      assert.equal(app.reports.filter(({ code }) => code === 'login_required').length, 3)
    },
  },
  {
    title: 'a person who clicks again and again is never stopped',
    tags: [],
    async run({ app, browser }) {
      app.demo.hooks.denyAll = true
      const page = await browser.open(app.appUrl())
      for (let click = 0; click < 6; click++) {
        app.reports.length = 0
        await page.click('#redirect')
        const { code } = await reported(app, ({ by }) => by === 'answer')
        assert.equal(code, 'login_required')
      }
    },
  },
]
