import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AuthError } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, redirectUri } from './support/login.js'
import {
  clearStorage,
  createPageClient,
  denyStorage,
  readRecords,
  replaceGetter,
  replaceProperty,
  visit,
  writeRecord,
} from './support/page.js'
import { memoryStorage } from './support/storage.js'

const server = createTestServer({ key: rsaKey, idTokenForToken: false })

/** Undone after each test. */
const repairs: (() => void)[] = []

beforeEach(() => {
  visit(redirectUri)
  clearStorage()
})

afterEach(() => {
  vi.restoreAllMocks()
  for (const repair of repairs.splice(0)) repair()
})

/** A right login, but for its appState. */
const begin = (
  auth: { buildAuthorizeUrl: ReturnType<typeof createPageClient>['buildAuthorizeUrl'] },
  appState?: unknown,
) => auth.buildAuthorizeUrl('google-oauth2', appState === undefined ? {} : { appState })

const stateOf = (url: string) => `${new URL(url).searchParams.get('state')}`

/** A state as made here, of one digit. */
const fakeState = (digit: string) => digit.repeat(64)

const denied = () => {
  throw new DOMException('canary: the operation is insecure', 'SecurityError')
}

type AreaName = 'localStorage' | 'sessionStorage'

/** Puts something in place of an area of this origin's storage. */
function replaceArea(name: AreaName, get: () => unknown): void {
  repairs.push(replaceGetter(window, name, get))
}

/** An area like the one that is there, but for some of its functions. */
function changeArea(name: AreaName, changes: (area: Storage) => Partial<Storage>): void {
  const area = window[name]
  const changed = changes(area)
  replaceArea(
    name,
    () =>
      new Proxy(area, {
        get(target, member) {
          const value = Reflect.get(changed, member) ?? Reflect.get(target, member)
          return typeof value === 'function' ? value.bind(target) : value
        },
      }),
  )
}

type Fault = [string, (name: AreaName) => void]

const missing: Fault[] = [
  ['cannot be asked for', (name) => replaceArea(name, denied)],
  ['is not there', (name) => replaceArea(name, () => null)],
  ['is unknown', (name) => replaceArea(name, () => undefined)],
  ['is full', (name) => changeArea(name, () => ({ setItem: denied }))],
]
const lossy: Fault[] = [
  ['keeps nothing', (name) => changeArea(name, () => ({ setItem: () => undefined }))],
  [
    'cuts what it keeps',
    (name) =>
      changeArea(name, (area) => ({
        setItem: (key, record) => area.setItem(key, record.slice(0, 50)),
      })),
  ],
]

const faults = [...missing, ...lossy]

describe('a begun login is remembered in this origin’s storage', () => {
  test('in localStorage, under postern. and its state', async () => {
    const state = stateOf(await begin(createPageClient(server, 'token')))
    expect(Object.keys(localStorage)).toEqual([`postern.${state}`])
    expect(Object.keys(sessionStorage)).toEqual([])
  })

  test('and in no cookie: none is read or written, before and after', async () => {
    const cookie = { get: vi.fn(() => ''), set: vi.fn() }
    repairs.push(replaceProperty(document, 'cookie', undefined))
    Object.defineProperty(document, 'cookie', { configurable: true, ...cookie })
    const auth = createPageClient(server, 'code')
    expect(await auth.parseHash(await server.answer(await begin(auth)))).not.toBeNull()
    await rejects(auth.parseHash('#code=c&state=unknown'), 'state_unknown')
    expect(cookie.get).not.toHaveBeenCalled()
    expect(cookie.set).not.toHaveBeenCalled()
  })

  test('with all that JSON can hold', async () => {
    const appState = {
      text: '; \\ \u0000\n\r\t ü使🎉 %41 %E4 %zz =&"\',',
      list: [1, null, { '': '' }],
      long: 'x'.repeat(5000),
    }
    const auth = createPageClient(server, 'token')
    const result = await auth.parseHash(await server.answer(await begin(auth, appState)))
    expect(result?.appState).toEqual(appState)
  })

  test('without a token, before and after (RFC 10017 §8.1)', async () => {
    const setItem = vi.fn(localStorage.setItem.bind(localStorage))
    changeArea('localStorage', () => ({ setItem }))
    const auth = createPageClient(server, 'token id_token')
    const result = await auth.parseHash(await server.answer(await begin(auth)))
    expect(setItem).toHaveBeenCalled()
    for (const written of setItem.mock.calls.flat()) {
      expect(written).not.toContain(result?.accessToken)
      expect(written).not.toContain(result?.idToken)
    }
  })

  test('by one write, read back before the URL is given', async () => {
    const order: string[] = []
    changeArea('localStorage', (area) => ({
      setItem(key, record) {
        order.push('write')
        area.setItem(key, record)
      },
      getItem(key) {
        order.push('read')
        return area.getItem(key)
      },
    }))
    await begin(createPageClient(server, 'code')).then(() => order.push('url'))
    expect(order.filter((step) => step === 'write')).toHaveLength(1)
    expect([order[0], ...order.slice(-2)]).toEqual(['write', 'read', 'url'])
  })

  test('which is not touched when a client is created', () => {
    repairs.push(denyStorage())
    expect(createPageClient(server, 'token')).toHaveProperty('authorize')
  })

  test.each(missing)('in sessionStorage where localStorage %s', async (_, breakArea) => {
    breakArea('localStorage')
    const auth = createPageClient(server, 'token')
    const url = await begin(auth, 'x')
    expect([...readRecords(sessionStorage).keys()]).toEqual([stateOf(url)])
    expect(await auth.parseHash(await server.answer(url))).toMatchObject({ appState: 'x' })
    expect(Object.keys(sessionStorage)).toEqual([])
  })
})

