// @vitest-environment node
import { createHash } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, type AuthorizeRequest, createAuth, isAuthError } from '../src/index.js'
import { rejects } from './support/errors.js'
import { memoryStorage } from './support/storage.js'

afterEach(() => vi.unstubAllGlobals())

const createdAt = 1_800_000_000
const right: AuthOptions = {
  domain: 'acme.eu.auth0.com',
  clientId: 'abc123',
  responseType: 'token id_token',
  redirectUri: 'https://app.example/callback',
  now: () => createdAt * 1000 + 999,
}

interface Begun {
  options?: Partial<AuthOptions>
  connection?: string
  request?: AuthorizeRequest
}

/** A login begun by `buildAuthorizeUrl`: what goes to the server, and what is remembered. */
async function begin({ options, connection, request }: Begun = {}) {
  const storage = memoryStorage()
  const auth = createAuth({ ...right, storage, ...options })
  const url = new URL(
    await (request
      ? auth.buildAuthorizeUrl(connection, request)
      : auth.buildAuthorizeUrl(connection)),
  )
  const [[state, record] = []] = storage.records
  return {
    url,
    query: Object.fromEntries(url.searchParams),
    names: [...url.searchParams.keys()],
    state,
    record: JSON.parse(`${record}`),
  }
}

const digits = expect.stringMatching(/^[0-9a-f]{64}$/)
const verifier = expect.stringMatching(/^[A-Za-z0-9_-]{43}$/)

describe('the authorize URL', () => {
  test('asks for tokens with exactly the endpoint’s parameters (RFC 6749 §4.2.1)', async () => {
    const { url, query, names, state, record } = await begin({ connection: 'google-oauth2' })
    expect(url.origin + url.pathname + url.hash).toBe('https://acme.eu.auth0.com/authorize')
    expect({ response_mode: 'fragment', ...query }).toEqual({
      client_id: 'abc123',
      response_type: 'token id_token',
      response_mode: 'fragment',
      redirect_uri: 'https://app.example/callback',
      connection: 'google-oauth2',
      scope: 'openid profile email',
      state,
      nonce: record.nonce,
    })
    expect(names).toHaveLength(new Set(names).size)
  })

  test('asks for a code with a challenge, and keeps its verifier (RFC 7636 §4.3)', async () => {
    const { query, names, state, record } = await begin({
      options: { responseType: 'code', audience: 'https://api.example' },
    })
    expect(query).toEqual({
      client_id: 'abc123',
      response_type: 'code',
      response_mode: 'fragment',
      redirect_uri: 'https://app.example/callback',
      scope: 'openid profile email',
      audience: 'https://api.example',
      state,
      nonce: record.nonce,
      code_challenge: createHash('sha256').update(record.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    })
    expect(names).toHaveLength(new Set(names).size)
  })

  test.each([undefined, ''])(
    'has no connection where none is given (%o): the hosted login page',
    async (connection) => {
      const { url } = await begin({ ...(connection !== undefined && { connection }) })
      expect(url.searchParams.has('connection')).toBe(false)
    },
  )

  test('keeps a query of the endpoint', async () => {
    const { url } = await begin({
      options: { endpoints: { authorize: 'https://h.example/authorize?tenant=a%20b' } },
    })
    expect(url.href).toMatch(/^https:\/\/h\.example\/authorize\?tenant=a%20b&/)
  })

  test('writes nothing to the console, whatever parameters it is given', async () => {
    const methods = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) =>
      vi.spyOn(console, name),
    )
    await begin({ request: { params: { custom: 'x', __token_issuer: 'y' } } })
    for (const method of methods) expect(method).not.toHaveBeenCalled()
  })
})

describe('response_mode', () => {
  test.each([
    ['code', undefined, 'fragment'],
    ['code', 'fragment', 'fragment'],
    ['code', 'query', 'query'],
    ['code', 'web_message', 'fragment'],
  ] as const)(
    'for %s and the option %s is %s: a redirect can carry no message',
    async (responseType, responseMode, sent) => {
      const { query, record } = await begin({
        options: { responseType, ...(responseMode && { responseMode }) },
      })
      expect(query.response_mode).toBe(sent)
      expect(record.responseMode).toBe(sent)
    },
  )

  test.each([
    'token',
    'id_token',
    'token id_token',
    'code token',
    'code id_token',
    'code id_token token',
  ] as const)(
    'for %s is fragment, which is the server’s own default (Multiple Response Types §5)',
    async (responseType) => {
      for (const responseMode of ['fragment', 'web_message'] as const) {
        const { query, record } = await begin({ options: { responseType, responseMode } })
        expect(query.response_mode ?? 'fragment').toBe('fragment')
        expect(record.responseMode).toBe('fragment')
      }
    },
  )
})

describe('the nonce', () => {
  test.each(['code', 'token', 'id_token', 'token id_token', 'code id_token token'] as const)(
    'goes out with %s, and cannot be switched off (OpenID Connect Core §3.2.2.1, §15.5.2)',
    async (responseType) => {
      const { query, record } = await begin({ options: { responseType } })
      expect(query.nonce).toEqual(digits)
      expect(query.nonce).toBe(record.nonce)
      await rejects(
        begin({ options: { responseType }, request: { params: { nonce: null } } }),
        'invalid_config',
      )
    },
  )
})

