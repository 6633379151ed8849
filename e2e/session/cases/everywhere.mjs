import assert from 'node:assert/strict'
import { call, logIn, openAndLogIn, openTab, statesOf, statesUntil } from '../tabs.mjs'

/** @type {import('../cases.mjs').SessionCase[]} */
export const everywhere = [
  ...['browser', 'page'].map((keep) => ({
    title: `10: a logout in one tab ends the session in all, one change each, no request: ${keep}`,
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const tabs = [await openAndLogIn(world, browser, { keep })]
      for (let other = 0; other < 2; other++) {
        const tab = await openTab(world, browser, { keep })
        tabs.push(keep === 'page' ? await logIn(tab) : tab)
      }
      const asked = world.server.requests.length
      await tabs[0].read(() => {
        globalThis.session.logOut({ local: true }).then(() => {
          globalThis.outcomes.loggedOut = true
        })
      })
      await tabs[0].until(() => globalThis.outcomes.loggedOut)
      for (const tab of tabs) assert.equal(await call(tab), 'login_required')
      for (const tab of tabs) {
        await statesUntil(tab, 'out')
        assert.deepEqual(await statesOf(tab), ['loading', 'Zoë', 'out'])
      }
      assert.equal(world.server.requests.length, asked)
    },
  })),
  {
    title: '13: another login in one tab is one change in the other tabs',
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const one = await openAndLogIn(world, browser, { keep: 'browser' })
      const other = await openTab(world, browser, { keep: 'browser' })
      world.server.logIn(world.tom)
      await logIn(other)
      await statesUntil(one, 'Tom')
      assert.deepEqual(await statesOf(one), ['loading', 'Zoë', 'Tom'])
      assert.deepEqual(await statesOf(other), ['loading', 'Tom'])
      assert.equal(await call(one), await call(other))
      assert.equal(world.renewals().length, 0)
    },
  },
]
