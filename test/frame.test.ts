import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Auth, AuthOptions, ResponseType, SilentRequest } from '../src/index.js'
import { createTestServer, type TestServer } from '../src/testing/index.js'
import { signToken } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient } from './support/login.js'
import { allowFrames, isPending, replaceProperty, until, visit } from './support/page.js'
import { nothingAlive, watchListeners, watchResources } from './support/resources.js'
import { memoryStorage } from './support/storage.js'
import { type FakeWindow, fakeWindow, loadCallback, post } from './support/windows.js'

vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
const resources = watchResources()
allowFrames()
const serverOrigin = 'https://login.example.test'

// happy-dom loads no page into a frame: each has a window of the tests' own.
const windows = new WeakMap<object, FakeWindow>()
const framed = (frame: object) => {
  const fake = windows.get(frame) ?? fakeWindow()
  windows.set(frame, fake)
  return fake
}
const restoreWindow = replaceFrameMember('contentWindow', {
  get(this: object) {
    return framed(this).window
  },
})
const restoreSource = replaceFrameMember('src', {
  get: () => '',
  set(this: object, url: string) {
    framed(this).visited.push(url)
  },
})

function replaceFrameMember(name: string, descriptor: PropertyDescriptor) {
  const frames = document.createElement('iframe').constructor.prototype
  const restore = replaceProperty(frames, name, undefined)
  Object.defineProperty(frames, name, { configurable: true, ...descriptor })
  return restore
}

beforeEach(() => {
  visit('https://app.example/start')
  vi.stubGlobal('close', vi.fn())
})
afterEach(() => resources.release())
afterAll(() => {
  restoreWindow()
  restoreSource()
  vi.useRealTimers()
})

function setUp<R extends ResponseType = 'token'>(
  options: Partial<AuthOptions<R>> & { responseType?: R } = {},
  server: TestServer = createTestServer({ key: rsaKey }),
) {
  const storage = memoryStorage()
  return {
    server,
    storage,
    auth: createClient<R>(server, (options.responseType ?? 'token') as R, { storage, ...options }),
  }
}

const frames = () => [...document.querySelectorAll('iframe')]

/** Asks silently, and waits until the frame is on its way. */
async function ask<R extends ResponseType>(auth: Auth<R>, request?: SilentRequest<unknown>) {
  const before = frames()
  const result = request ? auth.checkSession(request) : auth.checkSession()
  result.catch(() => {})
  const frame = await until(() => frames().find((one) => !before.includes(one)))
  const inside = framed(frame)
  const url = await until(() => inside.visited.find((visited) => visited.startsWith(serverOrigin)))
  return { result, frame, inside, url, state: `${new URL(url).searchParams.get('state')}` }
}

/** Lets the person log in first, so that the server has a session. */
const logInAtServer = async (server: TestServer, auth: Auth<ResponseType>) =>
  server.answer(await auth.buildAuthorizeUrl())

