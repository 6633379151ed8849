import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, type ResponseType } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, redirectUri } from './support/login.js'
import {
  clearCookies,
  cookieAccess,
  createPageClient,
  readCookies,
  visit,
  writeCookie,
} from './support/page.js'
import { memoryStorage } from './support/storage.js'

const cookies = cookieAccess()
const read = vi.fn(cookies.read)
const written = vi.fn(cookies.write)
Object.defineProperty(document, 'cookie', { configurable: true, get: read, set: written })

beforeEach(() => {
  visit(redirectUri)
  clearCookies()
  written.mockClear()
  read.mockClear()
})

afterEach(() => {
  written.mockReset()
  read.mockReset()
})

const server = createTestServer({ key: rsaKey })
const tenant: AuthOptions<'token'> = {
  domain: 'acme.eu.auth0.com',
  clientId: 'k3XbmVhd9yvPd1Cw0nS5Jz8uQ2rT7aLf',
  responseType: 'token',
  redirectUri: 'https://app.example.com/auth/callback.ht',
}

/** A right login, but for its appState. */
const begin = (
  auth: { buildAuthorizeUrl: ReturnType<typeof createPageClient>['buildAuthorizeUrl'] },
  appState?: unknown,
) => auth.buildAuthorizeUrl('google-oauth2', appState === undefined ? {} : { appState })

const stateOf = (url: string) => `${new URL(url).searchParams.get('state')}`

/**
 * Name, value and attributes of a cookie as it was written; attribute names in lower case, as they
 * have no case.
 */
function parseCookie(cookie: string) {
  const [pair = '', ...attributes] = cookie.split(/; ?/)
  const named = attributes.map((attribute) => attribute.split('=') as [string, string?])
  return {
    name: pair.slice(0, pair.indexOf('=')),
    value: pair.slice(pair.indexOf('=') + 1),
    attributes: Object.fromEntries(
      named.map(([name, value = '']) => [name.toLowerCase(), value.toLowerCase()]),
    ),
  }
}

const ours = () => [...readCookies()].filter(([name]) => name.startsWith('__Host-postern.'))
const bytes = (text: string) => new TextEncoder().encode(text).length
const headerBytes = () =>
  bytes(
    ours()
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  )

describe('the record lives in a cookie of its own (RFC 6265bis §4.1.3.2)', () => {
  test('named __Host-postern.<state> on https, Secure, SameSite=Lax, no Domain', async () => {
    const state = stateOf(await begin(createPageClient(server, 'token')))
    const writes = written.mock.calls.map(([cookie]) => parseCookie(cookie))
    expect(writes).toHaveLength(1)
    expect(writes[0]?.name).toBe(`__Host-postern.${state}`)
    expect(writes[0]?.attributes).toEqual({
      path: '/',
      secure: '',
      samesite: 'lax',
      'max-age': '3600',
    })
    expect([...readCookies().keys()]).toEqual([`__Host-postern.${state}`])
  })

  test('that lasts as long as a login may take', async () => {
    await begin(createPageClient(server, 'token', { transactionTtl: 600 }))
    expect(parseCookie(`${written.mock.calls[0]?.[0]}`).attributes['max-age']).toBe('600')
  })

  test.each([
    'http://localhost:3000/callback',
    'http://app.localhost/callback',
    'http://192.168.0.7/callback',
  ])('named postern.<state>, without Secure, on %s: there WebKit drops Secure', async (page) => {
    visit(page)
    const state = stateOf(await begin(createPageClient(server, 'token')))
    const { name, attributes } = parseCookie(`${written.mock.calls[0]?.[0]}`)
    expect(name).toBe(`postern.${state}`)
    expect(attributes).toEqual({ path: '/', samesite: 'lax', 'max-age': '3600' })
    expect(readCookies().has(name)).toBe(true)
    clearCookies()
  })

  test.each([
    ['token', 400],
    ['id_token', 400],
    ['token id_token', 400],
    ['code', 400],
    ['code id_token token', 500],
  ] as const)(
    'is small for %s: below %i bytes with a tenant’s host, client id and redirect URI',
    async (responseType, limit) => {
      expect([tenant.clientId.length, tenant.redirectUri?.length]).toEqual([32, 40])
      await begin(createAuth<ResponseType>({ ...tenant, responseType }))
      const [[name, value] = ['', '']] = ours()
      expect(bytes(`${name}=${value}`)).toBeGreaterThan(100)
      expect(bytes(`${name}=${value}`)).toBeLessThan(limit)
    },
  )

  test('holds only what a cookie value may (RFC 6265 §4.1.1)', async () => {
    await begin(createPageClient(server, 'token'), {
      text: '; \\ \u0000\n\r\t ü使🎉 %41 %E4 =&"\',',
      more: ['__Host-', '}', '{'],
    })
    const [[, value] = []] = ours()
    expect(value).toMatch(/^[!-:<-[\]-~]+$/)
  })

  test('gives back whatever JSON can hold', async () => {
    const appState = {
      text: '; \\ \u0000\n\r\t ü使🎉 %41 %E4 %zz =&"\',',
      list: [1, null, { '': '' }],
      long: 'x'.repeat(500),
    }
    const auth = createPageClient(server, 'token')
    const result = await auth.parseHash(await server.answer(await begin(auth, appState)))
    expect(result?.appState).toEqual(appState)
  })

  test('holds no token, before and after (RFC 10017 §8.1)', async () => {
    const auth = createPageClient(server, 'token id_token')
    const result = await auth.parseHash(await server.answer(await begin(auth)))
    for (const [cookie] of written.mock.calls) {
      expect(cookie).not.toContain(result?.accessToken)
      expect(cookie).not.toContain(result?.idToken)
    }
  })
})

