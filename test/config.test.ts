// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, type Endpoints } from '../src/index.js'
import { rejects, throws } from './support/errors.js'
import { memoryStorage } from './support/storage.js'

const right = {
  domain: 'acme.eu.auth0.com',
  clientId: 'abc123',
  responseType: 'token id_token',
  redirectUri: 'https://app.example/callback',
}

/** As a caller without types hands them over. */
const create = (options: object) => createAuth({ ...right, ...options } as AuthOptions)

/** What a client asks for, and what it remembers. */
async function begin(options: object) {
  const storage = memoryStorage()
  const url = new URL(await create({ storage, ...options }).buildAuthorizeUrl())
  const [record] = storage.records.values()
  return {
    url,
    endpoint: url.origin + url.pathname,
    query: url.searchParams,
    record: JSON.parse(`${record}`),
  }
}

/** Expects options to be refused, by the name of the one at fault. */
function refuses(options: object, name: string) {
  const error = throws(() => create(options), 'invalid_config')
  expect(error.message).toContain(name)
  return error
}

/** Texts that stand for code or a foreign place, wherever a URL is expected. */
const unsafeUrls = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '\u0001javascript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'javascript://app.example/%0aalert(1)',
  'data:text/html,x',
  'blob:https://app.example/x',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://app.example/',
  'app.example://callback',
]

/** Hosts that only look like loopback. */
const notLoopback = [
  'http://app.example/x',
  'http://localhost.evil.example/x',
  'http://evil-localhost/x',
  'http://127.0.0.1.evil.example/x',
  'http://127.evil.example/x',
  'http://128.0.0.1/x',
  'http://0.0.0.0/x',
  'http://1270/x',
  'http://192.168.0.1/x',
  'http://[::2]/x',
  'http://[2001:db8::1]/x',
]

const malformedUrls = [
  'https://h.example:99999/x',
  'https://1.2.3.256/x',
  'https://[:::]/x',
  'http://127.0.0.999/x',
  '',
  '/callback',
  '//app.example/callback',
  'callback',
  'https:',
  'https://',
  'https://[',
  'https://user@app.example/x',
]
const disguisedUrls = [
  'https://user:word@app.example/x',
  'https://app.exa\tmple/x',
  'https://app.example/x\n',
  ' https://app.example/x',
  'https:\\\\app.example\\x',
  'https://app.example/x\\y',
  'https://app.example/x\ty',
  'https://app.example/x y',
]
const wrongUrls: unknown[] = [
  ...unsafeUrls,
  ...notLoopback,
  ...malformedUrls,
  ...disguisedUrls,
  null,
  42,
  {},
  ['https://app.example/x'],
]