describe('PKCE', () => {
  test.each(['code', 'code token', 'code id_token', 'id_token code token'] as const)(
    'is used for %s, always S256 (RFC 9700 §2.1.1)',
    async (responseType) => {
      const { query, record } = await begin({ options: { responseType } })
      expect(query.code_challenge_method).toBe('S256')
      // RFC 7636 §4.1
      expect(record.codeVerifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/)
      expect(query.code_challenge).toBe(
        createHash('sha256').update(record.codeVerifier).digest('base64url'),
      )
    },
  )

  test.each(['token', 'id_token', 'token id_token'] as const)(
    'is left out for %s, which has no code',
    async (responseType) => {
      const { names, record } = await begin({ options: { responseType } })
      expect(names.filter((name) => name.startsWith('code_'))).toEqual([])
      expect(record).not.toHaveProperty('codeVerifier')
    },
  )

  test('keeps the verifier out of the URL (RFC 7636 §4.5)', async () => {
    const { url, record } = await begin({ options: { responseType: 'code id_token token' } })
    expect(url.href).not.toContain(record.codeVerifier)
  })
})

describe('params', () => {
  test('pass through as given: arrays repeated, claims as JSON, null left out', async () => {
    const claims = { id_token: { email: { essential: true } } }
    const { url, names } = await begin({
      request: {
        params: {
          access_type: 'offline',
          Display: 'popup',
          connection_scope: ['a', 'b'],
          claims,
          ui_locales: null,
          acr_values: undefined,
          n: 0,
          f: false,
          e: '',
        },
      },
    })
    const own = [
      'client_id',
      'response_type',
      'response_mode',
      'redirect_uri',
      'scope',
      'state',
      'nonce',
    ]
    expect(names.filter((name) => !own.includes(name)).sort()).toEqual(
      [
        'Display',
        'access_type',
        'claims',
        'connection_scope',
        'connection_scope',
        'e',
        'f',
        'n',
      ].sort(),
    )
    const query = url.searchParams
    expect(query.getAll('connection_scope')).toEqual(['a', 'b'])
    expect(JSON.parse(`${query.get('claims')}`)).toEqual(claims)
    expect([
      query.get('access_type'),
      query.get('Display'),
      query.get('n'),
      query.get('f'),
      query.get('e'),
    ]).toEqual(['offline', 'popup', '0', 'false', ''])
  })

  test('of the client go with every request; those of one win, null takes one out', async () => {
    const options = { params: { prompt: 'login', ui_locales: 'de', screen_hint: 'signup' } }
    const { query } = await begin({
      options,
      request: { params: { ui_locales: 'fr', screen_hint: null } },
    })
    expect(query).toMatchObject({ prompt: 'login', ui_locales: 'fr' })
    expect(query).not.toHaveProperty('screen_hint')
    expect(options.params).toEqual({ prompt: 'login', ui_locales: 'de', screen_hint: 'signup' })
  })

  test('an invitation link sends exactly its organization and invitation', async () => {
    const link = new URL(
      'https://app.example/login?invitation=i&organization=o&organization_name=n',
    )
    const params = {
      invitation: link.searchParams.get('invitation'),
      organization: link.searchParams.get('organization'),
    }
    const { query } = await begin({ request: { params } })
    expect(query).toMatchObject({ invitation: 'i', organization: 'o' })
    expect(query).not.toHaveProperty('organization_name')
  })

  test.each([
    '&redirect_uri=https://evil.example',
    'x&state=evil',
    '#&nonce=evil',
    '%26response_type=code',
  ])('the value %o overrides nothing of ours (CVE-2025-67716)', async (value) => {
    const { query, names, state } = await begin({
      connection: value,
      request: { params: { login_hint: value } },
    })
    expect(query).toMatchObject({
      login_hint: value,
      connection: value,
      state,
      redirect_uri: right.redirectUri,
      response_type: right.responseType,
    })
    expect(names).toHaveLength(new Set(names).size)
  })

  test.each([0, '0', 60, '3600'])(
    'max_age %o is sent, and remembered as a number (OpenID Connect Core §3.1.2.1)',
    async (max_age) => {
      for (const login of [
        { request: { params: { max_age } } },
        { options: { params: { max_age } } },
      ]) {
        const { query, record } = await begin(login)
        expect(query.max_age).toBe(`${max_age}`)
        expect(record.maxAge).toBe(Number(max_age))
      }
    },
  )

  test('max_age of one request wins, and is what is remembered (CVE-2026-107371)', async () => {
    const options = { params: { max_age: 3600 } }
    expect(await begin({ options, request: { params: { max_age: 0 } } })).toMatchObject({
      query: { max_age: '0' },
      record: { maxAge: 0 },
    })
    const without = await begin({ options, request: { params: { max_age: null } } })
    expect(without.query).not.toHaveProperty('max_age')
    expect(without.record).not.toHaveProperty('maxAge')
  })

  test.each(['org_abc123', 'Acme'])(
    'organization %s is sent and remembered',
    async (organization) => {
      const { query, record } = await begin({ request: { params: { organization } } })
      expect(query.organization).toBe(organization)
      expect(record.organization).toBe(organization)
    },
  )
})

