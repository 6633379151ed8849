// @vitest-environment node
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { AuthOptions } from '../src/index.js'
import {
  createTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, login } from './support/login.js'

type Respond = NonNullable<TestServerOptions['respond']>

const isRefresh = ({ request }: TestAnswer) =>
  request.parameters.get('grant_type') === 'refresh_token'
const refreshes = ({ requests }: TestServer) =>
  requests.filter(({ parameters }) => parameters.get('grant_type') === 'refresh_token')

/** A login that gave a refresh token; `respond` has its say in refreshes alone. */
async function loggedIn(
  respond: Respond = () => undefined,
  options: Partial<AuthOptions<'code'>> = {},
  server: TestServerOptions = {},
) {
  const { auth, result, ...rest } = await login({
    responseType: 'code',
    options: { scope: 'openid email offline_access', ...options },
    server,
    respond: (answer) => (isRefresh(answer) ? respond(answer) : undefined),
  })
  const { refreshToken } = result
  if (refreshToken === undefined) throw new Error('the login gave no refresh token')
  return { auth, result, refreshToken, ...rest }
}

/** Holds the answers of refreshes back until they are released. */
function gate() {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  return { release, respond: () => released }
}

describe('refresh', () => {
  test('sends a form with grant, client and refresh token alone (RFC 6749 §6)', async () => {
    const server = createTestServer({ key: rsaKey })
    await rejects(createClient(server, 'code').refresh('rt/+=& é'), 'token_error')
    const [keys, request] = server.requests
    expect(keys?.endpoint).toBe('jwks')
    expect(`${request?.init.body}`.split('&').sort()).toEqual([
      'client_id=app',
      'grant_type=refresh_token',
      'refresh_token=rt%2F%2B%3D%26+%C3%A9',
    ])
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe('https://login.example.test/oauth/token')
    expect([...new Headers(request?.init.headers)]).toEqual([])
    expect(request?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
  })

  test('asks for the keys beside the request: neither waits for the other', async () => {
    const { release, respond } = gate()
    const { server, refreshToken } = await loggedIn(respond)
    const renewal = createClient(server, 'code').refresh(refreshToken)
    await expect.poll(() => refreshes(server).length).toBe(1)
    const { endpoint } = server.requests.find(({ url }) => url.endsWith('jwks.json')) ?? {}
    expect(endpoint).toBe('jwks')
    release()
    expect(await renewal).toHaveProperty('claims')
  })

  test.each<[string, (fetch: TestServer['fetch']) => TestServer['fetch']]>([
    ['cannot be had', () => () => Promise.reject(new TypeError('offline'))],
    ['answer 500', () => async () => new Response('', { status: 500 })],
    ['never come', () => () => new Promise(() => {})],
    ['are those of another', () => async () => Response.json({ keys: [] })],
  ])('keys that %s cost the ID Token, never the tokens (Core §12.2)', async (_, keys) => {
    const { server, refreshToken } = await loggedIn()
    const auth = createClient(server, 'code', {
      timeout: 1000,
      fetch: (input, init) =>
        `${input}`.includes('jwks') ? keys(server.fetch)(input, init) : server.fetch(input, init),
    })
    const renewed = await auth.refresh(refreshToken, { timeout: 60_000 })
    expect(renewed.accessToken).toBeTypeOf('string')
    expect(renewed.refreshToken).not.toBe(refreshToken)
    expect(renewed).not.toHaveProperty('idToken')
    expect(renewed).not.toHaveProperty('claims')
  })

  test.each([undefined, null, '', 0, {}, ['rt']])(
    'without a token, with %j: invalid_config, and no request',
    async (token) => {
      const server = createTestServer({ key: rsaKey })
      await rejects(createClient(server, 'code').refresh(token as string), 'invalid_config')
      expect(server.requests).toEqual([])
    },
  )

  test('needs WebCrypto first: where it is missing, the refresh token is not spent', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true })
    try {
      await rejects(auth.refresh(refreshToken), 'insecure_context')
    } finally {
      Reflect.deleteProperty(globalThis.crypto, 'subtle')
    }
    expect(refreshes(server)).toEqual([])
    expect(await auth.refresh(refreshToken)).toHaveProperty('claims')
  })

  test('an empty refresh token or ID Token is none: the one sent stays good', async () => {
    const { auth, refreshToken } = await loggedIn(({ body }) => {
      body.refresh_token = ''
      body.id_token = ''
    })
    const renewed = await auth.refresh(refreshToken)
    expect(renewed.refreshToken).toBe(refreshToken)
    expect(renewed).not.toHaveProperty('idToken')
  })

  test('asks for no keys where no ID Token was asked for', async () => {
    const { server, refreshToken } = await loggedIn()
    const asked = server.requests.length
    await createClient(server, 'code')
      .refresh(refreshToken, { scope: 'email' })
      .catch(() => undefined)
    expect(server.requests.slice(asked).map(({ endpoint }) => endpoint)).toEqual(['token'])
  })

  test('gives new tokens, verified, and the new refresh token (RFC 6749 §6)', async () => {
    let time = 1_800_000_000_000
    const { auth, result, refreshToken } = await loggedIn(undefined, {}, { now: () => time })
    time += 1_000_000
    const renewed = await auth.refresh(refreshToken)
    expect(Object.keys(renewed).sort()).toEqual([
      'accessToken',
      'claims',
      'expiresAt',
      'expiresIn',
      'idToken',
      'refreshToken',
      'scope',
      'tokenType',
    ])
    expect(renewed).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 7200,
      expiresAt: time + 7_200_000,
      scope: 'openid email offline_access',
    })
    expect(renewed.accessToken).not.toBe(result.accessToken)
    expect(renewed.refreshToken).not.toBe(refreshToken)
    expect(renewed.claims).toMatchObject({ sub: 'test|zoe', iat: 1_800_001_000 })
  })

  test('works with the new refresh token each time (rotation, RFC 9700 §4.14.2)', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    let current = refreshToken
    const seen = new Set([current])
    for (const _ of [1, 2, 3]) {
      current = (await auth.refresh(current)).refreshToken
      seen.add(current)
    }
    expect(seen.size).toBe(4)
    expect(refreshes(server)).toHaveLength(3)
  })

  test.each([undefined, null])(
    'keeps the refresh token it sent where the server answers with refresh_token %j (RFC 6749 §6)',
    async (value) => {
      const { auth, refreshToken } = await loggedIn(({ body }) => {
        body.refresh_token = value
      })
      expect((await auth.refresh(refreshToken)).refreshToken).toBe(refreshToken)
    },
  )

  test('has no ID Token where the server sends none (Core §12.2)', async () => {
    for (const value of [undefined, null]) {
      const { auth, refreshToken } = await loggedIn(({ body }) => {
        body.id_token = value
      })
      const renewed = await auth.refresh(refreshToken)
      expect(renewed).not.toHaveProperty('idToken')
      expect(renewed).not.toHaveProperty('claims')
    }
  })

  test.each([
    ['iss', 'https://thief.example/'],
    ['aud', 'other'],
    ['azp', 'other'],
    ['sub', undefined],
    ['sub', ''],
    ['at_hash', 'AAAAAAAAAAAAAAAAAAAAAA'],
  ])(
    'refuses an ID Token with claim %s %j (Core §12.2, OIDF refresh-token-invalid-issuer)',
    async (claim, value) => {
      const { auth, refreshToken } = await loggedIn(({ claims }) => {
        claims[claim] = value
      })
      expect((await rejects(auth.refresh(refreshToken), 'invalid_token')).detail?.claim).toBe(claim)
    },
  )

  test.each([
    ['exp', 1],
    ['exp', undefined],
    ['iat', 9_999_999_999],
    ['iat', undefined],
    ['nbf', 9_999_999_999],
    ['auth_time', 1],
  ])(
    'takes an ID Token with claim %s %j: it is not held against this clock (Core §12.2)',
    async (claim, value) => {
      const { auth, refreshToken } = await loggedIn(({ claims }) => {
        claims[claim] = value
      })
      expect((await auth.refresh(refreshToken)).claims?.sub).toBe('test|zoe')
    },
  )

  test('works on a device whose clock was set back a day', async () => {
    const { server, refreshToken } = await loggedIn()
    const now = () => Date.now() - 86_400_000
    expect(await createClient(server, 'code', { now }).refresh(refreshToken)).toMatchObject({
      claims: { sub: 'test|zoe' },
    })
  })

  test('holds the sub of each call against what they share', async () => {
    const { auth, refreshToken, server } = await loggedIn()
    const [other, any, same] = await Promise.allSettled([
      auth.refresh(refreshToken, { sub: 'test|yves' }),
      auth.refresh(refreshToken),
      auth.refresh(refreshToken, { sub: 'test|zoe' }),
    ])
    expect(other).toMatchObject({ status: 'rejected', reason: { code: 'invalid_token' } })
    expect(any).toMatchObject({ status: 'fulfilled', value: { claims: { sub: 'test|zoe' } } })
    expect(same).toMatchObject({ status: 'fulfilled' })
    expect(refreshes(server)).toHaveLength(1)
  })

  test('takes no organization from the prototype of objects', async () => {
    const { auth, refreshToken } = await loggedIn(undefined, { params: { prompt: 'login' } })
    Object.assign(Object.prototype, { organization: 'org_evil' })
    try {
      expect(await auth.refresh(refreshToken)).toHaveProperty('claims')
    } finally {
      Reflect.deleteProperty(Object.prototype, 'organization')
    }
  })

  test('for a sub takes its ID Token alone: another person’s is invalid_token', async () => {
    const { auth, refreshToken } = await loggedIn()
    const renewed = await auth.refresh(refreshToken, { sub: 'test|zoe' })
    expect(renewed.claims?.sub).toBe('test|zoe')
    for (const sub of ['test|yves', 'TEST|ZOE', '']) {
      const other = await loggedIn()
      const error = await rejects(other.auth.refresh(other.refreshToken, { sub }), 'invalid_token')
      expect(error.detail?.claim).toBe('sub')
    }
  })

  test('holds the client’s organization against the ID Token', async () => {
    const { server, refreshToken } = await loggedIn(undefined, {
      params: { organization: 'org_acme' },
    })
    const auth = createClient(server, 'code', { params: { organization: 'org_acme' } })
    const renewed = await auth.refresh(refreshToken)
    expect(renewed.claims?.org_id).toBe('org_acme')
    const other = createClient(server, 'code', { params: { organization: 'org_other' } })
    const error = await rejects(other.refresh(renewed.refreshToken), 'invalid_token')
    expect(error.detail).toEqual({ claim: 'org_id', expected: 'org_other', actual: 'org_acme' })
  })

  test('refuses an ID Token with a wrong signature', async () => {
    const forged = await loggedIn(async (answer) => {
      const [header, claims] = (await answer.sign()).split('.')
      answer.body.id_token = `${header}.${claims}.${Buffer.alloc(256).toString('base64url')}`
    })
    await rejects(forged.auth.refresh(forged.refreshToken), 'invalid_token')
  })

  test('expects no nonce: the token answers no authorize request (Core §12.2)', async () => {
    const { auth, refreshToken } = await loggedIn(({ claims }) => {
      claims.nonce = 'of the first login'
    })
    expect((await auth.refresh(refreshToken)).claims?.nonce).toBe('of the first login')
  })

  test('works with a client that never logged in: the app kept the token', async () => {
    const { server, refreshToken } = await loggedIn()
    expect(await createClient(server, 'token').refresh(refreshToken)).toMatchObject({
      tokenType: 'Bearer',
      claims: { sub: 'test|zoe' },
    })
  })

  test('touches no record of a login', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    await auth.buildAuthorizeUrl()
    const before = [...server.storage.records]
    await auth.refresh(refreshToken)
    expect([...server.storage.records]).toEqual(before)
  })
})

