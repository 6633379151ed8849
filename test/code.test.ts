// @vitest-environment node
import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AuthError,
  type AuthErrorCode,
  type AuthErrorDetail,
  type Transaction,
} from '../src/index.js'
import { createTestServer, type TestServer, type TestServerOptions } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { keyFor, rsaKey } from './support/keys.js'
import { createClient, login, redirectUri, refusedLogin, startLogin } from './support/login.js'
import { memoryStorage } from './support/storage.js'

type Respond = NonNullable<TestServerOptions['respond']>

/** Keeps a script to the token endpoint's answer. */
const atToken =
  (change: Respond): Respond =>
  (answer) =>
    answer.endpoint === 'token' ? change(answer) : undefined

const tokenRequests = ({ requests }: TestServer) =>
  requests.filter(({ endpoint }) => endpoint === 'token')
const endpoints = ({ requests }: TestServer) => requests.map(({ endpoint }) => endpoint)
const recordOf = (server: TestServer, state: string) =>
  JSON.parse(`${server.storage.records.get(state)}`) as Transaction
const parametersOf = (url: string) => new URLSearchParams(url.split(/[#?]/)[1])
const s256 = (verifier: string) => createHash('sha256').update(verifier).digest('base64url')

/** All that an app could log of an error. */
const everythingOf = (error: AuthError) =>
  [
    error.message,
    error.stack,
    JSON.stringify(error),
    inspect(error, { depth: 9, showHidden: true }),
  ].join('\n')

/**
 * What the client draws from the random number generator, in base64url; or, planned, what it is to
 * draw.
 */
async function drawing<T>(start: () => Promise<T>, planned: Buffer[] = []) {
  const draws: string[] = []
  const draw = globalThis.crypto.getRandomValues.bind(globalThis.crypto)
  const spy = vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
    const bytes = draw(array) as unknown as Uint8Array
    const plan = planned[draws.length]
    if (plan?.length === bytes.length) bytes.set(plan)
    draws.push(Buffer.from(bytes).toString('base64url'))
    return array
  })
  try {
    return { draws, login: await start() }
  } finally {
    spy.mockRestore()
  }
}

describe('the authorize request for a code', () => {
  test('carries the challenge of RFC 7636 Appendix B for the verifier given there', async () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    const { draws, login: first } = await drawing(() => startLogin({ responseType: 'code' }))
    const random = `${recordOf(first.server, first.state).codeVerifier}`
    // The same draws again, but for the characters that became the verifier.
    const planned = draws.map((text) => Buffer.from(text.replace(random, verifier), 'base64url'))
    const { login: second } = await drawing(() => startLogin({ responseType: 'code' }), planned)
    expect(recordOf(second.server, second.state).codeVerifier).toBe(verifier)
    expect(parametersOf(second.url).get('code_challenge')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    )
  })

  test.each(['code', 'code id_token', 'token code', 'id_token token code'] as const)(
    'of response type "%s" carries the S256 challenge of its own verifier (RFC 7636 §4.2)',
    async (responseType) => {
      const { server, state, url } = await startLogin({ responseType })
      const { codeVerifier } = recordOf(server, state)
      expect(parametersOf(url).get('code_challenge_method')).toBe('S256')
      expect(parametersOf(url).get('code_challenge')).toBe(s256(`${codeVerifier}`))
    },
  )

  test.each(['token', 'id_token', 'token id_token'] as const)(
    'of response type "%s" carries no challenge',
    async (responseType) => {
      const { server, state, url } = await startLogin({ responseType })
      expect(url).not.toContain('code_challenge')
      expect(recordOf(server, state)).not.toHaveProperty('codeVerifier')
    },
  )

  test('has a new verifier of 43 to 128 characters for every login (RFC 7636 §4.1)', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = createClient(server, 'code')
    const urls = await Promise.all(Array.from({ length: 20 }, () => auth.buildAuthorizeUrl()))
    const verifiers = urls.map(
      (url) => `${recordOf(server, `${parametersOf(url).get('state')}`).codeVerifier}`,
    )
    expect(new Set(verifiers).size).toBe(20)
    for (const verifier of verifiers) expect(verifier).toMatch(/^[\w.~-]{43,128}$/)
  })

  test.each([
    [undefined, 'fragment'],
    ['fragment', 'fragment'],
    ['query', 'query'],
    // A page that leaves cannot get a message.
    ['web_message', 'fragment'],
  ] as const)(
    'asks with responseMode %s for response_mode %s: a fragment never reaches a server log',
    async (responseMode, sent) => {
      const { url, server, state } = await startLogin({
        responseType: 'code',
        options: responseMode ? { responseMode } : {},
      })
      expect(parametersOf(url).getAll('response_mode')).toEqual([sent])
      expect(recordOf(server, state).responseMode).toBe(sent)
    },
  )
})