describe('domain', () => {
  test.each([
    ['acme.eu.auth0.com', 'https://acme.eu.auth0.com/authorize', 'https://acme.eu.auth0.com/'],
    [
      'https://acme.eu.auth0.com',
      'https://acme.eu.auth0.com/authorize',
      'https://acme.eu.auth0.com/',
    ],
    [
      'https://acme.eu.auth0.com/',
      'https://acme.eu.auth0.com/authorize',
      'https://acme.eu.auth0.com/',
    ],
    [
      'https://h.example/base/path',
      'https://h.example/base/path/authorize',
      'https://h.example/base/path/',
    ],
    [
      'https://h.example/base/path/',
      'https://h.example/base/path/authorize',
      'https://h.example/base/path/',
    ],
    ['h.example:8443', 'https://h.example:8443/authorize', 'https://h.example:8443/'],
    ['https://h.example:8443/', 'https://h.example:8443/authorize', 'https://h.example:8443/'],
    ['http://localhost:3000', 'http://localhost:3000/authorize', 'http://localhost:3000/'],
    [
      'http://tenant.localhost:3000/',
      'http://tenant.localhost:3000/authorize',
      'http://tenant.localhost:3000/',
    ],
    ['http://127.0.0.1:3000/op', 'http://127.0.0.1:3000/op/authorize', 'http://127.0.0.1:3000/op/'],
    ['http://127.9.9.9', 'http://127.9.9.9/authorize', 'http://127.9.9.9/'],
    ['http://[::1]:3000', 'http://[::1]:3000/authorize', 'http://[::1]:3000/'],
    ['ACME.EU.Auth0.com', 'https://acme.eu.auth0.com/authorize', 'https://acme.eu.auth0.com/'],
    [
      'HTTPS://Acme.EU.auth0.com',
      'https://acme.eu.auth0.com/authorize',
      'https://acme.eu.auth0.com/',
    ],
    ['Https://H.example/Base', 'https://h.example/Base/authorize', 'https://h.example/Base/'],
    ['HTTP://LocalHost:3000', 'http://localhost:3000/authorize', 'http://localhost:3000/'],
  ])('%s: authorize at %s, issuer %s', async (domain, endpoint, issuer) => {
    const begun = await begin({ domain })
    expect(begun.endpoint).toBe(endpoint)
    expect(begun.record.issuer).toBe(issuer)
  })

  test.each([
    'https://https://acme.eu.auth0.com',
    'https://acme.eu.auth0.com//',
    'https://acme.eu.auth0.com/?x=1',
    'https://acme.eu.auth0.com/#x',
    'acme.eu.auth0.com?x=1',
    'acme.eu.auth0.com#x',
    'acme eu.auth0.com',
    'user@acme.eu.auth0.com',
    'http://acme.eu.auth0.com',
    'acme.eu.auth0.com\\evil.example',
    undefined,
    // without a scheme, these two are hosts
    ...wrongUrls.filter((url) => url !== 'callback' && url !== 'https:'),
    'https://',
  ])(
    '%o is refused when the client is created, by its own name, whatever else is given',
    (domain) => {
      refuses({ domain }, 'domain')
      refuses({ domain, issuer: 'https://acme.eu.auth0.com/' }, 'domain')
    },
  )
})

test.each([undefined, null, {}, 'acme.eu.auth0.com'])(
  'createAuth(%o) is refused as an AuthError',
  (options) => {
    throws(() => createAuth(options as never), 'invalid_config')
  },
)

describe('clientId', () => {
  test.each([undefined, null, '', 42, {}])('%o is refused', (clientId) => {
    refuses({ clientId }, 'clientId')
  })

  test.each(['app\n', '\tapp', 'a\u0000b', 'a\u007fb', 'a\u0085b'])(
    'with control characters, %o, is refused: it was copied wrongly',
    (clientId) => {
      refuses({ clientId }, 'clientId')
    },
  )

  test.each(['a b', 'ü', "it's", 'https://app.example/client', 'a+b/c='])(
    '%o is sent as it is',
    async (clientId) => {
      expect((await begin({ clientId })).query.get('client_id')).toBe(clientId)
    },
  )
})

describe('clientSecret', () => {
  test('is refused: a browser cannot keep one (RFC 10017 §6.3.3.1)', () => {
    expect(refuses({ clientSecret: 'canary-secret' }, 'clientSecret').message).not.toContain(
      'canary-secret',
    )
  })
})

describe('responseType', () => {
  const words = ['code', 'token', 'id_token']
  const pairs = words.flatMap((first) =>
    words.filter((other) => other !== first).map((second) => `${first} ${second}`),
  )
  const triples = pairs.map(
    (pair) => `${pair} ${words.find((word) => !pair.split(' ').includes(word))}`,
  )

  test.each([...words, ...pairs, ...triples])(
    '%s is sent and remembered as written',
    async (responseType) => {
      const { query, record } = await begin({ responseType })
      expect(query.get('response_type')).toBe(responseType)
      expect(record.responseType).toBe(responseType)
    },
  )

  test.each([
    undefined,
    null,
    '',
    ' ',
    'none',
    'Token',
    'id_token token code none',
    'token token',
    'code code',
    'token  id_token',
    ' token',
    'token ',
    'token,id_token',
    'token\tid_token',
    'token+id_token',
    'constructor',
    '__proto__',
    42,
    {},
  ])('%o is refused: there is no default (RFC 9700 §2.1.2, RFC 10017 §7.2)', (responseType) => {
    refuses({ responseType }, 'responseType')
  })

  test('is a text: an array that reads like one is refused', () => {
    refuses({ responseType: ['token'] }, 'responseType')
  })
})

