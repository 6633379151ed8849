import { describe, expect, onTestFinished, test } from 'vitest'
import type { SessionState } from '../../src/session/index.js'
import { rejects } from '../support/errors.js'
import { untilHolds } from '../support/page.js'
import { createProfile, holdRenewals, renewals, spreadNews, tom } from './tabs.js'

const hours = 3600

/** So many calls of each tab at once. */
const callAll = async (tabs: { session: { getToken(): Promise<string> } }[], calls: number) =>
  Promise.all(
    tabs.flatMap(({ session }) => Array.from({ length: calls }, () => session.getToken())),
  )

describe('1: one renewal for all tabs', () => {
  test('five tabs with three calls each at expiry ask once and get one token', async () => {
    const { server, openTab } = createProfile()
    const tabs = Array.from({ length: 5 }, () => openTab({ keep: 'browser' }))
    await tabs[0]?.logIn()
    for (let round = 1; round <= 5; round++) {
      server.advanceTime(2 * hours)
      expect(new Set(await callAll(tabs, 3)).size).toBe(1)
      expect(renewals(server)).toHaveLength(round)
    }
    expect(server.reuses).toEqual([])
  })
})

describe('2: a refused token is renewed once', () => {
  test('twenty calls with one refused token, from five tabs, ask once', async () => {
    const { server, openTab } = createProfile()
    const tabs = Array.from({ length: 5 }, () => openTab({ keep: 'browser' }))
    await tabs[0]?.logIn()
    const refused = await tabs[0]?.session.getToken()
    const tokens = await Promise.all(
      tabs.flatMap(({ session }) =>
        Array.from({ length: 4 }, () => session.getToken({ refused: `${refused}` })),
      ),
    )
    expect(new Set(tokens).size).toBe(1)
    expect(tokens).not.toContain(refused)
    expect(renewals(server)).toHaveLength(1)
  })
})

describe('4: APIs that refuse everything, and tokens that live for a moment', () => {
  test('a hundred refusals in a row cost one renewal a minute', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn } = openTab()
    await logIn()
    const refuse = async () => session.getToken({ refused: await session.getToken() })
    for (let call = 0; call < 100; call++) await refuse()
    expect(renewals(server)).toHaveLength(1)
    server.advanceTime(60)
    for (let call = 0; call < 100; call++) await refuse()
    expect(renewals(server)).toHaveLength(2)
  })

  test.each([0, 1, 2])('a life of %i s is renewed by calls alone', async (accessTokenLifetime) => {
    const { server, openTab } = createProfile({ accessTokenLifetime })
    const { session, logIn } = openTab()
    await logIn()
    server.advanceTime(60)
    expect(renewals(server)).toHaveLength(0)
    await session.getToken()
    expect(renewals(server)).toHaveLength(1)
    server.advanceTime(60)
    spreadNews()
    await session.getToken()
    expect(renewals(server)).toHaveLength(2)
  })
})

describe('8: what another tab stored meanwhile stays', () => {
  test('without locks, a tab whose token was spent takes those of the faster one', async () => {
    let refuse = () => {}
    const refused = new Promise<void>((resolve) => {
      refuse = resolve
    })
    let stored: Promise<unknown> | undefined
    const { server, openTab } = createProfile({
      async respond({ body, request }) {
        if (request.parameters.get('grant_type') !== 'refresh_token') return
        // both have asked before either hears, and the one that was refused hears last
        if (body.error) refuse()
        await (body.error ? stored : refused)
      },
    })
    Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })
    const [fast, slow] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await fast.logIn()
    await slow.session.start()
    server.advanceTime(2 * hours)
    stored = fast.session.getToken()
    await untilHolds(() => expect(renewals(server)).toHaveLength(1))
    expect(await slow.session.getToken()).toBe(await stored)
    expect(server.reuses).toHaveLength(1)
    expect(slow.session.getState().status).toBe('in')
    expect(await fast.session.getToken()).toBe(await stored)
  })
})

describe('9: what is told is true', () => {
  test('a tab that was told of a login gets the token without a request', async () => {
    const { server, openTab } = createProfile()
    const [one, other] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await other.session.start()
    const told = new Promise<string>((resolve, reject) => {
      const listener = ({ status }: SessionState) => {
        if (status === 'in') other.session.getToken().then(resolve, reject)
      }
      onTestFinished(other.session.subscribe(listener))
    })
    await one.logIn()
    spreadNews()
    expect(await told).toBe(await one.session.getToken())
    expect(renewals(server)).toEqual([])
  })
})