describe('the token request', () => {
  test('is a form with client, grant, code, redirect URI and verifier, byte by byte', async () => {
    const code = 'Splx/lOB=+&?#% ~é'
    const { server, storage, state, auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options: { scope: 'profile', redirectUri: 'https://app.example/cb?tenant=a%20b&x=1' },
      respond(answer) {
        if (answer.endpoint === 'authorize') answer.body.code = code
        if (answer.endpoint === 'token') {
          answer.status = 200
          answer.body = { access_token: 'at', token_type: 'Bearer' }
        }
      },
    })
    const { codeVerifier } = JSON.parse(`${storage.get(state)}`)
    await auth.parseHash(callbackUrl)
    const [request] = tokenRequests(server)
    expect(`${request?.init.body}`.split('&').sort()).toEqual(
      [
        'client_id=app',
        'code=Splx%2FlOB%3D%2B%26%3F%23%25+%7E%C3%A9',
        `code_verifier=${codeVerifier}`,
        'grant_type=authorization_code',
        'redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Ftenant%3Da%2520b%26x%3D1',
      ].sort(),
    )
  })

  test('is a POST that needs no preflight: its only header is the type of a form', async () => {
    const { server } = await login({ responseType: 'code' })
    const [request] = tokenRequests(server)
    expect(request?.method).toBe('POST')
    expect(request?.init.body).toBeInstanceOf(URLSearchParams)
    expect([...new Headers(request?.init.headers)]).toEqual([])
    expect([...(request?.headers ?? [])]).toEqual([
      ['content-type', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ])
    expect(request?.init).not.toHaveProperty('mode')
  })

  test('sends no cookies and no referrer, and follows no redirect (RFC 9700 §4.12)', async () => {
    const { server } = await login({ responseType: 'code' })
    expect(tokenRequests(server)[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
  })

  test('goes to the endpoint that was configured', async () => {
    const { server, auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options: { endpoints: { token: 'https://tokens.example/grant?v=2' } },
    })
    await rejects(auth.parseHash(callbackUrl), 'token_error')
    expect(server.requests.filter(({ method }) => method === 'POST').map(({ url }) => url)).toEqual(
      ['https://tokens.example/grant?v=2'],
    )
  })

  test('names the redirect URI of its own login, not the client’s (RFC 6749 §4.1.3)', async () => {
    const elsewhere = 'https://app.example/elsewhere?keep=1'
    const { server } = await login({ responseType: 'code', request: { redirectUri: elsewhere } })
    expect(tokenRequests(server)[0]?.parameters.getAll('redirect_uri')).toEqual([elsewhere])
  })

  test('is the only place the verifier ever goes to (RFC 7636 §4.5, RFC 9700 §4.8)', async () => {
    const { server, state, auth, callbackUrl } = await startLogin({
      responseType: 'code id_token token',
    })
    const verifier = `${recordOf(server, state).codeVerifier}`
    const result = await auth.parseHash(callbackUrl)
    expect(tokenRequests(server)[0]?.parameters.getAll('code_verifier')).toEqual([verifier])
    const others = server.requests.filter(({ endpoint }) => endpoint !== 'token')
    expect(
      others.map(({ url, headers, init }) => [url, ...headers, init.body].join()).join(),
    ).not.toContain(verifier)
    expect(tokenRequests(server)[0]?.url).not.toContain(verifier)
    expect(JSON.stringify(result)).not.toContain(verifier)
  })

  test('sends each code with the verifier of its own login, in any order of return', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = createClient(server, 'code')
    const urls = [await auth.buildAuthorizeUrl(), await auth.buildAuthorizeUrl()]
    const verifiers = urls.map(
      (url) => recordOf(server, `${parametersOf(url).get('state')}`).codeVerifier,
    )
    const callbacks = [await server.answer(urls[0]), await server.answer(urls[1])]
    await auth.parseHash(callbacks[1])
    await auth.parseHash(callbacks[0])
    expect(tokenRequests(server).map(({ parameters }) => parameters.get('code_verifier'))).toEqual(
      verifiers.reverse(),
    )
  })

  test('is refused by the server for a code of another login (RFC 7636 §1)', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = createClient(server, 'code')
    const [mine, stolen] = [
      await server.answer(await auth.buildAuthorizeUrl()),
      await server.answer(await auth.buildAuthorizeUrl()),
    ]
    const codeIn = (url: string) => `${parametersOf(url).get('code')}`
    const error = await rejects(
      auth.parseHash(mine.replace(codeIn(mine), codeIn(stolen))),
      'token_error',
    )
    expect(error.detail).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  test('is not made for a record without a verifier (RFC 7636 §4.5)', async () => {
    const { server, storage, state, auth, callbackUrl } = await startLogin({ responseType: 'code' })
    const { codeVerifier, ...rest } = recordOf(server, state)
    storage.set(state, JSON.stringify(rest), 3600)
    await expect(auth.parseHash(callbackUrl)).rejects.toBeInstanceOf(AuthError)
    expect(tokenRequests(server)).toEqual([])
  })

  test('is made once per code, however often it is handed in (RFC 6749 §10.5)', async () => {
    const { server, auth, callbackUrl } = await startLogin({ responseType: 'code' })
    const outcomes = await Promise.allSettled([
      auth.parseHash(callbackUrl),
      auth.parseHash(callbackUrl),
      auth.parseHash(new URL(callbackUrl).hash),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
    // A reload, a restored tab, a second client: the record is gone, and nothing is sent.
    await rejects(createClient(server, 'code').parseHash(callbackUrl), 'state_unknown')
    expect(tokenRequests(server)).toHaveLength(1)
  })

  test('is made by one of two clients that get the same response at the same time', async () => {
    const { server, callbackUrl } = await startLogin({ responseType: 'code' })
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => createClient(server, 'code').parseHash(callbackUrl)),
    )
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'state_unknown' } },
    ])
    expect(tokenRequests(server)).toHaveLength(1)
  })

  test('is not made again after it failed: the code may be spent (RFC 6749 §10.5)', async () => {
    const { server, auth, callbackUrl } = await refusedLogin('network_error', {
      responseType: 'code',
      respond: atToken(() => {
        throw new TypeError('connection lost')
      }),
    })
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
    await rejects(createClient(server, 'code').parseHash(callbackUrl), 'state_unknown')
    expect(tokenRequests(server)).toHaveLength(1)
  })
})