describe('redirectUri', () => {
  test.each([
    'https://app.example/callback',
    'https://app.example',
    'https://app.example/callback?x=1&y=%20+',
    'https://app.example:8443/callback',
    'http://localhost:3000/callback',
    'http://app.localhost/callback',
    'http://a.b.localhost/callback',
    'http://127.0.0.1/callback',
    'http://127.1.2.3:8080/callback',
    'http://[::1]:3000/callback',
  ])(
    '%s is sent and remembered as written (RFC 6749 §3.1.2, RFC 9700 §2.6)',
    async (redirectUri) => {
      const { query, record } = await begin({ redirectUri })
      expect(query.get('redirect_uri')).toBe(redirectUri)
      expect(record.redirectUri).toBe(redirectUri)
    },
  )

  const fragments = [
    'https://app.example/callback#',
    'https://app.example/callback#x',
    'https://app.example/#/callback',
  ]

  test.each([...fragments, ...wrongUrls])(
    '%o is refused when the client is created (RFC 6749 §3.1.2, §3.1.2.1)',
    (redirectUri) => {
      refuses({ redirectUri }, 'redirectUri')
    },
  )

  test.each([...fragments, ...wrongUrls])(
    '%o is refused for one request too, and nothing is remembered',
    async (redirectUri) => {
      const storage = memoryStorage()
      await rejects(
        create({ storage }).buildAuthorizeUrl('c', { redirectUri: redirectUri as string }),
        'invalid_config',
      )
      expect(storage.calls).toEqual([])
    },
  )
})

describe('responseMode', () => {
  test.each([
    ['token id_token', 'fragment'],
    ['code', 'fragment'],
    ['code', 'query'],
    ['code', 'web_message'],
    ['token', 'web_message'],
  ])('%s by %s is accepted', (responseType, responseMode) => {
    expect(() => create({ responseType, responseMode })).not.toThrow()
  })

  test('form_post is refused with a clear text: script cannot read it (Form Post §2)', () => {
    refuses({ responseMode: 'form_post' }, 'responseMode')
  })

  test.each(['', 'Fragment', 'query ', 'fragment query', 'jwt', null, 42])(
    '%o is refused',
    (responseMode) => {
      refuses({ responseType: 'code', responseMode }, 'responseMode')
    },
  )

  test.each([
    'token',
    'id_token',
    'token id_token',
    'code token',
    'id_token code',
    'code id_token token',
  ])(
    'query is refused for %s: no token in a query (Multiple Response Types §3, §5)',
    (responseType) => {
      refuses({ responseType, responseMode: 'query' }, 'responseMode')
    },
  )

  test.each([
    ['code', 'query'],
    ['token', null],
  ])('of one for each response type, that of %s counts', async (responseType, sent) => {
    const responseMode = { code: 'query', token: 'fragment' }
    const { query, record } = await begin({ responseType, responseMode })
    expect(record.responseMode).toBe(responseMode[responseType as 'code' | 'token'])
    expect(query.get('response_mode')).toBe(sent)
  })

  test.each([
    [{ code: 'query' }, 'token id_token'],
    [{ token: 'query' }, 'token'],
    [{ code: 'form_post' }, 'code'],
    [{}, 'code'],
  ])('of one for each response type, %j is refused for %s', (responseMode, responseType) => {
    refuses({ responseType, responseMode }, 'responseMode')
  })
})

