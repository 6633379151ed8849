import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, isAuthError } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, redirectUri } from './support/login.js'
import {
  clearCookies,
  cookieAccess,
  createPageClient,
  isPending,
  readCookies,
  replaceProperty,
  turn,
  until,
  visit,
} from './support/page.js'
import { watchListeners } from './support/resources.js'
import { memoryStorage } from './support/storage.js'

const server = createTestServer({ key: rsaKey })
const listeners = watchListeners(globalThis as unknown as EventTarget)
const assign = vi.fn<(url: string) => void>()
const restoreAssign = replaceProperty(location, 'assign', assign)

beforeEach(() => {
  visit('https://app.example/start')
  clearCookies()
  assign.mockReset()
})
afterEach(() => listeners.release())
afterAll(() => restoreAssign())

const setUp = (options: Partial<AuthOptions<'token'>> = {}) =>
  createPageClient(server, 'token', options)

/** The page is shown again: from the browser's memory, or loaded. */
const showPage = (persisted: boolean) =>
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))

const navigated = () => until(() => assign.mock.lastCall?.[0])

describe('authorize leaves the page', () => {
  test('for the authorize URL, once, with its record written before', async () => {
    let remembered: string[] = []
    assign.mockImplementation(() => {
      remembered = [...readCookies().keys()]
    })
    void setUp().authorize('google-oauth2', { appState: 1, params: { access_type: 'offline' } })
    const url = new URL(await navigated())
    expect(url.origin + url.pathname).toBe('https://login.example.test/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      connection: 'google-oauth2',
      access_type: 'offline',
      redirect_uri: redirectUri,
    })
    expect(remembered).toEqual([`__Host-postern.${url.searchParams.get('state')}`])
    expect(assign).toHaveBeenCalledTimes(1)
  })

  test('and stays pending: nothing of the app runs on', async () => {
    const departure = setUp().authorize()
    await navigated()
    expect(await isPending(departure)).toBe(true)
  })

  test('by the app’s own navigate where there is one', async () => {
    const navigate = vi.fn()
    const departure = setUp({ navigate }).authorize()
    await until(() => navigate.mock.lastCall)
    expect(navigate.mock.lastCall?.[0]).toMatch(/^https:\/\/login\.example\.test\/authorize\?/)
    expect(assign).not.toHaveBeenCalled()
    expect(await isPending(departure)).toBe(true)
  })

  test('twice in one turn, once: the same promise, one navigation, one record', async () => {
    const auth = setUp()
    const first = auth.authorize('google-oauth2')
    const second = auth.authorize('google-oauth2')
    await navigated()
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(assign).toHaveBeenCalledTimes(1)
    expect(readCookies().size).toBe(1)
    expect(await isPending(Promise.race([first, second]))).toBe(true)
  })

  test('again where a navigation led nowhere: no lock outlives the attempt', async () => {
    const auth = setUp()
    void auth.authorize()
    const first = await navigated()
    assign.mockClear()
    void auth.authorize()
    expect(await navigated()).not.toBe(first)
  })

  test('after a refusal, too', async () => {
    const auth = setUp()
    await rejects(auth.authorize('c', { params: { state: 'x' } }), 'invalid_config')
    void auth.authorize()
    expect(await navigated()).toContain('state=')
  })

  test('with this page as redirectUri by default, without its query and fragment', async () => {
    const { issuer: domain, fetch } = server
    const auth = createAuth({ domain, clientId: 'app', responseType: 'token', fetch })
    for (const [page, sent] of [
      ['https://app.example/inbox?tab=2#part', 'https://app.example/inbox'],
      ['https://app.example/#/route?x=1', 'https://app.example/'],
      ['http://intranet.example/app?x#y', 'http://intranet.example/app'],
    ] as const) {
      visit(page)
      assign.mockReset()
      void auth.authorize()
      expect(new URL(await navigated()).searchParams.get('redirect_uri')).toBe(sent)
      clearCookies()
    }
  })
})

