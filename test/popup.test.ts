import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type Auth,
  type AuthOptions,
  createAuth,
  isAuthError,
  type PopupRequest,
  type ResponseType,
} from '../src/index.js'
import { createTestServer, type TestServer, type TestServerOptions } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { clientId, createClient } from './support/login.js'
import { denyStorage, isPending, replaceProperty, turn, until, visit } from './support/page.js'
import { nothingAlive, watchListeners, watchResources } from './support/resources.js'
import { memoryStorage } from './support/storage.js'
import { type FakeWindow, fakeWindow, loadCallback, post, type Way } from './support/windows.js'

vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
const resources = watchResources()
const open = vi.fn<(url?: string, name?: string, features?: string) => Window | null>()
const close = vi.fn()
let hasFocus = true
const restoreFocus = replaceProperty(document, 'hasFocus', () => hasFocus)

beforeEach(() => {
  visit('https://app.example/start')
  vi.stubGlobal('open', open)
  vi.stubGlobal('close', close)
  open.mockReset()
  close.mockReset()
  hasFocus = true
})

afterEach(() => resources.release())

afterAll(() => {
  restoreFocus()
  vi.useRealTimers()
})

const createServer = (options: TestServerOptions = {}) =>
  createTestServer({ key: rsaKey, ...options })

function setUp<R extends ResponseType = 'token'>(
  options: Partial<AuthOptions<R>> & { responseType?: R } = {},
  server: TestServer = createServer(),
) {
  const storage = memoryStorage()
  const navigate = vi.fn()
  const auth = createClient<R>(server, (options.responseType ?? 'token') as R, {
    storage,
    navigate,
    ...options,
  })
  return { server, storage, navigate, auth }
}

/** Calls popup in a click, and waits until the window is on its way. */
async function click<R extends ResponseType>(
  auth: Auth<R>,
  request: PopupRequest<unknown> = {},
  connection?: string,
) {
  const page = fakeWindow()
  open.mockReturnValueOnce(page.window)
  const result = auth.popup(connection, request)
  result.catch(() => {})
  const url = await until(() => page.visited[0])
  return { page, result, url, state: `${new URL(url).searchParams.get('state')}` }
}

/** The person logs in there, and the callback page relays the response. */
async function finish(server: TestServer, page: FakeWindow, url: string, way: Way = 'severed') {
  return loadCallback(page, await server.answer(url), way)
}

describe('the window is opened in the click, before anything is awaited', () => {
  test.each(['token', 'id_token', 'token id_token', 'code', 'code id_token token'] as const)(
    'for %s',
    (responseType) => {
      const { auth } = setUp<ResponseType>({ responseType })
      open.mockReturnValueOnce(fakeWindow().window)
      void auth.popup('google-oauth2').catch(() => {})
      expect(open).toHaveBeenCalledTimes(1)
    },
  )

  test('blank, under a name nobody else can aim at, and not cut off from us', () => {
    const { auth } = setUp()
    const names = [0, 1].map(() => {
      open.mockReturnValueOnce(fakeWindow().window)
      void auth.popup().catch(() => {})
      const [url, name = '', features = ''] = open.mock.lastCall ?? []
      expect([undefined, '', 'about:blank']).toContain(url)
      expect(features).not.toMatch(/noopener|noreferrer/)
      return name
    })
    expect(names[0] === '_blank' || names[0] !== names[1]).toBe(true)
  })

  test('and sent to the authorize URL with a marked state, by no history entry', async () => {
    const { auth } = setUp()
    const { page, url, state } = await click(
      auth,
      { params: { access_type: 'offline' }, scope: 'openid read' },
      'google-oauth2',
    )
    expect(page.visited).toHaveLength(1)
    expect(new URL(url).searchParams.get('connection')).toBe('google-oauth2')
    expect(new URL(url).searchParams.get('access_type')).toBe('offline')
    expect(new URL(url).searchParams.get('scope')).toBe('openid read')
    expect(state).toMatch(/^p[0-9a-f]{64}$/)
  })
})

