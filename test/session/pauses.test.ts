import { describe, expect, onTestFinished, test } from 'vitest'
import { rejects } from '../support/errors.js'
import { turn } from '../support/page.js'
import { createProfile, renewals, spreadNews } from './tabs.js'

const hours = 3600

/** A session whose token has ended, at a server that refuses each renewal for now. */
async function failing() {
  const { server, openTab } = createProfile()
  const tab = openTab()
  await tab.logIn()
  server.refuseRenewals(503)
  server.advanceTime(2 * hours)
  /** How many requests one call causes. */
  const costOfCall = async () => {
    const before = renewals(server).length
    await rejects(tab.session.getToken(), 'token_error')
    return renewals(server).length - before
  }
  return { ...tab, server, costOfCall }
}

/** The person turns away from this page. */
function hide() {
  Object.defineProperty(document, 'hidden', { configurable: true, value: true })
  onTestFinished(() => void Object.defineProperty(document, 'hidden', { value: false }))
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

const goOnline = () => dispatchEvent(new Event('online'))

/** Everything that a wake-up leads to has had its turn. */
async function settle() {
  for (let turns = 0; turns < 50; turns++) await turn()
}

describe('15: while requests fail', () => {
  test('the pauses between them double', async () => {
    const { server, costOfCall } = await failing()
    for (const pause of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(await costOfCall()).toBe(1)
      server.advanceTime(pause - 0.5)
      expect(await costOfCall()).toBe(0)
      server.advanceTime(0.5)
    }
  })

  test.each([
    ['news of another tab end no pause', 0, () => spreadNews()],
    ['a tab that is hidden ends none', 0, () => hide()],
    [
      'the net’s return ends it, also in a hidden tab',
      1,
      () => {
        hide()
        goOnline()
      },
    ],
  ])('%s', async (_, cost, wake) => {
    const { costOfCall } = await failing()
    await costOfCall()
    wake()
    await settle()
    expect(await costOfCall()).toBe(cost)
  })
})

test('a token that the server gives again, and prolongs, ends what went wrong', async () => {
  let first: unknown
  const { server, openTab } = createProfile({
    respond({ endpoint, body, claims }) {
      if (endpoint !== 'token' || body.error) return
      first ??= body.access_token
      body.access_token = first
      claims.at_hash = undefined
    },
  })
  const { session, logIn } = openTab()
  await logIn()
  server.refuseRenewals(503)
  server.advanceTime(2 * hours)
  await rejects(session.getToken(), 'token_error')
  server.acceptRenewals()
  server.advanceTime(2)
  expect(await session.getToken()).toBe(first)
  expect(session.getState()).not.toHaveProperty('error')
  expect(renewals(server)).toHaveLength(2)
})

describe('14: nothing is renewed that nobody asked for', () => {
  test.each([
    ['news', () => spreadNews()],
    [
      'the net’s return in a hidden tab',
      () => {
        hide()
        goOnline()
      },
    ],
  ])('by %s', async (_, wake) => {
    const { server, openTab } = createProfile()
    await openTab().logIn()
    server.advanceTime(2 * hours)
    wake()
    await settle()
    expect(renewals(server)).toEqual([])
  })

  test('before start a session says loading, whatever wakes it', async () => {
    const { openTab } = createProfile()
    await openTab({ keep: 'browser' }).logIn()
    const other = openTab({ keep: 'browser' })
    spreadNews()
    goOnline()
    await settle()
    expect(other.states.map(({ status }) => status)).toEqual(['loading'])
  })
})