describe('a code is not redeemed', () => {
  test.each([
    [
      'for a state that no login here created (RFC 6749 §10.12)',
      'state_unknown',
      { state: 'forged' },
    ],
    [
      'without a state beside a token (RFC 6749 §10.12)',
      'state_missing',
      { state: undefined, access_token: 'planted' },
    ],
    ['from another issuer (RFC 9207 §2.4)', 'issuer_mismatch', { iss: 'https://thief.example/' }],
    ['beside an error (RFC 6749 §4.1.2.1)', 'access_denied', { error: 'access_denied' }],
    [
      'beside an access token that nobody asked for (Multiple Response Types §3)',
      'invalid_response',
      { access_token: 'x', token_type: 'Bearer' },
    ],
    ['beside an ID Token that nobody asked for', 'invalid_response', { id_token: 'a.b.c' }],
    ['that is there twice (RFC 6749 §3.1)', 'invalid_response', { code: ['one', 'two'] }],
  ] as const)('%s', async (_, code: AuthErrorCode, changed) => {
    const { server } = await refusedLogin(code, {
      responseType: 'code',
      respond: ({ endpoint, body }) => {
        if (endpoint === 'authorize') Object.assign(body, changed)
      },
    })
    expect(endpoints(server)).toEqual(['authorize'])
  })

  test('that is empty, or not there at all', async () => {
    for (const part of ['code=&', '']) {
      const { auth, server, state } = await startLogin({ responseType: 'code' })
      await rejects(auth.parseHash(`${redirectUri}#${part}state=${state}`), 'invalid_response')
      expect(endpoints(server)).toEqual(['authorize'])
    }
  })

  test('after its time (RFC 9700 §4.7)', async () => {
    let time = 1_800_000_000_000
    const { server, auth, callbackUrl } = await startLogin({
      responseType: 'code',
      server: { now: () => time },
      options: { transactionTtl: 60, storage: memoryStorage() },
    })
    time += 61_000
    await rejects(auth.parseHash(callbackUrl), 'state_expired')
    expect(endpoints(server)).toEqual(['authorize'])
  })

  test('by a client made for another response type', async () => {
    const { server, callbackUrl } = await startLogin({ responseType: 'code' })
    await rejects(createClient(server, 'code id_token').parseHash(callbackUrl), 'invalid_response')
    expect(endpoints(server)).toEqual(['authorize'])
  })

  test('nor anything taken that fits the client but not what this login asked for', async () => {
    const { server, callbackUrl } = await startLogin({
      responseType: 'id_token',
      respond: ({ endpoint, body }) => {
        if (endpoint === 'authorize')
          Object.assign(body, { access_token: 'planted', token_type: 'Bearer' })
      },
    })
    await rejects(createClient(server, 'token id_token').parseHash(callbackUrl), 'invalid_response')
    expect(endpoints(server)).toEqual(['authorize'])
  })
})