describe('the window stands in the middle of the page’s own', () => {
  const place = (
    screen: Partial<Record<'screenX' | 'screenY' | 'outerWidth' | 'outerHeight', number>>,
    request: PopupRequest = {},
  ) => {
    const restore = Object.entries({
      screenX: 0,
      screenY: 0,
      outerWidth: 1200,
      outerHeight: 900,
      ...screen,
    }).map(([name, value]) => replaceProperty(globalThis, name, value))
    const { auth } = setUp()
    open.mockReturnValueOnce(fakeWindow().window)
    void auth.popup('', request).catch(() => {})
    for (const undo of restore) undo()
    const features = `${open.mock.lastCall?.[2]}`
      .split(',')
      .map((feature) => feature.split('=') as [string, string?])
    const { popup, left, top, width, height } = Object.fromEntries(features)
    return {
      popup,
      left: Math.trunc(Number(left)),
      top: Math.trunc(Number(top)),
      width: Number(width),
      height: Number(height),
    }
  }

  test('on the main screen', () => {
    const { popup, ...position } = place({}, { width: 400, height: 600 })
    expect(position).toEqual({ left: 400, top: 150, width: 400, height: 600 })
    expect([undefined, '', 'yes', '1', 'true']).toContain(popup)
  })

  test('on a screen to the left of it', () => {
    expect(place({ screenX: -1400, outerWidth: 1400 }, { width: 400 })).toMatchObject({
      left: -900,
      width: 400,
    })
  })

  test('on a screen above it', () => {
    expect(place({ screenY: -1000, outerHeight: 1000 }, { height: 600 })).toMatchObject({
      top: -800,
      height: 600,
    })
  })

  test('no larger than that', () => {
    expect(place({ screenX: 100, screenY: 50, outerWidth: 300, outerHeight: 400 })).toMatchObject({
      left: 100,
      top: 50,
      width: 300,
      height: 400,
    })
  })

  test('480 by 640 if nothing is said', () => {
    expect(place({})).toMatchObject({ left: 360, top: 130, width: 480, height: 640 })
  })
})

describe('the callback page hands the response home', () => {
  const ways: Way[] = ['opener', 'severed']

  test.each(ways)('by the way that is there: %s', async (way) => {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth, { appState: { u: '/x?y=1#/z' } })
    const { outcome, posted } = await finish(server, page, url, way)
    expect(await result).toMatchObject({ tokenType: 'Bearer', appState: { u: '/x?y=1#/z' } })
    expect(await outcome).toBe(true)
    expect(close).toHaveBeenCalled()
    expect(page.closed).toBe(true)
    // RFC 9700 §4.17
    for (const [, targetOrigin] of [...posted, ...page.received])
      expect(targetOrigin).toBe('https://app.example')
    if (way === 'opener') expect(posted.length).toBeGreaterThan(0)
  })

  test.each([
    'id_token',
    'token id_token',
    'code',
    'code id_token',
    'code token',
    'code id_token token',
  ] as const)('with a response for %s', async (responseType) => {
    const { server, auth } = setUp<ResponseType>({ responseType })
    const { page, result, url } = await click(auth)
    await finish(server, page, url, 'opener')
    expect(await result).toMatchObject({ claims: { sub: 'test|zoe' } })
  })

  test('from a query too', async () => {
    const { server, auth } = setUp({ responseType: 'code', responseMode: 'query' })
    const { page, result, url } = await click(auth)
    await finish(server, page, url)
    expect(await result).toHaveProperty('accessToken')
  })

  test('through parseHash, where the callback page is the app: it stays pending', async () => {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth)
    const inPopup = setUp({}, server)
    const { outcome, left } = await loadCallback(page, await server.answer(url), 'severed', () =>
      inPopup.auth.parseHash(),
    )
    expect(left).toBe('https://app.example/callback')
    expect(await result).toHaveProperty('accessToken')
    expect(await isPending(outcome as Promise<unknown>)).toBe(true)
    expect(close).toHaveBeenCalled()
    expect(inPopup.storage.calls).toEqual([])
  })

  test('twice, by both ways: the second is ignored, the code redeemed once', async () => {
    const { server, auth } = setUp({ responseType: 'code' })
    const { page, result, url } = await click(auth)
    const callbackUrl = await server.answer(url)
    await loadCallback(page, callbackUrl, 'opener')
    await loadCallback(page, callbackUrl, 'opener')
    expect(await result).toHaveProperty('accessToken')
    await turn()
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1)
  })

  test('with an error of the server, which rejects with its code and the appState', async () => {
    const server = createServer({
      respond(answer) {
        answer.body = { error: 'access_denied', error_description: 'no', state: answer.body.state }
      },
    })
    const { auth } = setUp({}, server)
    const { page, result, url } = await click(auth, { appState: 7 })
    await finish(server, page, url)
    expect(await rejects(result, 'access_denied')).toMatchObject({
      appState: 7,
      detail: { error: 'access_denied', description: 'no' },
    })
    expect(page.closed).toBe(true)
  })

  test('in the place asked for: else invalid_response, which names responseMode', async () => {
    const { server, auth } = setUp({ responseType: 'code' })
    const { page, result, url } = await click(auth)
    await loadCallback(page, (await server.answer(url)).replace('#', '?'))
    expect((await rejects(result, 'invalid_response')).message).toContain('responseMode')
  })
})

