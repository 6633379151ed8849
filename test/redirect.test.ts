import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, isAuthError } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, redirectUri } from './support/login.js'
import {
  clearStorage,
  createPageClient,
  denyStorage,
  isPending,
  readRecords,
  replaceGetter,
  replaceProperty,
  turn,
  until,
  visit,
} from './support/page.js'
import { watchListeners } from './support/resources.js'
import { memoryStorage } from './support/storage.js'

const server = createTestServer({ key: rsaKey, idTokenForToken: false })
const listeners = watchListeners(globalThis as unknown as EventTarget)
const assign = vi.fn<(url: string) => void>()
const restoreAssign = replaceProperty(location, 'assign', assign)

beforeEach(() => {
  visit('https://app.example/start')
  clearStorage()
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
      remembered = [...readRecords().keys()]
    })
    void setUp().authorize('google-oauth2', { appState: 1, params: { access_type: 'offline' } })
    const url = new URL(await navigated())
    expect(url.origin + url.pathname).toBe('https://login.example.test/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      connection: 'google-oauth2',
      access_type: 'offline',
      redirect_uri: redirectUri,
    })
    expect(remembered).toEqual([url.searchParams.get('state')])
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
    expect(readRecords().size).toBe(1)
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
      clearStorage()
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
    const auth = create(() => {
      throw new DOMException(
        'canary: https://login.example.test/authorize?state=canary',
        'SecurityError',
      )
    })
    const error = await rejects(auth.authorize(), 'aborted')
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
  })

  test('and listens once, however often it is called', async () => {
    const before = listeners.count()
    const fail = () => {
      throw new Error('denied')
    }
    const auth = setUp({ navigate: fail })
    for (let count = 0; count < 5; count++) await rejects(auth.authorize(), 'aborted')
    expect(listeners.count()).toBeLessThanOrEqual(before + 1)
    showPage(true)
    expect(listeners.count()).toBe(before)
  })
})

describe('redirect_loop ends a loop of redirects that nobody clicked for', () => {
  const start = 1_800_000_000_000
  const loopKey = 'postern.loop'
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
    const before = readRecords()
    expect(await leave(false)).toBe('redirect_loop')
    expect(assign).not.toHaveBeenCalled()
    expect([...readRecords().keys()].sort()).toEqual([...before.keys()].sort())
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

  test('it is counted in this tab alone, under one key with a short text', async () => {
    for (let count = 0; count < 10; count++) {
      await leave(false)
      time += 1000
    }
    expect(Object.keys(sessionStorage)).toEqual([loopKey])
    expect(`${sessionStorage.getItem(loopKey)}`.length).toBeLessThan(80)
    expect(Object.keys(localStorage)).not.toContain(loopKey)
  })

  test('a time that lies in the future does not count: the clock was set back', async () => {
    for (let count = 0; count < 3; count++) await leave(false)
    time -= 60_000
    for (let count = 0; count < 3; count++) expect(await leave(false)).toBe('left')
    expect(await leave(false)).toBe('redirect_loop')
  })

  test('where this tab can keep nothing, nothing is counted, and nobody is stopped', async () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    restore.push(replaceGetter(window, 'sessionStorage', denied))
    for (let count = 0; count < 6; count++) expect(await leave(false)).toBe('left')
  })

  test('where this origin has no storage, the answer is storage_unavailable as ever', async () => {
    restore.push(denyStorage())
    expect(await leave(false)).toBe('storage_unavailable')
  })

  test.each(['', 'x', ',,,,', 'NaN,NaN,NaN,NaN', '-1,-1,-1,-1', '%', '__proto__', '{}', 'null'])(
    'a count that reads %o stops nobody',
    async (junk) => {
      sessionStorage.setItem(loopKey, junk)
      expect(await leave(false)).toBe('left')
    },
  )

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