describe('an answer of the token endpoint', () => {
  const text = (body: string, status = 200, type = 'application/json') =>
    new Response(body, { status, headers: { 'content-type': type } })
  const cutOff = () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"access_token":"secret-at",'))
          controller.error(new TypeError('connection reset'))
        },
      }),
    )
  const tokens = {
    access_token: 'secret-at',
    token_type: 'Bearer',
    id_token: 'secret.id.token',
    refresh_token: 'secret-rt',
  }
  const fail = (): never => {
    throw new TypeError('no network, secret-at')
  }

  type Fault = readonly [
    title: string,
    code: AuthErrorCode,
    detail: AuthErrorDetail | undefined,
    answer: () => Response,
  ]
  test.each<Fault>([
    ['no answer at all', 'network_error', undefined, fail],
    [
      'a redirect',
      'network_error',
      undefined,
      () => Response.redirect('https://thief.example/?secret-at', 307),
    ],
    [
      'HTML',
      'token_error',
      { status: 200 },
      () => text('<!doctype html><title>Portal</title>', 200, 'text/html'),
    ],
    ['nothing', 'token_error', { status: 200 }, () => text('')],
    ['204', 'token_error', { status: 204 }, () => new Response(null, { status: 204 })],
    [
      'JSON cut off',
      'token_error',
      { status: 200 },
      () => text('{"access_token":"secret-at","token_ty'),
    ],
    ['a connection that breaks in the middle', 'token_error', { status: 200 }, cutOff],
    ['an array', 'token_error', { status: 200 }, () => text(JSON.stringify([tokens]))],
    ['null', 'token_error', { status: 200 }, () => text('null')],
    ['a text', 'token_error', { status: 200 }, () => text('"secret-at"')],
    [
      'a form',
      'token_error',
      { status: 200 },
      () => text('access_token=secret-at&token_type=Bearer'),
    ],
    [
      '400 and an error',
      'token_error',
      { status: 400, error: 'invalid_grant' },
      () => text('{"error":"invalid_grant"}', 400),
    ],
    [
      '401 and an error',
      'token_error',
      { status: 401, error: 'invalid_client' },
      () => text('{"error":"invalid_client"}', 401),
    ],
    ['403 and no JSON', 'token_error', { status: 403 }, () => text('Forbidden', 403)],
    ['404 and HTML', 'token_error', { status: 404 }, () => text('<html>', 404)],
    [
      '429 and an error',
      'token_error',
      { status: 429, error: 'too_many_requests' },
      () => text('{"error":"too_many_requests"}', 429),
    ],
    ['400 and tokens', 'token_error', { status: 400 }, () => text(JSON.stringify(tokens), 400)],
    [
      '500 and tokens (RFC 6749 §5.2)',
      'token_error',
      { status: 500 },
      () => text(JSON.stringify(tokens), 500),
    ],
    ['503 and HTML', 'token_error', { status: 503 }, () => text('<html>', 503, 'text/html')],
    [
      'an error that is no text',
      'token_error',
      { status: 400 },
      () => text('{"error":{"code":7}}', 400),
    ],
    [
      'an error that equals one of our codes',
      'token_error',
      { status: 400, error: 'timeout' },
      () => text('{"error":"timeout"}', 400),
    ],
  ])(
    'that is %s rejects %s, with appState and without any secret',
    async (title, code, detail, answer) => {
      const { error, server, state, url, callbackUrl } = await refusedLogin(code, {
        responseType: 'code',
        request: { appState: 'kept' },
        respond: atToken(answer),
      })
      expect(error.detail).toEqual(detail)
      if (code === 'token_error') {
        // what comes from a wrong address needs another cure than a refusal
        const isRefusal = /error|tokens|403|503/.test(title)
        expect(error.message).toContain(`(token_error: ${isRefusal ? 'answer' : 'json'} `)
      }
      expect(error.appState).toBe('kept')
      expect(server.storage.records.size).toBe(0)
      const said = everythingOf(error)
      const secrets = [
        state,
        `${parametersOf(url).get('nonce')}`,
        `${parametersOf(callbackUrl).get('code')}`,
        `${tokenRequests(server)[0]?.parameters.get('code_verifier')}`,
        'secret-at',
        'secret.id.token',
        'secret-rt',
      ]
      for (const secret of secrets) expect(said).not.toContain(secret)
      expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
      expect(endpoints(server)).not.toContain('unknown')
    },
  )

  test('that the app’s own fetch refuses to send rejects network_error', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options: { fetch: fail },
    })
    await rejects(auth.parseHash(callbackUrl), 'network_error')
  })

  test.each([
    ['access_token', undefined],
    ['access_token', null],
    ['access_token', ''],
    ['access_token', 7],
    ['access_token', ['at']],
    ['access_token', 'a b'],
    ['access_token', 'a\r\nx-evil: 1'],
    ['access_token', 'Ätoken'],
    ['token_type', undefined],
    ['token_type', null],
    ['token_type', ''],
    ['token_type', 'mac'],
    ['token_type', 'DPoP'],
  ])(
    'with %s %j rejects token_error: no usable Bearer token (RFC 6749 §5.1, §7.1, Appendix A.12)',
    async (name, value) => {
      const { error } = await refusedLogin('token_error', {
        responseType: 'code',
        respond: atToken(({ body }) => {
          body[name] = value
        }),
      })
      expect(error.detail).toMatchObject({ status: 200 })
    },
  )

  test.each(['bearer', 'BEARER'])(
    'may write the token type as %s; the result says Bearer (RFC 6749 §5.1)',
    async (tokenType) => {
      const { result } = await login({
        responseType: 'code',
        respond: atToken(({ body }) => {
          body.token_type = tokenType
        }),
      })
      expect(result.tokenType).toBe('Bearer')
    },
  )

  test.each(['', 'abc', -1, '-1', '3600abc', '1e9', true])(
    'with expires_in %j is invalid_response: not "does not expire" (RFC 6749 A.14)',
    async (value) => {
      await refusedLogin('invalid_response', {
        responseType: 'code',
        respond: atToken(({ body }) => {
          body.expires_in = value
        }),
      })
    },
  )

  test.each([undefined, null, ''])(
    'with id_token %j rejects invalid_token, since openid was asked for (Core §3.1.3.3)',
    async (value) => {
      await refusedLogin('invalid_token', {
        responseType: 'code',
        respond: atToken(({ body }) => {
          body.id_token = value
        }),
      })
    },
  )

  test.each([
    ['iss', 'https://thief.example/'],
    ['aud', 'other'],
    ['sub', undefined],
    ['exp', 1],
    ['iat', undefined],
    ['nonce', 'of another login'],
    ['nonce', undefined],
    ['at_hash', 'AAAAAAAAAAAAAAAAAAAAAA'],
  ])(
    'whose ID Token has claim %s %j rejects invalid_token with its name (Core §3.1.3.7)',
    async (claim, value) => {
      const { error } = await refusedLogin('invalid_token', {
        responseType: 'code',
        respond: atToken(({ claims }) => {
          claims[claim] = value
        }),
      })
      expect(error.detail?.claim).toBe(claim)
    },
  )

  test('whose ID Token another key signed rejects invalid_token (Core §3.1.3.7 (6))', async () => {
    const thief = { ...(await keyFor('ES256')), kid: rsaKey.kid ?? '' }
    await refusedLogin('invalid_token', {
      responseType: 'code',
      respond: atToken((answer) => {
        answer.key = thief
        answer.header.alg = 'ES256'
      }),
    })
    await refusedLogin('invalid_token', {
      responseType: 'code',
      respond: atToken(async (answer) => {
        const [header, payload, signature] = (await answer.sign()).split('.')
        answer.body.id_token = [header, payload, signature?.split('').reverse().join('')].join('.')
      }),
    })
  })

  test('whose ID Token is not signed rejects invalid_token (Core §3.1.3.7 (7))', async () => {
    await refusedLogin('invalid_token', {
      responseType: 'code',
      respond: atToken(({ header }) => {
        header.alg = 'none'
      }),
    })
  })

  test('may have an ID Token without at_hash (Core §3.1.3.8)', async () => {
    const { result } = await login({
      responseType: 'code',
      respond: atToken(({ claims }) => {
        claims.at_hash = undefined
      }),
    })
    expect(result.claims).not.toHaveProperty('at_hash')
  })

  test('may hold members that nobody knows (RFC 6749 §5.1)', async () => {
    const { result } = await login({
      responseType: 'code',
      respond: atToken(({ body }) => {
        Object.assign(body, { session_state: 'x', not_before_policy: 0, toString: 'x' })
      }),
    })
    expect(Object.keys(result).sort()).toEqual([
      'accessToken',
      'appState',
      'claims',
      'expiresAt',
      'expiresIn',
      'idToken',
      'scope',
      'tokenType',
    ])
  })
})