describe('the scope of a refresh', () => {
  test('is sent where it was given, and narrows what comes back (RFC 6749 §6)', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    const renewed = await auth.refresh(refreshToken, { scope: 'email' })
    expect(refreshes(server)[0]?.parameters.getAll('scope')).toEqual(['email'])
    expect(renewed.scope).toBe('email')
    expect(renewed).not.toHaveProperty('idToken')
  })

  test('wider than what was granted is token_error (RFC 6749 §6)', async () => {
    const { auth, refreshToken } = await loggedIn()
    const error = await rejects(
      auth.refresh(refreshToken, { scope: 'openid admin' }),
      'token_error',
    )
    expect(error.detail).toMatchObject({ status: 400, error: 'invalid_scope' })
  })

  test.each([
    ['openid', 'openid email', 'openid'],
    [undefined, 'openid email', 'openid email'],
    [undefined, undefined, null],
    [null, undefined, null],
    [null, 'openid email', 'openid email'],
    ['', undefined, null],
    ['', 'openid email', null],
    [['openid', 'email'], undefined, 'openid email'],
    [['openid'], 'openid email', 'openid'],
    [[], 'openid email', null],
    [{ openid: true }, 'openid email', null],
    [7, 'openid email', null],
    [false, 'openid email', null],
  ])(
    'is in the result: answered %j, asked for %j, resulted in %j (RFC 6749 §5.1)',
    async (answered, asked, expected) => {
      const { auth, refreshToken } = await loggedIn(({ body }) => {
        body.scope = answered
      })
      expect((await auth.refresh(refreshToken, asked ? { scope: asked } : {})).scope).toBe(expected)
    },
  )
})

