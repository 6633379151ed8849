import assert from 'node:assert/strict'
import { call, callTogether, expire, openAndLogIn, openTab } from '../tabs.mjs'

const all = process.env.POSTERN_TESTS === 'all' || process.argv.includes('--all')
const rounds = all ? 40 : 8

async function openFive(world, browser) {
  const first = await openAndLogIn(world, browser, { keep: 'browser' })
  const tabs = [first]
  while (tabs.length < 5) tabs.push(await openTab(world, browser, { keep: 'browser' }))
  return tabs
}

const oneRenewal = (delay) => ({
  title:
    `1: five tabs with three calls each at expiry make one request and get one token, ` +
    `${rounds} times, from a server that takes ${delay} ms`,
  tags: delay ? ['@every-engine'] : ['@seldom'],
  async run({ world, browser }) {
    world.delay = delay
    const tabs = await openFive(world, browser)
    for (let round = 1; round <= rounds; round++) {
      await expire(world, tabs)
      const tokens = (await callTogether(tabs, 3)).flat()
      assert.equal(tokens.length, 15)
      assert.equal(new Set(tokens).size, 1, `${tokens}`)
      assert.equal(world.renewals().length, round)
    }
    assert.deepEqual(world.server.reuses, [])
  },
})

/** @type {import('../cases.mjs').SessionCase[]} */
export const renewal = [
  oneRenewal(0),
  oneRenewal(150),
  {
    title: '2: twenty calls with one refused token, from five tabs, make one request',
    tags: ['@every-engine'],
    async run({ world, browser }) {
      world.delay = 50
      const tabs = await openFive(world, browser)
      const refused = await call(tabs[0])
      const tokens = (await callTogether(tabs, 4, { refused })).flat()
      assert.equal(new Set(tokens).size, 1, `${tokens}`)
      assert.notEqual(tokens[0], refused)
      assert.equal(world.renewals().length, 1)
    },
  },
]
