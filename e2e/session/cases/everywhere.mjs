import assert from 'node:assert/strict'
import { call, logIn, openAndLogIn, openTab, statesOf, statesUntil, untilTold } from '../tabs.mjs'

const logOutOf = async (tab) => {
  await tab.read(() => {
    globalThis.session.logOut({ local: true }).then(() => {
      globalThis.outcomes.loggedOut = true
    })
  })
  await tab.until(() => globalThis.outcomes.loggedOut)
}

/** Leaves the app's page for another, and comes back to the one the browser kept, if it did. */
async function goAwayAndBack({ app }, tab, meanwhile) {
  await tab.read(() => {
    globalThis.wasHere = true
  })
  await tab.open(`${app}/away`)
  await meanwhile()
  await tab.back()
  // the page between has no session
  await tab.until(() => /^(in|out)$/.test(globalThis.session?.getState().status))
  return tab.read(() => !!globalThis.wasHere)
}

/** @type {import('../cases.mjs').SessionCase[]} */
export const everywhere = [
  ...['page', 'tab', 'browser'].map((keep) => ({
    title: `12: a logout while a tab is elsewhere is seen before it gets a token again: ${keep}`,
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const one = await openAndLogIn(world, browser, { keep })
      const other = await openTab(world, browser, { keep })
      if (keep !== 'browser') await logIn(other)
      const wasKept = await goAwayAndBack(world, one, async () => {
        await logOutOf(other)
        await untilTold(one, { by: other })
      })
      assert.equal(await call(one), 'login_required')
      await statesUntil(one, 'out')
      const states = wasKept ? ['loading', 'Zoë', 'out'] : ['loading', 'out']
      assert.deepEqual(await statesOf(one), states)
      if (browser.keepsPages) assert.ok(wasKept, 'the browser kept the page')
    },
  })),
  {
    title: '12: with `tab`, a tab that comes back from elsewhere has its session again',
    tags: ['@every-engine'],
    async run({ world, browser }) {
      const tab = await openAndLogIn(world, browser, { keep: 'tab' })
      const token = await call(tab)
      await goAwayAndBack(world, tab, () => {})
      assert.equal(await call(tab), token)
      assert.equal(await tab.read(() => sessionStorage.length), 0)
      assert.deepEqual(await statesOf(tab), ['loading', 'Zoë'])
      assert.equal(world.renewals().length, 0)
    },
  },
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
      await logOutOf(tabs[0])
      for (const tab of tabs) {
        // tokens that all tabs share are gone at once; of others, it is the news that ends them
        if (keep === 'page') await untilTold(tab, { by: tabs[0] })
        assert.equal(await call(tab), 'login_required')
      }
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
