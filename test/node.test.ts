// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAuth, isAuthError, safeReturnTo } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects, throws } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, redirectUri } from './support/login.js'
import { logInInNode } from './support/login-in-node.js'
import { memoryStorage } from './support/storage.js'

afterEach(() => vi.unstubAllGlobals())

const right = {
  domain: 'acme.eu.auth0.com',
  clientId: 'app',
  responseType: 'token id_token',
  redirectUri,
} as const

/** What a browser, a worker or Node may have or lack. */
const globals = [
  'window',
  'document',
  'location',
  'history',
  'navigator',
  'crypto',
  'fetch',
  'BroadcastChannel',
  'addEventListener',
  'opener',
  'parent',
  'localStorage',
  'setInterval',
  'setTimeout',
]

test('this environment is no page', () => {
  for (const name of ['window', 'document', 'location', 'history', 'opener'])
    expect(name in globalThis).toBe(false)
})

describe('importing does no work and needs nothing global', () => {
  beforeEach(() => vi.resetModules())

  test.each(['index', 'callback', 'testing'])('%s', async (entry) => {
    const touched: string[] = []
    const restore = globals.map((name) => {
      const before = Object.getOwnPropertyDescriptor(globalThis, name)
      Object.defineProperty(globalThis, name, {
        configurable: true,
        get() {
          // the runner itself, which loads the modules, has timers and a crypto too
          if (/\/src\/|js-cookie/.test(`${new Error().stack}`)) touched.push(name)
          return before && ('value' in before ? before.value : before.get?.call(globalThis))
        },
        set: () => {},
      })
      return () =>
        before
          ? Object.defineProperty(globalThis, name, before)
          : Reflect.deleteProperty(globalThis, name)
    })
    try {
      if (entry === 'index') await import('../src/index.js')
      else if (entry === 'callback') await import('../src/callback.js')
      else await import('../src/testing/index.js')
    } finally {
      for (const undo of restore) undo()
    }
    expect(touched).toEqual([])
  })

  test('and createAuth, buildLogoutUrl and the pure functions work all the same', async () => {
    for (const name of globals.filter((global) => !/^set/.test(global)))
      vi.stubGlobal(name, undefined)
    const { buildAuthorizeUrl, readResponse, ...fresh } = await import('../src/index.js')
    const auth = fresh.createAuth(right)
    expect(auth.buildLogoutUrl({ returnTo: 'https://app.example/' })).toContain('returnTo=')
    expect(
      buildAuthorizeUrl('https://acme.eu.auth0.com/authorize', { client_id: 'app' }),
    ).toContain('client_id=app')
    expect(readResponse('#access_token=a')).toEqual({ access_token: 'a' })
    expect(fresh.safeReturnTo('/inbox')).toBe('/')
    expect(fresh.isAuthError(new Error('x'))).toBe(false)
  })
})

describe('what only a page can do rejects browser_required', () => {
  test('authorize without navigate, popup, checkSession, parseHash without a text', async () => {
    const storage = memoryStorage()
    const auth = createAuth({ ...right, storage })
    await rejects(auth.authorize(), 'browser_required')
    await rejects(auth.popup(), 'browser_required')
    await rejects(auth.popup('c', { onBlocked: 'redirect' }), 'browser_required')
    await rejects(auth.checkSession(), 'browser_required')
    await rejects(auth.parseHash(), 'browser_required')
    await rejects(auth.parseHash(''), 'browser_required')
    expect(storage.calls).toEqual([])
  })

  test('logout without navigate', () => {
    throws(() => createAuth(right).logout(), 'browser_required')
    const navigate = vi.fn()
    createAuth({ ...right, navigate }).logout()
    expect(navigate).toHaveBeenCalledTimes(1)
  })

  test('anything that needs this origin’s storage, where no storage is given', async () => {
    await rejects(createAuth(right).buildAuthorizeUrl(), 'browser_required')
    await rejects(createAuth({ ...right, navigate: vi.fn() }).authorize(), 'browser_required')
    await rejects(
      createAuth(right).parseHash('#access_token=a&token_type=Bearer&state=x'),
      'browser_required',
    )
  })

  test('anything that needs this page’s URL, where no redirectUri is given', async () => {
    const { domain, clientId, responseType } = right
    await rejects(
      createAuth({ domain, clientId, responseType, storage: memoryStorage() }).buildAuthorizeUrl(),
      'browser_required',
    )
  })

  test('a popup’s answer, which only its page can hand home', async () => {
    const channel = vi.fn()
    vi.stubGlobal('BroadcastChannel', channel)
    const auth = createAuth({ ...right, storage: memoryStorage() })
    for (const state of [`p${'a'.repeat(64)}`, `f${'a'.repeat(64)}`]) {
      const outcome: unknown = await auth
        .parseHash(`#access_token=a&token_type=Bearer&state=${state}`)
        .catch((reason: unknown) => reason)
      expect(isAuthError(outcome), `${outcome}`).toBe(true)
    }
    expect(channel).not.toHaveBeenCalled()
  })
})

describe('with redirectUri, storage and navigate a login needs no page at all', () => {
  test('from start to end', async () => {
    const result = await logInInNode()
    expect(result).toMatchObject({
      tokenType: 'Bearer',
      claims: { sub: 'test|zoe' },
      appState: { returnTo: '/inbox' },
    })
  })

  test.each(['token', 'id_token', 'token id_token'] as const)(
    'for %s, back through a custom scheme URL',
    async (responseType) => {
      const server = createTestServer({ key: rsaKey })
      const auth = createClient(server, responseType)
      const departure = auth.authorize('google-oauth2')
      const callbackUrl = (await server.answer()).replace(redirectUri, 'com.example.app://callback')
      expect(await auth.parseHash(callbackUrl)).toHaveProperty('appState')
      expect(await Promise.race([departure, 'pending'])).toBe('pending')
    },
  )

  test.each(['code', 'code id_token token'] as const)(
    'for %s, back as a text without an address, which is the app’s own word',
    async (responseType) => {
      const server = createTestServer({ key: rsaKey })
      const auth = createClient(server, responseType)
      void auth.authorize('google-oauth2')
      const response = (await server.answer()).replace(redirectUri, '')
      expect(await auth.parseHash(response)).toHaveProperty('claims')
    },
  )

  test('a navigate that throws rejects aborted', async () => {
    const server = createTestServer({ key: rsaKey })
    const navigate = () => {
      throw new Error('canary')
    }
    const error = await rejects(createClient(server, 'token', { navigate }).authorize(), 'aborted')
    expect(`${error.stack}${error.cause}`).not.toContain('canary')
  })
})

test('safeReturnTo has no origin to compare with: always the fallback', () => {
  for (const target of [
    '/inbox',
    'inbox',
    'https://app.example/inbox',
    '//evil.example',
    '',
    undefined,
  ]) {
    expect(safeReturnTo(target, '/home')).toBe('/home')
  }
})