describe('10: a logout is everywhere', () => {
  test.each(['page', 'tab', 'browser'] as const)('with keep %s', async (keep) => {
    const { server, openTab } = createProfile()
    const [one, other] = [openTab({ keep }), openTab({ keep })]
    await one.logIn()
    if (keep === 'browser') {
      spreadNews()
      await other.session.start()
    } else await other.logIn()
    await untilHolds(() => expect(other.session.getState().status).toBe('in'))
    const asked = server.requests.length
    await one.session.logOut({ local: true })
    await rejects(other.session.getToken(), 'login_required')
    spreadNews()
    await rejects(other.session.getToken(), 'login_required')
    expect(other.states.map(({ status }) => status)).toEqual(['loading', 'in', 'out'])
    expect(one.session.getState()).toEqual({ status: 'out' })
    expect(other.session.getState()).toEqual({ status: 'out' })
    expect(server.requests).toHaveLength(asked)
  })
})

describe('11: a logout during a renewal', () => {
  test.each(['page', 'tab', 'browser'] as const)('with keep %s', async (keep) => {
    const held = holdRenewals()
    const { server, openTab } = createProfile({ respond: held.respond })
    const [one, other] = [openTab({ keep }), openTab({ keep })]
    await one.logIn()
    server.advanceTime(2 * hours)
    const call = one.session.getToken()
    await untilHolds(() => expect(renewals(server)).toHaveLength(1))
    await other.session.logOut({ local: true })
    held.release()
    await rejects(call, 'aborted')
    await rejects(one.session.getToken(), 'login_required')
    await openTab({ keep }).session.start()
    expect(one.session.getState()).toEqual({ status: 'out' })
  })
})

describe('13, 14: another person', () => {
  test('is one change in every tab, and no token for calls made before', async () => {
    const held = holdRenewals()
    const { server, openTab } = createProfile({ respond: held.respond })
    const [one, other] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await one.logIn()
    spreadNews()
    await other.session.start()
    server.advanceTime(2 * hours)
    const call = one.session.getToken()
    await untilHolds(() => expect(renewals(server)).toHaveLength(1))
    await other.logIn(tom)
    spreadNews()
    held.release()
    await rejects(call, 'aborted')
    const names = one.states.map((state) =>
      state.status === 'in' ? state.claims.name : state.status,
    )
    expect(names).toEqual(['loading', 'Zoë Example', 'Tom Example'])
    expect(await one.session.getToken()).toBe(await other.session.getToken())
  })

  test('with tokens in memory, a tab forgets those of the person before', async () => {
    const { openTab } = createProfile()
    const [one, other] = [openTab(), openTab()]
    await one.logIn()
    await other.logIn(tom)
    spreadNews()
    await rejects(one.session.getToken(), 'login_required')
    expect(one.session.getState()).toEqual({ status: 'out' })
    expect(other.session.getState()).toMatchObject({ status: 'in', claims: tom })
  })
})

describe('15: a server that cannot be reached', () => {
  test.each(['network_error', 503, 429] as const)(
    '%s leaves the session as it is',
    async (fault) => {
      const { server, openTab } = createProfile()
      const { session, logIn, states } = openTab()
      await logIn()
      const token = await session.getToken()
      server.refuseRenewals(fault)
      server.advanceTime(2 * hours - 30)
      expect(await session.getToken()).toBe(token)
      server.advanceTime(30)
      const code = fault === 'network_error' ? 'network_error' : 'token_error'
      const asked = renewals(server).length
      await Promise.all(Array.from({ length: 20 }, () => rejects(session.getToken(), code)))
      expect(renewals(server).length - asked).toBeLessThanOrEqual(1)
      expect(session.getState()).toMatchObject({ status: 'in', error: { code } })
      server.acceptRenewals()
      await rejects(session.getToken(), code)
      dispatchEvent(new Event('online'))
      await untilHolds(() => expect(session.getState()).not.toHaveProperty('error'))
      expect(await session.getToken()).not.toBe(token)
      expect(states.every(({ status }) => status !== 'out')).toBe(true)
    },
  )
})

describe('18: a clock that is set', () => {
  test.each([3600, -3600, 86_400, -86_400])('by %i s costs one renewal', async (seconds) => {
    const { server, openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    server.advanceTime(seconds)
    for (let call = 0; call < 5; call++) await session.getToken()
    dispatchEvent(new Event('pageshow'))
    await untilHolds(() => expect(renewals(server).length).toBeLessThanOrEqual(1))
    expect(session.getState()).toMatchObject({ status: 'in' })
    expect(session.getState()).not.toHaveProperty('error')
  })
})