describe('scope, audience and redirectUri of one request', () => {
  test('win over the client’s, and are remembered where the response needs them', async () => {
    const { query, record } = await begin({
      options: { scope: 'openid', audience: 'https://a.example' },
      request: {
        scope: 'openid read',
        audience: 'https://b.example',
        redirectUri: 'http://localhost:3000/cb?x=1',
      },
    })
    expect(query).toMatchObject({
      scope: 'openid read',
      audience: 'https://b.example',
      redirect_uri: 'http://localhost:3000/cb?x=1',
    })
    expect(record).toMatchObject({
      scope: 'openid read',
      redirectUri: 'http://localhost:3000/cb?x=1',
    })
  })
})

test('an audience among the params of one request wins over the client’s', async () => {
  const { query } = await begin({
    options: { audience: 'https://a.example' },
    request: { params: { audience: 'https://b.example' } },
  })
  expect(query).toMatchObject({ audience: 'https://b.example' })
})

describe('the record, version 1', () => {
  test('holds what the response is held against, as long as a login may take', async () => {
    const storage = memoryStorage()
    const set = vi.spyOn(storage, 'set')
    const url = await createAuth({ ...right, storage }).buildAuthorizeUrl('c', {
      appState: { returnTo: '/inbox' },
    })
    expect(set).toHaveBeenCalledTimes(1)
    const [state, text, maxAge] = set.mock.calls[0] ?? []
    expect(new URL(url).searchParams.get('state')).toBe(state)
    expect(maxAge).toBe(3600)
    expect(JSON.parse(`${text}`)).toEqual({
      v: 1,
      nonce: new URL(url).searchParams.get('nonce'),
      responseType: 'token id_token',
      responseMode: 'fragment',
      redirectUri: 'https://app.example/callback',
      clientId: 'abc123',
      issuer: 'https://acme.eu.auth0.com/',
      scope: 'openid profile email',
      appState: { returnTo: '/inbox' },
      createdAt,
    })
  })

  test('adds verifier, max_age, organization and appState only where there are any', async () => {
    const { record } = await begin({
      options: { responseType: 'code', responseMode: 'query' },
      request: { params: { max_age: '0', organization: 'org_x' } },
    })
    expect(record).toEqual({
      v: 1,
      nonce: digits,
      codeVerifier: verifier,
      responseType: 'code',
      responseMode: 'query',
      redirectUri: 'https://app.example/callback',
      clientId: 'abc123',
      issuer: 'https://acme.eu.auth0.com/',
      scope: 'openid profile email',
      maxAge: 0,
      organization: 'org_x',
      createdAt,
    })
  })

  test('is kept for transactionTtl seconds', async () => {
    const storage = memoryStorage()
    const set = vi.spyOn(storage, 'set')
    await createAuth({ ...right, storage, transactionTtl: 600 }).buildAuthorizeUrl()
    expect(set).toHaveBeenCalledWith(expect.any(String), expect.any(String), 600)
  })

  test('takes appState along, and the URL does not', async () => {
    const appState = { a: 1, u: '/x?y=1#/z', canary: 'canary-app-state' }
    const { url, record } = await begin({ request: { appState } })
    expect(record.appState).toEqual(appState)
    expect(decodeURIComponent(url.href)).not.toContain('canary-app-state')
  })

  test.each([[1n], [{ deep: [1n] }]])(
    '%o in appState, which JSON cannot hold, is refused as an AuthError',
    async (appState) => {
      const error: unknown = await begin({ request: { appState } }).catch((reason) => reason)
      expect(isAuthError(error), `${error}`).toBe(true)
    },
  )

  test('an appState that holds itself is refused as an AuthError', async () => {
    const appState: { self?: unknown } = {}
    appState.self = appState
    const error: unknown = await begin({ request: { appState } }).catch((reason) => reason)
    expect(isAuthError(error), `${error}`).toBe(true)
  })
})

describe('where WebCrypto is missing, as on plain http beyond loopback', () => {
  const withoutSubtle = () =>
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })

  test('token works: nothing of it is hashed or verified', async () => {
    withoutSubtle()
    expect((await begin({ options: { responseType: 'token' } })).query.response_type).toBe('token')
  })

  test.each(['code', 'id_token', 'token id_token', 'code token', 'code id_token token'] as const)(
    '%s fails with insecure_context before anything is remembered or left',
    async (responseType) => {
      withoutSubtle()
      const storage = memoryStorage()
      const navigate = vi.fn()
      const auth = createAuth({ ...right, responseType, storage, navigate })
      await rejects(auth.buildAuthorizeUrl(), 'insecure_context')
      await rejects(auth.authorize(), 'insecure_context')
      expect(storage.calls).toEqual([])
      expect(navigate).not.toHaveBeenCalled()
    },
  )
})
