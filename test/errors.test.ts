import { runInNewContext } from 'node:vm'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AuthError,
  type AuthOptions,
  createAuth,
  isAuthError,
  type PosternErrorCode,
  type ResponseType,
} from '../src/index.js'
import { createTestServer, type TestServerOptions } from '../src/testing/index.js'
import { rsaKey } from './support/keys.js'
import { redirectUri } from './support/login.js'
import { clearStorage, createPageClient, replaceProperty, until, visit } from './support/page.js'
import { watchResources } from './support/resources.js'
import { memoryStorage } from './support/storage.js'
import { fakeWindow } from './support/windows.js'

vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
const resources = watchResources()

beforeEach(() => {
  visit(redirectUri)
  clearStorage()
  vi.stubGlobal('close', vi.fn())
})
afterEach(() => resources.release())
afterAll(() => {
  vi.useRealTimers()
})

function setUp<R extends ResponseType>(
  responseType: R,
  options: Partial<AuthOptions<R>> = {},
  script?: TestServerOptions['respond'],
) {
  const server = createTestServer({ key: rsaKey, ...(script && { respond: script }) })
  const storage = memoryStorage()
  return { server, storage, auth: createPageClient(server, responseType, { storage, ...options }) }
}

/** A login up to its end, with another answer of the server. */
async function logIn(
  responseType: ResponseType,
  script?: TestServerOptions['respond'],
  options: Partial<AuthOptions<ResponseType>> = {},
) {
  const { server, auth } = setUp(responseType, options, script)
  return auth.parseHash(
    await server.answer(await auth.buildAuthorizeUrl('c', { appState: 'kept' })),
  )
}

/** A popup or silent login that ends without a response. */
async function open(
  give: (page: ReturnType<typeof fakeWindow>, controller: AbortController) => unknown,
  timeout?: number,
) {
  const page = fakeWindow()
  const controller = new AbortController()
  const { auth } = setUp('token')
  const result = auth.popup('c', {
    window: page.window,
    signal: controller.signal,
    ...(timeout && { timeout }),
  })
  result.catch(() => {})
  await until(() => page.visited[0])
  give(page, controller)
  await vi.advanceTimersByTimeAsync(5000)
  return result
}

/**
 * Each code of ours, raised through the public surface. The type holds the table complete: no code
 * without a row, no row without a code.
 */
const scenarios: Record<PosternErrorCode, () => Promise<unknown>> = {
  invalid_config: async () => createAuth({ domain: '', clientId: 'app', responseType: 'token' }),
  browser_required: async () => {
    const { auth } = setUp('token')
    const restore = replaceProperty(globalThis, 'document', undefined)
    return auth.popup().finally(restore)
  },
  insecure_context: async () => {
    const { auth } = setUp('code')
    const { subtle } = crypto
    const restore = replaceProperty(crypto, 'subtle', undefined)
    expect(subtle).toBeTruthy()
    return auth.buildAuthorizeUrl().finally(restore)
  },
  storage_unavailable: async () =>
    setUp('token', { storage: { ...memoryStorage(), get: () => undefined } }).auth.authorize(),
  state_too_large: async () => setUp('token').auth.authorize('c', { appState: 'x'.repeat(16_000) }),
  state_missing: async () => setUp('token').auth.parseHash('#access_token=a&token_type=Bearer'),
  state_unknown: async () =>
    setUp('token').auth.parseHash('#access_token=a&token_type=Bearer&state=x'),
  state_expired: async () => {
    let time = Date.now()
    const { server, auth } = setUp('token', { now: () => time })
    const url = await server.answer(await auth.buildAuthorizeUrl())
    time += 3_700_000
    return auth.parseHash(url)
  },
  issuer_mismatch: async () =>
    logIn('token', ({ body }) => void Object.assign(body, { iss: 'https://evil.example/' })),
  invalid_response: async () =>
    logIn('token', ({ body }) => void Object.assign(body, { token_type: 'mac' })),
  invalid_token: async () =>
    logIn('id_token', ({ claims }) => void Object.assign(claims, { aud: 'other' })),
  popup_blocked: async () => {
    vi.stubGlobal('open', () => null)
    return setUp('token').auth.popup()
  },
  popup_closed: async () => {
    const restore = replaceProperty(document, 'hasFocus', () => true)
    return open((page) => {
      page.closed = true
    }).finally(restore)
  },
  aborted: async () => open((_, controller) => controller.abort()),
  timeout: async () => open(() => {}, 1000),
  network_error: async () =>
    logIn('code', ({ endpoint }) => {
      if (endpoint === 'token') throw new TypeError('canary: network down')
    }),
  token_error: async () =>
    logIn('code', ({ endpoint }) =>
      endpoint === 'token' ? new Response('<html>', { status: 502 }) : undefined,
    ),
  redirect_loop: async () => {
    const restore = replaceProperty(navigator, 'userActivation', { hasBeenActive: false })
    const navigate = vi.fn()
    for (let count = 1; count < 4; count++) {
      void setUp('token', { navigate })
        .auth.authorize()
        .catch(() => {})
      await until(() => navigate.mock.calls.length === count)
    }
    return setUp('token', { navigate }).auth.authorize().finally(restore)
  },
}