describe('abandoned logins do not pile up', () => {
  const start = 1_800_000_000_000

  test('60 leave the latest five, and the next login works', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    const states: string[] = []
    for (let count = 0; count < 60; count++) {
      time += 1000
      states.push(stateOf(await begin(auth)))
      expect(readRecords().size).toBeLessThanOrEqual(5)
    }
    expect([...readRecords().keys()].sort()).toEqual(states.slice(-5).sort())
    expect(await auth.parseHash(await server.answer(await begin(auth)))).toHaveProperty(
      'accessToken',
    )
  })

  test('the oldest go first, whatever their place in the storage', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    const ages = [20, 10, 50, 40, 30]
    const states = []
    for (const age of ages) {
      time = start - age * 1000
      states.push(stateOf(await begin(auth)))
    }
    time = start
    const last = stateOf(await begin(auth))
    const young = states.filter((_, index) => ages[index] !== 50)
    expect([...readRecords().keys()].sort()).toEqual([...young, last].sort())
  })

  test('of those begun in the same second five stay, the last among them', async () => {
    const auth = createPageClient(server, 'token', { now: () => start })
    let last = ''
    for (let count = 0; count < 7; count++) last = stateOf(await begin(auth))
    expect(readRecords().size).toBe(5)
    expect(readRecords().has(last)).toBe(true)
  })

  test('five stay of both areas together', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    const states: string[] = []
    for (let count = 0; count < 8; count++) {
      time += 1000
      const url = await begin(auth)
      states.push(stateOf(url))
      const record = `${readRecords().get(stateOf(url))}`
      if (count % 2 === 0) continue
      localStorage.removeItem(`postern.${stateOf(url)}`)
      writeRecord(stateOf(url), record, sessionStorage)
    }
    time += 1000
    states.push(stateOf(await begin(auth)))
    const left = [...readRecords().keys(), ...readRecords(sessionStorage).keys()]
    expect(left.sort()).toEqual(states.slice(-5).sort())
  })

  test('an expired one goes at the next login, though there is room', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    await begin(auth)
    time += 3_601_000
    const next = stateOf(await begin(auth))
    expect([...readRecords().keys()]).toEqual([next])
  })

  test('none goes for the time that another client gives its own', async () => {
    let time = start
    const now = () => time
    const patient = stateOf(await begin(createPageClient(server, 'token', { now })))
    time += 90_000
    const other = createPageClient(server, 'token', { now, clientId: 'other', transactionTtl: 60 })
    await begin(other)
    time += 90_000
    const next = stateOf(await begin(other))
    expect([...readRecords().keys()].sort()).toEqual([patient, next].sort())
  })

  test('one from the future goes at the next login, though there is room', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    await begin(auth)
    time -= 86_400_000
    const next = stateOf(await begin(auth))
    expect([...readRecords().keys()]).toEqual([next])
  })

  test('none from before a clock was set back takes the place of one from after it', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    for (let count = 0; count < 4; count++) await begin(auth)
    time -= 1_800_000
    const states = [stateOf(await begin(auth)), stateOf(await begin(auth))]
    expect([...readRecords().keys()].sort()).toEqual(states.sort())
  })

  test('the one just begun stays, even if the clock went back', async () => {
    let time = start
    const auth = createPageClient(server, 'token', { now: () => time })
    for (let count = 0; count < 5; count++) await begin(auth)
    time -= 30_000
    const url = await begin(auth)
    expect(readRecords().size).toBe(5)
    expect(await auth.parseHash(await server.answer(url))).toHaveProperty('accessToken')
  })

  test('what is no record, under a state of ours, goes before any record', async () => {
    const digits = ['a', 'b', 'c', 'd']
    for (const digit of digits) writeRecord(fakeState(digit), 'junk')
    const auth = createPageClient(server, 'token')
    const states = [stateOf(await begin(auth)), stateOf(await begin(auth))]
    expect([...readRecords().keys()].sort()).toEqual(states.sort())
  })
})