describe('several calls at once', () => {
  test('for one refresh token make one request and get the same tokens', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    const results = await Promise.all(Array.from({ length: 10 }, () => auth.refresh(refreshToken)))
    expect(new Set(results.map(({ accessToken }) => accessToken)).size).toBe(1)
    expect(refreshes(server)).toHaveLength(1)
  })

  test('share it whatever scope they ask for: the first call’s scope counts', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    const [first, second] = await Promise.all([
      auth.refresh(refreshToken, { scope: 'openid' }),
      auth.refresh(refreshToken),
    ])
    expect(refreshes(server)).toHaveLength(1)
    expect(second).toMatchObject({ accessToken: first.accessToken, scope: 'openid' })
  })

  test('still share it when they come while the request is on its way', async () => {
    const { release, respond } = gate()
    const { auth, server, refreshToken } = await loggedIn(respond)
    const first = auth.refresh(refreshToken)
    await expect.poll(() => refreshes(server).length).toBe(1)
    const second = auth.refresh(refreshToken)
    release()
    expect((await second).accessToken).toBe((await first).accessToken)
    expect(refreshes(server)).toHaveLength(1)
  })

  test('fail together, and the next call asks again', async () => {
    const { server, refreshToken } = await loggedIn()
    let offline = true
    let asked = 0
    const auth = createClient(server, 'code', {
      async fetch(input, init) {
        if (`${input}`.endsWith('/token')) asked++
        if (offline) throw new TypeError('offline')
        return server.fetch(input, init)
      },
    })
    const outcomes = await Promise.allSettled([
      auth.refresh(refreshToken),
      auth.refresh(refreshToken),
    ])
    expect(outcomes).toMatchObject([
      { reason: { code: 'network_error' } },
      { reason: { code: 'network_error' } },
    ])
    expect(asked).toBe(1)
    offline = false
    expect((await auth.refresh(refreshToken)).tokenType).toBe('Bearer')
  })

  test('for different refresh tokens make a request each', async () => {
    const one = await loggedIn()
    const { result } = await login({
      responseType: 'code',
      server: one.server,
      options: { scope: 'openid offline_access' },
    })
    const [a, b] = await Promise.all([
      one.auth.refresh(one.refreshToken),
      one.auth.refresh(`${result.refreshToken}`),
    ])
    expect(a.accessToken).not.toBe(b.accessToken)
    expect(refreshes(one.server)).toHaveLength(2)
  })

  test('one after the other are not shared: the old token is spent', async () => {
    const { auth, server, refreshToken } = await loggedIn()
    await auth.refresh(refreshToken)
    await rejects(auth.refresh(refreshToken), 'token_error')
    expect(refreshes(server)).toHaveLength(2)
  })
})

