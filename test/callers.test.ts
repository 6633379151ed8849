import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AuthError,
  buildAuthorizeUrl,
  createAuth,
  discover,
  isAuthError,
  readResponse,
  safeReturnTo,
  verifyIdToken,
} from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { redirectUri } from './support/login.js'
import { clearStorage, createPageClient, isPending, until, visit } from './support/page.js'
import { fakeWindow } from './support/windows.js'

beforeEach(() => {
  visit(redirectUri)
  clearStorage()
  vi.stubGlobal('open', () => null)
})
afterEach(() => vi.unstubAllGlobals())

function setUp() {
  const server = createTestServer({ key: rsaKey })
  const navigate = vi.fn()
  return { server, navigate, auth: createPageClient(server, 'token', { navigate }) }
}

/** What JavaScript hands over by accident. */
const accidents: [string, unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 42],
  ['NaN', Number.NaN],
  ['a bigint', 1n],
  ['true', true],
  ['false', false],
  ['an empty text', ''],
  ['a text', 'google-oauth2'],
  ['a symbol', Symbol('x')],
  ['an object', {}],
  ['an object without a prototype', Object.create(null)],
  ['a list', ['x']],
  ['a function', () => 'x'],
  ['a date', new Date(0)],
  ['an event', new Event('click')],
  ['an error', new Error('x')],
  ['a promise', Promise.resolve()],
]

/** Calls a method as a script without types does, and gives what it gives, or throws. */
const call = (owner: object, method: string, ...given: unknown[]): unknown =>
  (owner as Record<string, (...given: unknown[]) => unknown>)[method]?.(...given)

describe('a request that is null is one that is left out', () => {
  test('of buildAuthorizeUrl, and a connection too', async () => {
    const { auth } = setUp()
    const withoutRandom = async (...given: unknown[]) => {
      const url = new URL(String(await call(auth, 'buildAuthorizeUrl', ...given)))
      for (const name of ['state', 'nonce']) url.searchParams.delete(name)
      return url.href
    }
    const bare = await withoutRandom()
    expect(await withoutRandom(null, null)).toBe(bare)
    expect(await withoutRandom(undefined, null)).toBe(bare)
    expect(await withoutRandom('', { params: null, scope: undefined })).toBe(bare)
  })

  test('of authorize', async () => {
    const { auth, navigate } = setUp()
    void call(auth, 'authorize', null, null)
    expect(await until(() => navigate.mock.lastCall?.[0])).not.toContain('connection')
  })

  test('of popup', async () => {
    await rejects(call(setUp().auth, 'popup', null, null) as Promise<unknown>, 'popup_blocked')
  })

  test('of checkSession', async () => {
    const { auth } = setUp()
    const result = call(auth, 'checkSession', null) as Promise<unknown>
    result.catch(() => {})
    await isPending(result)
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })

  test('of parseHash, refresh, userInfo and logout', async () => {
    const { auth, navigate } = setUp()
    expect(await call(auth, 'parseHash', null)).toBeNull()
    await rejects(call(auth, 'refresh', 'rt', null) as Promise<unknown>, 'token_error')
    await rejects(call(auth, 'userInfo', 'at', null) as Promise<unknown>, 'token_error')
    call(auth, 'logout', null)
    expect(navigate).toHaveBeenCalledTimes(1)
    expect(call(auth, 'buildLogoutUrl', null)).toBe(auth.buildLogoutUrl())
  })
})

describe('a method that became a click listener', () => {
  test.each(['authorize', 'popup', 'buildAuthorizeUrl'])(
    '%s gets an event for a connection: invalid_config, before anything is opened or left',
    async (method) => {
      const { auth, navigate } = setUp()
      const open = vi.fn(() => fakeWindow().window)
      vi.stubGlobal('open', open)
      const click = new MouseEvent('click')
      const error = await rejects(call(auth, method, click) as Promise<unknown>, 'invalid_config')
      expect(error.message).toContain('connection')
      expect(open).not.toHaveBeenCalled()
      expect(navigate).not.toHaveBeenCalled()
      expect(Object.keys(localStorage)).toEqual([])
    },
  )
})

describe('a token that is none is invalid_config, and nothing is asked', () => {
  test.each(['refresh', 'userInfo'])('%s', async (method) => {
    const { auth, server } = setUp()
    const wrong = accidents.filter(([name]) => name !== 'a text')
    for (const [, token] of wrong)
      await rejects(call(auth, method, token) as Promise<unknown>, 'invalid_config')
    expect(server.requests).toEqual([])
  })
})