describe('the result of a code', () => {
  let time: number
  beforeEach(() => {
    time = 1_800_000_000_000
  })

  test('is what "token id_token" gives, so that an app changes nothing else', async () => {
    const [implicit, code] = [
      await login({ responseType: 'token id_token', request: { appState: 1 } }),
      await login({ responseType: 'code', request: { appState: 1 } }),
    ]
    expect(Object.keys(code.result).sort()).toEqual(Object.keys(implicit.result).sort())
    expect(code.result).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 7200,
      scope: 'openid profile email',
      appState: 1,
    })
    expect(code.result.claims).toMatchObject({
      sub: 'test|zoe',
      name: 'Zoë Example',
      at_hash: expect.any(String),
    })
  })

  test('counts expiresAt from the moment the tokens came (RFC 6749 §5.1)', async () => {
    const { result } = await login({
      responseType: 'code',
      server: { now: () => time },
      respond: atToken(() => {
        time += 30_000
      }),
    })
    expect(result).toMatchObject({ expiresIn: 7200, expiresAt: 1_800_000_030_000 + 7_200_000 })
  })

  test.each([undefined, null])(
    'has expiresIn and expiresAt null where the server sends expires_in %j',
    async (value) => {
      const { result } = await login({
        responseType: 'code',
        respond: atToken(({ body }) => {
          body.expires_in = value
        }),
      })
      expect(result).toMatchObject({ expiresIn: null, expiresAt: null })
    },
  )

  test('has expiresAt at the moment of receipt where the server sends expires_in 0', async () => {
    const { result } = await login({
      responseType: 'code',
      server: { now: () => time },
      respond: atToken(({ body }) => {
        body.expires_in = 0
      }),
    })
    expect(result).toMatchObject({ expiresIn: 0, expiresAt: time })
  })

  test('has expiresIn also where the server sends it as a text of digits', async () => {
    const { result } = await login({
      responseType: 'code',
      respond: atToken(({ body }) => {
        body.expires_in = '3600'
      }),
    })
    expect(result.expiresIn).toBe(3600)
  })

  test.each([
    ['openid', 'openid'],
    [undefined, 'openid profile email'],
    [null, 'openid profile email'],
    ['', null],
  ])('has for the scope %j of the answer the scope %j (RFC 6749 §5.1)', async (sent, scope) => {
    const { result } = await login({
      responseType: 'code',
      respond: atToken(({ body }) => {
        body.scope = sent
      }),
    })
    expect(result.scope).toBe(scope)
  })

  test('has a refresh token if the server sent one, and else no such member', async () => {
    const { result: without } = await login({ responseType: 'code' })
    expect(without).not.toHaveProperty('refreshToken')
    const { result: offline } = await login({
      responseType: 'code',
      request: { scope: 'openid offline_access' },
    })
    expect(offline.refreshToken).toMatch(/^[\w-]{43}$/)
    const { result: odd } = await login({
      responseType: 'code',
      respond: atToken(({ body }) => {
        body.refresh_token = null
      }),
    })
    expect(odd).not.toHaveProperty('refreshToken')
  })

  test('has no ID Token for a scope without openid, and asks for no keys then', async () => {
    const { result, server } = await login({ responseType: 'code', options: { scope: 'profile' } })
    expect(result).not.toHaveProperty('idToken')
    expect(result).not.toHaveProperty('claims')
    expect(endpoints(server)).toEqual(['authorize', 'token'])
  })

  test('has an ID Token that came without openid, verified as any other', async () => {
    const unasked = atToken((answer) => {
      answer.body.id_token = answer.sign
    })
    const { result } = await login({
      responseType: 'code',
      options: { scope: 'profile' },
      respond: unasked,
    })
    expect(result.claims.sub).toBe('test|zoe')
    await refusedLogin('invalid_token', {
      responseType: 'code',
      options: { scope: 'profile' },
      respond: atToken((answer) => {
        answer.claims.nonce = 'of another login'
        return unasked(answer)
      }),
    })
  })

  test('holds for a login in which one call asked for openid and the client did not', async () => {
    const { result } = await login({
      responseType: 'code',
      options: { scope: 'profile' },
      request: { scope: 'openid' },
    })
    expect(result.claims.sub).toBe('test|zoe')
  })
})

