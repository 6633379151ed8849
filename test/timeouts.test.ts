import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AuthOptions,
  createAuth,
  discover,
  type ResponseType,
  verifyIdToken,
} from '../src/index.js'
import { createTestServer, type TestEndpoint, type TestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rightExpectations, signChanged } from './support/id-token.js'
import { rsaKey } from './support/keys.js'
import { clientId, createClient, redirectUri } from './support/login.js'
import { isPending, until, visit } from './support/page.js'
import { nothingAlive, watchResources } from './support/resources.js'
import { fakeWindow, loadCallback } from './support/windows.js'

vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
const resources = watchResources()

beforeEach(() => visit(redirectUri))
afterEach(() => resources.release())

/** A server of which one endpoint never answers, or begins to and never ends. */
function silentAt(silent: TestEndpoint, way: 'no answer' | 'no end' = 'no answer'): TestServer {
  const endless = () =>
    new Response(new ReadableStream({ start: (c) => c.enqueue(Uint8Array.of(123)) }))
  return createTestServer({
    key: rsaKey,
    respond: ({ endpoint }) => {
      if (endpoint !== silent) return undefined
      return way === 'no end' ? endless() : new Promise<undefined>(() => {})
    },
  })
}

/** Completes a login at such a server. */
async function complete(
  server: TestServer,
  responseType: ResponseType,
  options: Partial<AuthOptions<ResponseType>> = {},
) {
  const auth = createClient<ResponseType>(server, responseType, options)
  const url = await auth.buildAuthorizeUrl('c', { appState: 'kept' })
  const result = auth.parseHash(await server.answer(url))
  result.catch(() => {})
  return result
}

/** Sends requests to a server, and knows whether its answer at a path was read. */
function watchAnswer(server: TestServer, path: string) {
  let hasRead = false
  const fetch: typeof globalThis.fetch = async (...request) => {
    const response = await server.fetch(...request)
    if (`${request[0]}`.endsWith(path)) {
      const json = response.json.bind(response)
      response.json = () =>
        json().finally(() => {
          hasRead = true
        })
    }
    return response
  }
  return { fetch, isRead: () => hasRead }
}

const asked = (server: TestServer, wanted: TestEndpoint) =>
  until(() => server.requests.some(({ endpoint }) => endpoint === wanted))

describe('a server that never answers', () => {
  const cases: [TestEndpoint, ResponseType][] = [
    ['token', 'code'],
    ['token', 'code id_token token'],
    ['jwks', 'code'],
    ['jwks', 'id_token'],
    ['jwks', 'token id_token'],
  ]

  for (const way of ['no answer', 'no end'] as const) {
    test.each(cases)(
      `ends a login with timeout after 10 s, with its appState: ${way} at %s, for %s`,
      async (endpoint, responseType) => {
        const server = silentAt(endpoint, way)
        const { fetch, isRead } = watchAnswer(server, '/oauth/token')
        const result = complete(server, responseType, { fetch })
        await asked(server, endpoint)
        // the keys are asked for beside the code's tokens, and waited for after them
        if (endpoint === 'jwks' && responseType === 'code') await until(isRead)
        await vi.advanceTimersByTimeAsync(9900)
        expect(await isPending(result)).toBe(true)
        await vi.advanceTimersByTimeAsync(200)
        expect((await rejects(result, 'timeout')).appState).toBe('kept')
        expect(resources.live()).toEqual(nothingAlive)
      },
    )
  }

  test('for token, where the ID Token was not asked for, costs the ID Token alone', async () => {
    const server = silentAt('jwks')
    const result = complete(server, 'token')
    await asked(server, 'jwks')
    await vi.advanceTimersByTimeAsync(10_100)
    const tokens = await result
    expect(tokens).toHaveProperty('accessToken')
    expect(tokens).not.toHaveProperty('claims')
  })

  test('ends userInfo with timeout', async () => {
    const server = silentAt('userinfo')
    const info = createClient(server, 'code').userInfo('at')
    info.catch(() => {})
    await asked(server, 'userinfo')
    await vi.advanceTimersByTimeAsync(10_100)
    await rejects(info, 'timeout')
  })

  test('ends discover with timeout', async () => {
    const server = silentAt('metadata')
    const found = discover(server.issuer, { fetch: server.fetch })
    found.catch(() => {})
    await vi.advanceTimersByTimeAsync(10_100)
    await rejects(found, 'timeout')
  })

  test('ends verifyIdToken with timeout', async () => {
    const { keys: _, ...expected } = rightExpectations
    const fetch = () => new Promise<Response>(() => {})
    const jwksUri = 'https://login.example.test/keys'
    const claims = verifyIdToken(await signChanged(), { ...expected, jwksUri, fetch })
    claims.catch(() => {})
    await isPending(claims)
    await vi.advanceTimersByTimeAsync(10_100)
    await rejects(claims, 'timeout')
  })
})

describe('a popup whose server never answers', () => {
  test.each(['token', 'jwks'] as const)(
    'settles with timeout, closed before, and leaves nothing: silent at %s',
    async (endpoint) => {
      visit('https://app.example/start')
      const server = silentAt(endpoint)
      const page = fakeWindow()
      const auth = createClient(server, 'code')
      const result = auth.popup('c', { window: page.window, appState: 'kept' })
      result.catch(() => {})
      const url = await until(() => page.visited[0])
      await loadCallback(page, await server.answer(url))
      await asked(server, endpoint)
      expect(page.closed).toBe(true)
      await vi.advanceTimersByTimeAsync(10_100)
      expect((await rejects(result, 'timeout')).appState).toBe('kept')
      expect(resources.live()).toEqual(nothingAlive)
    },
  )
})

describe('the option timeout', () => {
  test('is for each request, in ms', async () => {
    const server = silentAt('token')
    const result = complete(server, 'code', { timeout: 1000 })
    await asked(server, 'token')
    await vi.advanceTimersByTimeAsync(900)
    expect(await isPending(result)).toBe(true)
    await vi.advanceTimersByTimeAsync(200)
    await rejects(result, 'timeout')
  })

  test.each([Number.POSITIVE_INFINITY, 2 ** 31, 1e15])(
    '%d waits as long as it takes: no timer takes it for nothing',
    async (timeout) => {
      const server = silentAt('token')
      const result = complete(server, 'code', { timeout })
      await asked(server, 'token')
      await vi.advanceTimersByTimeAsync(100_000_000)
      expect(await isPending(result)).toBe(true)
    },
  )

  test('ends the wait, not the request: a code or refresh token may be spent by it', async () => {
    const signals: unknown[] = []
    const auth = createAuth({
      domain: 'login.example.test',
      clientId,
      responseType: 'code',
      timeout: 1000,
      fetch: (_, init) => {
        signals.push(init?.signal)
        return new Promise(() => {})
      },
    })
    const renewal = auth.refresh('rt')
    renewal.catch(() => {})
    await vi.advanceTimersByTimeAsync(1100)
    await rejects(renewal, 'timeout')
    expect(signals.length).toBeGreaterThan(0)
    for (const signal of signals) expect(signal ?? null).toBeNull()
  })

  test('leaves no timer behind an answer that came in time', async () => {
    const server = createTestServer({ key: rsaKey })
    expect(await complete(server, 'code')).toHaveProperty('claims')
    expect(resources.live()).toEqual(nothingAlive)
  })
})
