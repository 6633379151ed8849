import { IDBObjectStore } from 'fake-indexeddb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Auth, isAuthError } from '../../src/index.js'
import { createSession, type SessionState } from '../../src/session/index.js'
import { createRenewal } from '../../src/session/renewal.js'
import type { SessionTokens } from '../../src/session/session-tokens.js'
import { rejects, throws } from '../support/errors.js'
import { turn, untilHolds, visit } from '../support/page.js'
import { createProfile, holdRenewals, newsKey, renewals, spreadNews, tom } from './tabs.js'

const hours = 3600

test('6: the lock is stolen only where two waits in a row had no end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const tokens = { accessToken: 'a', who: 'zoe', expiresAt: 1e15 } as unknown as SessionTokens
  const before = { ...tokens, accessToken: 'spent' } as SessionTokens
  const steals: boolean[] = []
  let isHeld = true
  const read = async () => (isHeld ? before : tokens)
  const kept = { read, replace: async () => tokens } as never
  const renew = createRenewal(
    {} as Auth,
    kept,
    async (work, steal) => {
      steals.push(!!steal)
      return isHeld ? new Promise<never>(() => {}) : work()
    },
    () => false,
    () => 0,
    async () => tokens,
  )
  const waitInVain = async () => {
    const call = renew(before)
    call.catch(() => {})
    await vi.advanceTimersByTimeAsync(20_000)
    return call
  }
  await rejects(waitInVain(), 'timeout')
  isHeld = false
  expect(await renew(before)).toBe(tokens)
  isHeld = true
  await rejects(waitInVain(), 'timeout')
  expect(steals).toEqual([false, false, false])
  void waitInVain()
  await untilHolds(() => expect(steals).toEqual([false, false, false, false, true]))
})

describe('`browser` where the database is refused works like `page`', () => {
  const refuse = () =>
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError')
    })

  test('another person who logs in elsewhere ends it here', async () => {
    const { openTab } = createProfile()
    refuse()
    const [one, other] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await one.logIn()
    await other.logIn(tom)
    spreadNews()
    await rejects(one.session.getToken(), 'login_required')
    expect(one.session.getState().status).toBe('out')
    expect(other.session.getState()).toMatchObject({ claims: { sub: tom.sub } })
  })

  test('what ends in one tab ends in no other, which has tokens of its own', async () => {
    const { server, openTab } = createProfile()
    refuse()
    const [one, other] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await one.logIn()
    await other.logIn()
    server.refuseRenewals('invalid_grant')
    server.advanceTime(2 * hours)
    await rejects(one.session.getToken(), 'token_error')
    expect(localStorage.getItem(newsKey())).toContain('who')
    expect(other.session.getState().status).toBe('in')
  })

  test('tokens that could not be written leave no spent ones to the other tabs', async () => {
    const { server, openTab } = createProfile()
    const [one, other] = [openTab({ keep: 'browser' }), openTab({ keep: 'browser' })]
    await one.logIn()
    await other.session.start()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    onTestFinished(() => void vi.restoreAllMocks())
    server.advanceTime(2 * hours)
    const token = await one.session.getToken()
    await rejects(other.session.getToken(), 'login_required')
    expect(server.reuses).toEqual([])
    expect(await one.session.getToken()).toBe(token)
  })
})

describe('a page that is only prepared', () => {
  const prepare = () =>
    Object.defineProperty(document, 'prerendering', { configurable: true, value: true })
  const activate = () => {
    Reflect.deleteProperty(document, 'prerendering')
    document.dispatchEvent(new Event('prerenderingchange'))
  }

  test('spends no refresh token before somebody opens it, and shows nothing', async () => {
    const { server, openTab } = createProfile()
    const { logIn } = openTab({ keep: 'browser' })
    await logIn()
    server.advanceTime(2 * hours)
    prepare()
    const prepared = openTab({ keep: 'browser' })
    const started = prepared.session.start()
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(renewals(server)).toEqual([])
    expect(prepared.session.getState().status).toBe('loading')
    activate()
    expect(await started).toMatchObject({ status: 'in' })
    expect(renewals(server)).toHaveLength(1)
  })
})

