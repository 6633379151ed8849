import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { cookieStorage } from '../../src/cookies.js'
import type { AuthOptions, ResponseType } from '../../src/index.js'
import { createTestServer } from '../../src/testing/index.js'
import { rejects, throws } from '../support/errors.js'
import { rsaKey } from '../support/keys.js'
import { redirectUri } from '../support/login.js'
import {
  clearCookies,
  cookieAccess,
  createPageClient,
  denyStorage,
  readCookies,
  replaceProperty,
  visit,
  writeCookie,
} from '../support/page.js'

const cookies = cookieAccess()
const read = vi.fn(cookies.read)
const written = vi.fn(cookies.write)
Object.defineProperty(document, 'cookie', { configurable: true, get: read, set: written })

beforeEach(() => {
  visit('https://login.acme.example/')
  clearCookies('acme.example')
  clearCookies()
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

/** A client of a page that has no other storage. */
const createClient = <R extends ResponseType = 'token'>(options: Partial<AuthOptions<R>> = {}) =>
  createPageClient<R>(server, 'token' as R, { storage: cookieStorage(), ...options })

/** A right login, but for its appState. */
const begin = (
  auth: { buildAuthorizeUrl: ReturnType<typeof createClient>['buildAuthorizeUrl'] },
  appState?: unknown,
) => auth.buildAuthorizeUrl('google-oauth2', appState === undefined ? {} : { appState })

const stateOf = (url: string) => `${new URL(url).searchParams.get('state')}`

/** A state as made here, of one digit. */
const fakeState = (digit: string) => digit.repeat(64)

/** A record that its client would take. */
const plantedRecord = (nonce: string) =>
  JSON.stringify({
    v: 1,
    nonce,
    responseType: 'token',
    responseMode: 'fragment',
    redirectUri,
    clientId: 'app',
    issuer: server.issuer,
    scope: '',
    createdAt: Math.floor(Date.now() / 1000),
  })

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
const states = () => ours().map(([name]) => name.slice('__Host-postern.'.length))
const bytes = (text: string) => new TextEncoder().encode(text).length
const headerBytes = () =>
  bytes(
    ours()
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  )

describe('a record lives in a cookie of its own', () => {
  test('none from before a clock was set back takes the place of one from after it', async () => {
    let time = Date.now()
    const auth = createClient({ now: () => time })
    for (let count = 0; count < 4; count++) await begin(auth)
    time -= 1_800_000
    const mine = [stateOf(await begin(auth)), stateOf(await begin(auth))]
    expect(states()).toEqual(expect.arrayContaining(mine))
  })

  test('of this host where null stands for the options', async () => {
    await begin(createClient({ storage: cookieStorage(null as unknown as undefined) }))
    expect(parseCookie(`${written.mock.calls[0]?.[0]}`).attributes).not.toHaveProperty('domain')
  })

  test('named __Host-postern.<state> on https, Secure, SameSite=Lax, no Domain', async () => {
    const state = stateOf(await begin(createClient()))
    expect(written).toHaveBeenCalledTimes(1)
    const { name, attributes } = parseCookie(`${written.mock.calls[0]?.[0]}`)
    expect(name).toBe(`__Host-postern.${state}`)
    expect(attributes).toEqual({ path: '/', secure: '', samesite: 'lax', 'max-age': '3600' })
    expect([...readCookies().keys()]).toEqual([`__Host-postern.${state}`])
  })

  test('named __Secure-postern.<state> with a domain, which every subdomain reads', async () => {
    visit('https://login.acme.example/callback')
    const storage = cookieStorage({ domain: 'acme.example' })
    const state = stateOf(await begin(createClient({ storage })))
    const { name, attributes } = parseCookie(`${written.mock.calls[0]?.[0]}`)
    expect(name).toBe(`__Secure-postern.${state}`)
    expect(attributes).toEqual({
      path: '/',
      secure: '',
      samesite: 'lax',
      domain: 'acme.example',
      'max-age': '3600',
    })
  })

  test.each([
    'http://localhost:3000/callback',
    'http://app.localhost/callback',
    'http://192.168.0.7/callback',
  ])('named postern.<state>, without Secure, on %s: there WebKit drops Secure', async (page) => {
    visit(page)
    const state = stateOf(await begin(createClient()))
    const { name, attributes } = parseCookie(`${written.mock.calls[0]?.[0]}`)
    expect(name).toBe(`postern.${state}`)
    expect(attributes).toEqual({ path: '/', samesite: 'lax', 'max-age': '3600' })
    expect(readCookies().has(name)).toBe(true)
    clearCookies()
  })

  test('that lasts as long as a login may take', async () => {
    await begin(createClient({ transactionTtl: 600 }))
    expect(parseCookie(`${written.mock.calls[0]?.[0]}`).attributes['max-age']).toBe('600')
  })

  test.each([
    ['token', 550],
    ['id_token', 550],
    ['token id_token', 550],
    ['code', 650],
    ['code id_token token', 650],
  ] as const)('that is small for %s: below %i bytes', async (responseType, limit) => {
    await begin(createPageClient<ResponseType>(server, responseType, { storage: cookieStorage() }))
    const [[name, value] = ['', '']] = ours()
    expect(bytes(`${name}=${value}`)).toBeGreaterThan(100)
    expect(bytes(`${name}=${value}`)).toBeLessThan(limit)
  })

  test('of legal cookie-octets alone, without quotes or commas (RFC 6265 §4.1.1)', async () => {
    await begin(createClient(), {
      text: '; \\ \u0000\n\r\t ü使🎉 %41 %E4 =&"\',',
      more: ['__Host-', '}', '{'],
    })
    const [[, value] = []] = ours()
    expect(value).toMatch(/^[!#-+\--:<-[\]-~]+$/)
    // and none that a parser could take for the end of the value, or of the header
    expect(value).toMatch(/^[\w.~!*'()%-]+$/)
  })

  test('which gives back whatever JSON can hold', async () => {
    const appState = {
      text: '; \\ \u0000\n\r\t ü使🎉 %41 %E4 %zz =&"\',',
      list: [1, null, { '': '' }],
    }
    const auth = createClient()
    const result = await auth.parseHash(await server.answer(await begin(auth, appState)))
    expect(result?.appState).toEqual(appState)
  })

  test('and not in this origin’s storage, which the page may lack', async () => {
    const restore = denyStorage()
    const auth = createClient()
    const outcome: unknown = await server
      .answer(await begin(auth))
      .then(auth.parseHash)
      .catch((reason: unknown) => reason)
    restore()
    expect(outcome).toHaveProperty('accessToken')
  })

  test('without a token, before and after (RFC 10017 §8.1)', async () => {
    const auth = createPageClient(server, 'token id_token', { storage: cookieStorage() })
    const result = await auth.parseHash(await server.answer(await begin(auth)))
    expect(written).toHaveBeenCalled()
    for (const [cookie] of written.mock.calls) {
      expect(cookie).not.toContain(result?.accessToken)
      expect(cookie).not.toContain(result?.idToken)
    }
  })

  test('nothing is read or written when a storage is made', () => {
    cookieStorage()
    cookieStorage({ domain: 'acme.example' })
    expect(written).not.toHaveBeenCalled()
    expect(read).not.toHaveBeenCalled()
  })
})

describe('abandoned logins are pruned, the oldest first', () => {
  const start = Date.now()

  test('60 leave the latest five, and the next login works', async () => {
    let time = start
    const auth = createClient({ now: () => time })
    const begun: string[] = []
    for (let count = 0; count < 60; count++) {
      time += 1000
      begun.push(stateOf(await begin(auth)))
      expect(ours().length).toBeLessThanOrEqual(5)
      expect(headerBytes()).toBeLessThanOrEqual(4000)
    }
    expect(states().sort()).toEqual(begun.slice(-5).sort())
    expect(await auth.parseHash(await server.answer(await begin(auth)))).toHaveProperty(
      'accessToken',
    )
  })

  test('with a large appState they stay below 4,000 bytes together', async () => {
    let time = start
    const auth = createClient({ now: () => time })
    for (let count = 0; count < 12; count++) {
      time += 1000
      await begin(auth, 'x'.repeat(1000))
      expect(headerBytes()).toBeLessThanOrEqual(4000)
    }
    expect(ours().length).toBeGreaterThanOrEqual(2)
    time += 1000
    const url = await begin(auth, 'y'.repeat(1300))
    expect(headerBytes()).toBeLessThanOrEqual(4000)
    expect(await auth.parseHash(await server.answer(url))).toMatchObject({
      appState: 'y'.repeat(1300),
    })
  })

  test('by age and not by their place in the jar', async () => {
    let time = start
    const auth = createClient({ now: () => time })
    const ages = [20, 10, 50, 40, 30]
    const begun: string[] = []
    for (const age of ages) {
      time = start - age * 1000
      begun.push(stateOf(await begin(auth)))
    }
    time = start
    const last = stateOf(await begin(auth))
    const young = begun.filter((_, index) => ages[index] !== 50)
    expect(states().sort()).toEqual([...young, last].sort())
  })

  test('of those begun in the same second, the first', async () => {
    const auth = createClient({ now: () => start })
    const begun: string[] = []
    for (let count = 0; count < 7; count++) begun.push(stateOf(await begin(auth)))
    expect(states().sort()).toEqual(begun.slice(-5).sort())
  })

  test('never the one just written, even if the clock went back', async () => {
    let time = start + 86_400_000
    const auth = createClient({ now: () => time })
    for (let count = 0; count < 5; count++) await begin(auth)
    time -= 86_400_000
    const url = await begin(auth)
    expect(states()).toContain(stateOf(url))
    expect(ours()).toHaveLength(5)
    expect(await auth.parseHash(await server.answer(url))).toHaveProperty('accessToken')
  })

  test('and what is no record, under a name of ours, goes before any record', async () => {
    for (const digit of ['a', 'b', 'c', 'd'])
      writeCookie(`__Host-postern.${fakeState(digit)}=junk; path=/; secure`)
    const auth = createClient()
    const first = stateOf(await begin(auth))
    const second = stateOf(await begin(auth))
    expect(ours()).toHaveLength(5)
    expect(states()).toEqual(expect.arrayContaining([first, second]))
  })

  test.each([undefined, 'acme.example'])(
    'by deletions that carry the same Path and Domain: %s',
    async (domain) => {
      visit('https://login.acme.example/callback')
      const auth = createClient({ storage: cookieStorage(domain ? { domain } : {}) })
      for (let count = 0; count < 6; count++) await begin(auth)
      const deletions = written.mock.calls
        .map(([cookie]) => parseCookie(cookie))
        .filter(({ value }) => value === '')
      expect(deletions).toHaveLength(1)
      expect(deletions[0]?.attributes).toMatchObject({ path: '/', secure: '' })
      expect(deletions[0]?.attributes.domain).toBe(domain)
      expect(readCookies().size).toBe(5)
    },
  )
})

describe('foreign cookies stay as they are', () => {
  const foreign = [
    ['session', 'a%20b"c"{,}'],
    ['bad', '%E0%A4%A'],
    ['percent', '%'],
    ['postern', 'x'],
    ['postern.other', 'x'],
    [`postern.${fakeState('a')}`, 'x'],
    ['__Host-posternal', 'x'],
    ['__Host-postern.other', 'x'],
    ['__Host-other.postern.x', 'x'],
    [`__Host-postern.${fakeState('A')}`, 'x'],
    [`__Host-postern.${fakeState('a')}a`, 'x'],
    [`__Secure-postern.${fakeState('a')}`, 'x'],
    ['empty', ''],
    ['with=sign', 'a=b=c'],
  ] as const

  test('byte for byte, through pruning, success and refusal', async () => {
    for (const [name, value] of foreign) writeCookie(`${name}=${value}; path=/; secure`)
    const before = document.cookie
    const auth = createClient()
    for (let count = 0; count < 20; count++) await begin(auth)
    await auth.parseHash(await server.answer(await begin(auth)))
    await rejects(auth.parseHash('#access_token=a&state=unknown'), 'state_unknown')
    const isForeign = (cookie: string) =>
      foreign.some(([name, value]) => cookie === `${name}=${value}`)
    expect(document.cookie.split('; ').filter(isForeign).join('; ')).toBe(before)
    expect(document.cookie.split('; ')).toHaveLength(foreign.length + 4)
  })

  test('on http the cookies of https pages are foreign, and the other way round', async () => {
    writeCookie(`postern.${fakeState('a')}={}; path=/; secure`)
    for (let count = 0; count < 8; count++) await begin(createClient())
    expect(readCookies().get(`postern.${fakeState('a')}`)).toBe('{}')
  })
})

describe('a cookie that somebody else planted is no record', () => {
  const plant = (name: string, record: string) =>
    writeCookie(`${name}=${encodeURIComponent(record)}; path=/; secure`)

  const response = (state: string) => `#access_token=canary&token_type=Bearer&state=${state}`

  test('the same under its own name would be: the record is right', async () => {
    const state = fakeState('1')
    plant(`__Host-postern.${state}`, plantedRecord('n'))
    expect(await createClient().parseHash(response(state))).toHaveProperty('accessToken')
  })

  // Browsers look for prefixes in the raw name; js-cookie decodes it.
  test.each<[string, (name: string) => string]>([
    ['a percent-encoded underscore', (name) => name.replace('__', '%5F_')],
    ['the other one', (name) => name.replace('__', '_%5F')],
    ['a percent-encoded hyphen', (name) => name.replace('Host-', 'Host%2D')],
    ['a percent-encoded dot', (name) => name.replace('postern.', 'postern%2E')],
    ['a percent-encoded digit', (name) => name.replace(/1$/, '%31')],
    ['a blank in front', (name) => ` ${name}`],
    ['another case', (name) => name.replace('__Host-', '__host-')],
    ['no prefix', (name) => name.replace('__Host-', '')],
    ['the other prefix', (name) => name.replace('__Host-', '__Secure-')],
  ])('under a name with %s', async (_, rename) => {
    const state = fakeState('1')
    const name = rename(`__Host-postern.${state}`)
    // what the jar would show of a sibling's cookie
    read.mockImplementation(() => `${name}=${encodeURIComponent(plantedRecord('n'))}`)
    await rejects(createClient().parseHash(response(state)), 'state_unknown')
  })

  test('nor does it hide the right one', async () => {
    const auth = createClient()
    const url = await begin(auth, 'mine')
    const name = `%5F_Host-postern.${stateOf(url)}`
    read.mockImplementation(() => `${name}=${encodeURIComponent('{}')}; ${cookies.read()}`)
    expect(await auth.parseHash(await server.answer(url))).toMatchObject({ appState: 'mine' })
  })
})

describe('a cookie is used up by its response', () => {
  test.each(['success', 'refusal'])('%s deletes it', async (outcome) => {
    const auth = createClient()
    const other = stateOf(await begin(auth))
    const callbackUrl = await server.answer(await begin(auth))
    if (outcome === 'success') await auth.parseHash(callbackUrl)
    else await rejects(auth.parseHash(`${callbackUrl}&iss=x`), 'issuer_mismatch')
    expect(states()).toEqual([other])
    await rejects(createClient().parseHash(callbackUrl), 'state_unknown')
  })

  test('with a domain, too', async () => {
    visit('https://login.acme.example/callback')
    const storage = cookieStorage({ domain: 'acme.example' })
    const auth = createClient({ storage, redirectUri: 'https://login.acme.example/callback' })
    expect(await auth.parseHash(await server.answer(await begin(auth)))).not.toBeNull()
    expect(readCookies().size).toBe(0)
  })

  test('of a login begun on one subdomain and finished on another', async () => {
    const create = () =>
      createClient({
        storage: cookieStorage({ domain: 'acme.example' }),
        redirectUri: 'https://www.acme.example/callback',
      })
    visit('https://shop.acme.example/cart')
    const callbackUrl = await server.answer(await begin(create(), 'from the shop'))
    visit(callbackUrl)
    expect(await create().parseHash()).toMatchObject({ appState: 'from the shop' })
  })

  test.each(['x', '%E0%A4%A', '%', '{', '{}', 'null', ''])(
    'one that reads %o is no record',
    async (value) => {
      const auth = createClient()
      const url = await begin(auth)
      writeCookie(`__Host-postern.${stateOf(url)}=${value}; path=/; secure`)
      await rejects(auth.parseHash(await server.answer(url)), 'state_unknown')
    },
  )

  test('one that the browser forgot to expire is expired all the same', async () => {
    let time = Date.now()
    const auth = createClient({ now: () => time })
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
    const auth = createClient({ navigate })
    breakCookies()
    await rejects(auth.buildAuthorizeUrl(), 'storage_unavailable')
    const error = await rejects(auth.authorize(), 'storage_unavailable')
    expect(navigate).not.toHaveBeenCalled()
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
  })

  test('but a page whose cookies throw can still ask for a response', async () => {
    written.mockImplementation(denied)
    read.mockImplementation(denied)
    const auth = createClient()
    expect(await auth.parseHash()).toBeNull()
    expect(await auth.parseHash('#/about')).toBeNull()
    await rejects(
      auth.parseHash('#access_token=a&token_type=Bearer&state=x'),
      'storage_unavailable',
    )
  })

  test('without a page it is browser_required', () => {
    const storage = cookieStorage()
    const restore = replaceProperty(globalThis, 'document', undefined)
    try {
      throws(() => storage.get('x'), 'browser_required')
      throws(() => storage.set('x', '{}', 1), 'browser_required')
      throws(() => storage.remove('x'), 'browser_required')
    } finally {
      restore()
    }
  })
})

describe('state_too_large, before anything is written or left', () => {
  test.each<[string, unknown]>([
    ['2,000 characters of appState', 'x'.repeat(2000)],
    ['5 kB of appState', { deep: ['x'.repeat(5000)] }],
    ['700 characters of three bytes each', '使'.repeat(700)],
    ['15,000 characters, which fit into origin storage', 'x'.repeat(15_000)],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('%s', async (_, appState) => {
    const navigate = vi.fn()
    const auth = createClient({ navigate })
    await rejects(auth.authorize('c', { appState }), 'state_too_large')
    await rejects(auth.buildAuthorizeUrl('c', { appState }), 'state_too_large')
    expect(written).not.toHaveBeenCalled()
    expect(navigate).not.toHaveBeenCalled()
  })

  test('to the character: 2,000 as they are written', () => {
    const storage = cookieStorage()
    storage.set(fakeState('a'), 'x'.repeat(2000), 60)
    expect(storage.get(fakeState('a'))).toBe('x'.repeat(2000))
    throws(() => storage.set(fakeState('a'), 'x'.repeat(2001), 60), 'state_too_large')
    // `使` is written as nine
    storage.set(fakeState('a'), '使'.repeat(222), 60)
    throws(() => storage.set(fakeState('a'), '使'.repeat(223), 60), 'state_too_large')
  })

  test('1,300 characters of appState fit', async () => {
    const appState = 'x'.repeat(1300)
    const auth = createClient()
    const result = await auth.parseHash(await server.answer(await begin(auth, appState)))
    expect(result?.appState).toBe(appState)
  })
})