describe('a popup’s login stays in the memory of its page', () => {
  const broken = () => {
    throw new DOMException('denied', 'SecurityError')
  }

  test('it works where storage throws', async () => {
    const { server, auth } = setUp({ storage: { get: broken, set: broken, remove: broken } })
    const { page, result, url } = await click(auth)
    await finish(server, page, url)
    expect(await result).toHaveProperty('accessToken')
  })

  test('it works where this origin has no storage, as in a sandboxed frame', async () => {
    const { server, ...others } = setUp()
    const restore = denyStorage()
    const { issuer: domain, fetch } = server
    const redirectUri = 'https://app.example/callback'
    const auth = createAuth({ domain, fetch, clientId, responseType: 'code', redirectUri })
    const { page, result, url } = await click(auth)
    await finish(server, page, url)
    const outcome: unknown = await result.catch((reason: unknown) => reason)
    restore()
    expect(outcome).toHaveProperty('accessToken')
    expect(others.storage.calls).toEqual([])
  })

  test('it writes to no storage, and takes an appState of any size', async () => {
    const { server, auth, storage } = setUp()
    const appState = { large: 'x'.repeat(100_000) }
    const { page, result, url } = await click(auth, { appState })
    await finish(server, page, url)
    expect((await result).appState).toEqual(appState)
    expect(storage.calls).toEqual([])
    expect([...Object.keys(localStorage), ...Object.keys(sessionStorage)]).toEqual([])
  })

  test('no other page can complete it with its state', async () => {
    const { server, auth } = setUp()
    const { url, state } = await click(auth)
    const { auth: elsewhere } = setUp({}, server)
    const outcome = elsewhere.parseHash(`#access_token=a&token_type=Bearer&state=${state.slice(2)}`)
    await rejects(outcome, 'state_unknown')
    expect(new URL(url).searchParams.get('state')).toBe(state)
  })
})

describe('two popups at once have each their own window, state and result', () => {
  test.each([[[0, 1]], [[1, 0]]])('finished in the order %o', async (order) => {
    const { server, auth } = setUp({ responseType: 'code' })
    const logins = [await click(auth, { appState: 0 }), await click(auth, { appState: 1 })] as const
    expect(logins[0].state).not.toBe(logins[1].state)
    for (const index of order as (0 | 1)[]) {
      const { page, url, result } = logins[index]
      await finish(server, page, url, 'opener')
      expect(await result).toMatchObject({ appState: index })
      expect(page.closed).toBe(true)
    }
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(2)
  })

  test('one given up does not disturb the other', async () => {
    const { server, auth } = setUp()
    const controller = new AbortController()
    const first = await click(auth, { signal: controller.signal })
    const second = await click(auth)
    controller.abort()
    await rejects(first.result, 'aborted')
    expect(second.page.closed).toBe(false)
    await finish(server, second.page, second.url)
    expect(await second.result).toHaveProperty('accessToken')
  })

  test('the response of one, in the other’s window, completes neither wrongly', async () => {
    const { server, auth } = setUp()
    const first = await click(auth, { appState: 'first' })
    const second = await click(auth, { appState: 'second' })
    await loadCallback(second.page, await server.answer(first.url), 'opener')
    expect(await first.result).toMatchObject({ appState: 'first' })
    expect(await isPending(second.result)).toBe(true)
  })
})