test('20: with keep tab, a call in the page that is being left costs no session', async () => {
  const { openTab } = createProfile()
  const leaving = openTab({ keep: 'tab' })
  await leaving.logIn()
  const token = await leaving.session.getToken()
  dispatchEvent(new Event('pagehide'))
  expect(await leaving.session.getToken()).toBe(token)
  expect(sessionStorage).toHaveLength(1)
  const next = openTab({ keep: 'tab' })
  expect(await next.session.getToken()).toBe(token)
  expect(sessionStorage).toHaveLength(0)
})

test('20: with keep tab, Back leaves no token in storage, though nobody listens', async () => {
  // under a key of its own: pages of other tests still listen in this window
  const { openTab } = createProfile({ issuer: 'https://back.example/' })
  const kept = openTab({ keep: 'tab', subscribed: false })
  const handedOver = () => Object.keys(sessionStorage).filter((key) => key.includes('back.'))
  await kept.logIn()
  const token = await kept.session.getToken()
  dispatchEvent(new Event('pagehide'))
  expect(handedOver()).toHaveLength(1)
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  expect(handedOver()).toHaveLength(0)
  expect(await kept.session.getToken()).toBe(token)
})

test('a login while the page is still restoring is shown at once', async () => {
  const held = holdRenewals()
  const { server, openTab } = createProfile({ respond: held.respond })
  await openTab({ keep: 'browser' }).logIn()
  server.advanceTime(2 * hours)
  const { session, logIn } = openTab({ keep: 'browser' })
  const started = session.start()
  await untilHolds(() => expect(renewals(server)).toHaveLength(1))
  expect(session.getState().status).toBe('loading')
  await logIn(tom)
  expect(session.getState()).toMatchObject({ status: 'in', claims: { sub: tom.sub } })
  held.release()
  await started
  expect(session.getState()).toMatchObject({ status: 'in', claims: { sub: tom.sub } })
})

describe('a logout', () => {
  test('leaves no error of the session that had ended before', async () => {
    const { server, openTab } = createProfile()
    const { session, logIn } = openTab()
    await logIn()
    server.refuseRenewals('invalid_grant')
    server.advanceTime(2 * hours)
    await rejects(session.getToken(), 'token_error')
    expect(session.getState()).toHaveProperty('error')
    await session.logOut({ local: true })
    expect(session.getState()).toStrictEqual({ status: 'out' })
  })

  test('before the start shows nobody who was there', async () => {
    const { openTab } = createProfile()
    await openTab({ keep: 'browser' }).logIn()
    const { session, states } = openTab({ keep: 'browser' })
    await session.logOut({ local: true })
    expect(states.map(({ status }) => status)).toEqual(['loading', 'out'])
  })

  test('asked for twice sends the ID Token both times', async () => {
    const { server, openTab } = createProfile()
    const { auth } = openTab()
    const logout = vi.fn<(options: { idTokenHint?: string }) => void>()
    const session = createSession({ ...auth, logout } as Auth<'code'>, { now: server.now })
    const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
    if (result) await session.adopt(result)
    await session.logOut()
    await session.logOut(null as unknown as undefined)
    const hints = logout.mock.calls.map(([{ idTokenHint }]) => idTokenHint)
    expect(hints).toEqual([expect.any(String), hints[0]])
  })

  test('takes no option from the prototype of objects', async () => {
    const { openTab } = createProfile()
    const { auth, logIn } = openTab()
    await logIn()
    const logout = vi.fn()
    const session = createSession({ ...auth, logout } as Auth<'code'>, {})
    Object.assign(Object.prototype, { local: true })
    try {
      await session.logOut()
    } finally {
      Reflect.deleteProperty(Object.prototype, 'local')
    }
    expect(logout).toHaveBeenCalledTimes(1)
  })
})