describe('one write and one read', () => {
  test.each(['token', 'token id_token', 'code'] as const)(
    'remember a login for %s and prove it',
    async (responseType) => {
      await begin(createPageClient(server, responseType))
      expect(written).toHaveBeenCalledTimes(1)
      expect(read).toHaveBeenCalledTimes(1)
    },
  )

  test('in this order, and before the URL is given', async () => {
    const order: string[] = []
    written.mockImplementation((cookie) => {
      order.push('write')
      cookies.write(cookie)
    })
    read.mockImplementation(() => {
      order.push('read')
      return cookies.read()
    })
    await begin(createPageClient(server, 'token')).then(() => order.push('url'))
    expect(order).toEqual(['write', 'read', 'url'])
  })

  test('nothing is read or written when a client is created', () => {
    createPageClient(server, 'token')
    expect(written).not.toHaveBeenCalled()
    expect(read).not.toHaveBeenCalled()
  })
})

describe('abandoned logins are pruned, the oldest first', () => {
  test('60 leave the latest five, and the next login works', async () => {
    let time = 1_800_000_000_000
    const auth = createPageClient(server, 'token', { now: () => time })
    const states: string[] = []
    for (let count = 0; count < 60; count++) {
      time += 1000
      states.push(stateOf(await begin(auth)))
      expect(ours().length).toBeLessThanOrEqual(5)
    }
    expect(
      ours()
        .map(([name]) => name.slice('__Host-postern.'.length))
        .sort(),
    ).toEqual(states.slice(-5).sort())
    expect(headerBytes()).toBeLessThan(2000)
    expect(await auth.parseHash(await server.answer(await begin(auth)))).toHaveProperty(
      'accessToken',
    )
  })

  test('with a large appState they stay below 4,000 bytes together', async () => {
    let time = 1_800_000_000_000
    const auth = createPageClient(server, 'token', { now: () => time })
    for (let count = 0; count < 12; count++) {
      time += 1000
      await begin(auth, 'x'.repeat(1000))
      expect(headerBytes()).toBeLessThanOrEqual(4000)
    }
    expect(ours().length).toBeGreaterThanOrEqual(2)
    time += 1000
    const url = await begin(auth, 'y'.repeat(1500))
    expect(headerBytes()).toBeLessThanOrEqual(4000)
    expect(await auth.parseHash(await server.answer(url))).toMatchObject({
      appState: 'y'.repeat(1500),
    })
  })

  test('by age and not by their place in the jar', async () => {
    let time = 1_800_000_000_000
    const auth = createPageClient(server, 'token', { now: () => time })
    const ages = [20, 10, 50, 40, 30]
    const states = []
    for (const age of ages) {
      time = 1_800_000_000_000 - age * 1000
      states.push(stateOf(await begin(auth)))
    }
    time = 1_800_000_000_000
    const last = stateOf(await begin(auth))
    const left = ours().map(([name]) => name.slice('__Host-postern.'.length))
    expect(left.sort()).toEqual([...states.filter((_, index) => ages[index] !== 50), last].sort())
  })

  test('of those begun in the same second, the first', async () => {
    const auth = createPageClient(server, 'token', { now: () => 1_800_000_000_000 })
    const states: string[] = []
    for (let count = 0; count < 7; count++) states.push(stateOf(await begin(auth)))
    const left = ours().map(([name]) => name.slice('__Host-postern.'.length))
    expect(left.sort()).toEqual(states.slice(-5).sort())
  })

  test('never the one just written, even if the clock went back', async () => {
    let time = 1_800_000_000_000
    const auth = createPageClient(server, 'token', { now: () => time })
    for (let count = 0; count < 5; count++) await begin(auth)
    time -= 86_400_000
    const url = await begin(auth)
    expect(ours().map(([name]) => name)).toContain(`__Host-postern.${stateOf(url)}`)
    expect(ours()).toHaveLength(5)
    expect(await auth.parseHash(await server.answer(url))).toHaveProperty('accessToken')
  })

  test('and what is no record of ours, under our name, goes before any record', async () => {
    for (const junk of ['a', 'b', 'c', 'd'])
      writeCookie(`__Host-postern.${junk}=junk; path=/; secure`)
    const auth = createPageClient(server, 'token')
    const first = stateOf(await begin(auth))
    const second = stateOf(await begin(auth))
    const names = ours().map(([name]) => name)
    expect(names).toHaveLength(5)
    expect(names).toContain(`__Host-postern.${first}`)
    expect(names).toContain(`__Host-postern.${second}`)
  })

  test('by deletions that carry the same Path', async () => {
    const auth = createPageClient(server, 'token')
    for (let count = 0; count < 6; count++) await begin(auth)
    const deletions = written.mock.calls
      .map(([cookie]) => parseCookie(cookie))
      .filter(({ attributes }) => !(Number(attributes['max-age']) > 0))
    expect(deletions).toHaveLength(1)
    expect(deletions[0]?.attributes).toMatchObject({ path: '/', secure: '' })
    expect(deletions[0]?.attributes).not.toHaveProperty('domain')
  })
})