describe('popup_blocked', () => {
  test.each([null, 'closed'])(
    'rejects at once where the browser gives %o, and nothing is left',
    async (given) => {
      const { auth, storage, navigate } = setUp()
      const page = fakeWindow()
      page.closed = true
      open.mockReturnValueOnce(given === null ? null : page.window)
      await rejects(auth.popup(), 'popup_blocked')
      expect(resources.live()).toEqual(nothingAlive)
      expect(storage.calls).toEqual([])
      expect(navigate).not.toHaveBeenCalled()
    },
  )

  test('with onBlocked: redirect, the same request leaves the page instead', async () => {
    const { server, auth, storage, navigate } = setUp()
    open.mockReturnValueOnce(null)
    const request = {
      onBlocked: 'redirect',
      appState: 7,
      params: { access_type: 'offline' },
      scope: 'openid read',
    } as const
    const result = auth.popup('google-oauth2', request)
    const url = await until(() => navigate.mock.lastCall?.[0] as string | undefined)
    const { searchParams } = new URL(url)
    expect(searchParams.get('connection')).toBe('google-oauth2')
    expect(searchParams.get('access_type')).toBe('offline')
    expect(searchParams.get('scope')).toBe('openid read')
    expect(searchParams.get('state')).toMatch(/^[0-9a-f]{64}$/)
    expect(storage.records.size).toBe(1)
    expect(await isPending(result)).toBe(true)
    expect(await auth.parseHash(await server.answer(url))).toMatchObject({
      appState: 7,
      scope: 'openid read',
    })
  })

  test('with onBlocked: redirect, a window that opens is used', async () => {
    const { server, auth, navigate } = setUp()
    const { page, result, url } = await click(auth, { onBlocked: 'redirect' })
    await finish(server, page, url)
    expect(await result).toHaveProperty('accessToken')
    expect(navigate).not.toHaveBeenCalled()
  })
})

describe('before a window is opened', () => {
  test('a redirectUri of another origin is refused: it could not hand anything home', async () => {
    for (const redirectUri of [
      'https://www.app.example/callback',
      'https://app.example:8443/callback',
      'http://localhost/callback',
    ]) {
      await rejects(setUp({ redirectUri }).auth.popup(), 'invalid_config')
      await rejects(setUp().auth.popup('', { redirectUri }), 'invalid_config')
    }
    expect(open).not.toHaveBeenCalled()
  })

  test('missing WebCrypto is found', async () => {
    const { auth } = setUp({ responseType: 'code' })
    const webCrypto = crypto
    vi.stubGlobal('crypto', { getRandomValues: webCrypto.getRandomValues.bind(webCrypto) })
    const outcome = auth.popup()
    vi.stubGlobal('crypto', webCrypto)
    await rejects(outcome, 'insecure_context')
    expect(open).not.toHaveBeenCalled()
  })

  test('a parameter that is ours, a scope without openid, a signal that is aborted', async () => {
    const { auth } = setUp()
    await rejects(auth.popup('', { params: { state: 'x' } }), 'invalid_config')
    await rejects(auth.popup('', { scope: 'profile' }), 'invalid_config')
    await rejects(auth.popup('', { signal: AbortSignal.abort() }), 'aborted')
    expect(open).not.toHaveBeenCalled()
    expect(resources.live()).toEqual(nothingAlive)
  })
})

describe('a window that the app opened itself', () => {
  test('is used, sent to the login, and closed at the end', async () => {
    const { server, auth } = setUp()
    const page = fakeWindow()
    const result = auth.popup('c', { window: page.window })
    const url = await until(() => page.visited[0])
    expect(open).not.toHaveBeenCalled()
    await finish(server, page, url, 'opener')
    expect(await result).toHaveProperty('accessToken')
    expect(page.close).toHaveBeenCalled()
  })

  test('is closed when the login is given up', async () => {
    const { auth } = setUp()
    const page = fakeWindow()
    const controller = new AbortController()
    const result = auth.popup('c', { window: page.window, signal: controller.signal })
    await until(() => page.visited[0])
    controller.abort()
    await rejects(result, 'aborted')
    expect(page.closed).toBe(true)
  })
})