describe('keys of the app stay as they are', () => {
  const foreign = [
    'session',
    'postern',
    'postern.',
    'postern.other',
    `postern.${fakeState('a').slice(1)}`,
    `postern.${fakeState('a')}a`,
    `postern.${fakeState('A')}`,
    `postern.x${fakeState('a')}`,
    `postern.${fakeState('a')}.more`,
    `my.postern.${fakeState('a')}`,
    'setItem',
    '',
  ]

  test('through a flood of logins, a success and a refusal', async () => {
    const areas = [localStorage, sessionStorage]
    for (const area of areas) for (const key of foreign) area.setItem(key, '{"createdAt":1}')
    const auth = createPageClient(server, 'token')
    for (let count = 0; count < 20; count++) await begin(auth)
    await auth.parseHash(await server.answer(await begin(auth)))
    await rejects(auth.parseHash('#access_token=a&state=unknown'), 'state_unknown')
    for (const area of areas)
      for (const key of foreign) expect(area.getItem(key), key).toBe('{"createdAt":1}')
  })
})

describe('a record is used up by its response', () => {
  test.each(['success', 'refusal'])('%s removes it, and no other', async (outcome) => {
    const auth = createPageClient(server, 'token')
    const other = stateOf(await begin(auth))
    const callbackUrl = await server.answer(await begin(auth))
    if (outcome === 'success') await auth.parseHash(callbackUrl)
    else await rejects(auth.parseHash(`${callbackUrl}&iss=x`), 'issuer_mismatch')
    expect([...readRecords().keys()]).toEqual([other])
    await rejects(createPageClient(server, 'token').parseHash(callbackUrl), 'state_unknown')
  })

  test('in both areas', async () => {
    const auth = createPageClient(server, 'token')
    const url = await begin(auth)
    writeRecord(stateOf(url), `${readRecords().get(stateOf(url))}`, sessionStorage)
    await auth.parseHash(await server.answer(url))
    expect([...Object.keys(localStorage), ...Object.keys(sessionStorage)]).toEqual([])
  })

  test('of a login begun in one tab and finished in another', async () => {
    const callbackUrl = await server.answer(
      await begin(createPageClient(server, 'code'), 'from the first tab'),
    )
    sessionStorage.clear()
    expect(await createPageClient(server, 'code').parseHash(callbackUrl)).toMatchObject({
      appState: 'from the first tab',
    })
  })

  test('of its own client: two on one page complete interleaved logins', async () => {
    // each page makes its clients anew
    const clients = () =>
      [
        createPageClient(server, 'token'),
        createPageClient(server, 'token', { clientId: 'second' }),
      ] as const
    const urls = [
      await server.answer(await begin(clients()[0], 1)),
      await server.answer(await begin(clients()[1], 2)),
    ]
    for (const url of urls.reverse()) {
      visit(url)
      const [first, second] = clients()
      const results = [await first.parseHash(), await second.parseHash()]
      expect(results.filter((result) => result !== null)).toHaveLength(1)
      expect(location.href).toBe(redirectUri)
    }
    expect(readRecords().size).toBe(0)
  })

  test.each(['x', '{', '{}', 'null', '[]', '{"v":2,"nonce":"n","createdAt":1}', ''])(
    'what reads %o is none',
    async (text) => {
      const auth = createPageClient(server, 'token')
      const url = await begin(auth)
      writeRecord(stateOf(url), text)
      await rejects(auth.parseHash(await server.answer(url)), 'state_unknown')
    },
  )

  test('too late for a login that has expired, which goes too', async () => {
    let time = Date.now()
    const auth = createPageClient(server, 'token', { now: () => time })
    const callbackUrl = await server.answer(await begin(auth))
    time += 3_602_000
    expect(readRecords().size).toBe(1)
    await rejects(auth.parseHash(callbackUrl), 'state_expired')
    expect(readRecords().size).toBe(0)
  })

  test('and one from the future is none: nobody here has written it', async () => {
    let time = 1_800_000_000_000
    const auth = createPageClient(server, 'token', { now: () => time })
    const callbackUrl = await server.answer(await begin(auth))
    time -= 62_000
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
    // within the leeway it is the device's clock
    time += 3000
    expect(
      await createPageClient(server, 'token', { now: () => time }).parseHash(callbackUrl),
    ).not.toBeNull()
  })
})