describe('scope', () => {
  test('is openid profile email if left out', async () => {
    const { query, record } = await begin({})
    expect(query.get('scope')).toBe('openid profile email')
    expect(record.scope).toBe('openid profile email')
  })

  test('is sent and remembered as written', async () => {
    const { query, record } = await begin({ scope: 'read:all  openid write' })
    expect(query.get('scope')).toBe('read:all  openid write')
    expect(record.scope).toBe('read:all  openid write')
  })

  test.each(['id_token', 'token id_token', 'code id_token'])(
    'of a client for %s holds openid (OpenID Connect Core §3.1.2.1)',
    (responseType) => {
      for (const scope of ['', 'profile', 'openidx', 'OpenID', 'profile-openid', 'open id'])
        refuses({ responseType, scope }, 'scope')
    },
  )

  test.each(['token', 'code', 'code token'])(
    'of a client for %s need not (plain OAuth)',
    async (responseType) => {
      for (const scope of ['read', ''])
        expect((await begin({ responseType, scope })).query.get('scope')).toBe(scope)
    },
  )

  test('of one request must keep the openid of the client, if the client has one', async () => {
    const drop = { scope: 'profile' }
    await rejects(create({ responseType: 'token' }).buildAuthorizeUrl('c', drop), 'invalid_config')
    await rejects(
      create({ responseType: 'code' }).buildAuthorizeUrl('c', { scope: '' }),
      'invalid_config',
    )
    const plain = create({ responseType: 'token', scope: 'read', storage: memoryStorage() })
    expect(new URL(await plain.buildAuthorizeUrl('c', drop)).searchParams.get('scope')).toBe(
      'profile',
    )
  })

  test.each([null, 42, ['openid']])('%o is refused: it is no text', (scope) => {
    refuses({ responseType: 'token', scope }, 'scope')
  })
})

describe('issuer', () => {
  test('is taken as written: it is compared as text (Core §3.1.3.7 (2))', async () => {
    expect((await begin({ issuer: 'https://login.acme.example' })).record.issuer).toBe(
      'https://login.acme.example',
    )
    expect((await begin({ issuer: 'https://login.acme.example/' })).record.issuer).toBe(
      'https://login.acme.example/',
    )
    expect((await begin({ issuer: 'http://localhost:1/x' })).record.issuer).toBe(
      'http://localhost:1/x',
    )
  })

  test('may be any text: servers call themselves as they like', async () => {
    for (const issuer of ['acme.com', 'urn:acme', 'HTTPS://Login.example', 'a b'])
      expect((await begin({ issuer })).record.issuer).toBe(issuer)
  })

  test('may be a list of spellings: the record and the client go by the first', async () => {
    const issuer = ['https://accounts.example', 'accounts.example']
    expect((await begin({ issuer })).record.issuer).toBe('https://accounts.example')
    expect(create({ issuer }).issuer).toBe('https://accounts.example')
  })

  test.each(
    ['', 42, {}, true, [], [''], ['a', ''], ['a', 42], [['a'], {}]].map((issuer) => [issuer]),
  )('%j is refused: it is no text, or no list of texts', (issuer) => {
    refuses({ issuer }, 'issuer')
  })
})

test('a client says which issuer and which application it is for', () => {
  const { issuer, clientId } = create({})
  expect({ issuer, clientId }).toEqual({
    issuer: 'https://acme.eu.auth0.com/',
    clientId: 'abc123',
  })
  expect(create({ issuer: 'urn:acme' }).issuer).toBe('urn:acme')
})

