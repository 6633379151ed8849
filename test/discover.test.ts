// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { createAuth, discover } from '../src/index.js'
import { createTestServer, type TestAnswer, type TestServerOptions } from '../src/testing/index.js'
import { rejects, throws } from './support/errors.js'
import { rsaKey } from './support/keys.js'

const issuer = 'https://login.example.test/'

/** A server whose metadata the script changes. */
const serverWith = (change: NonNullable<TestServerOptions['respond']>) =>
  createTestServer({
    key: rsaKey,
    issuer,
    respond: (answer: TestAnswer) => (answer.endpoint === 'metadata' ? change(answer) : undefined),
  })

/** Discovers at such a server. */
function discoverAt(change: NonNullable<TestServerOptions['respond']>) {
  const server = serverWith(change)
  return { server, found: discover(server.issuer, { fetch: server.fetch }) }
}

const setMember = (name: string, value: unknown) =>
  discoverAt(({ body }) => {
    body[name] = value
  }).found

describe('discover', () => {
  test('reads the issuer’s metadata into options of createAuth (Discovery §3, §4)', async () => {
    const { found, server } = discoverAt(() => undefined)
    expect(await found).toEqual({
      domain: issuer,
      issuer,
      endpoints: {
        authorize: 'https://login.example.test/authorize',
        token: 'https://login.example.test/oauth/token',
        jwks: 'https://login.example.test/.well-known/jwks.json',
        userInfo: 'https://login.example.test/userinfo',
        endSession: 'https://login.example.test/oidc/logout',
        logout: null,
      },
      requireIss: false,
    })
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://login.example.test/.well-known/openid-configuration',
    ])
  })

  test('spreads into createAuth: the login uses what it found (OIDF jwks-uri-keys)', async () => {
    const home = 'https://host.example/realms/main'
    const server = createTestServer({ key: rsaKey, issuer: home })
    const found = await discover(home, { fetch: server.fetch })
    const auth = createAuth({
      clientId: 'app',
      responseType: 'code id_token',
      redirectUri: 'https://app.example/callback',
      ...found,
      ...server,
    })
    const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
    expect(result?.claims.iss).toBe(home)
    expect(auth.buildLogoutUrl()).toBe('https://host.example/realms/main/oidc/logout?client_id=app')
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('unknown')
  })

  test('takes endpoints of other hosts as they stand (OIDF discovery-openid-config)', async () => {
    const { found } = discoverAt(({ body }) => {
      body.authorization_endpoint = 'https://sso.example/auth?v=2'
      body.jwks_uri = 'https://keys.example/jwks'
    })
    expect((await found).endpoints).toMatchObject({
      authorize: 'https://sso.example/auth?v=2',
      jwks: 'https://keys.example/jwks',
    })
  })

  test.each(['absent', null, ''])(
    'says null of an endpoint whose member is %j: the server has none',
    async (member) => {
      const value = member === 'absent' ? undefined : member
      const { found } = discoverAt(({ body }) => {
        Object.assign(body, {
          authorization_endpoint: value,
          token_endpoint: value,
          jwks_uri: value,
          userinfo_endpoint: value,
          end_session_endpoint: value,
        })
      })
      expect((await found).endpoints).toEqual({
        authorize: null,
        token: null,
        jwks: null,
        userInfo: null,
        endSession: null,
        logout: null,
      })
    },
  )

  test('says it so that a client does not guess: the use of one is invalid_config', async () => {
    const { found } = discoverAt(({ body }) => {
      body.userinfo_endpoint = undefined
      body.end_session_endpoint = undefined
    })
    const auth = createAuth({ clientId: 'app', responseType: 'code', ...(await found) })
    await rejects(auth.userInfo('a'), 'invalid_config')
    throws(() => auth.buildLogoutUrl(), 'invalid_config')
  })

  test.each([
    [true, true],
    [false, false],
    [undefined, false],
    ['true', false],
    [1, false],
  ])(
    'sets requireIss for authorization_response_iss_parameter_supported %j to %s (RFC 9207 §3)',
    async (advertised, requireIss) => {
      expect(
        (await setMember('authorization_response_iss_parameter_supported', advertised)).requireIss,
      ).toBe(requireIss)
    },
  )

  test('of a server that advertises iss: a response without it is issuer_mismatch', async () => {
    const server = createTestServer({
      key: rsaKey,
      respond({ endpoint, body }) {
        if (endpoint === 'metadata') body.authorization_response_iss_parameter_supported = true
      },
    })
    const found = await discover(server.issuer, { fetch: server.fetch })
    const auth = createAuth({
      clientId: 'app',
      responseType: 'code',
      redirectUri: 'https://app.example/callback',
      ...found,
      ...server,
    })
    await rejects(
      auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())),
      'issuer_mismatch',
    )
  })

  test('sends no cookies, no headers and no referrer, and follows no redirect', async () => {
    const { found, server } = discoverAt(() => undefined)
    await found
    expect(server.requests[0]?.init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
    expect([...(server.requests[0]?.headers ?? [])]).toEqual([])
  })

  test('uses the global fetch unless given another', async () => {
    const server = createTestServer({ key: rsaKey })
    vi.stubGlobal('fetch', server.fetch)
    try {
      expect(await discover(issuer)).toHaveProperty('issuer', issuer)
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

describe('the address of the metadata', () => {
  const askedFor = async (
    home: string,
    respond: TestServerOptions['respond'] = () => undefined,
  ) => {
    const server = createTestServer({ key: rsaKey, issuer: home, respond })
    const outcome = await discover(home, { fetch: server.fetch }).catch((error: unknown) => error)
    return { outcome, urls: server.requests.map(({ url }) => url) }
  }
  const notOpenId: TestServerOptions['respond'] = ({ request }) =>
    request.url.endsWith('openid-configuration')
      ? new Response('Not found', { status: 404 })
      : undefined

  test.each([
    ['https://host.example', 'https://host.example/.well-known/openid-configuration'],
    ['https://host.example/', 'https://host.example/.well-known/openid-configuration'],
    ['https://host.example/tenant', 'https://host.example/tenant/.well-known/openid-configuration'],
    ['https://host.example/a/b/', 'https://host.example/a/b/.well-known/openid-configuration'],
    ['https://host.example:8443/', 'https://host.example:8443/.well-known/openid-configuration'],
  ])('of %s is %s: behind the path (OpenID Connect Discovery 1.0 §4.1)', async (home, url) => {
    const { urls, outcome } = await askedFor(home)
    expect(urls).toEqual([url])
    expect(outcome).toMatchObject({ issuer: home })
  })

  test.each([
    ['https://host.example/', 'https://host.example/.well-known/oauth-authorization-server'],
    [
      'https://host.example/tenant',
      'https://host.example/.well-known/oauth-authorization-server/tenant',
    ],
    [
      'https://host.example/a/b/',
      'https://host.example/.well-known/oauth-authorization-server/a/b',
    ],
  ])(
    'of %s is, where that is not found, %s: before the path (RFC 8414 §3.1)',
    async (home, url) => {
      const { urls, outcome } = await askedFor(home, notOpenId)
      expect(urls.at(-1)).toBe(url)
      expect(urls).toHaveLength(2)
      expect(outcome).toMatchObject({ issuer: home, endpoints: { token: expect.any(String) } })
    },
  )

  test.each([400, 401, 403, 404, 405, 410, 429, 499])(
    'is looked for at the second place after any 4xx: %i',
    async (status) => {
      const { urls, outcome } = await askedFor(issuer, ({ request }) =>
        request.url.endsWith('openid-configuration') ? new Response('', { status }) : undefined,
      )
      expect(urls).toHaveLength(2)
      expect(outcome).toMatchObject({ issuer })
    },
  )

  test.each([500, 502, 503, 599])(
    'is not looked for elsewhere after a server that fails: %i is network_error',
    async (status) => {
      const { urls, outcome } = await askedFor(issuer, () => new Response('busy', { status }))
      expect(outcome).toMatchObject({ code: 'network_error', detail: { status } })
      expect(urls).toHaveLength(1)
    },
  )

  test('found at neither place rejects network_error', async () => {
    const { urls, outcome } = await askedFor(
      issuer,
      () => new Response('Not found', { status: 404 }),
    )
    expect(outcome).toMatchObject({ code: 'network_error', detail: { status: 404 } })
    expect(urls).toHaveLength(2)
  })
})

describe('metadata', () => {
  test.each([
    'https://login.example.test',
    'https://LOGIN.example.test/',
    'http://login.example.test/',
    'https://login.example.test//',
    'https://thief.example/',
    '',
    undefined,
    null,
    [issuer],
  ])(
    'of issuer %j is not that of https://login.example.test/: issuer_mismatch (RFC 8414 §3.3)',
    async (other) => {
      const error = await rejects(setMember('issuer', other), 'issuer_mismatch')
      expect(error.detail).toEqual({ expected: issuer, actual: other })
    },
  )

  test('at the RFC 8414 address is compared as well', async () => {
    const { found } = discoverAt(({ request, body }) => {
      if (request.url.endsWith('openid-configuration')) return new Response('', { status: 404 })
      body.issuer = 'https://thief.example/'
      return undefined
    })
    await rejects(found, 'issuer_mismatch')
  })

  test('spelt without the slash is found so alone: the text is compared', async () => {
    const server = createTestServer({ key: rsaKey, issuer: 'https://login.example.test' })
    expect(await discover('https://login.example.test', { fetch: server.fetch })).toHaveProperty(
      'issuer',
      'https://login.example.test',
    )
    await rejects(
      discover('https://login.example.test/', { fetch: server.fetch }),
      'issuer_mismatch',
    )
  })

  test.each([
    ['authorization_endpoint', 'http://login.example.test/authorize'],
    ['token_endpoint', 'http://login.example.test/token'],
    ['jwks_uri', 'javascript:alert(1)'],
    ['userinfo_endpoint', '/userinfo'],
    ['end_session_endpoint', 'data:text/html,x'],
    ['token_endpoint', 7],
    ['authorization_endpoint', ['https://login.example.test/authorize']],
    ['token_endpoint', 'https://user:pass@login.example.test/token'],
  ])(
    'with %s %j is refused with invalid_config: https alone (RFC 8414 §2, RFC 9700 §2.6)',
    async (name, value) => {
      const error = await rejects(setMember(name, value), 'invalid_config')
      expect(error.message).toContain(name)
    },
  )

  test.each(['http://localhost:4000/token', 'http://127.0.0.1/token', 'HTTP://localhost/token'])(
    'of an https server names no http endpoint, not on loopback either: %s',
    async (url) => {
      const error = await rejects(setMember('token_endpoint', url), 'invalid_config')
      expect(error.message).toContain('token_endpoint')
    },
  )

  test.each([[['plain']], [[]], [['s256']], [['plain', 'S512']]])(
    'that lists the challenge methods %j, without S256, is refused (RFC 9700 §2.1.1)',
    async (methods) => {
      await rejects(setMember('code_challenge_methods_supported', methods), 'invalid_config')
    },
  )

  test.each([[['S256']], [['plain', 'S256']], [undefined], [null]])(
    'with the challenge methods %j is taken',
    async (methods) => {
      expect(await setMember('code_challenge_methods_supported', methods)).toHaveProperty('issuer')
    },
  )

  test.each([
    'http://localhost:4000/',
    'http://tenant.localhost:4000/',
    'http://127.0.0.1:4000/',
    'http://[::1]:4000/',
  ])('of %s may be http, endpoints and all: loopback', async (home) => {
    const server = createTestServer({ key: rsaKey, issuer: home })
    const found = await discover(home, { fetch: server.fetch })
    expect(found.endpoints.token).toBe(`${home}oauth/token`)
    expect(createAuth({ clientId: 'app', responseType: 'token', ...found })).toHaveProperty(
      'authorize',
    )
  })

  test.each([
    ['HTML', new Response('<html>')],
    ['an array', Response.json([{ issuer }])],
    ['null', Response.json(null)],
    ['cut-off JSON', new Response('{"issuer":')],
    ['500 with metadata', Response.json({ issuer }, { status: 500 })],
  ])('that is %s rejects network_error', async (_, response) => {
    await rejects(discoverAt(() => response).found, 'network_error')
  })

  test('that does not come, or from elsewhere by a redirect, rejects network_error', async () => {
    const offline = discoverAt(() => {
      throw new TypeError('offline')
    })
    await rejects(offline.found, 'network_error')
    const moved = discoverAt(() => Response.redirect('https://thief.example/', 302))
    await rejects(moved.found, 'network_error')
    expect(moved.server.requests).toHaveLength(1)
  })
})

describe('the issuer that the metadata names', () => {
  const elsewhere = (name: string, expected: string | string[]) => {
    const server = serverWith(({ body }) => {
      body.issuer = name
    })
    return discover(server.issuer, { fetch: server.fetch, issuer: expected })
  }

  test('may be given where it is not the address, and is the client’s then', async () => {
    const found = await elsewhere('urn:acme', 'urn:acme')
    expect(found).toMatchObject({ domain: issuer, issuer: 'urn:acme' })
    expect(createAuth({ clientId: 'app', responseType: 'token', ...found }).issuer).toBe('urn:acme')
  })

  test('may be given in several spellings', async () => {
    const names = ['https://accounts.example', 'accounts.example']
    expect((await elsewhere('accounts.example', names)).issuer).toEqual(names)
  })

  test('is no other than the one given: issuer_mismatch with both', async () => {
    for (const expected of ['urn:other', ['urn:a', 'urn:b']]) {
      const error = await rejects(elsewhere('urn:acme', expected), 'issuer_mismatch')
      expect(error.detail).toEqual({ expected, actual: 'urn:acme' })
    }
    // the address itself counts no more
    await rejects(elsewhere(issuer, 'urn:acme'), 'issuer_mismatch')
  })

  test('may hold {tenantid}, which stands there as it is', async () => {
    const template = 'https://login.example/{tenantid}/v2.0'
    expect((await elsewhere(template, template)).issuer).toBe(template)
  })
})

describe('an issuer', () => {
  test.each([
    'http://login.example.test/',
    'login.example.test',
    '',
    'javascript:alert(1)',
    'file:///etc/',
    'https://user@login.example.test/',
    'https://login.example.test\\@thief.example/',
    ' https://login.example.test/',
  ])('%j is refused with invalid_config before anything is fetched', async (value) => {
    const fetch = vi.fn<typeof globalThis.fetch>()
    await rejects(discover(value, { fetch }), 'invalid_config')
    expect(fetch).not.toHaveBeenCalled()
  })
})

describe('the signal of discover', () => {
  test('stops it with aborted', async () => {
    const server = createTestServer({
      key: rsaKey,
      respond: () => new Promise<undefined>(() => {}),
    })
    const controller = new AbortController()
    const found = discover(issuer, { fetch: server.fetch, signal: controller.signal })
    controller.abort()
    await rejects(found, 'aborted')
  })
})