describe('what bounds no wait is invalid_config, and nothing is opened or asked', () => {
  const methods: [string, unknown][] = [
    ['popup', undefined],
    ['checkSession', undefined],
    ['refresh', 'rt'],
    ['userInfo', 'at'],
  ]
  const signals = accidents.filter(([, given]) => given)
  const times = accidents.filter(([, given]) => given != null && given !== 42)

  test.each([
    ...methods.map(([method, first]) => ['signal', method, first, signals] as const),
    // userInfo has no time of its own
    ...methods.slice(0, 3).map(([method, first]) => ['timeout', method, first, times] as const),
  ])('%s of %s', async (member, method, first, wrong) => {
    const open = vi.fn(() => fakeWindow().window)
    vi.stubGlobal('open', open)
    for (const [name, given] of wrong) {
      const { auth, server } = setUp()
      const request = { [member]: given }
      const answer =
        method === 'checkSession' ? call(auth, method, request) : call(auth, method, first, request)
      const error = await rejects(answer as Promise<unknown>, 'invalid_config')
      expect(error.message, name).toContain(member)
      if (method !== 'userInfo') expect(server.requests).toEqual([])
    }
    expect(open).not.toHaveBeenCalled()
    expect(document.querySelectorAll('iframe')).toHaveLength(0)
  })

  test('signal of discover', async () => {
    for (const [, signal] of signals)
      await rejects(
        discover('https://acme.eu.auth0.com', {
          signal,
          fetch: async () => new Response(),
        } as never),
        'invalid_config',
      )
  })
})

describe('a window that is none is invalid_config', () => {
  test.each(accidents.filter(([, given]) => given))('%s', async (_, window) => {
    const open = vi.fn(() => null)
    vi.stubGlobal('open', open)
    const { auth } = setUp()
    const answer = call(auth, 'popup', undefined, { window }) as Promise<unknown>
    expect((await rejects(answer, 'invalid_config')).message).toContain('window')
    expect(open).not.toHaveBeenCalled()
  })

  test('a size that is none opens a window, or fails with an AuthError', async () => {
    for (const name of ['width', 'height'])
      for (const [, given] of accidents)
        await rejects(
          call(setUp().auth, 'popup', undefined, { [name]: given }) as Promise<unknown>,
          'popup_blocked',
        )
  })
})

describe('whatever is handed over', () => {
  const methods = [
    'authorize',
    'popup',
    'parseHash',
    'buildAuthorizeUrl',
    'refresh',
    'userInfo',
  ] as const

  test.each(methods)(
    '%s answers by a promise, and fails with an AuthError alone',
    async (method) => {
      for (const [first, one] of accidents) {
        for (const [second, two] of accidents) {
          const { auth } = setUp()
          const answer = call(auth, method, one, two)
          expect(answer, `${first}, ${second}`).toBeInstanceOf(Promise)
          const outcome = await Promise.race([
            (answer as Promise<unknown>).catch((reason: unknown) => reason),
            new Promise((resolve) => setImmediate(resolve)),
          ])
          if (outcome instanceof Error)
            expect(isAuthError(outcome), `${first}, ${second}: ${outcome}`).toBe(true)
        }
      }
    },
  )

  test.each(['buildLogoutUrl', 'logout'] as const)('%s fails with an AuthError alone', (method) => {
    for (const [name, given] of accidents) {
      const { auth } = setUp()
      try {
        call(auth, method, given)
      } catch (reason) {
        expect(isAuthError(reason), `${name}: ${reason}`).toBe(true)
      }
    }
  })

  test.each(['domain', 'clientId', 'responseType', 'redirectUri', 'params', 'issuer', 'endpoints'])(
    'createAuth takes it as %s, or fails with an AuthError',
    (name) => {
      const right = { domain: 'acme.eu.auth0.com', clientId: 'abc123', responseType: 'token' }
      for (const [kind, given] of accidents) {
        try {
          createAuth({ ...right, [name]: given } as never)
        } catch (reason) {
          expect(isAuthError(reason), `${kind}: ${reason}`).toBe(true)
        }
      }
    },
  )

  test('createAuth itself fails with an AuthError', () => {
    for (const [name, given] of accidents) {
      try {
        createAuth(given as never)
        expect.fail(`took ${name}`)
      } catch (reason) {
        expect(isAuthError(reason), `${name}: ${reason}`).toBe(true)
      }
    }
  })

  test('the pure functions fail with an AuthError alone', () => {
    for (const [first, one] of accidents) {
      for (const [second, two] of accidents) {
        for (const pure of [buildAuthorizeUrl, readResponse] as unknown as ((
          ...given: unknown[]
        ) => unknown)[]) {
          try {
            pure(one, two)
          } catch (reason) {
            expect(isAuthError(reason), `${pure.name} ${first}, ${second}: ${reason}`).toBe(true)
          }
        }
      }
      expect(safeReturnTo(one)).toBeTypeOf('string')
      expect(isAuthError(one)).toBe(false)
    }
  })

  test.each([
    ['discover', discover],
    ['verifyIdToken', verifyIdToken],
  ])('%s rejects with an AuthError', async (_, pure) => {
    for (const [first, one] of accidents) {
      for (const [second, two] of accidents) {
        const answer = (pure as (...given: unknown[]) => unknown)(one, two)
        expect(answer).toBeInstanceOf(Promise)
        const outcome = await (answer as Promise<unknown>).catch((reason: unknown) => reason)
        expect(outcome, `${first}, ${second}`).toBeInstanceOf(AuthError)
      }
    }
  })
})