describe('popup_closed needs a closed window and focus here, for 1 to 2 s without a break', () => {
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  test('with both, it rejects within 3 s, and not within the first', async () => {
    const { auth } = setUp()
    const { page, result } = await click(auth)
    page.closed = true
    await pass(900)
    expect(await isPending(result)).toBe(true)
    await pass(2100)
    await rejects(result, 'popup_closed')
  })

  test('a window that only looks closed, as behind COOP, is left alone', async () => {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth)
    page.closed = true
    hasFocus = false
    await pass(600_000)
    expect(await isPending(result)).toBe(true)
    await finish(server, page, url)
    expect(await result).toHaveProperty('accessToken')
  })

  test('focus alone, with the window open, means nothing', async () => {
    const { auth } = setUp()
    const { result } = await click(auth)
    await pass(600_000)
    expect(await isPending(result)).toBe(true)
  })

  test.each(['closed', 'focus'])('a break in %s starts the count again', async (which) => {
    const { auth } = setUp()
    const { page, result } = await click(auth)
    for (let round = 0; round < 20; round++) {
      page.closed = true
      hasFocus = true
      await pass(900)
      if (which === 'closed') page.closed = false
      else hasFocus = false
      await pass(300)
    }
    expect(await isPending(result)).toBe(true)
  })

  test('once the person is back for good, it rejects within 3 s', async () => {
    const { auth } = setUp()
    const { page, result } = await click(auth)
    page.closed = true
    hasFocus = false
    await pass(60_000)
    hasFocus = true
    await pass(3000)
    await rejects(result, 'popup_closed')
  })

  test('a result that arrives before that wins', async () => {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth)
    const callbackUrl = await server.answer(url)
    page.closed = true
    await pass(900)
    await loadCallback(page, callbackUrl)
    expect(await result).toHaveProperty('accessToken')
  })
})

describe('aborted', () => {
  test('the signal closes the window and rejects, and a late response finds nobody', async () => {
    const { server, auth } = setUp()
    const controller = new AbortController()
    const { page, result, url } = await click(auth, { signal: controller.signal })
    controller.abort(new Error('canary-reason'))
    const error = await rejects(result, 'aborted')
    expect(isAuthError(error)).toBe(true)
    expect(page.closed).toBe(true)
    const { outcome } = await finish(server, page, url, 'opener')
    await vi.advanceTimersByTimeAsync(6000)
    expect(await outcome).toBe(false)
  })

  test('at the moment of the click, while the challenge is computed', async () => {
    const { auth } = setUp({ responseType: 'code' })
    const page = fakeWindow()
    open.mockReturnValueOnce(page.window)
    const controller = new AbortController()
    const result = auth.popup('c', { signal: controller.signal })
    controller.abort()
    await rejects(result, 'aborted')
    expect(page.closed).toBe(true)
  })

  test('a signal that fires after the result changes nothing', async () => {
    const { server, auth } = setUp()
    const controller = new AbortController()
    const { page, result, url } = await click(auth, { signal: controller.signal })
    await finish(server, page, url)
    const settled = await result
    controller.abort()
    expect(await result).toBe(settled)
  })
})

describe('while the response is completed', () => {
  const hangingExchange = () =>
    setUp(
      { responseType: 'code', timeout: Infinity },
      createServer({
        respond: (answer) =>
          answer.endpoint === 'token' ? new Promise<undefined>(() => {}) : undefined,
      }),
    )

  test('signal and timeout still count, and the window is closed already', async () => {
    for (const code of ['aborted', 'timeout'] as const) {
      const { server, auth } = hangingExchange()
      const controller = new AbortController()
      const { page, result, url } = await click(auth, {
        signal: controller.signal,
        timeout: 30_000,
      })
      await finish(server, page, url)
      await until(() => server.requests.some(({ endpoint }) => endpoint === 'token'))
      expect(page.closed).toBe(true)
      expect(await isPending(result)).toBe(true)
      if (code === 'aborted') controller.abort()
      else await vi.advanceTimersByTimeAsync(30_000)
      await rejects(result, code)
      expect(resources.live()).toEqual(nothingAlive)
    }
  })

  test('the window counts as closed no more', async () => {
    const { server, auth } = hangingExchange()
    const { page, result, url } = await click(auth)
    await finish(server, page, url)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await isPending(result)).toBe(true)
  })
})

test('popup_closed, aborted and timeout bring the appState of their login', async () => {
  for (const code of ['popup_closed', 'aborted', 'timeout'] as const) {
    const { auth } = setUp()
    const controller = new AbortController()
    const { page, result } = await click(auth, {
      appState: { from: 'header' },
      signal: controller.signal,
      timeout: 30_000,
    })
    if (code === 'aborted') controller.abort()
    if (code === 'popup_closed') page.closed = true
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await rejects(result, code)).appState).toEqual({ from: 'header' })
  }
})