describe('foreign cookies stay as they are', () => {
  const foreign = [
    ['session', 'a%20b"c"{,}'],
    ['bad', '%E0%A4%A'],
    ['percent', '%'],
    ['postern', 'x'],
    ['postern.other', 'x'],
    ['__Host-posternal', 'x'],
    ['__Host-other.postern.x', 'x'],
    ['empty', ''],
    ['with=sign', 'a=b=c'],
  ] as const

  test('byte for byte, through pruning, success and refusal', async () => {
    for (const [name, value] of foreign) writeCookie(`${name}=${value}; path=/; secure`)
    const before = document.cookie
    const auth = createPageClient(server, 'token')
    for (let count = 0; count < 20; count++) await begin(auth)
    await auth.parseHash(await server.answer(await begin(auth)))
    await rejects(auth.parseHash('#access_token=a&state=unknown'), 'state_unknown')
    const after = document.cookie
      .split('; ')
      .filter((cookie) => !cookie.startsWith('__Host-postern.'))
    expect(after.join('; ')).toBe(before)
  })

  test('on http the cookies of https pages are foreign, and the other way round', async () => {
    writeCookie('postern.abc={}; path=/; secure')
    for (let count = 0; count < 8; count++) await begin(createPageClient(server, 'token'))
    expect(readCookies().get('postern.abc')).toBe('{}')
  })
})