describe('checkSession asks in a hidden frame, without any page (Core §3.1.2.1)', () => {
  test('for the person who is logged in at the server', async () => {
    const { server, auth } = setUp({ responseType: 'token id_token' })
    await logInAtServer(server, auth as Auth<ResponseType>)
    const { result, frame, inside, url, state } = await ask(auth, {
      appState: 7,
      scope: 'openid read',
      params: { ui_locales: 'de' },
    })
    expect(frame.hidden).toBe(true)
    expect(frame.isConnected).toBe(true)
    expect(state).toMatch(/^f[0-9a-f]{64}$/)
    const { searchParams } = new URL(url)
    expect(searchParams.get('prompt')).toBe('none')
    expect(searchParams.get('scope')).toBe('openid read')
    expect(searchParams.get('ui_locales')).toBe('de')
    expect(searchParams.has('connection')).toBe(false)
    await loadCallback(inside, await server.answer(url), 'parent')
    expect(await result).toMatchObject({ appState: 7, claims: { sub: 'test|zoe' } })
    await until(() => Object.values(resources.live()).every((count) => count === 0))
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('prompt=none whatever the params say', async () => {
    const { auth } = setUp({ params: { prompt: 'login' } })
    const { url } = await ask(auth, { params: { prompt: 'consent' } })
    expect(new URL(url).searchParams.getAll('prompt')).toEqual(['none'])
  })

  test.each(['severed', 'parent'] as const)(
    'by the callback page, which relays: %s',
    async (way) => {
      const { server, auth } = setUp({ responseType: 'code' })
      await logInAtServer(server, auth as Auth<ResponseType>)
      const { result, inside, url } = await ask(auth)
      const { outcome } = await loadCallback(inside, await server.answer(url), way)
      expect(await result).toHaveProperty('accessToken')
      expect(await outcome).toBe(true)
    },
  )

  test('by web_message: only from the server’s origin and frame, with its state', async () => {
    const { server, auth } = setUp({ responseType: 'code', responseMode: 'web_message' })
    await logInAtServer(server, auth as Auth<ResponseType>)
    const { result, inside, url, state } = await ask(auth)
    expect(new URL(url).searchParams.get('response_mode')).toBe('web_message')
    const response = Object.fromEntries(
      new URLSearchParams(new URL(await server.answer(url)).hash.slice(1)),
    )
    const message = { type: 'authorization_response', response }
    for (let round = 0; round < 10; round++) {
      post(message, 'https://evil.example', inside.window)
      post(message, 'https://app.example', inside.window)
      post(message, serverOrigin, fakeWindow().window)
      post(message, serverOrigin, null)
      post(
        { ...message, response: { ...response, state: `${state}x` } },
        serverOrigin,
        inside.window,
      )
    }
    expect(await isPending(result)).toBe(true)
    post(message, serverOrigin, inside.window)
    expect(await result).toHaveProperty('accessToken')
  })

  test('two at once have each their own frame and result', async () => {
    const { server, auth } = setUp()
    await logInAtServer(server, auth as Auth<ResponseType>)
    const first = await ask(auth, { appState: 1 })
    const second = await ask(auth, { appState: 2 })
    expect(frames()).toHaveLength(2)
    await loadCallback(second.inside, await server.answer(second.url), 'parent')
    expect(await second.result).toMatchObject({ appState: 2 })
    expect(frames()).toEqual([first.frame])
    await loadCallback(first.inside, await server.answer(first.url), 'parent')
    expect(await first.result).toMatchObject({ appState: 1 })
  })

  test('it writes to no storage', async () => {
    const { server, auth, storage } = setUp()
    const { result, inside, url } = await ask(auth)
    await loadCallback(inside, await server.answer(url), 'parent')
    await rejects(result, 'login_required')
    expect(storage.calls).toEqual([])
    expect([...Object.keys(localStorage), ...Object.keys(sessionStorage)]).toEqual([])
  })
})

describe('the frame stands where no framework draws anew', () => {
  test('at the end of the body', async () => {
    document.body.append(document.createElement('main'))
    const { auth } = setUp()
    const { frame } = await ask(auth)
    expect(frame.parentElement).toBe(document.body)
    expect(document.body.lastElementChild).toBe(frame)
    expect(document.documentElement.children).toHaveLength(2)
  })

  test('at the end of the head while there is no body', async () => {
    const { auth } = setUp()
    const { body } = document
    body.remove()
    try {
      const { frame } = await ask(auth)
      expect(frame.parentElement).toBe(document.head)
      expect(document.head.lastElementChild).toBe(frame)
    } finally {
      document.documentElement.append(body)
    }
  })
})

describe('in a frame that is itself an answer, none is opened: the call stays pending', () => {
  const answer = `#error=login_required&state=f${'0'.repeat(64)}`

  test.each([
    ['known by its answer', `https://app.example/callback${answer}`, false],
    [
      'known by its answer in the query',
      `https://app.example/callback${answer.replace('#', '?')}`,
      false,
    ],
    ['known by its name, once its URL is clean', 'https://app.example/callback', true],
  ])('%s', async (_, url, isNamed) => {
    const { auth } = setUp()
    const { frame } = await ask(auth)
    const before = frames()
    visit(url)
    const restoreName = replaceProperty(window, 'name', isNamed ? frame.name : '')
    vi.stubGlobal('parent', fakeWindow().window)
    const result = auth.checkSession()
    expect(await isPending(result)).toBe(true)
    expect(frames()).toEqual(before)
    restoreName()
    vi.stubGlobal('parent', window)
    visit('https://app.example/start')
    const { result: outside } = await ask(auth)
    await vi.advanceTimersByTimeAsync(6000)
    await rejects(outside, 'timeout')
    expect(await isPending(result)).toBe(true)
  })

  test('a page of that name or with such a URL that is no frame asks as ever', async () => {
    const { auth } = setUp()
    const { frame } = await ask(auth)
    const restoreName = replaceProperty(window, 'name', frame.name)
    visit(`https://app.example/callback${answer}`)
    await ask(auth)
    restoreName()
  })
})

describe('the person of a silent login', () => {
  const silent = async (
    request: SilentRequest<unknown>,
    responseType: ResponseType = 'id_token',
    options: Partial<AuthOptions<ResponseType>> = {},
  ) => {
    const bare = createTestServer({ key: rsaKey, idTokenForToken: false })
    const { server, auth } = setUp<ResponseType>({ ...options, responseType }, bare)
    await logInAtServer(server, auth)
    const { result, inside, url } = await ask(auth, request)
    await loadCallback(inside, await server.answer(url), 'parent')
    return result
  }

  test.each(['id_token', 'token id_token', 'code', 'code id_token token'] as const)(
    'for %s is the one that was named: another’s answer is invalid_token',
    async (responseType) => {
      const result = await silent({ sub: 'test|zoe' }, responseType)
      expect(result).toMatchObject({ claims: { sub: 'test|zoe' } })
      const error = await rejects(silent({ sub: 'test|yves' }, responseType), 'invalid_token')
      expect(error.detail?.claim).toBe('sub')
    },
  )

  test('may be named by an id_token_hint, which a sub beside it overrules', async () => {
    const hint = (sub: string) =>
      signToken({ alg: 'RS256', kid: rsaKey.kid }, { sub, iss: 'x' }, rsaKey)
    const params = { id_token_hint: await hint('test|yves') }
    await rejects(silent({ params }), 'invalid_token')
    expect(await silent({ params, sub: 'test|zoe' })).toHaveProperty('claims')
    expect(await silent({ params: { id_token_hint: await hint('test|zoe') } })).toHaveProperty(
      'claims',
    )
  })

  test('may be named by an id_token_hint of the client’s own params', async () => {
    const claims = { sub: 'test|yves', iss: 'x' }
    const id_token_hint = await signToken({ alg: 'RS256', kid: rsaKey.kid }, claims, rsaKey)
    await rejects(silent({}, 'id_token', { params: { id_token_hint } }), 'invalid_token')
  })

  test('is anybody where nobody is named, or the hint cannot be read', async () => {
    expect(await silent({})).toHaveProperty('claims')
    expect(await silent({ params: { id_token_hint: 'opaque' } })).toHaveProperty('claims')
  })

  test('is nobody where nothing names one, as an access token alone: invalid_token', async () => {
    await rejects(silent({ sub: 'test|zoe' }, 'token'), 'invalid_token')
    await rejects(silent({ sub: '' }), 'invalid_token')
  })
})

describe('no frame but for checkSession', () => {
  test('creating a client, redirecting, reading a response and a popup open none', async () => {
    const added = vi.spyOn(document, 'createElement')
    const navigate = vi.fn()
    const { server, auth } = setUp({ responseType: 'code', navigate })
    await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
    void auth.authorize().catch(() => {})
    // or its listener would be there in the next test
    await until(() => navigate.mock.calls.length > 0)
    vi.stubGlobal('open', () => fakeWindow().window)
    void auth.popup().catch(() => {})
    await isPending(auth.parseHash())
    expect(added).not.toHaveBeenCalled()
    expect(frames()).toEqual([])
    added.mockRestore()
  })
})

describe('checkSession always settles, and leaves no frame, listener, channel or timer', () => {
  test('as the server says: login_required, interaction_required, consent_required', async () => {
    for (const error of ['login_required', 'interaction_required', 'consent_required']) {
      const server = createTestServer({
        key: rsaKey,
        respond(answer) {
          answer.body = { error, state: answer.body.state }
        },
      })
      const { auth } = setUp({}, server)
      const { result, inside, url } = await ask(auth, { appState: 7 })
      await loadCallback(inside, await server.answer(url), 'parent')
      expect((await rejects(result, error)).appState).toBe(7)
      await until(() => Object.values(resources.live()).every((count) => count === 0))
      expect(resources.live()).toEqual(nothingAlive)
    }
  })

  test('timeout after 5 s if the server never answers', async () => {
    const { auth } = setUp()
    const { result: unset } = await ask(auth, { timeout: null as unknown as number })
    const { result } = await ask(auth)
    const settled = rejects(unset, 'timeout')
    await vi.advanceTimersByTimeAsync(4900)
    expect(await isPending(result)).toBe(true)
    await vi.advanceTimersByTimeAsync(200)
    await rejects(result, 'timeout')
    await settled
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('timeout after the time that was asked for', async () => {
    const { auth } = setUp()
    const { result } = await ask(auth, { timeout: 1000 })
    await vi.advanceTimersByTimeAsync(900)
    expect(await isPending(result)).toBe(true)
    await vi.advanceTimersByTimeAsync(200)
    await rejects(result, 'timeout')
    const long = await ask(auth, { timeout: 20_000 })
    await vi.advanceTimersByTimeAsync(19_000)
    expect(await isPending(long.result)).toBe(true)
  })

  test('aborted by the signal, also one that is aborted already', async () => {
    const { auth } = setUp()
    const controller = new AbortController()
    const listeners = watchListeners(controller.signal)
    const { result } = await ask(auth, { signal: controller.signal })
    controller.abort()
    await rejects(result, 'aborted')
    expect(resources.live()).toEqual(nothingAlive)
    expect(listeners.count()).toBe(0)
    await rejects(auth.checkSession({ signal: AbortSignal.abort() }), 'aborted')
    expect(resources.live()).toEqual(nothingAlive)
  })

  test('invalid_config before there is a frame, if the page could not hand it home', async () => {
    await rejects(
      setUp({ redirectUri: 'https://www.app.example/callback' }).auth.checkSession(),
      'invalid_config',
    )
    expect(frames()).toEqual([])
  })

  test('a window that looks closed means nothing to a frame', async () => {
    const { auth } = setUp()
    const { result, inside } = await ask(auth, { timeout: 60_000 })
    inside.closed = true
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await isPending(result)).toBe(true)
  })

  test('100 silent logins leave 0 frames and 0 listeners', async () => {
    const { server, auth } = setUp()
    await logInAtServer(server, auth as Auth<ResponseType>)
    for (let count = 0; count < 100; count++) {
      const { result, inside, url } = await ask(auth)
      await loadCallback(inside, await server.answer(url), count % 2 ? 'parent' : 'severed')
      await result
    }
    await until(() => Object.values(resources.live()).every((count) => count === 0))
    expect(resources.live()).toEqual(nothingAlive)
  })
})
