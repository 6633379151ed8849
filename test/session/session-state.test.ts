import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { AuthError } from '../../src/index.js'
import type { SessionState } from '../../src/session/index.js'
import { rejects } from '../support/errors.js'
import { untilHolds } from '../support/page.js'
import { createProfile, renewals, spreadNews, zoe } from './tabs.js'

const hours = 3600

describe('7: a listener cannot stop a renewal', () => {
  test('it may call getToken, throw, or never return; the others are told', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn, states } = openTab({ keep: 'browser' })
    await session.start()
    const own = new Error('a listener’s own')
    const reported: unknown[] = []
    const report = (reason: unknown) => void reported.push(reason)
    process.on('unhandledRejection', report)
    onTestFinished(() => void process.off('unhandledRejection', report))
    const calls: Promise<string>[] = []
    const mean: ((state: SessionState) => void)[] = [
      () => void calls.push(session.getToken().catch(({ code }) => code)),
      () => {
        throw own
      },
      () => new Promise(() => {}),
    ]
    for (const listener of mean) onTestFinished(session.subscribe(listener))
    await logIn()
    server.advanceTime(2 * hours)
    const renewed = await session.getToken()
    expect(await session.getToken()).toBe(renewed)
    expect(renewals(server)).toHaveLength(1)
    expect(states.map(({ status }) => status)).toEqual(['loading', 'out', 'in'])
    expect(await Promise.all(calls)).toEqual(['login_required', expect.stringMatching(/.{20}/)])
    await untilHolds(() => expect(reported).toEqual([own, own]))
  })

  test('one that logs out tells nobody twice', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab({ subscribed: false })
    const hurried = session.subscribe(({ status }) => {
      if (status === 'in') void session.logOut({ local: true })
    })
    onTestFinished(hurried)
    const told: string[] = []
    onTestFinished(session.subscribe(({ status }) => void told.push(status)))
    await logIn()
    await untilHolds(() => expect(session.getState().status).toBe('out'))
    expect(told).toEqual(['loading', 'in', 'out'])
  })
})

describe('21, 22: what people see changes once', () => {
  test('a renewal changes nothing: the state stays the same object', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn, states } = openTab()
    await logIn()
    const state = session.getState()
    server.advanceTime(2 * hours)
    await session.getToken()
    expect(renewals(server)).toHaveLength(1)
    expect(session.getState()).toBe(state)
    expect(states).toHaveLength(2)
  })

  test('a renewal that brings another name is told', async () => {
    let name = 'Zoë'
    const { server, openTab } = createProfile({
      respond({ claims }) {
        claims.name = name
      },
    })
    const { session, logIn, states } = openTab()
    await logIn()
    name = 'Zoë Married'
    server.advanceTime(2 * hours)
    await session.getToken()
    const names = states.map((state) => state.status === 'in' && state.claims.name)
    expect(names).toEqual([false, 'Zoë', 'Zoë Married'])
  })

  test('a login that fails is out with its reason; the next login takes that away', async () => {
    const { openTab } = createProfile()
    const { auth, session, logIn } = openTab()
    const refused = new AuthError('access_denied', 'access_denied')
    const failing = vi.spyOn(auth, 'parseHash').mockRejectedValue(refused)
    expect(await session.start()).toEqual({ status: 'out', error: refused })
    failing.mockRestore()
    await logIn()
    expect(session.getState()).toMatchObject({ status: 'in', claims: zoe })
    expect(session.getState()).not.toHaveProperty('error')
    await session.logOut({ local: true })
    expect(session.getState()).toEqual({ status: 'out' })
  })

  test('start gives the same promise always, and never rejects', async () => {
    const { openTab } = createProfile()
    const { session } = openTab()
    expect(session.start()).toBe(session.start())
    expect(await session.start()).toEqual({ status: 'out' })
    expect(session.getInitialState()).toEqual({ status: 'loading' })
  })

  test('a result is adopted once: a renewed session does not go back to it', async () => {
    const { server, openTab } = createProfile()
    const { auth, session } = openTab()
    const url = await server.answer(await auth.buildAuthorizeUrl())
    const adoptAgain = async () => {
      const result = await auth.parseHash(url)
      if (result) await session.adopt(result)
    }
    await adoptAgain()
    server.advanceTime(2 * hours)
    const renewed = await session.getToken()
    await adoptAgain()
    expect(await session.getToken()).toBe(renewed)
  })

  test('a result without an ID Token or access token is invalid_config', async () => {
    const { openTab } = createProfile()
    const { auth, session, logIn } = openTab()
    await logIn()
    const { claims } = session.getState() as { claims: object }
    for (const result of [{}, { accessToken: 'a' }, { claims }])
      await rejects(session.adopt(result as never), 'invalid_config')
    expect(auth.clientId).toBe('app')
    expect(session.getState().status).toBe('in')
  })
})

describe('subscribe', () => {
  test('calls back at once, and no more after it was ended, however often', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab({ subscribed: false })
    const told: string[] = []
    const listener = ({ status }: SessionState) => void told.push(status)
    const ends = [session.subscribe(listener), session.subscribe(listener)]
    expect(told).toEqual(['loading', 'loading'])
    ends[0]?.()
    ends[0]?.()
    await logIn()
    expect(told).toEqual(['loading', 'loading', 'in'])
    ends[1]?.()
  })

  test('listens to other tabs only while somebody subscribes', () => {
    const { openTab } = createProfile()
    const added = vi.spyOn(globalThis, 'addEventListener')
    onTestFinished(() => added.mockRestore())
    const { session } = openTab({ subscribed: false })
    expect(added.mock.calls).toEqual([])
    const ends = [session.subscribe(() => {}), session.subscribe(() => {})]
    const events = ['storage', 'visibilitychange', 'pageshow', 'online']
    expect(added.mock.calls.map(([type]) => type)).toEqual(events)
    const signals = added.mock.calls.map(([, , options]) => (options as AbortController).signal)
    ends[0]?.()
    expect(signals.some(({ aborted }) => aborted)).toBe(false)
    ends[1]?.()
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
    session.subscribe(() => {})()
    expect(added.mock.calls).toHaveLength(8)
  })

  test('a tab without listeners sees a logout elsewhere at its next call', async () => {
    const { openTab } = createProfile()
    const one = openTab({ keep: 'browser', subscribed: false })
    const other = openTab({ keep: 'browser' })
    await one.logIn()
    await other.session.start()
    await other.session.logOut({ local: true })
    expect(one.session.getState().status).toBe('in')
    await rejects(one.session.getToken(), 'login_required')
    expect(one.session.getState()).toEqual({ status: 'out' })
  })

  test('news of other keys is none; where all is cleared, so is the session', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab({ keep: 'browser' })
    await logIn()
    localStorage.clear()
    const read = vi.spyOn(indexedDB, 'open')
    spreadNews('another app’s')
    expect(read).not.toHaveBeenCalled()
    spreadNews(null)
    await untilHolds(() => expect(session.getState().status).toBe('out'))
  })
})