describe('a refresh that is refused', () => {
  test('because the token was used before rejects token_error, and ends the family', async () => {
    const { auth, refreshToken } = await loggedIn()
    const { refreshToken: next } = await auth.refresh(refreshToken)
    for (const token of [refreshToken, next]) {
      expect((await rejects(auth.refresh(token), 'token_error')).detail).toMatchObject({
        status: 400,
        error: 'invalid_grant',
      })
    }
  })

  test('because the token expired or was revoked rejects with the server’s words', async () => {
    const { auth, refreshToken } = await loggedIn((answer) => {
      answer.status = 403
      answer.body = {
        error: 'invalid_grant',
        error_description: 'Unknown or invalid refresh token.',
      }
    })
    expect((await rejects(auth.refresh(refreshToken), 'token_error')).detail).toEqual({
      status: 403,
      error: 'invalid_grant',
      description: 'Unknown or invalid refresh token.',
    })
  })

  test('with a description that repeats the refresh token leaves it out', async () => {
    for (const encode of [String, encodeURIComponent]) {
      const { auth, refreshToken } = await loggedIn((answer) => {
        answer.status = 400
        const sent = encode(answer.request.parameters.get('refresh_token') ?? '')
        answer.body = { error: 'invalid_grant', error_description: `unknown token ${sent}.` }
      })
      const { detail } = await rejects(auth.refresh(refreshToken), 'token_error')
      expect(detail).toEqual({ status: 400, error: 'invalid_grant' })
    }
  })

  test.each([
    [
      'HTML',
      { status: 200 },
      () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ],
    [
      '500 with tokens inside',
      { status: 500 },
      () => Response.json({ access_token: 'a', token_type: 'Bearer' }, { status: 500 }),
    ],
    [
      'a token of an unknown type',
      { status: 200 },
      () => Response.json({ access_token: 'a', token_type: 'mac' }),
    ],
    ['no access token', { status: 200 }, () => Response.json({ token_type: 'Bearer' })],
  ])('by %s rejects token_error', async (_, detail, answer) => {
    const { auth, refreshToken } = await loggedIn(answer)
    expect((await rejects(auth.refresh(refreshToken), 'token_error')).detail).toMatchObject(detail)
  })

  test('for a lifetime that is no number rejects invalid_response (RFC 6749 A.14)', async () => {
    const { auth, refreshToken } = await loggedIn(({ body }) => {
      body.expires_in = 'never'
    })
    await rejects(auth.refresh(refreshToken), 'invalid_response')
  })

  test('says nothing of the token in its error', async () => {
    const { auth, refreshToken } = await loggedIn()
    await auth.refresh(refreshToken)
    const error = await rejects(auth.refresh(refreshToken), 'token_error')
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain(
      refreshToken,
    )
  })
})

