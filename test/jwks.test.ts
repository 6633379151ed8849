// @vitest-environment node
import { createHash } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { type IdTokenExpectations, verifyIdToken } from '../src/index.js'
import {
  createTestServer,
  generateTestKey,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from '../src/testing/index.js'
import { publicKey } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import { rightExpectations, signChanged, verifyChanged } from './support/id-token.js'
import { keyFor, rsaKey } from './support/keys.js'
import { createClient, login, refusedLogin, startLogin } from './support/login.js'

const published = publicKey(rsaKey)
const otherKey = await generateTestKey('RS256')
const ecKey = await keyFor('ES256')

type Script = NonNullable<TestServerOptions['respond']>
type Keys = NonNullable<IdTokenExpectations['keys']>

async function verifyWith(keys: unknown[], header: { kid?: unknown } = {}) {
  return verifyChanged({ header, expected: { keys: keys as Keys } })
}

/** No key, or not exactly one, fits. */
async function refusesKeys(keys: unknown[], header: { kid?: unknown } = {}): Promise<void> {
  const { detail } = await rejects(verifyWith(keys, header), 'invalid_token')
  expect(detail).toEqual({ expected: 'RS256' })
}

describe('the key that fits (RFC 7517 §4, §5)', () => {
  test('is the one with the kid of the token, wherever it stands', async () => {
    await verifyWith([publicKey(otherKey), publicKey(ecKey), published])
    await verifyWith([published, publicKey(ecKey), publicKey(otherKey)])
    await refusesKeys([publicKey(otherKey), publicKey(ecKey)])
    await refusesKeys([])
  })

  test('is said to be missing, with what can make a published one count as none', async () => {
    const error = await rejects(verifyWith([]), 'invalid_token')
    expect(error.message).toMatch(/2048 bits.*zero/)
  })

  test('is the only one, where the token names none (OpenID Connect Core §10.1)', async () => {
    await verifyWith([published], { kid: undefined })
    await verifyWith([published, publicKey(ecKey)], { kid: undefined })
  })

  test('is none where several would do: there is no guessing (Core §10.1)', async () => {
    await refusesKeys([published, publicKey(otherKey)], { kid: undefined })
    await refusesKeys([publicKey(otherKey), published], { kid: undefined })
    await refusesKeys([published, { ...publicKey(otherKey), kid: rsaKey.kid }])
  })

  test('is one where it is published twice: the same key is no other', async () => {
    const { kid: _, ...anonymous } = published
    await verifyWith([published, published])
    await verifyWith([published, { ...published, use: undefined }], { kid: undefined })
    await verifyWith([published, anonymous, { ...published, kid: 'other' }], { kid: undefined })
    await refusesKeys([published, { ...published, kid: 'other' }], { kid: 'third' })
  })

  // browsers refuse such a key, and the message of `invalid_token: key` says so
  test('is one though its modulus is written with zeros in front, in Node', async () => {
    const bytes = Buffer.from(`${published.n}`, 'base64url')
    for (const zeros of [1, 2, 7]) {
      const n = Buffer.concat([Buffer.alloc(zeros), bytes]).toString('base64url')
      await verifyWith([{ ...published, n }])
    }
    const e = Buffer.from([0, 1, 0, 1]).toString('base64url')
    await verifyWith([{ ...published, e }])
  })

  test.each(['AQ', 'AAE', 'AAAB'])(
    'has no exponent 1, %s, with which every text is its own signature',
    async (e) => {
      const key = { ...published, e }
      await refusesKeys([key])
      // the padded digest, as it stands (RFC 8017 §9.2)
      const input = (await signChanged()).split('.').slice(0, 2).join('.')
      const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
      const digest = createHash('sha256').update(input).digest()
      const padding = Buffer.alloc(256 - 3 - digestInfo.length - digest.length, 0xff)
      const signature = Buffer.concat([
        Buffer.of(0, 1),
        padding,
        Buffer.of(0),
        digestInfo,
        digest,
      ]).toString('base64url')
      await rejects(
        verifyIdToken(`${input}.${signature}`, { ...rightExpectations, keys: [key] }),
        'invalid_token',
      )
    },
  )

  test('needs a kid of its own only where the token names one', async () => {
    const { kid: _, ...anonymous } = published
    await verifyWith([anonymous], { kid: undefined })
    await refusesKeys([anonymous])
  })

  test.each([
    ['use enc (RFC 7517 §4.2)', { use: 'enc' }],
    ['an unknown use', { use: 'other' }],
    ['key_ops without verify (§4.3)', { key_ops: ['encrypt', 'sign'] }],
    ['no key_ops at all', { key_ops: [] }],
    ['key_ops of something longer', { key_ops: ['verify-nothing'] }],
    ['alg PS256 (§4.4)', { alg: 'PS256' }],
    ['alg RS512', { alg: 'RS512' }],
    ['alg HS256', { alg: 'HS256' }],
    ['kty EC (§4.1)', { kty: 'EC' }],
    ['kty oct', { kty: 'oct' }],
    ['kty in lower case', { kty: 'rsa' }],
    ['no kty', { kty: undefined }],
  ])('is none with %s', async (_, member) => {
    await refusesKeys([{ ...published, ...member }])
  })

  test.each([
    ['no use', { use: undefined }],
    ['no alg', { alg: undefined }],
    ['key_ops that hold verify', { key_ops: ['verify', 'encrypt'] }],
    ['key_ops verify beside use sig', { use: 'sig', key_ops: ['verify'] }],
    ['ext false', { ext: false }],
    ['a certificate', { x5c: ['MIIB'], x5t: 'AAAA' }],
    ['members nobody knows', { nbf: 0, 'urn:example': {} }],
  ])('may have %s', async (_, member) => {
    await verifyWith([JSON.parse(JSON.stringify({ ...published, ...member }))])
  })

  test('is on the curve of the algorithm', async () => {
    const es384 = await keyFor('ES384')
    const expected = {
      algorithms: ['ES256'],
      keys: [{ ...publicKey(es384), alg: 'ES256', kid: String(ecKey.kid) }] as Keys,
    }
    await rejects(verifyChanged({ key: ecKey, expected }), 'invalid_token')
    await verifyChanged({
      key: ecKey,
      expected: { ...expected, keys: [...expected.keys, publicKey(ecKey)] as Keys },
    })
  })

  test('is public: private members of a careless server are not even looked at', async () => {
    await verifyWith([{ ...rsaKey, use: 'sig' }])
  })

  test.each([
    ['null', null],
    ['a number', 7],
    ['a text', 'key'],
    ['a list', []],
    ['an empty object', {}],
    ['an RSA key without a modulus', { kty: 'RSA', kid: 'x', e: 'AQAB' }],
    ['an RSA key that is no base64url', { kty: 'RSA', kid: 'x', n: '!', e: '!' }],
    ['a post-quantum key of tomorrow', { kty: 'AKP', kid: 'x', pub: 'AAAA' }],
    ['an object for a kid', { ...published, kid: { toString: 1 } }],
    ['an object for key_ops', { ...published, kid: 'x', key_ops: { toString: 1 } }],
  ])('is found beside %s, which is skipped', async (_, junk) => {
    await verifyWith([junk, published])
    await verifyWith([published, junk])
  })

  test.each([
    ['without a modulus', { n: undefined }],
    ['with an empty modulus', { n: '' }],
    ['with an object for a modulus', { n: { toString: 1 } }],
    ['whose exponent is no text', { e: 65537 }],
  ])('is refused %s, with an error of ours', async (_, member) => {
    await rejects(verifyWith([{ ...published, ...member }]), 'invalid_token')
  })
})

const jwksRequests = (server: TestServer) =>
  server.requests.filter(({ endpoint }) => endpoint === 'jwks')

/** A client whose first login has gone well, and logins of its past and future. */
async function aClient(respond?: Script) {
  const clock = { now: 1_700_000_000_000 }
  const server = createTestServer({
    key: rsaKey,
    now: () => clock.now,
    ...(respond && { respond }),
  })
  const auth = createClient(server, 'id_token')
  const logIn = async () => auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
  return { server, auth, clock, logIn }
}

describe('the key set', () => {
  test('is asked for once, however many logins there are', async () => {
    const { server, logIn } = await aClient()
    for (let login = 0; login < 3; login++) await logIn()
    expect(jwksRequests(server)).toHaveLength(1)
  })

  test('is asked for without credentials and referrer, and follows no redirect', async () => {
    const { server } = await login({ responseType: 'id_token' })
    expect(jwksRequests(server).map(({ init }) => init)).toMatchObject([
      { credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' },
    ])
  })

  test('comes from the configured URL alone', async () => {
    const { server } = await login({ responseType: 'id_token' })
    expect(jwksRequests(server).map(({ url }) => url)).toEqual([
      `${server.issuer}.well-known/jwks.json`,
    ])
    const endpoints = { jwks: 'https://keys.example.test/set' }
    const asked: string[] = []
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input))
      return Response.json({ keys: [published] })
    }
    await login({ responseType: 'id_token', options: { endpoints, fetch } })
    expect(asked).toEqual([endpoints.jwks])
  })

  test('belongs to one client: another one asks for itself', async () => {
    const server = createTestServer({ key: rsaKey })
    await login({ server, responseType: 'id_token' })
    await login({ server, responseType: 'id_token' })
    expect(jwksRequests(server)).toHaveLength(2)
  })

  test.each([
    [
      'status 500 with a right body',
      (answer: TestAnswer) => {
        answer.status = 500
      },
    ],
    [
      'status 404',
      (answer: TestAnswer) => {
        answer.status = 404
      },
    ],
    [
      'no answer',
      () => {
        throw new TypeError('network')
      },
    ],
    ['HTML', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['JSON that is cut off', () => new Response('{"keys":[')],
    ['a list', () => Response.json([published])],
    ['null', () => Response.json(null)],
    [
      'no keys',
      (answer: TestAnswer) => {
        answer.body = {}
      },
    ],
    ['keys that are an object', () => Response.json({ keys: { 0: published } })],
    [
      'a redirect',
      () =>
        new Response(null, {
          status: 307,
          headers: { location: 'https://evil.example/jwks.json' },
        }),
    ],
  ] satisfies [string, Script][])(
    'that is %s is network_error, and no login (fail closed)',
    async (_, change) => {
      await refusedLogin('network_error', {
        responseType: 'id_token',
        respond: (answer) => (answer.endpoint === 'jwks' ? change(answer) : undefined),
      })
    },
  )

  test('that could not be had is asked for again by the next login', async () => {
    let broken = true
    const { server, logIn } = await aClient((answer) => {
      if (answer.endpoint === 'jwks' && broken) answer.status = 503
    })
    await rejects(logIn(), 'network_error')
    broken = false
    expect(await logIn()).not.toBeNull()
    expect(jwksRequests(server)).toHaveLength(2)
  })

  test('says where it looked, when it holds no keys', async () => {
    const { error, server } = await refusedLogin('network_error', {
      responseType: 'id_token',
      respond: (answer) => {
        if (answer.endpoint === 'jwks') answer.body = { keys: 'none' as unknown as unknown[] }
      },
    })
    expect(error.message).toContain(`${server.issuer}.well-known/jwks.json`)
  })
})