describe('a cookie is used up by its response', () => {
  test.each(['success', 'refusal'])('%s deletes it', async (outcome) => {
    const auth = createPageClient(server, 'token')
    const other = stateOf(await begin(auth))
    const callbackUrl = await server.answer(await begin(auth))
    if (outcome === 'success') await auth.parseHash(callbackUrl)
    else await rejects(auth.parseHash(`${callbackUrl}&iss=x`), 'issuer_mismatch')
    expect(ours().map(([name]) => name)).toEqual([`__Host-postern.${other}`])
    await rejects(createPageClient(server, 'token').parseHash(callbackUrl), 'state_unknown')
  })

  test('a login begun in one tab is finished in another', async () => {
    const callbackUrl = await server.answer(
      await begin(createPageClient(server, 'code'), 'from the first tab'),
    )
    expect(await createPageClient(server, 'code').parseHash(callbackUrl)).toMatchObject({
      appState: 'from the first tab',
    })
  })

  test('two clients on one page, both with cookies, complete interleaved logins', async () => {
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
    expect(ours()).toEqual([])
  })

  test('a cookie without the __Host- prefix is no record on https', async () => {
    const auth = createPageClient(server, 'token')
    const url = await begin(auth)
    const [[, value] = []] = ours()
    clearCookies()
    writeCookie(`postern.${stateOf(url)}=${value}; path=/; secure`)
    await rejects(auth.parseHash(await server.answer(url)), 'state_unknown')
  })

  test.each(['x', '%E0%A4%A', '%', '{', '{}', 'null', ''])(
    'a cookie that reads %o is no record',
    async (value) => {
      const auth = createPageClient(server, 'token')
      const url = await begin(auth)
      writeCookie(`__Host-postern.${stateOf(url)}=${value}; path=/; secure`)
      await rejects(auth.parseHash(await server.answer(url)), 'state_unknown')
    },
  )

  test('one that the browser forgot to expire is expired all the same', async () => {
    let time = Date.now()
    const auth = createPageClient(server, 'token', { now: () => time })
    const callbackUrl = await server.answer(await begin(auth))
    time += 3_602_000
    expect(ours()).toHaveLength(1)
    await rejects(auth.parseHash(callbackUrl), 'state_expired')
    expect(ours()).toEqual([])
  })
})

describe('storage_unavailable, before the page is left', () => {
  const denied = () => {
    throw new DOMException('canary: the operation is insecure', 'SecurityError')
  }

  const faults: [string, () => void][] = [
    ['cookies are refused without a word', () => written.mockImplementation(() => undefined)],
    [
      'cookies are cut',
      () => written.mockImplementation((cookie) => cookies.write(cookie.replace(/[^;=]{5};/, ';'))),
    ],
    ['writing a cookie throws', () => written.mockImplementation(denied)],
    ['reading cookies throws', () => read.mockImplementation(denied)],
    ['cookies read as nothing', () => read.mockReturnValue('')],
  ]

  test.each(faults)('where %s', async (_, breakCookies) => {
    const navigate = vi.fn()
    const auth = createPageClient(server, 'token', { navigate })
    breakCookies()
    await rejects(auth.buildAuthorizeUrl(), 'storage_unavailable')
    const error = await rejects(auth.authorize(), 'storage_unavailable')
    expect(navigate).not.toHaveBeenCalled()
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
  })

  test('a page whose cookies throw can still create a client and ask for a response', async () => {
    written.mockImplementation(denied)
    read.mockImplementation(denied)
    const auth = createPageClient(server, 'token')
    expect(await auth.parseHash()).toBeNull()
    expect(await auth.parseHash('#/about')).toBeNull()
    await rejects(
      auth.parseHash('#access_token=a&token_type=Bearer&state=x'),
      'storage_unavailable',
    )
  })

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
})

describe('state_too_large, before anything is written or left', () => {
  const large: [string, unknown][] = [
    ['2,000 characters of appState', 'x'.repeat(2000)],
    ['5 kB of appState', { deep: ['x'.repeat(5000)] }],
    ['700 characters of three bytes each', '使'.repeat(700)],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ]

  test.each(large)('%s, in cookies', async (_, appState) => {
    const navigate = vi.fn()
    const auth = createPageClient(server, 'token', { navigate })
    await rejects(auth.authorize('c', { appState }), 'state_too_large')
    await rejects(auth.buildAuthorizeUrl('c', { appState }), 'state_too_large')
    expect(written).not.toHaveBeenCalled()
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

  test('1,500 characters fit, in cookies and in injected storage', async () => {
    const appState = 'x'.repeat(1500)
    expect(await begin(createPageClient(server, 'token'), appState)).toContain('state=')
    expect(
      await begin(createClient(server, 'token', { storage: memoryStorage() }), appState),
    ).toContain('state=')
    expect(headerBytes()).toBeLessThan(4000)
  })
})

describe('an injected storage (TransactionStorage)', () => {
  test('takes the place of cookies altogether', async () => {
    const storage = memoryStorage()
    const auth = createPageClient(server, 'token', { storage })
    await auth.parseHash(await server.answer(await begin(auth)))
    expect(written).not.toHaveBeenCalled()
    expect(storage.calls.map(([call]) => call)).toContain('set')
    expect(storage.records.size).toBe(0)
  })

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