describe('endpoints', () => {
  test('are Auth0’s paths below the domain', async () => {
    const fetch = vi.fn(async (_url: RequestInfo | URL) =>
      Response.json({ sub: 'x', access_token: 'a', token_type: 'Bearer', keys: [] }),
    )
    const auth = create({ domain: 'https://h.example/base', responseType: 'code', fetch })
    await auth.refresh('r')
    await auth.userInfo('a')
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'https://h.example/base/.well-known/jwks.json',
      'https://h.example/base/oauth/token',
      'https://h.example/base/userinfo',
    ])
    expect(new URL(auth.buildLogoutUrl()).pathname).toBe('/base/v2/logout')
  })

  test('that are given replace them one by one, and keep their query (RFC 6749 §3.1)', async () => {
    const { url, record } = await begin({
      endpoints: { authorize: 'https://other.example/oauth2/auth?tenant=a%20b' },
    })
    expect(url.href).toMatch(/^https:\/\/other\.example\/oauth2\/auth\?tenant=a%20b&/)
    expect(record.issuer).toBe('https://acme.eu.auth0.com/')
    expect(
      new URL(create({ endpoints: { authorize: 'https://other.example/a' } }).buildLogoutUrl())
        .host,
    ).toBe('acme.eu.auth0.com')
  })

  const names: (keyof Endpoints)[] = [
    'authorize',
    'token',
    'jwks',
    'userInfo',
    'logout',
    'endSession',
  ]

  test.each(names)(
    '%s: whatever is not https, or http on loopback, is refused (RFC 9700 §2.6)',
    (name) => {
      const withoutNull = wrongUrls.filter((url) => url !== null)
      for (const url of [...withoutNull, 'https://other.example/x#y', 'https://other.example/x#'])
        refuses({ endpoints: { [name]: url } }, `endpoints.${name}`)
      expect(() => create({ endpoints: { [name]: 'https://other.example/x' } })).not.toThrow()
      expect(() => create({ endpoints: { [name]: 'http://localhost:3000/x' } })).not.toThrow()
    },
  )
})

describe('an endpoint', () => {
  const calls: [keyof Endpoints, (auth: ReturnType<typeof create>) => unknown][] = [
    ['authorize', (auth) => auth.buildAuthorizeUrl()],
    ['authorize', (auth) => auth.authorize()],
    ['token', (auth) => auth.refresh('r')],
    ['userInfo', (auth) => auth.userInfo('a')],
    ['logout', (auth) => auth.buildLogoutUrl()],
    ['logout', (auth) => auth.logout()],
  ]

  test.each(calls)(
    '%s that is null is one that the server has not: to use it is invalid_config by its name',
    async (name, call) => {
      const storage = memoryStorage()
      const fetch = vi.fn()
      const navigate = vi.fn()
      const auth = create({
        storage,
        fetch,
        navigate,
        scope: 'openid',
        endpoints: { [name]: null },
      })
      const error = await rejects(
        Promise.resolve().then(() => call(auth)),
        'invalid_config',
      )
      expect(error.message).toContain(name)
      expect(storage.calls).toEqual([])
      expect(navigate).not.toHaveBeenCalled()
      expect(fetch.mock.calls.filter(([url]) => !`${url}`.includes('jwks'))).toEqual([])
    },
  )

  test('that is undefined is left out: the default stays', async () => {
    const endpoints = { authorize: undefined, logout: undefined }
    const { url } = await begin({ endpoints })
    expect(url.href).toContain('https://acme.eu.auth0.com/authorize?')
    expect(create({ endpoints }).buildLogoutUrl()).toContain('https://acme.eu.auth0.com/v2/logout')
  })
})