describe('storage_unavailable, before the page is left', () => {
  test.each(lossy)('where localStorage %s: the loss is noticed', async (_, breakArea) => {
    const navigate = vi.fn()
    const auth = createPageClient(server, 'token', { navigate })
    breakArea('localStorage')
    await rejects(auth.authorize(), 'storage_unavailable')
    expect(navigate).not.toHaveBeenCalled()
  })

  test.each(faults)('where neither area can serve: each %s', async (_, breakArea) => {
    const navigate = vi.fn()
    const auth = createPageClient(server, 'token', { navigate })
    breakArea('localStorage')
    breakArea('sessionStorage')
    await rejects(auth.buildAuthorizeUrl(), 'storage_unavailable')
    const error = await rejects(auth.authorize(), 'storage_unavailable')
    expect(error.message).toContain('cookieStorage')
    expect(navigate).not.toHaveBeenCalled()
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
  })

  test.each(faults)(
    'not where there is nothing to remember: a client and parseHash need none that %s',
    async (_, breakArea) => {
      breakArea('localStorage')
      breakArea('sessionStorage')
      const auth = createPageClient(server, 'token')
      expect(await auth.parseHash()).toBeNull()
      expect(await auth.parseHash('#/about')).toBeNull()
    },
  )

  test.each(['get', 'set'] as const)('where %s of an injected storage throws', async (method) => {
    const navigate = vi.fn()
    const auth = createClient(server, 'token', {
      storage: { ...memoryStorage(), [method]: denied },
      navigate,
    })
    const error = await rejects(auth.authorize(), 'storage_unavailable')
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
    expect(navigate).not.toHaveBeenCalled()
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['another record', '{"v":1,"nonce":"x"}'],
    ['an object', {}],
  ])('where an injected storage gives back %s', async (_, kept) => {
    const navigate = vi.fn()
    const auth = createClient(server, 'token', {
      storage: { ...memoryStorage(), get: () => kept as string },
      navigate,
    })
    await rejects(auth.authorize(), 'storage_unavailable')
    expect(navigate).not.toHaveBeenCalled()
  })

  test('and on return, where the record can be neither found nor used up', async () => {
    for (const method of ['get', 'remove'] as const) {
      const storage = memoryStorage()
      const callbackUrl = await server.answer(
        await begin(createClient(server, 'token', { storage })),
      )
      const auth = createClient(server, 'token', { storage: { ...storage, [method]: denied } })
      await rejects(auth.parseHash(callbackUrl), 'storage_unavailable')
    }
  })

  test('and on return, where this origin’s storage throws when it is read', async () => {
    const callbackUrl = await server.answer(await begin(createPageClient(server, 'token')))
    visit(callbackUrl)
    changeArea('localStorage', () => ({ getItem: denied }))
    await rejects(createPageClient(server, 'token').parseHash(), 'storage_unavailable')
    expect(location.href).toBe(redirectUri)
  })
})