describe('a page that begins with a failed login, and a session that stands', () => {
  async function returned() {
    const { server, openTab } = createProfile()
    await openTab({ keep: 'browser' }).logIn()
    const { auth, session, states } = openTab({ keep: 'browser' })
    const url = new URL(await auth.buildAuthorizeUrl())
    visit(`https://app.example/callback#error=access_denied&state=${url.searchParams.get('state')}`)
    onTestFinished(() => visit('https://app.example/callback'))
    await session.start()
    return { server, session, states }
  }

  test('21: shows one state, the person and the error', async () => {
    const { states } = await returned()
    expect(states).toMatchObject([
      { status: 'loading' },
      { status: 'in', error: { code: 'access_denied' } },
    ])
  })

  test('renews at once: a login that failed is no failed renewal', async () => {
    const { server, session } = await returned()
    server.advanceTime(2 * hours)
    expect(await session.getToken()).not.toBe('')
    expect(renewals(server)).toHaveLength(1)
  })
})

test('what a renewal failed with is said of it, beside a login that failed', async () => {
  const { server, openTab } = createProfile()
  await openTab({ keep: 'browser' }).logIn()
  server.refuseRenewals('network_error')
  server.advanceTime(2 * hours)
  const { auth, session } = openTab({ keep: 'browser' })
  const url = new URL(await auth.buildAuthorizeUrl())
  visit(`https://app.example/callback#error=access_denied&state=${url.searchParams.get('state')}`)
  onTestFinished(() => visit('https://app.example/callback'))
  expect(await session.start()).toMatchObject({ error: { code: 'access_denied' } })
  await rejects(session.getToken(), 'network_error')
})

test('a logout while start redeems a code: what comes then is nobody’s session', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { server, openTab } = createProfile({
    async respond({ endpoint }) {
      if (endpoint === 'token') await held
    },
  })
  const { auth, session, states } = openTab({ keep: 'browser' })
  visit(await server.answer(await auth.buildAuthorizeUrl()))
  onTestFinished(() => visit('https://app.example/callback'))
  const started = session.start()
  await untilHolds(() => expect(server.requests.at(-1)?.endpoint).toBe('token'))
  await session.logOut({ local: true })
  release()
  expect(await started).toStrictEqual({ status: 'out' })
  expect(states.map(({ status }) => status)).toEqual(['loading', 'out'])
})

test('states are plain objects', async () => {
  const { openTab } = createProfile()
  const { session, logIn } = openTab()
  expect(await session.start()).toStrictEqual({ status: 'out' })
  await logIn()
  expect(`${session.getState()}`).toBe('[object Object]')
})

test('a listener that another one ended is told no more', async () => {
  const { openTab } = createProfile()
  const { session, logIn } = openTab({ subscribed: false })
  await session.start()
  const told: SessionState[] = []
  let endSecond = () => {}
  const endFirst = session.subscribe(() => endSecond())
  endSecond = session.subscribe((state) => void told.push(state))
  await logIn()
  expect(told.map(({ status }) => status)).toEqual(['out'])
  endFirst()
})

test('a signal that has aborted asks nobody', async () => {
  const { server, openTab } = createProfile()
  const { session, logIn } = openTab()
  await logIn()
  server.advanceTime(2 * hours)
  await rejects(session.getToken({ signal: AbortSignal.abort() }), 'aborted')
  for (let turns = 0; turns < 20; turns++) await turn()
  expect(renewals(server)).toEqual([])
})

describe('what JavaScript callers pass', () => {
  test.each([undefined, null, 'x', []])('%o is no result to adopt', async (value) => {
    const { session } = createProfile().openTab()
    await rejects(session.adopt(value as never), 'invalid_config')
  })

  test('null is no request', async () => {
    const { openTab } = createProfile()
    const { session, logIn } = openTab()
    await logIn()
    expect(await session.getToken(null as unknown as undefined)).not.toBe('')
  })

  test.each([
    ['apis', 'https://api.example/'],
    ['apis', null],
    ['now', 5],
    ['fetch', 5],
    ['fetch', null],
  ])('%s that is %o is invalid_config', (name, value) => {
    const { auth } = createProfile().openTab()
    const error = throws(() => createSession(auth, { [name]: value }), 'invalid_config')
    expect(isAuthError(error) && error.message).toContain(`(invalid_config: ${name})`)
  })
})
