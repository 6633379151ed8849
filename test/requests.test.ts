// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { createAuth, type ResponseType } from '../src/index.js'
import {
  createTestServer,
  type TestEndpoint,
  type TestServer,
  type TestServerOptions,
} from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { keyFor, rsaKey } from './support/keys.js'
import { createClient, login, refusedLogin } from './support/login.js'

const createServer = (options: TestServerOptions = {}) =>
  createTestServer({ key: rsaKey, ...options })

/** What reached the server since the last look, in order, page visits left out. */
function watch({ requests }: TestServer) {
  let seen = requests.length
  return () => {
    const fresh = requests.slice(seen).map(({ endpoint }) => endpoint)
    seen = requests.length
    return fresh.filter((endpoint) => endpoint !== 'authorize')
  }
}

const keyRequests = ({ requests }: TestServer) =>
  requests.filter(({ endpoint }) => endpoint === 'jwks')

describe('a client', () => {
  test('asks nothing when made, nor to build a URL: no discovery, no telemetry', async () => {
    const server = createServer()
    for (const responseType of ['code', 'token id_token', 'code id_token token'] as const) {
      const auth = createClient(server, responseType)
      await auth.buildAuthorizeUrl('google-oauth2')
      void auth.authorize()
      await expect.poll(() => server.storage.records.size).toBeGreaterThan(1)
      auth.buildLogoutUrl()
      auth.logout()
      expect(await auth.parseHash('https://app.example/#section-2')).toBeNull()
      server.storage.records.clear()
    }
    expect(server.requests).toEqual([])
  })

  test('sends no header that tells of itself, and no parameter beyond the protocol', async () => {
    const { url, server } = await login({ responseType: 'code', connection: 'google-oauth2' })
    expect([...new URL(url).searchParams.keys()].sort()).toEqual(
      [
        'client_id',
        'code_challenge',
        'code_challenge_method',
        'connection',
        'nonce',
        'redirect_uri',
        'response_mode',
        'response_type',
        'scope',
        'state',
      ].sort(),
    )
    const names = server.requests.flatMap(({ headers }) => [...headers.keys()])
    expect(names).toEqual(['content-type'])
  })
})

describe('a login', () => {
  type Row = readonly [
    responseType: ResponseType,
    scope: string,
    first: TestEndpoint[],
    again: TestEndpoint[],
  ]
  test.each<Row>([
    // with openid the server brings an ID Token unasked, which is verified
    ['token', 'openid profile email', ['jwks'], []],
    ['token', 'profile', [], []],
    ['id_token', 'openid profile email', ['jwks'], []],
    ['token id_token', 'openid profile email', ['jwks'], []],
    ['code', 'openid profile email', ['jwks', 'token'], ['token']],
    ['code', 'profile', ['token'], ['token']],
    ['code token', 'openid profile email', ['jwks', 'token'], ['token']],
    ['code token', 'profile', ['token'], ['token']],
    ['code id_token', 'openid profile email', ['jwks', 'token'], ['token']],
    ['code id_token token', 'openid profile email', ['jwks', 'token'], ['token']],
  ])(
    'of type "%s" with scope "%s" makes the requests %j, and the next one of the same client %j',
    async (responseType, scope, first, again) => {
      const server = createServer()
      const auth = createClient(server, responseType, { scope })
      for (const expected of [first, again, again]) {
        const callbackUrl = await server.answer(await auth.buildAuthorizeUrl())
        const since = watch(server)
        expect(await auth.parseHash(callbackUrl)).toHaveProperty('scope', scope)
        expect(since().sort()).toEqual(expected)
      }
    },
  )

  test('of another client of the same server fetches its own keys: nothing is shared', async () => {
    const { server } = await login({ responseType: 'id_token' })
    await login({ responseType: 'id_token', server })
    expect(keyRequests(server)).toHaveLength(2)
  })

  test('of several responses at once fetches the keys once', async () => {
    const server = createServer()
    const auth = createClient(server, 'id_token')
    const callbacks = await Promise.all(
      [1, 2, 3].map(async () => server.answer(await auth.buildAuthorizeUrl())),
    )
    await Promise.all(callbacks.map((url) => auth.parseHash(url)))
    expect(keyRequests(server)).toHaveLength(1)
  })

  test.each([
    ['an error of the server', 'login_required', { error: 'login_required' }],
    ['a state that no login here created', 'state_unknown', { state: 'forged' }],
    ['the wrong issuer', 'issuer_mismatch', { iss: 'https://thief.example/' }],
    ['a parameter that is there twice', 'invalid_response', { token_type: ['Bearer', 'mac'] }],
    ['nothing that was asked for', 'invalid_response', { id_token: undefined }],
    ['a token of an unknown type', 'invalid_response', { token_type: 'mac' }],
  ] as const)('that ends with %s makes no request at all', async (_, code, changed) => {
    const { server } = await refusedLogin(code, {
      respond({ endpoint, body }) {
        if (endpoint === 'authorize') Object.assign(body, changed)
      },
    })
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
  })

  test('whose ID Token is refused asks no userinfo in its place (CVE-2026-42280)', async () => {
    const { server } = await refusedLogin('invalid_token', {
      respond({ header }) {
        header.alg = 'none'
      },
    })
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('userinfo')
    expect(server.requests.length).toBeLessThanOrEqual(2)
  })
})