describe('what is no such thing is refused when the client is created, by its name', () => {
  const right = { get() {}, set() {}, remove() {} }
  test.each<[string, unknown]>([
    ['storage', {}],
    ['storage', 'localStorage'],
    ['storage', { ...right, get: undefined }],
    ['storage', { ...right, set: 'x' }],
    ['storage', { ...right, remove: null }],
    ['storage', new Map()],
    ['now', 1_700_000_000],
    ['now', null],
    ['now', new Date(0)],
    ['fetch', {}],
    ['fetch', 'fetch'],
    ['fetch', null],
    ['navigate', '/login'],
    ['navigate', { push() {} }],
    ['navigate', null],
    ['dpop', true],
    ['dpop', {}],
    ['timeout', 0],
    ['timeout', -1],
    ['timeout', Number.NaN],
    ['timeout', '10000'],
    ['timeout', null],
  ])('%s: %o', (name, value) => {
    refuses({ [name]: value }, name)
  })

  test.each([1, 10_000, Number.POSITIVE_INFINITY])('but a timeout may be %o ms', (timeout) => {
    expect(() => create({ timeout })).not.toThrow()
  })
})

test('an option that is undefined is left out', async () => {
  const names = [
    'responseMode',
    'scope',
    'audience',
    'params',
    'issuer',
    'endpoints',
    'requireIss',
    'returnToName',
    'assumeBearer',
    'algorithms',
    'leeway',
    'transactionTtl',
    'timeout',
    'dpop',
    'fetch',
    'now',
    'navigate',
    'clientSecret',
  ]
  const absent = Object.fromEntries(names.map((name) => [name, undefined]))
  const sent = ({ query }: Awaited<ReturnType<typeof begin>>) =>
    [...query].filter(([name]) => name !== 'state' && name !== 'nonce')
  expect(sent(await begin(absent))).toEqual(sent(await begin({})))
})

describe('returnTo of a logout', () => {
  test.each(wrongUrls)('%o is refused', (returnTo) => {
    throws(() => create({}).buildLogoutUrl({ returnTo: returnTo as string }), 'invalid_config')
  })
})

describe('algorithms', () => {
  test.each([
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'Ed25519',
  ])('%s can be allowed', (algorithm) => {
    expect(() => create({ algorithms: [algorithm] })).not.toThrow()
    expect(() => create({ algorithms: ['RS256', algorithm] })).not.toThrow()
  })

  test.each([
    'none',
    'None',
    'HS256',
    'HS512',
    'rs256',
    'RS1',
    'RSA256',
    'ES256K',
    'Ed448',
    'ed25519',
    '',
    'RS256 ',
    null,
  ])(
    '%o cannot: no unsigned token, no HMAC in a browser (RFC 8725 §3.1, Core §3.1.3.7)',
    (algorithm) => {
      refuses({ algorithms: [algorithm] }, 'algorithms')
      refuses({ algorithms: ['RS256', algorithm] }, 'algorithms')
    },
  )

  test.each([[[]], ['RS256'], [null], [{}]])('%o is no list of them', (algorithms) => {
    refuses({ algorithms }, 'algorithms')
  })
})

describe('storage and dpop', () => {
  const storage = { get() {}, set() {}, remove() {} }
  const dpop = { fetch() {}, thumbprint() {}, clear() {} }

  test('are taken where they have what is called', () => {
    expect(() => create({ storage, dpop })).not.toThrow()
    expect(() => create({ storage: undefined, dpop: undefined })).not.toThrow()
  })

  test.each([null, false, 0, '', Number.NaN, {}, 'x'])('are not %o', (value) => {
    refuses({ storage: value }, 'storage')
    refuses({ dpop: value }, 'dpop')
  })

  test('lack nothing of it', () => {
    for (const name of ['get', 'set', 'remove'])
      refuses({ storage: { ...storage, [name]: undefined } }, 'storage')
    for (const name of ['fetch', 'thumbprint'])
      refuses({ dpop: { ...dpop, [name]: undefined } }, 'dpop')
  })
})

describe('leeway', () => {
  test.each([0, 1, 0.5, 60, 300])('%o s is accepted', (leeway) => {
    expect(() => create({ leeway })).not.toThrow()
  })

  test.each([-1, 301, Number.POSITIVE_INFINITY, Number.NaN, '60', {}])(
    '%o is refused',
    (leeway) => {
      refuses({ leeway }, 'leeway')
    },
  )
})