describe('every failure is an AuthError, for instanceof, isAuthError and a switch on code', () => {
  test.each(Object.entries(scenarios))('%s', async (code, raise) => {
    const error = await raise().then(
      () => expect.fail('nothing was refused'),
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(AuthError)
    expect(error).toBeInstanceOf(Error)
    expect(isAuthError(error)).toBe(true)
    const { name, message, stack } = error as AuthError
    expect((error as AuthError).code, message).toBe(code)
    expect(name).toBe('AuthError')
    expect(message.length).toBeGreaterThan(10)
    expect(`${stack}`).toContain(message)
    expect(`${error}`).toBe(`AuthError: ${message}`)
  })

  test('a code of the server too, which no code of ours can be mistaken for', async () => {
    const error: unknown = await logIn('token', (answer) => {
      answer.body = { error: 'verify_email', state: answer.body.state }
    }).catch((reason: unknown) => reason)
    expect(isAuthError(error) && error.code).toBe('verify_email')
    expect(Object.keys(scenarios)).not.toContain('verify_email')
  })

  test('no message is said twice: each code says something of its own', async () => {
    const messages = await Promise.all(
      (
        [
          'state_missing',
          'state_unknown',
          'state_expired',
          'state_too_large',
          'storage_unavailable',
        ] as const
      ).map((code) => scenarios[code]().catch((reason: AuthError) => reason.message)),
    )
    expect(new Set(messages).size).toBe(messages.length)
  })
})

describe('methods answer by a promise: what is wrong rejects, and is never thrown', () => {
  const wrong = { params: { state: 'x' } }
  test.each(['authorize', 'popup', 'buildAuthorizeUrl'] as const)('%s', async (method) => {
    const result = setUp('token').auth[method]('c', wrong)
    expect(result).toBeInstanceOf(Promise)
    await expect(result).rejects.toThrow(AuthError)
  })

  test('checkSession', async () => {
    const result = setUp('token').auth.checkSession(wrong)
    expect(result).toBeInstanceOf(Promise)
    await expect(result).rejects.toThrow(AuthError)
  })

  test('and they work detached from the client', async () => {
    const { authorize, buildAuthorizeUrl, parseHash } = setUp('token', { navigate: vi.fn() }).auth
    expect(await buildAuthorizeUrl()).toContain('state=')
    expect(await parseHash('#/about')).toBeNull()
    void authorize()
  })
})

describe('AuthError', () => {
  test('has code, message, and only what it was given of appState, detail and cause', () => {
    const bare = new AuthError('access_denied', 'no')
    expect(bare).toMatchObject({ name: 'AuthError', code: 'access_denied', message: 'no' })
    for (const name of ['appState', 'detail', 'cause'])
      expect(Object.hasOwn(bare, name)).toBe(false)
    const cause = new Error('x')
    const full = new AuthError('timeout', 'late', { appState: 0, detail: { error: 'x' }, cause })
    expect(full).toMatchObject({ appState: 0, detail: { error: 'x' }, cause })
  })

  test('can be told from any other error, and made into JSON', () => {
    expect(new AuthError('timeout', 'late') instanceof TypeError).toBe(false)
    expect(
      JSON.parse(JSON.stringify(new AuthError('timeout', 'late', { detail: { status: 1 } }))),
    ).toMatchObject({
      code: 'timeout',
      detail: { status: 1 },
    })
  })

  test('carries the login’s appState once the login is known', async () => {
    for (const code of [
      'issuer_mismatch',
      'invalid_response',
      'invalid_token',
      'network_error',
      'token_error',
    ] as const) {
      expect(await scenarios[code]().catch((reason: unknown) => reason)).toMatchObject({
        code,
        appState: 'kept',
      })
    }
  })
})

describe('isAuthError', () => {
  test('knows an error of another copy of the library, ES module beside CommonJS', async () => {
    vi.resetModules()
    const copy = await import('../src/index.js')
    const error = new copy.AuthError('timeout', 'late')
    expect(error).not.toBeInstanceOf(AuthError)
    expect(isAuthError(error)).toBe(true)
    expect(copy.isAuthError(new AuthError('timeout', 'late'))).toBe(true)
  })

  test('knows an error of another realm, as of a frame', () => {
    const foreign: unknown = runInNewContext(
      "Object.assign(new Error('late'), { name: 'AuthError', code: 'timeout' })",
    )
    expect(foreign).not.toBeInstanceOf(Error)
    expect(isAuthError(foreign)).toBe(true)
    expect(isAuthError(runInNewContext("new TypeError('x')"))).toBe(false)
  })

  test('never throws, whatever it is given', () => {
    const hostile = new Proxy(new Error('x'), {
      get() {
        throw new TypeError('not for you')
      },
    })
    expect(isAuthError(hostile)).toBe(false)
  })

  test.each<[unknown]>([
    [undefined],
    [null],
    [0],
    [''],
    ['AuthError'],
    [{}],
    [{ name: 'AuthError', code: 'timeout', message: 'late' }],
    [Object.create(null)],
    [new Error('x')],
    [Object.assign(new Error('x'), { code: 'ENOENT' })],
    [Object.assign(new Error('x'), { name: 'AuthError' })],
    [new DOMException('x', 'AbortError')],
    [() => undefined],
    [Symbol('x')],
  ])('is false for %o', (value) => expect(isAuthError(value)).toBe(false))
})
