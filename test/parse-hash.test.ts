import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, isAuthError, type ResponseType } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, type LoginSetup, redirectUri, startLogin } from './support/login.js'
import { endsForAMegabyte } from './support/megabyte.js'
import { visit } from './support/page.js'
import { memoryStorage } from './support/storage.js'

const replaceState = vi.spyOn(history, 'replaceState')
const pushState = vi.spyOn(history, 'pushState')

/** Puts this page at a URL, as a navigation does. */
const arrive = (url: string, historyState?: unknown) => {
  visit(url, historyState)
  replaceState.mockClear()
}

beforeEach(() => arrive(redirectUri))
afterEach(() => vi.unstubAllGlobals())

/** What the server puts behind `#` or `?`. */
const responseOf = (callbackUrl: string) => callbackUrl.replace(/^[^#?]*[#?]/, '')

/** A login whose response is not read yet. */
async function returned<R extends ResponseType = 'token'>(setup: LoginSetup<R, unknown> = {}) {
  const started = await startLogin({ responseType: 'token' as R, ...setup })
  return { ...started, response: responseOf(started.callbackUrl) }
}

const inQuery = {
  responseType: 'code',
  options: { responseMode: 'query' } satisfies Partial<AuthOptions<'code'>>,
} as const

describe('parseHash takes the response out of the URL before it returns (RFC 9700 §4.3.1)', () => {
  const fragments: [string, string][] = [
    ['https://app.example/callback#RESPONSE', 'https://app.example/callback'],
    ['https://app.example/callback?keep=1#RESPONSE', 'https://app.example/callback?keep=1'],
    [
      'https://app.example/callback?q=a%20b+c&%C3%BC=%2F#RESPONSE',
      'https://app.example/callback?q=a%20b+c&%C3%BC=%2F',
    ],
    [
      'https://app.example/callback?code=stripe#RESPONSE',
      'https://app.example/callback?code=stripe',
    ],
    ['https://app.example/#/route?RESPONSE', 'https://app.example/#/route'],
    ['https://app.example/#/route&RESPONSE', 'https://app.example/#/route'],
    ['https://app.example/?keep=1#/route?RESPONSE', 'https://app.example/?keep=1#/route'],
    ['https://app.example/#!/route?RESPONSE', 'https://app.example/#!/route'],
    ['https://app.example/#/route?tab=a%20b&RESPONSE', 'https://app.example/#/route?tab=a%20b'],
    ['https://app.example/#/route?RESPONSE&tab=2', 'https://app.example/#/route?tab=2'],
  ]

  test.each(fragments)('%s leaves %s', async (before, after) => {
    const { auth, response } = await returned()
    arrive(before.replace('RESPONSE', response))
    const result = auth.parseHash()
    expect(location.href).toBe(after)
    expect(await result).toHaveProperty('accessToken')
    expect(location.href).toBe(after)
  })

  test.each([
    'https://app.example/callback#/RESPONSE',
    'https://app.example/callback#!RESPONSE',
    'https://app.example/callback#!/RESPONSE',
    'https://app.example/callback#!#RESPONSE',
  ])('%s leaves nothing of it', async (before) => {
    const { auth, response } = await returned()
    arrive(before.replace('RESPONSE', response))
    const result = auth.parseHash()
    expect(location.href).toMatch(/^https:\/\/app\.example\/callback(#!?\/?)?$/)
    expect(await result).toHaveProperty('accessToken')
  })

  test.each([
    ['https://app.example/callback?RESPONSE', 'https://app.example/callback'],
    ['https://app.example/callback?keep=1&RESPONSE', 'https://app.example/callback?keep=1'],
    ['https://app.example/callback?RESPONSE&keep=1', 'https://app.example/callback?keep=1'],
    ['https://app.example/callback?a=1&RESPONSE&b=2', 'https://app.example/callback?a=1&b=2'],
    [
      'https://app.example/callback?q=a%20b+c&RESPONSE&%C3%BC',
      'https://app.example/callback?q=a%20b+c&%C3%BC',
    ],
    ['https://app.example/callback?RESPONSE#/route?x=1', 'https://app.example/callback#/route?x=1'],
    ['https://app.example/callback?RESPONSE#section', 'https://app.example/callback#section'],
  ])('in query mode %s leaves %s', async (before, after) => {
    const { auth, response } = await returned(inQuery)
    arrive(before.replace('RESPONSE', response))
    const result = auth.parseHash()
    expect(location.href).toBe(after)
    expect(await result).toHaveProperty('accessToken')
    expect(location.href).toBe(after)
  })

  test('Facebook’s #_=_ behind a query hides nothing', async () => {
    const { auth, callbackUrl } = await returned(inQuery)
    arrive(`${callbackUrl}#_=_`)
    expect(await auth.parseHash()).toHaveProperty('accessToken')
    expect(location.search).toBe('')
  })

  test('no history entry is made, and the state of this one survives', async () => {
    const { auth, callbackUrl } = await returned()
    const historyState = { idx: 3, usr: { deep: ['x'] } }
    arrive(callbackUrl, historyState)
    const { length } = history
    await auth.parseHash()
    expect(history.length).toBe(length)
    expect(history.state).toEqual(historyState)
    expect(pushState).not.toHaveBeenCalled()
    expect(replaceState).toHaveBeenCalledTimes(1)
  })

  test.each<[string, (response: string, state: string) => string]>([
    ['with an unknown state', (response, state) => response.replace(state, 'unknown')],
    ['with an error', (_, state) => `error=access_denied&error_description=canary&state=${state}`],
    ['with a duplicate', (response) => `${response}&access_token=canary`],
    ['of another type', (_, state) => `code=canary&state=${state}`],
    ['of another issuer', (response) => `${response}&iss=https%3A%2F%2Fevil.example`],
    ['without token_type', (_, state) => `access_token=canary&state=${state}`],
    [
      'with an expires_in of words',
      (_, state) => `access_token=canary&token_type=Bearer&expires_in=soon&state=${state}`,
    ],
    ['without a state', () => 'access_token=canary&token_type=Bearer'],
    ['with an empty state', () => 'access_token=canary&state='],
    ['with encoded names', (_, state) => `%61ccess_token=canary&stat%65=${state}`],
  ])('a response %s is taken out although it is refused', async (_, change) => {
    const { auth, response, state } = await returned()
    arrive(`https://app.example/callback?keep=1#${change(response, state)}`)
    const result = auth.parseHash()
    expect(location.href).toBe('https://app.example/callback?keep=1')
    expect(isAuthError(await result.catch((reason: unknown) => reason))).toBe(true)
  })

  test.each<[string, LoginSetup<'code', unknown>, (url: string) => string]>([
    ['in the query, for a fragment', { responseType: 'code' }, (url) => url.replace('#', '?')],
    ['in the fragment, for a query', inQuery, (url) => url.replace('?', '#')],
  ])(
    'a response %s is taken out, and refused with the setting to change',
    async (_, setup, move) => {
      const { auth, server, state, callbackUrl } = await returned(setup)
      arrive(move(callbackUrl))
      const result = auth.parseHash()
      expect(location.href).toBe(redirectUri)
      expect((await rejects(result, 'invalid_response')).message).toContain('responseMode')
      expect(server.storage.records.has(state)).toBe(false)
    },
  )

  test('tokens in the query are refused in any mode (Multiple Response Types §5)', async () => {
    for (const setup of [{ responseType: 'token' }, inQuery] as const) {
      const { auth, state } = await returned<ResponseType>(setup)
      arrive(
        `https://app.example/callback?keep=1&access_token=canary&token_type=Bearer&state=${state}`,
      )
      const result = auth.parseHash()
      expect(location.href).toBe('https://app.example/callback?keep=1')
      await rejects(result, 'invalid_response')
    }
  })

  test('a storage that throws does not keep it in the URL', async () => {
    const { server, callbackUrl } = await returned()
    const storage = {
      ...memoryStorage(),
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    }
    const auth = createClient(server, 'token', { storage })
    arrive(callbackUrl)
    const result = auth.parseHash()
    expect(location.href).toBe(redirectUri)
    await rejects(result, 'storage_unavailable')
  })

  test.each(['&', '&a', '?', '%26', '#'])(
    'a megabyte of %s around it is taken out at once',
    { timeout: 60_000 },
    (part) =>
      endsForAMegabyte(async (length) => {
        const junk = part.repeat(length / part.length)
        for (const [setup, url] of [
          [{ responseType: 'token' }, `https://app.example/#/route?RESPONSE${junk}&end=1`],
          [inQuery, `https://app.example/?begin=1${junk}&RESPONSE${junk}&end=1`],
        ] as const) {
          const { auth, response } = await returned<ResponseType>(setup)
          arrive(url.replace('RESPONSE', () => response))
          await auth
            .parseHash()
            .catch((reason: unknown) => expect(isAuthError(reason), `${reason}`).toBe(true))
        }
      }),
  )

  test('and takes nothing of the path with it, and nothing of the response into it', async () => {
    for (const [before, after] of [
      ['#state=x&access_token=y&mine=1', ''],
      ['?mine=1#state=x&access_token=y&mine=2', '?mine=1'],
    ]) {
      arrive(redirectUri + before)
      await rejects(
        createClient(createTestServer({ key: rsaKey }), 'token').parseHash(),
        'state_unknown',
      )
      expect(location.href).toBe(redirectUri + after)
    }
  })
})

describe('parseHash touches nothing that is no response of this client: null', () => {
  test.each([
    'https://app.example/callback',
    'https://app.example/callback?keep=1',
    'https://app.example/#/about',
    'https://app.example/#section-2',
    'https://app.example/#state-of-the-art',
    'https://app.example/#/route?tab=2&state=x',
    'https://app.example/#/shops?code=1234&state=north',
    'https://app.example/callback#/shops?code=1234&state=north',
    'https://app.example/callback#/shops&access_token=a&state=north',
    'https://app.example/#code=1234',
    'https://app.example/#error=oops',
    'https://app.example/?code=stripe&state=xyz',
    'https://app.example/?code=success',
    'https://app.example/?error=oops&error_description=x',
    'https://app.example/?error=oops&state=xyz',
    'https://app.example/?access_token=a&state=xyz',
    'https://app.example/?access_token=a',
    'https://app.example/?code=stripe&state=__proto__#section',
  ])('%s', async (url) => {
    const fetch = vi.fn()
    for (const [responseType, options] of [
      ['token', {}],
      ['code', {}],
      ['code', { responseMode: 'query' }],
    ] as const) {
      const server = createTestServer({ key: rsaKey })
      const storage = memoryStorage()
      arrive(url, { own: 1 })
      expect(
        await createClient<ResponseType>(server, responseType, {
          storage,
          fetch,
          ...options,
        }).parseHash(),
      ).toBeNull()
      expect(location.href).toBe(url)
      expect(replaceState).not.toHaveBeenCalled()
      expect(storage.calls.filter(([call]) => call !== 'get')).toEqual([])
    }
    expect(fetch).not.toHaveBeenCalled()
  })

  test('a query, where the storage throws: nobody can say whose it is', async () => {
    const { server, callbackUrl } = await returned(inQuery)
    const get = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const url = callbackUrl.replace('/callback', '/elsewhere')
    arrive(url)
    expect(
      await createClient(server, 'code', {
        responseMode: 'query',
        storage: { ...memoryStorage(), get },
      }).parseHash(),
    ).toBeNull()
    expect(location.href).toBe(url)
    expect(replaceState).not.toHaveBeenCalled()
  })

  test('a response whose record is another client’s: that one takes it', async () => {
    const server = createTestServer({ key: rsaKey })
    for (const otherFirst of [true, false]) {
      const storage = memoryStorage()
      const { auth, callbackUrl } = await returned({ server, options: { storage } })
      const other = createClient(server, 'token', { storage, clientId: 'other' })
      arrive(callbackUrl)
      if (otherFirst) {
        expect(await other.parseHash()).toBeNull()
        expect(location.href).toBe(callbackUrl)
        expect(replaceState).not.toHaveBeenCalled()
        expect(storage.records.size).toBe(1)
      }
      const result = auth.parseHash()
      expect(await other.parseHash()).toBeNull()
      expect(await result).toHaveProperty('accessToken')
    }
  })

  test('?state= on a page of ours plants no login', async () => {
    const { auth, server } = await returned()
    arrive('https://app.example/callback?state=planted')
    await auth.buildAuthorizeUrl()
    expect([...server.storage.records.keys()]).not.toContain('planted')
    await rejects(
      auth.parseHash('#access_token=a&token_type=Bearer&state=planted'),
      'state_unknown',
    )
  })
})

describe('the same response gives the same promise', () => {
  test('within a turn, after a wait, and when it is settled', async () => {
    const { auth, callbackUrl } = await returned()
    arrive(callbackUrl)
    const first = auth.parseHash()
    const second = auth.parseHash()
    expect(second).toBe(first)
    const result = await first
    expect(auth.parseHash()).toBe(first)
    expect(await second).toBe(result)
  })

  test('whether it is read from the page or handed over, as hash or URL', async () => {
    const { auth, callbackUrl } = await returned()
    arrive(callbackUrl)
    const { hash } = location
    const first = auth.parseHash()
    expect(auth.parseHash(hash)).toBe(first)
    expect(auth.parseHash(hash.slice(1))).toBe(first)
    expect(auth.parseHash(callbackUrl)).toBe(first)
    expect(await first).toHaveProperty('accessToken')
  })

  test('when it was handed over before the page was asked', async () => {
    const { auth, callbackUrl } = await returned()
    arrive(callbackUrl)
    const first = auth.parseHash(location.hash)
    expect(location.href).toBe(redirectUri)
    expect(auth.parseHash()).toBe(first)
    expect(await first).toHaveProperty('accessToken')
  })

  test('a code is redeemed once, and its record removed once (RFC 6749 §10.5)', async () => {
    const storage = memoryStorage()
    const { auth, server, callbackUrl } = await returned({
      responseType: 'code',
      options: { storage },
    })
    arrive(callbackUrl)
    storage.calls.length = 0
    const results = await Promise.all([
      auth.parseHash(),
      auth.parseHash(),
      auth.parseHash(callbackUrl),
    ])
    expect(results.every((result) => result === results[0])).toBe(true)
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1)
    expect(storage.calls.filter(([call]) => call === 'remove')).toHaveLength(1)
  })

  test('a refusal is the same too: no second story', async () => {
    const { auth, state } = await returned()
    arrive(`https://app.example/callback#error=access_denied&state=${state}`)
    const first = auth.parseHash()
    expect(auth.parseHash()).toBe(first)
    const error = await rejects(first, 'access_denied')
    expect(await auth.parseHash().catch((reason: unknown) => reason)).toBe(error)
  })

  test('two responses have each their own', async () => {
    const server = createTestServer({ key: rsaKey })
    const one = await returned({ server, request: { appState: 1 } })
    const { auth } = one
    const secondUrl = await server.answer(await auth.buildAuthorizeUrl('c', { appState: 2 }))
    arrive(one.callbackUrl)
    expect(await auth.parseHash()).toMatchObject({ appState: 1 })
    arrive(secondUrl)
    expect(await auth.parseHash()).toMatchObject({ appState: 2 })
    expect(await auth.parseHash()).toMatchObject({ appState: 2 })
    expect(await auth.parseHash(one.callbackUrl)).toMatchObject({ appState: 1 })
  })

  test('null is not remembered: the next call looks again', async () => {
    const { auth, callbackUrl } = await returned()
    expect(await auth.parseHash()).toBeNull()
    expect(await auth.parseHash()).toBeNull()
    arrive(callbackUrl)
    expect(await auth.parseHash()).toHaveProperty('accessToken')
  })

  test('a response of somebody else in between changes nothing', async () => {
    const { auth, callbackUrl } = await returned()
    arrive(callbackUrl)
    const first = auth.parseHash()
    expect(await auth.parseHash('?code=stripe&state=xyz')).toBeNull()
    expect(await auth.parseHash('#/about')).toBeNull()
    expect(auth.parseHash()).toBe(first)
    await first
  })
})

describe('parseHash of a given text', () => {
  test.each(['', '#', '?', 'hello', '#/about'])(
    '%o is no response: null, and the page is left alone',
    async (text) => {
      const { auth, callbackUrl } = await returned()
      arrive('https://app.example/#section')
      expect(await auth.parseHash(text)).toBeNull()
      expect(replaceState).not.toHaveBeenCalled()
      expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
    },
  )

  test.each([
    (response: string) => `#${response}`,
    (response: string) => response,
    (response: string) => `#/route?${response}`,
    (response: string) => `/callback#${response}`,
    (response: string) => `?keep=1#${response}`,
    (response: string) => `/callback?code=stripe#${response}`,
    (response: string) => `https://app.example/callback#${response}`,
    (response: string) => `com.example.app://callback#${response}`,
  ])('finds it in each shape: %s', async (shape) => {
    const { auth, response } = await returned()
    arrive('https://app.example/start?keep=1#section')
    expect(await auth.parseHash(shape(response))).toHaveProperty('accessToken')
    expect(location.href).toBe('https://app.example/start?keep=1#section')
    expect(replaceState).not.toHaveBeenCalled()
  })

  test('this page’s own, decoded by a router, leaves the address bar all the same', async () => {
    const { auth, callbackUrl, response } = await returned()
    arrive(callbackUrl)
    const result = auth.parseHash(`#${decodeURIComponent(response)}`)
    expect(location.href).toBe(redirectUri)
    expect(auth.parseHash()).toBe(result)
    expect(await result).toHaveProperty('accessToken')
  })

  test('is a text: anything else is invalid_config, and no TypeError', async () => {
    const { auth, callbackUrl } = await returned()
    const odds: unknown[] = [new URL(callbackUrl), new Event('x'), { hash: callbackUrl }, 42, true]
    for (const odd of odds) await rejects(auth.parseHash(odd as string), 'invalid_config')
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
  })

  test('is not taken for this page’s own afterwards', async () => {
    const { auth, callbackUrl } = await returned()
    arrive('https://app.example/start')
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
    expect(await auth.parseHash()).toBeNull()
  })

  test('in query mode finds it bare, in a query, behind a path and in a whole URL', async () => {
    for (const shape of [
      'RESPONSE',
      '?RESPONSE',
      '/callback?RESPONSE',
      '/other?RESPONSE',
      'https://app.example/callback?RESPONSE',
      'https://app.example/callback/?RESPONSE#section',
    ]) {
      const { auth, response } = await returned(inQuery)
      expect(await auth.parseHash(shape.replace('RESPONSE', response))).toHaveProperty(
        'accessToken',
      )
    }
  })

  test('that this page’s URL holds too takes it out there', async () => {
    const { auth, callbackUrl } = await returned()
    arrive(callbackUrl)
    const result = auth.parseHash(callbackUrl)
    expect(location.href).toBe(redirectUri)
    await result
  })
})

describe('parseHash answers by a promise alone: it never throws', () => {
  test.each([
    '#access_token=a&access_token=b&state=x',
    '#access_token=a',
    '#access_token=a&state=x',
  ])('%s', async (text) => {
    const { auth } = await returned()
    const result = auth.parseHash(text)
    expect(result).toBeInstanceOf(Promise)
    expect(isAuthError(await result.catch((reason: unknown) => reason))).toBe(true)
  })
})

test('a response nobody asked for: no token comes out, and the URL is clean', async () => {
  for (const text of [
    '#access_token=canary&token_type=Bearer',
    '#access_token=canary&token_type=Bearer&state=bookmarked',
    '#id_token=canary',
  ]) {
    const { auth } = await returned()
    arrive(redirectUri + text)
    const outcome: unknown = await auth.parseHash().catch((reason: unknown) => reason)
    expect(outcome).toMatchObject({
      code: text.includes('bookmarked') ? 'state_unknown' : 'state_missing',
    })
    expect(location.href).toBe(redirectUri)
    expect(JSON.stringify(outcome)).not.toContain('canary')
  }
})