describe('the signal of a refresh', () => {
  test('stops the wait with aborted, but not the request: no rotated token gets lost', async () => {
    const { release, respond } = gate()
    const { auth, server, refreshToken } = await loggedIn(respond)
    const controller = new AbortController()
    const given = auth.refresh(refreshToken, { signal: controller.signal })
    const waiting = auth.refresh(refreshToken)
    controller.abort()
    await rejects(given, 'aborted')
    release()
    // Whoever still waits gets the rotated token.
    expect((await waiting).refreshToken).not.toBe(refreshToken)
    expect(refreshes(server)).toHaveLength(1)
  })

  test('leaves the answer to who asks again, also when it came while nobody waited', async () => {
    const { release, respond } = gate()
    let answers = 0
    const { auth, server, refreshToken } = await loggedIn(respond, {
      // the last thing that is asked of the clock is what a result needs
      now: () => {
        answers++
        return Date.now()
      },
    })
    const given = auth.refresh(refreshToken, { timeout: 20 })
    await rejects(given, 'timeout')
    const before = answers
    release()
    await expect.poll(() => answers).toBeGreaterThan(before)
    await new Promise((resolve) => setTimeout(resolve))
    const { refreshToken: next, accessToken } = await auth.refresh(refreshToken)
    expect(next).not.toBe(refreshToken)
    expect(accessToken).toBeTruthy()
    expect(refreshes(server)).toHaveLength(1)
    // it was given: the next one is asked for
    await rejects(auth.refresh(refreshToken), 'token_error')
    expect(refreshes(server)).toHaveLength(2)
  })

  test('keeps no answer that is not the last: without rotation the next call asks', async () => {
    const { release, respond } = gate()
    const { auth, server, refreshToken } = await loggedIn(async ({ body }) => {
      await respond()
      if (body) Object.assign(body, { refresh_token: undefined })
    })
    await rejects(auth.refresh(refreshToken, { timeout: 20 }), 'timeout')
    release()
    await expect
      .poll(async () => {
        await auth.refresh(refreshToken).catch(() => {})
        return refreshes(server).length
      })
      .toBeGreaterThan(1)
  })

  test('takes the failure of an abandoned request: no unhandled rejection', async () => {
    const { release, respond } = gate()
    const { auth, server, refreshToken } = await loggedIn(async () => {
      await respond()
      throw new TypeError('offline')
    })
    const controller = new AbortController()
    const given = auth.refresh(refreshToken, { signal: controller.signal })
    await expect.poll(() => refreshes(server).length).toBe(1)
    controller.abort()
    await rejects(given, 'aborted')
    release()
    // Asks anew, which shows that the first request is over. Vitest fails on what was left
    // unhandled.
    await expect
      .poll(() => auth.refresh(refreshToken).catch(() => refreshes(server).length))
      .toBeGreaterThan(1)
  })

  test('that was aborted before rejects aborted', async () => {
    const { auth, refreshToken } = await loggedIn()
    await rejects(auth.refresh(refreshToken, { signal: AbortSignal.abort() }), 'aborted')
  })

  test('changes nothing when it comes too late, and leaves no listener behind', async () => {
    const { auth, refreshToken } = await loggedIn()
    const controller = new AbortController()
    let listeners = 0
    const { signal } = controller
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = ((...given: Parameters<typeof add>) => {
      listeners++
      add(...given)
    }) as typeof add
    signal.removeEventListener = ((...given: Parameters<typeof remove>) => {
      listeners--
      remove(...given)
    }) as typeof remove
    const renewed = await auth.refresh(refreshToken, { signal })
    await expect.poll(() => listeners).toBe(0)
    controller.abort()
    expect(renewed.tokenType).toBe('Bearer')
  })
})

describe('the timeout of a refresh', () => {
  test.each<[string, Partial<AuthOptions<'code'>>, { timeout?: number }]>([
    ['of the client', { timeout: 50 }, {}],
    ['of the call, which wins', { timeout: 60_000 }, { timeout: 50 }],
  ])('%s ends the wait, but not the request', async (_, options, request) => {
    const { release, respond } = gate()
    const { server, refreshToken } = await loggedIn(respond)
    const auth = createClient(server, 'code', options)
    await rejects(auth.refresh(refreshToken, request), 'timeout')
    // who asks again gets the same answer
    const again = auth.refresh(refreshToken, { timeout: 60_000 })
    release()
    expect((await again).refreshToken).not.toBe(refreshToken)
    expect(refreshes(server)).toHaveLength(1)
  })

  test('Infinity waits as long as it takes', async () => {
    const { release, respond } = gate()
    const { server, refreshToken } = await loggedIn(respond)
    const auth = createClient(server, 'code', { timeout: 5 })
    const renewal = auth.refresh(refreshToken, { timeout: Infinity })
    await rejects(auth.refresh(refreshToken), 'timeout')
    release()
    expect(await renewal).toHaveProperty('accessToken')
  })
})