describe('transactionTtl', () => {
  test.each([1, 600, 3600])('%o s is accepted', (transactionTtl) => {
    expect(() => create({ transactionTtl })).not.toThrow()
  })

  test.each([0, -1, Number.NaN, '3600', {}])('%o is refused', (transactionTtl) => {
    refuses({ transactionTtl }, 'transactionTtl')
  })
})

describe('params', () => {
  const owned = [
    'client_id',
    'client_secret',
    'response_type',
    'response_mode',
    'redirect_uri',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    // RFC 9101 §6.3: they would replace all the others
    'request',
    'request_uri',
  ]

  test.each(owned)('must not set %s, for the client or for one request', async (name) => {
    const storage = memoryStorage()
    const params = { [name]: 'x' }
    expect(throws(() => create({ storage, params }), 'invalid_config').message).toContain(name)
    expect(
      (await rejects(create({ storage }).buildAuthorizeUrl('c', { params }), 'invalid_config'))
        .message,
    ).toContain(name)
    await rejects(
      create({ storage }).buildAuthorizeUrl('c', { params: { [name]: null } }),
      'invalid_config',
    )
    expect(storage.calls).toEqual([])
  })

  test.each(owned)('with %s undefined leave it out, for the client and a request', async (name) => {
    const params = { [name]: undefined }
    const storage = memoryStorage()
    const url = await create({ storage, params }).buildAuthorizeUrl('c', { params })
    expect(storage.records.size).toBe(1)
    expect(new URL(url).searchParams.get('client_id')).toBe('abc123')
  })

  test('must be what a URL can hold: found before a login is remembered', async () => {
    const storage = memoryStorage()
    const endless: Record<string, unknown> = {}
    endless.self = endless
    await rejects(
      create({ storage }).buildAuthorizeUrl('c', { params: { claims: endless } }),
      'invalid_config',
    )
    expect(storage.calls).toEqual([])
  })

  test.each([42, {}, ['org_x'], true])(
    'organization %o is refused: it is no name',
    async (organization) => {
      await rejects(
        create({ storage: memoryStorage() }).buildAuthorizeUrl('c', {
          params: { organization: organization as string },
        }),
        'invalid_config',
      )
    },
  )

  test.each(['abc', '-1', '1.5', '1e3', -1, 1.5, Number.NaN, ' ', {}])(
    'max_age %o is refused: it is no number of seconds',
    async (max_age) => {
      await rejects(
        create({ storage: memoryStorage() }).buildAuthorizeUrl('c', {
          params: { max_age: max_age as string },
        }),
        'invalid_config',
      )
    },
  )
})

describe('what an answer needs is asked for before the page is left', () => {
  test.each([
    ['code', 'token'],
    ['code', 'jwks'],
    ['code id_token', 'token'],
    ['id_token', 'jwks'],
    ['token id_token', 'jwks'],
  ] as const)('%s without a %s endpoint is invalid_config', async (responseType, name) => {
    const auth = create({
      responseType,
      redirectUri: 'https://app.example/',
      endpoints: { [name]: null },
    })
    const error = await rejects(auth.buildAuthorizeUrl(), 'invalid_config')
    expect(error.message).toContain(name)
  })

  test.each([
    ['token', 'jwks'],
    ['token', 'token'],
    ['id_token', 'token'],
  ] as const)('%s without a %s endpoint is a login', async (responseType, name) => {
    const storage = memoryStorage()
    const auth = create({
      responseType,
      redirectUri: 'https://app.example/',
      storage,
      endpoints: { [name]: null },
    } as never)
    expect(await auth.buildAuthorizeUrl()).toContain('/authorize?')
  })
})

test.each([{ organization: '' }, { max_age: 'soon' }, { max_age: -1 }])(
  '%o in params is refused by createAuth, not at the login',
  (params) => {
    refuses({ params }, Object.keys(params)[0] as string)
  },
)