describe('where crypto.subtle is missing (a plain http page beyond loopback)', () => {
  // The test server needs it, so that it is missing in the client's turns alone.
  async function withoutSubtle<T>(use: () => Promise<T>): Promise<T> {
    Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true })
    try {
      return await use()
    } finally {
      Reflect.deleteProperty(globalThis.crypto, 'subtle')
    }
  }

  test.each([
    'code',
    'id_token',
    'token id_token',
    'code token',
    'code id_token',
    'code id_token token',
  ] as const)(
    'a login of type "%s" rejects insecure_context before the page is left, and leaves no record',
    async (responseType) => {
      const server = createTestServer({ key: rsaKey })
      const navigate = vi.fn()
      const auth = createClient(server, responseType, { navigate })
      await withoutSubtle(async () => {
        await rejects(auth.authorize(), 'insecure_context')
        await rejects(auth.buildAuthorizeUrl(), 'insecure_context')
      })
      expect(navigate).not.toHaveBeenCalled()
      expect(server.storage.records.size).toBe(0)
      expect(server.requests).toEqual([])
      // The same client works where it is there.
      expect(await auth.buildAuthorizeUrl()).toContain('response_type=')
    },
  )

  test('a login of type "token" works', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = createClient(server, 'token')
    const callbackUrl = await server.answer(await withoutSubtle(() => auth.buildAuthorizeUrl()))
    expect(await withoutSubtle(() => auth.parseHash(callbackUrl))).toMatchObject({
      tokenType: 'Bearer',
      expiresIn: 7200,
    })
  })

  test('an ID Token is not believed unverified', async () => {
    const { auth, callbackUrl } = await startLogin({ responseType: 'id_token' })
    await withoutSubtle(() => rejects(auth.parseHash(callbackUrl), 'insecure_context'))
  })
})