describe('state_too_large, before anything is written or left', () => {
  const large: [string, unknown][] = [
    ['16,000 characters of appState', 'x'.repeat(16_000)],
    ['the same in many parts', Array.from('x'.repeat(4000))],
    ['16,000 characters of three bytes each', '使'.repeat(16_000)],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ]

  test.each(large)('%s, in this origin’s storage', async (_, appState) => {
    const setItem = vi.fn()
    changeArea('localStorage', () => ({ setItem }))
    changeArea('sessionStorage', () => ({ setItem }))
    const navigate = vi.fn()
    const auth = createPageClient(server, 'token', { navigate })
    await rejects(auth.authorize('c', { appState }), 'state_too_large')
    await rejects(auth.buildAuthorizeUrl('c', { appState }), 'state_too_large')
    expect(setItem).not.toHaveBeenCalled()
    expect(navigate).not.toHaveBeenCalled()
  })

  test.each(large)('%s, in injected storage', async (_, appState) => {
    const storage = memoryStorage()
    await rejects(
      createClient(server, 'token', { storage }).buildAuthorizeUrl('c', { appState }),
      'state_too_large',
    )
    expect(storage.records.size).toBe(0)
  })

  test.each(['x', '使'])('but 15,000 characters fit: %s', async (character) => {
    const appState = character.repeat(15_000)
    const auths = [
      createPageClient(server, 'token'),
      createClient(server, 'token', { storage: memoryStorage() }),
    ]
    for (const auth of auths) {
      const result = await auth.parseHash(await server.answer(await begin(auth, appState)))
      expect(result?.appState).toBe(appState)
    }
  })

  test('to the character: 16,000 of the record', async () => {
    const lengthWith = async (length: number) => {
      const storage = memoryStorage()
      await begin(createClient(server, 'token', { storage }), 'x'.repeat(length))
      return [...storage.records.values()][0]?.length ?? 0
    }
    const room = 16_000 - (await lengthWith(0))
    expect(await lengthWith(room)).toBe(16_000)
    await rejects(lengthWith(room + 1), 'state_too_large')
  })
})

describe('an injected storage (TransactionStorage)', () => {
  test('takes the place of this origin’s storage altogether', async () => {
    repairs.push(denyStorage())
    const storage = memoryStorage()
    const auth = createPageClient(server, 'token', { storage })
    await auth.parseHash(await server.answer(await begin(auth)))
    expect(storage.calls.map(([call]) => call)).toContain('set')
    expect(storage.records.size).toBe(0)
  })

  test('is told for how many seconds a login may take', async () => {
    const set = vi.fn(memoryStorage().set)
    const storage = memoryStorage()
    set.mockImplementation((state, record) => void storage.records.set(state, record))
    for (const options of [{}, { transactionTtl: 600 }])
      await begin(createClient(server, 'token', { storage: { ...storage, set }, ...options }))
    expect(set.mock.calls.map(([, , maxAge]) => maxAge)).toEqual([3600, 600])
  })

  test.each(['get', 'set', 'remove'] as const)(
    'has its own word: an AuthError that %s throws passes as it is',
    async (method) => {
      const own = new AuthError('state_too_large', 'too much for this jar')
      const broken = () => {
        throw own
      }
      const storage = memoryStorage()
      const right = createClient(server, 'token', { storage })
      const callbackUrl = await server.answer(await begin(right))
      const auth = createClient(server, 'token', { storage: { ...storage, [method]: broken } })
      const call = method === 'remove' ? auth.parseHash(callbackUrl) : begin(auth)
      expect(await rejects(call, 'state_too_large')).toBe(own)
    },
  )

  test('gets the record as the documented JSON, with every member, defaults too', async () => {
    const storage = memoryStorage()
    const url = await begin(
      createPageClient(server, 'token', { storage, now: () => 1_800_000_000_000 }),
      { returnTo: '/inbox' },
    )
    expect(JSON.parse(`${storage.records.get(stateOf(url))}`)).toEqual({
      v: 1,
      nonce: new URL(url).searchParams.get('nonce'),
      responseType: 'token',
      responseMode: 'fragment',
      redirectUri,
      clientId: 'app',
      issuer: server.issuer,
      scope: 'openid profile email',
      appState: { returnTo: '/inbox' },
      createdAt: 1_800_000_000,
    })
  })

  test('may be filled by a test or a tool: the documented record completes a login', async () => {
    const storage = memoryStorage()
    const record = {
      v: 1,
      nonce: 'n',
      responseType: 'token',
      responseMode: 'fragment',
      redirectUri,
      clientId: 'app',
      issuer: server.issuer,
      scope: 'read',
      appState: 7,
      createdAt: Math.floor(Date.now() / 1000),
    }
    storage.records.set('known', JSON.stringify(record))
    const auth = createPageClient(server, 'token', { storage })
    expect(await auth.parseHash('#access_token=a&token_type=Bearer&state=known')).toMatchObject({
      accessToken: 'a',
      scope: 'read',
      appState: 7,
    })
  })

  test('is called as a method: it may be an object with a this', async () => {
    class Records extends Map<string, string> {
      remove(state: string) {
        this.delete(state)
      }
    }
    const storage = new Records()
    const auth = createPageClient(server, 'token', { storage })
    expect(await auth.parseHash(await server.answer(await begin(auth)))).toHaveProperty(
      'accessToken',
    )
    expect(storage.size).toBe(0)
  })
})