describe('authorize rejects aborted', () => {
  test('if the person comes Back to this very page, and the next click logs in', async () => {
    const auth = setUp()
    const before = listeners.count()
    const departure = auth.authorize()
    await navigated()
    showPage(true)
    await rejects(departure, 'aborted')
    expect(listeners.count()).toBe(before)
    assign.mockClear()
    void auth.authorize()
    const url = await navigated()
    expect(await auth.parseHash(await server.answer(url))).toHaveProperty('accessToken')
  })

  test('not when a page is loaded afresh', async () => {
    const departure = setUp().authorize()
    await navigated()
    showPage(false)
    expect(await isPending(departure)).toBe(true)
  })

  test.each([
    ['navigate', (fail: () => never) => setUp({ navigate: fail })],
    [
      'the browser',
      (fail: () => never) => {
        assign.mockImplementation(fail)
        return setUp()
      },
    ],
  ] as const)('if %s cannot leave the page, without a word of the URL', async (_, create) => {
    const before = listeners.count()
    const auth = create(() => {
      throw new DOMException(
        'canary: https://login.example.test/authorize?state=canary',
        'SecurityError',
      )
    })
    const error = await rejects(auth.authorize(), 'aborted')
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
    expect(listeners.count()).toBe(before)
  })
})

describe('redirect_loop ends a loop of redirects that nobody clicked for', () => {
  const start = 1_800_000_000_000
  let time = start
  let restore: (() => void)[] = []

  /** The next page of the app, which the person has touched or not. */
  const load = (hasBeenActive?: boolean) => {
    restore.push(
      replaceProperty(
        navigator,
        'userActivation',
        hasBeenActive === undefined ? undefined : { hasBeenActive, isActive: false },
      ),
    )
    return setUp({ now: () => time })
  }

  /** A page that sends everyone away. */
  const leave = async (hasBeenActive?: boolean) => {
    assign.mockReset()
    const departure = load(hasBeenActive).authorize()
    departure.catch(() => {})
    return Promise.race([
      navigated().then(() => 'left'),
      departure.catch((reason: unknown) => (isAuthError(reason) ? reason.code : `${reason}`)),
    ])
  }

  beforeEach(() => {
    time = start
  })
  afterEach(() => {
    for (const undo of restore.reverse()) undo()
    restore = []
  })

  test('the fourth within 30 s stays, and writes no record', async () => {
    for (let count = 0; count < 3; count++) {
      expect(await leave(false)).toBe('left')
      time += 1000
    }
    const before = readCookies()
    expect(await leave(false)).toBe('redirect_loop')
    expect(assign).not.toHaveBeenCalled()
    expect([...readCookies().keys()].sort()).toEqual([...before.keys()].sort())
    time += 1000
    expect(await leave(false)).toBe('redirect_loop')
  })

  test('a person who clicks is never stopped', async () => {
    for (let count = 0; count < 10; count++) expect(await leave(true)).toBe('left')
    for (let count = 0; count < 3; count++) expect(await leave(false)).toBe('left')
    expect(await leave(false)).toBe('redirect_loop')
    expect(await leave(true)).toBe('left')
  })

  test('it is not remembered: the same client goes on at the click that follows', async () => {
    for (let count = 0; count < 3; count++) await leave(false)
    const auth = load(false)
    await rejects(auth.authorize(), 'redirect_loop')
    restore.push(
      replaceProperty(navigator, 'userActivation', { hasBeenActive: true, isActive: true }),
    )
    assign.mockReset()
    void auth.authorize()
    expect(await navigated()).toContain('state=')
  })

  test('a slow one is none: 31 s later the count is forgotten', async () => {
    for (let count = 0; count < 12; count++) {
      expect(await leave(false)).toBe('left')
      time += 11_000
    }
    for (let count = 0; count < 3; count++) await leave(false)
    time += 31_000
    expect(await leave(false)).toBe('left')
  })

  test('a login that succeeds ends the count', async () => {
    for (let round = 0; round < 4; round++) {
      for (let count = 0; count < 3; count++) expect(await leave(false)).toBe('left')
      const url = `${assign.mock.lastCall?.[0]}`
      expect(await load(false).parseHash(await server.answer(url))).toHaveProperty('accessToken')
    }
  })

  test('a login that is refused does not', async () => {
    for (let count = 0; count < 3; count++) {
      expect(await leave(false)).toBe('left')
      const state = new URL(`${assign.mock.lastCall?.[0]}`).searchParams.get('state')
      await rejects(load(false).parseHash(`#error=access_denied&state=${state}`), 'access_denied')
    }
    expect(await leave(false)).toBe('redirect_loop')
  })

  test('an engine that does not know of user activation is never stopped', async () => {
    for (let count = 0; count < 6; count++) expect(await leave()).toBe('left')
  })

  test('buildAuthorizeUrl, which goes nowhere, is not counted', async () => {
    for (let count = 0; count < 6; count++)
      expect(await load(false).buildAuthorizeUrl()).toContain('state=')
    expect(await leave(false)).toBe('left')
  })

  test('it is counted in one short cookie, which ends by itself', async () => {
    const { read, write } = cookieAccess()
    const written = vi.fn(write)
    const undo = replaceProperty(document, 'cookie', '')
    Object.defineProperty(document, 'cookie', { configurable: true, get: read, set: written })
    await leave(false)
    await leave(false)
    undo()
    const cookies = written.mock.calls
      .map(([cookie]) => cookie)
      .filter((cookie) => !cookie.startsWith('__Host-postern.'))
    expect(cookies).toHaveLength(2)
    expect(new Set(cookies.map((cookie) => cookie.split('=')[0])).size).toBe(1)
    for (const cookie of cookies) {
      expect(cookie.split(';')[0]?.length).toBeLessThan(80)
      expect(cookie.toLowerCase()).toMatch(/; ?max-age=30\b/)
      expect(cookie.toLowerCase()).toMatch(/; ?path=\//)
      expect(cookie.toLowerCase()).toMatch(/; ?samesite=lax/)
      expect(cookie.toLowerCase()).toMatch(/; ?secure/)
    }
  })

  test('where cookies throw, the answer is storage_unavailable as ever', async () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const auth = load(false)
    const undo = replaceProperty(document, 'cookie', '')
    Object.defineProperty(document, 'cookie', { configurable: true, get: denied, set: denied })
    const outcome: unknown = await auth.authorize().catch((reason: unknown) => reason)
    undo()
    expect(outcome).toMatchObject({ name: 'AuthError', code: 'storage_unavailable' })
  })

  test('a cookie of that name that holds junk stops nobody', async () => {
    await leave(false)
    const [name] = [...readCookies().keys()].filter(
      (cookie) => !cookie.startsWith('__Host-postern.'),
    )
    const { write } = cookieAccess()
    for (const junk of ['', 'x', '....', 'NaN.NaN.NaN.NaN', '-1.-1.-1.-1', '%', '__proto__']) {
      write(`${name}=${junk}; path=/; secure`)
      expect(await leave(false)).toBe('left')
    }
  })

  test('an injected storage and navigate do not switch it off', async () => {
    restore.push(replaceProperty(navigator, 'userActivation', { hasBeenActive: false }))
    const navigate = vi.fn()
    for (let count = 0; count < 3; count++) {
      void createClient(server, 'token', {
        navigate,
        storage: memoryStorage(),
        now: () => time,
      }).authorize()
      await until(() => navigate.mock.calls.length === count + 1)
    }
    await rejects(
      createClient(server, 'token', {
        navigate,
        storage: memoryStorage(),
        now: () => time,
      }).authorize(),
      'redirect_loop',
    )
    expect(navigate).toHaveBeenCalledTimes(3)
  })
})