describe('a key', () => {
  test('is imported once for many logins, and again after a rotation', async () => {
    const imports = vi.spyOn(crypto.subtle, 'importKey')
    const { server, logIn } = await aClient()
    const count = async (how: () => Promise<unknown>) => {
      imports.mockClear()
      await how()
      // the server signs with keys of its own
      return imports.mock.calls.filter(([, , , , usages]) => [...usages].includes('verify')).length
    }
    expect(await count(logIn)).toBe(1)
    expect(await count(logIn)).toBe(0)
    server.rotateKeys(otherKey)
    expect(await count(logIn)).toBe(1)
    expect(await count(logIn)).toBe(0)
    imports.mockRestore()
  })
})

describe('rotation (OpenID Connect Core §10.1.1)', () => {
  test('an unknown kid fetches the keys again, past the cache, and the login works', async () => {
    const { server, logIn } = await aClient()
    await logIn()
    server.rotateKeys(otherKey)
    expect(await logIn()).not.toBeNull()
    expect(jwksRequests(server).map(({ init }) => init.cache)).toEqual(['default', 'reload'])
  })

  test('a fetch that failed makes nobody wait: the next login asks again', async () => {
    let reloads = 0
    const { server, logIn } = await aClient((answer) => {
      if (answer.endpoint === 'jwks' && answer.request.init.cache === 'reload' && ++reloads === 1)
        answer.status = 503
    })
    await logIn()
    const stale = structuredClone(
      await (await server.fetch(`${server.issuer}.well-known/jwks.json`)).json(),
    )
    server.rotateKeys(otherKey)
    await rejects(logIn(), 'network_error')
    expect(stale).toHaveProperty('keys')
    expect(await logIn()).not.toBeNull()
  })

  test('every rotation may be followed at once: only a useless fetch makes us wait', async () => {
    const { server, logIn } = await aClient()
    for (let rotation = 0; rotation < 4; rotation++) {
      await logIn()
      server.rotateKeys(rotation % 2 ? rsaKey : otherKey)
    }
    expect(jwksRequests(server)).toHaveLength(4)
  })

  test('a stream of unknown kids causes one fetch, and one more after a minute', async () => {
    const forgedKid = (answer: TestAnswer) => {
      if (answer.endpoint === 'authorize') answer.header.kid = `unknown-${Math.random()}`
    }
    const { server, clock, logIn } = await aClient(forgedKid)
    for (let attempt = 0; attempt < 10; attempt++) await rejects(logIn(), 'invalid_token')
    expect(jwksRequests(server)).toHaveLength(2)
    clock.now += 59_999
    await rejects(logIn(), 'invalid_token')
    expect(jwksRequests(server)).toHaveLength(2)
    clock.now += 1
    for (let attempt = 0; attempt < 10; attempt++) await rejects(logIn(), 'invalid_token')
    expect(jwksRequests(server)).toHaveLength(3)
  })

  test('a known kid still passes while unknown ones wait', async () => {
    let kid: string | undefined = 'unknown'
    const { server, logIn } = await aClient((answer) => {
      if (answer.endpoint === 'authorize' && kid) answer.header.kid = kid
    })
    await rejects(logIn(), 'invalid_token')
    kid = undefined
    expect(await logIn()).not.toBeNull()
    expect(jwksRequests(server)).toHaveLength(2)
  })

  test('many logins at once with a new kid share what is fetched', async () => {
    const { server, auth, logIn } = await aClient()
    await logIn()
    server.rotateKeys(otherKey)
    const urls: string[] = []
    for (let login = 0; login < 5; login++)
      urls.push(await server.answer(await auth.buildAuthorizeUrl()))
    const results = await Promise.all(urls.map((url) => auth.parseHash(url)))
    expect(results.filter(Boolean)).toHaveLength(5)
    expect(jwksRequests(server)).toHaveLength(2)
  })

  test('a re-fetch without a server is network_error, and the next login asks again', async () => {
    let down = false
    const { server, logIn } = await aClient((answer) => {
      if (answer.endpoint === 'jwks' && down) throw new TypeError('network')
    })
    await logIn()
    server.rotateKeys(otherKey)
    down = true
    await rejects(logIn(), 'network_error')
    down = false
    expect(await logIn()).not.toBeNull()
  })

  test('keys that are here outlive a re-fetch without a server', async () => {
    let down = false
    const { server, logIn } = await aClient((answer) => {
      if (answer.endpoint === 'jwks' && down) throw new TypeError('network')
    })
    await logIn()
    down = true
    server.rotateKeys(otherKey)
    await rejects(logIn(), 'network_error')
    server.rotateKeys(rsaKey)
    expect(await logIn()).not.toBeNull()
  })

  test('two algorithms may share one key that names none', async () => {
    const { alg: _, ...withoutAlg } = published
    let alg: 'RS256' | 'RS512' = 'RS256'
    const server = createTestServer({
      key: rsaKey,
      respond: (answer) => {
        if (answer.endpoint === 'jwks') answer.body = { keys: [withoutAlg] }
        answer.header.alg = alg
      },
    })
    const auth = createClient(server, 'id_token', { algorithms: ['RS256', 'RS512'] })
    for (alg of ['RS256', 'RS512', 'RS256'] as const) {
      expect(
        await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())),
      ).not.toBeNull()
    }
  })
})