describe('every request of the library', () => {
  test('goes out without cookies, referrer and headers, and follows no redirect', async () => {
    const { server, auth, result } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
    })
    await auth.refresh(`${result.refreshToken}`)
    await auth.userInfo(result.accessToken)
    const fetched = server.requests.slice(1)
    expect(fetched.map(({ endpoint }) => endpoint).sort()).toEqual([
      'jwks',
      'token',
      'token',
      'userinfo',
    ])
    for (const { init, endpoint } of fetched) {
      expect(init, endpoint).toMatchObject({
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      })
      // RFC 6750 §2.1 asks for the one header that makes a preflight.
      expect([...new Headers(init.headers).keys()], endpoint).toEqual(
        endpoint === 'userinfo' ? ['authorization'] : [],
      )
    }
  })

  test('never has a token, code or verifier in its URL (RFC 6750 §5.3)', async () => {
    const { server, auth, result, callbackUrl } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
    })
    await auth.refresh(`${result.refreshToken}`)
    await auth.userInfo(result.accessToken)
    const code = `${new URLSearchParams(new URL(callbackUrl).hash.slice(1)).get('code')}`
    for (const { url } of server.requests) {
      for (const secret of [result.accessToken, result.idToken, `${result.refreshToken}`, code])
        expect(url).not.toContain(secret)
    }
  })

  test('goes through the app’s own fetch, or the global one of the moment', async () => {
    const server = createServer()
    const own = vi.fn(server.fetch)
    const globalFetch = vi.fn(server.fetch)
    const withOwn = createClient(server, 'token', { fetch: own })
    const without = createAuth({ domain: server.issuer, clientId: 'app', responseType: 'token' })
    vi.stubGlobal('fetch', globalFetch)
    try {
      await rejects(withOwn.userInfo('spent'), 'token_error')
      expect([own.mock.calls.length, globalFetch.mock.calls.length]).toEqual([1, 0])
      await rejects(without.userInfo('spent'), 'token_error')
      expect([own.mock.calls.length, globalFetch.mock.calls.length]).toEqual([1, 1])
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

describe('the keys', () => {
  test('are on their way before the token endpoint answers: one wait, not two', async () => {
    // The token endpoint stays silent until the keys are asked for: in turn, this login would never
    // end.
    let keysAsked = () => {}
    const untilKeysAreAsked = new Promise<void>((resolve) => {
      keysAsked = resolve
    })
    const { result } = await login({
      responseType: 'code',
      respond({ endpoint }) {
        if (endpoint === 'jwks') keysAsked()
        return endpoint === 'token' ? untilKeysAreAsked : undefined
      },
    })
    expect(result.claims.sub).toBe('test|zoe')
  })

  test('do not hold the token request up: it is sent before they come', async () => {
    let tokenAsked = () => {}
    const untilTokenIsAsked = new Promise<void>((resolve) => {
      tokenAsked = resolve
    })
    const { result } = await login({
      responseType: 'code',
      respond({ endpoint }) {
        if (endpoint === 'token') tokenAsked()
        return endpoint === 'jwks' ? untilTokenIsAsked : undefined
      },
    })
    expect(result.claims.sub).toBe('test|zoe')
  })

  test('are asked for first on the return of a hybrid login', async () => {
    const { server } = await login({ responseType: 'code id_token' })
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize', 'jwks', 'token'])
  })

  test('come by a plain GET: the HTTP cache and the Cache-Control decide', async () => {
    const { server } = await login()
    const [request] = keyRequests(server)
    expect(request).toMatchObject({
      method: 'GET',
      url: 'https://login.example.test/.well-known/jwks.json',
    })
    expect([undefined, 'default']).toContain(request?.init.cache)
    expect([...(request?.headers ?? [])]).toEqual([])
  })

  test('come from the endpoint that was configured, and from no other', async () => {
    const { server, error } = await refusedLogin('network_error', {
      options: { endpoints: { jwks: 'https://keys.example/jwks' } },
    })
    expect(error.detail).toMatchObject({ status: 404 })
    expect(server.requests.slice(1).map(({ url }) => url)).toEqual(['https://keys.example/jwks'])
  })

  test('are fetched again, past the cache, for an unknown kid (Core §10.1.1)', async () => {
    const { server, auth } = await login()
    server.rotateKeys({ ...(await keyFor()), kid: 'next' })
    const callbackUrl = await server.answer(await auth.buildAuthorizeUrl())
    const since = watch(server)
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('claims.sub')
    expect(since()).toEqual(['jwks'])
    expect(keyRequests(server).map(({ init }) => init.cache ?? 'default')).toEqual([
      'default',
      'reload',
    ])
    // From now on the new keys are the known ones.
    await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
    expect(keyRequests(server)).toHaveLength(2)
  })

  test('are fetched again also when they have just come (OIDF signing-key-rotation)', async () => {
    let asked = 0
    const { server } = await login({
      respond({ endpoint, body }) {
        if (endpoint === 'jwks' && asked++ === 0)
          body.keys = [{ ...(body.keys?.[0] as object), kid: 'old' }]
      },
    })
    expect(keyRequests(server).map(({ init }) => init.cache ?? 'default')).toEqual([
      'default',
      'reload',
    ])
  })

  test('are fetched once a minute for kids that stay unknown (RFC 8725 §3.10)', async () => {
    let time = 1_800_000_000_000
    const server = createServer({
      now: () => time,
      respond({ endpoint, header }) {
        if (endpoint === 'authorize') header.kid = `made-up-${Math.random()}`
      },
    })
    const auth = createClient(server, 'id_token')
    const attempt = async () =>
      rejects(auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())), 'invalid_token')
    for (const _ of Array.from({ length: 20 })) await attempt()
    expect(keyRequests(server)).toHaveLength(2)
    time += 61_000
    await attempt()
    expect(keyRequests(server)).toHaveLength(3)
  })

  test('that did not come are asked for again by the next login', async () => {
    let fail = true
    const server = createServer({
      respond({ endpoint }) {
        if (endpoint === 'jwks' && fail) throw new TypeError('offline')
      },
    })
    const auth = createClient(server, 'id_token')
    await rejects(
      auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())),
      'network_error',
    )
    fail = false
    expect(
      await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())),
    ).toHaveProperty('claims')
    expect(keyRequests(server)).toHaveLength(2)
  })

  test('that fail leave the token endpoint its own error, none unhandled', async () => {
    const { error } = await refusedLogin('token_error', {
      responseType: 'code',
      respond({ endpoint }) {
        if (endpoint === 'jwks') throw new TypeError('offline')
        if (endpoint === 'token') return Response.json({ error: 'invalid_grant' }, { status: 400 })
        return undefined
      },
    })
    expect(error.detail).toEqual({ status: 400, error: 'invalid_grant' })
  })

  test('are kept for refreshes too', async () => {
    const { server, auth, result } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
    })
    const since = watch(server)
    await auth.refresh(`${result.refreshToken}`)
    expect(since()).toEqual(['token'])
  })

  test('are not asked for by userInfo, and userinfo not by a login', async () => {
    const { result, server } = await login({ responseType: 'token', options: { scope: 'read' } })
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    const since = watch(server)
    await createClient(server, 'code').userInfo(result.accessToken)
    expect(since()).toEqual(['userinfo'])
  })
})