test('a browser that refuses BroadcastChannel logs in by the opener', async () => {
  class Refused {
    constructor() {
      throw new DOMException('no storage', 'SecurityError')
    }
  }
  const restore = replaceProperty(globalThis, 'BroadcastChannel', Refused)
  try {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth)
    await finish(server, page, url, 'opener')
    expect(await result).toHaveProperty('accessToken')
  } finally {
    restore()
  }
})

test('a page from a file has no redirectUri of its own: invalid_config, no window', async () => {
  visit('file:///home/zoe/index.html')
  const server = createServer()
  const auth = createAuth({
    ...server,
    domain: server.issuer,
    clientId: 'app',
    responseType: 'token',
  })
  await rejects(auth.popup(), 'invalid_config')
  await rejects(auth.buildAuthorizeUrl(), 'invalid_config')
  expect(open).not.toHaveBeenCalled()
})

test('params that no URL can hold are invalid_config, and open no window', async () => {
  const { auth } = setUp()
  await rejects(auth.popup('c', { params: { claims: { x: 1n } } }), 'invalid_config')
  expect(open).not.toHaveBeenCalled()
})

describe('timeout', () => {
  test('there is none unless asked for: people type slowly', async () => {
    const { auth } = setUp()
    const { result } = await click(auth)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(await isPending(result)).toBe(true)
  })

  test.each([Infinity, 2 ** 31])(
    'of %s ms, longer than a timer can wait, does not end at once',
    async (timeout) => {
      const { auth } = setUp()
      const { result } = await click(auth, { timeout })
      await vi.advanceTimersByTimeAsync(600_000)
      expect(await isPending(result)).toBe(true)
    },
  )

  test('closes the window and rejects, and a late response finds nobody', async () => {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth, { timeout: 30_000 })
    await vi.advanceTimersByTimeAsync(29_900)
    expect(await isPending(result)).toBe(true)
    await vi.advanceTimersByTimeAsync(200)
    await rejects(result, 'timeout')
    expect(page.closed).toBe(true)
    const { outcome } = await finish(server, page, url, 'opener')
    await vi.advanceTimersByTimeAsync(6000)
    expect(await outcome).toBe(false)
  })
})