describe('the keys start on their way early', () => {
  test('beside the token request, not after it', async () => {
    const { server } = await login({ responseType: 'code' })
    const order = server.requests.map(({ endpoint }) => endpoint)
    expect(order).toEqual(['authorize', 'jwks', 'token'])
  })

  test('and not at all where no ID Token is due', async () => {
    for (const setup of [
      { responseType: 'token' as const, server: { idTokenForToken: false } },
      { responseType: 'token' as const, options: { scope: 'read' } },
      { responseType: 'code' as const, options: { scope: 'read' } },
    ]) {
      const { server } = await login(setup)
      expect(jwksRequests(server)).toHaveLength(0)
    }
  })

  test('and never before state has matched', async () => {
    const { auth, callbackUrl, server } = await startLogin({ responseType: 'id_token' })
    await rejects(auth.parseHash(callbackUrl.replace(/state=./, 'state=')), 'state_unknown')
    expect(jwksRequests(server)).toHaveLength(0)
  })
})

test('verifyIdToken keeps nothing: each call fetches for itself', async () => {
  const { keys: _, ...expected } = rightExpectations
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input))
    return Response.json({ keys: [published] })
  }
  const jwksUri = 'https://login.example.test/jwks'
  for (let call = 0; call < 2; call++)
    await verifyIdToken(await signChanged(), { ...expected, jwksUri, fetch })
  expect(asked).toEqual([jwksUri, jwksUri])
})