describe('a message needs the right window, origin and state (RFC 9700 §4.17)', () => {
  const own = 'https://app.example'
  const strangers = [
    'http://app.example',
    'https://app.example:8443',
    'https://app.example.evil.example',
    'https://evilapp.example',
    'https://www.app.example',
    'null',
    '',
  ]

  /** The message of a genuine callback page, not delivered. */
  async function genuine() {
    const { server, auth } = setUp()
    const login = await click(auth)
    const callbackUrl = await server.answer(login.url)
    const elsewhere = fakeWindow()
    const posted: unknown[] = []
    vi.stubGlobal('opener', { postMessage: (data: unknown) => posted.push(data) })
    const channel = vi
      .spyOn(BroadcastChannel.prototype, 'postMessage')
      .mockImplementation(() => undefined)
    const page = location.href
    visit(callbackUrl)
    const { relay } = await import('../src/callback.js')
    void relay()
    visit(page)
    channel.mockRestore()
    vi.clearAllTimers()
    expect(posted).toHaveLength(1)
    return { ...login, server, message: posted[0], elsewhere }
  }

  test.each(strangers)('not from the origin %o', async (origin) => {
    const { page, result, message } = await genuine()
    post(message, origin, page.window)
    expect(await isPending(result)).toBe(true)
    post(message, own, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('not from another window, nor from none, nor from this one', async () => {
    const { page, result, message, elsewhere } = await genuine()
    for (const source of [elsewhere.window, null, window]) post(message, own, source)
    expect(await isPending(result)).toBe(true)
    post(message, own, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('not with another state', async () => {
    const { page, result, message, state } = await genuine()
    for (const other of [
      `${state}x`,
      state.slice(0, -1),
      state.slice(2),
      state.toUpperCase(),
      '',
      'p.',
    ]) {
      post(JSON.parse(JSON.stringify(message).replaceAll(state, other)), own, page.window)
    }
    expect(await isPending(result)).toBe(true)
    post(message, own, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('50 pieces of junk change nothing, write nothing, and the real one resolves', async () => {
    const consoles = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(console, name),
    )
    const { page, result, message, state } = await genuine()
    const shapes: unknown[] = [
      'text',
      '',
      null,
      undefined,
      0,
      [],
      {},
      { source: 'react-devtools-bridge' },
      { type: 'authorization_response' },
      { type: 'authorization_response', response: null },
      { type: 'authorization_response', response: state },
      { postern: null },
      { postern: 1 },
      { postern: {} },
      { postern: [] },
      { postern: '' },
      { postern: '#' },
      { postern: '#/about' },
      { postern: '?code=stripe' },
      { postern: 'x'.repeat(100_000) },
      { postern: state },
      { __proto__: { postern: '#access_token=a&token_type=Bearer' } },
      new Map([['postern', '#access_token=a']]),
      new Date(0),
      Number.NaN,
    ]
    const channel = new BroadcastChannel(
      `${resources.channelNames.find((name) => name.includes(state))}`,
    )
    for (const shape of shapes) {
      post(shape, own, page.window)
      channel.postMessage(shape)
    }
    channel.close()
    expect(shapes).toHaveLength(25)
    expect(await isPending(result)).toBe(true)
    for (const method of consoles) expect(method).not.toHaveBeenCalled()
    post(message, own, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('a forged response without the right state changes nothing', async () => {
    const { page, result, message } = await genuine()
    post({ postern: '#access_token=forged&token_type=Bearer&state=pforged' }, own, page.window)
    post({ postern: '#error=access_denied&state=' }, own, page.window)
    expect(await isPending(result)).toBe(true)
    post(message, own, page.window)
    expect((await result).accessToken).not.toBe('forged')
  })
})

describe('web_message: the server’s own page posts the response', () => {
  const serverOrigin = 'https://login.example.test'
  const mode = { responseMode: 'web_message' } as const

  async function begin<R extends ResponseType>(
    responseType: R,
    options: Partial<AuthOptions<R>> = {},
  ) {
    const { server, auth } = setUp<R>({ responseType, ...mode, ...options })
    const login = await click(auth as Auth<ResponseType>)
    const response = Object.fromEntries(
      new URLSearchParams(new URL(await server.answer(login.url)).hash.slice(1)),
    )
    return { server, ...login, response, data: { type: 'authorization_response', response } }
  }

  test.each(['token', 'id_token', 'token id_token', 'code', 'code id_token token'] as const)(
    '%s is accepted from the server’s origin',
    async (responseType) => {
      const { page, result, url, data } = await begin(responseType)
      expect(new URL(url).searchParams.get('response_mode')).toBe('web_message')
      post(data, serverOrigin, page.window)
      expect(await result).toHaveProperty(responseType === 'id_token' ? 'idToken' : 'accessToken')
      expect(page.closed).toBe(true)
    },
  )

  test('is accepted where server and app share an origin', async () => {
    const issuer = 'https://app.example/auth/'
    const server = createServer({ issuer })
    const { auth } = setUp({ ...mode }, server)
    const { page, result, url } = await click(auth)
    const response = Object.fromEntries(
      new URLSearchParams(new URL(await server.answer(url)).hash.slice(1)),
    )
    post({ type: 'authorization_response', response }, 'https://app.example', page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('needs no callback page, so its redirectUri may be on another origin', async () => {
    const { page, result, data } = await begin('token', { redirectUri: 'https://www.app.example/' })
    post(data, serverOrigin, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test.each([
    'https://app.example',
    'http://login.example.test',
    'https://login.example.test:8443',
    'https://login.example.test.evil.example',
    'https://evillogin.example.test',
    'https://sub.login.example.test',
    'null',
    '',
  ])('not from the origin %o', async (origin) => {
    const { page, result, data } = await begin('token')
    post(data, origin, page.window)
    expect(await isPending(result)).toBe(true)
    post(data, serverOrigin, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('not from another window', async () => {
    const { page, result, data } = await begin('token')
    for (const source of [fakeWindow().window, window, null]) post(data, serverOrigin, source)
    expect(await isPending(result)).toBe(true)
    post(data, serverOrigin, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('not with another state, type or shape: 50 of them change nothing', async () => {
    const { page, result, data, response } = await begin('token')
    const { state = '' } = response
    const wrongStates = [`${state}x`, state.slice(1), '', 'p', undefined, null, 1, {}].map(
      (other) => ({
        ...data,
        response: { ...response, state: other },
      }),
    )
    const wrongTypes = ['', 'authorization', 'AUTHORIZATION_RESPONSE', undefined, null, 1, {}].map(
      (type) => ({ ...data, type }),
    )
    const wrongShapes = [
      null,
      undefined,
      '',
      'x',
      0,
      [],
      {},
      response,
      { response },
      { ...data, response: null },
      { ...data, response: [] },
      { ...data, response: `#state=${state}` },
    ]
    const junk: unknown[] = [...wrongStates, ...wrongTypes, ...wrongShapes]
    for (const message of [...junk, ...junk].slice(0, 50)) post(message, serverOrigin, page.window)
    expect(await isPending(result)).toBe(true)
    post(data, serverOrigin, page.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('with nothing beside its state it is refused: the login ends', async () => {
    const { page, result, data, response } = await begin('token')
    post({ ...data, response: { state: response.state } }, serverOrigin, page.window)
    await rejects(result, 'invalid_response')
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('names from Object.prototype pollute nothing', async () => {
    const { page, result, data, response } = await begin('token')
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},' +
        `"state":"${response.state}","access_token":"a","token_type":"Bearer"}`,
    )
    post({ ...data, response: hostile }, serverOrigin, page.window)
    await result
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('an error of the server rejects with its code', async () => {
    const { page, result, response, data } = await begin('code')
    post(
      { ...data, response: { error: 'login_required', state: response.state } },
      serverOrigin,
      page.window,
    )
    await rejects(result, 'login_required')
  })

  test('a fragment where a message was asked for is refused', async () => {
    const { server, auth } = setUp({ ...mode })
    const { page, result, url } = await click(auth)
    await finish(server, page, url)
    expect((await rejects(result, 'invalid_response')).message).toContain('responseMode')
  })

  test('a message where a fragment was asked for is never accepted', async () => {
    const { server, auth } = setUp()
    const { page, result, url } = await click(auth)
    const response = Object.fromEntries(
      new URLSearchParams(new URL(await server.answer(url)).hash.slice(1)),
    )
    post({ type: 'authorization_response', response }, serverOrigin, page.window)
    if (await isPending(result)) return
    await rejects(result, 'invalid_response')
  })
})

describe('whatever comes of it, no listener, channel or timer is left', () => {
  const controller = () => {
    const made = new AbortController()
    return { made, listeners: watchListeners(made.signal) }
  }

  test('after success and after a refusal', async () => {
    for (const way of ['opener', 'severed'] as const) {
      for (const spoil of ['', '&iss=x']) {
        const { server, auth } = setUp()
        const { made, listeners } = controller()
        const { page, result, url } = await click(auth, { signal: made.signal, timeout: 60_000 })
        expect(resources.live()).not.toEqual(nothingAlive)
        await loadCallback(page, (await server.answer(url)) + spoil, way)
        await result.catch(() => {})
        await until(() => Object.values(resources.live()).every((count) => count === 0))
        expect(resources.live()).toEqual(nothingAlive)
        expect(listeners.count()).toBe(0)
      }
    }
  })

  test('after popup_closed, aborted and timeout', async () => {
    for (const end of ['popup_closed', 'aborted', 'timeout'] as const) {
      const { auth } = setUp()
      const { made, listeners } = controller()
      const { page, result } = await click(auth, { signal: made.signal, timeout: 5000 })
      if (end === 'popup_closed') page.closed = true
      if (end === 'aborted') made.abort()
      await vi.advanceTimersByTimeAsync(6000)
      await rejects(result, end)
      expect(resources.live()).toEqual(nothingAlive)
      expect(listeners.count()).toBe(0)
      expect(page.closed).toBe(true)
    }
  })

  test('after a window that cannot be sent anywhere', async () => {
    const { auth } = setUp()
    const page = fakeWindow()
    page.visited.push = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    open.mockReturnValueOnce(page.window)
    const outcome: unknown = await auth.popup().catch((reason: unknown) => reason)
    expect(isAuthError(outcome), `${outcome}`).toBe(true)
    expect(resources.live()).toEqual(nothingAlive)
    expect(page.closed).toBe(true)
  })
})
