// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { type AuthErrorCode, discover, type ResponseType } from '../src/index.js'
import {
  createTestServer,
  generateTestKey,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from '../src/testing/index.js'
import { publicKey } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, login, startLogin } from './support/login.js'

/**
 * The OpenID Foundation's tests for Relying Parties, under their own names, against a scripted
 * server: each plan is a response type, each test a server that misbehaves in one way, or in none.
 * The client must accept, or refuse with the code given here.
 */
const plans = {
  basic: 'code',
  'implicit id_token': 'id_token',
  'implicit id_token token': 'id_token token',
  'hybrid code id_token': 'code id_token',
  'hybrid code token': 'code token',
  'hybrid code id_token token': 'code id_token token',
} as const satisfies Record<string, ResponseType>

type Plan = keyof typeof plans

const everyPlan = Object.keys(plans) as Plan[]
const { basic: _basic, ...withoutBasic } = plans
const frontPlans = Object.keys(withoutBasic) as Plan[]

type Verdict = 'accept' | AuthErrorCode

/** Changes every answer that carries an ID Token. */
type Fault = (answer: TestAnswer) => unknown

const claims =
  (members: TestAnswer['claims']): Fault =>
  (answer) =>
    Object.assign(answer.claims, members)
const forger = await generateTestKey('RS256')

const badSignature: Fault = (answer) =>
  Object.assign(answer, { key: { ...forger, kid: String(rsaKey.kid) } })

interface ConformanceTest {
  readonly name: string
  readonly plans: readonly Plan[]
  readonly must: string
  readonly verdict: Verdict
  readonly claim?: string
  readonly fault?: Fault
}

const idTokenTests: ConformanceTest[] = [
  { name: 'oidcc-client-test', plans: everyPlan, must: 'complete the flow', verdict: 'accept' },
  {
    name: 'oidcc-client-test-invalid-iss',
    plans: everyPlan,
    must: 'refuse a wrong iss claim',
    verdict: 'invalid_token',
    claim: 'iss',
    fault: claims({ iss: 'https://login.example.test/1' }),
  },
  {
    name: 'oidcc-client-test-missing-sub',
    plans: everyPlan,
    must: 'refuse an ID Token without sub',
    verdict: 'invalid_token',
    claim: 'sub',
    fault: claims({ sub: undefined }),
  },
  {
    name: 'oidcc-client-test-invalid-aud',
    plans: everyPlan,
    must: 'refuse a foreign aud',
    verdict: 'invalid_token',
    claim: 'aud',
    fault: claims({ aud: 'app1' }),
  },
  {
    name: 'oidcc-client-test-missing-aud',
    plans: everyPlan,
    must: 'refuse an ID Token without aud',
    verdict: 'invalid_token',
    claim: 'aud',
    fault: claims({ aud: undefined }),
  },
  {
    name: 'oidcc-client-test-missing-iat',
    plans: everyPlan,
    must: 'refuse an ID Token without iat',
    verdict: 'invalid_token',
    claim: 'iat',
    fault: claims({ iat: undefined }),
  },
  {
    name: 'oidcc-client-test-kid-absent-single-jwks',
    plans: everyPlan,
    must: 'use the only key',
    verdict: 'accept',
    fault: (answer) => {
      delete answer.header.kid
    },
  },
  {
    name: 'oidcc-client-test-kid-absent-multiple-jwks',
    plans: everyPlan,
    must: 'refuse: no key is taken by guess',
    verdict: 'invalid_token',
    fault: (answer) => {
      delete answer.header.kid
      answer.body.keys?.push(publicKey(forger))
    },
  },
  {
    name: 'oidcc-client-test-idtoken-sig-rs256',
    plans: everyPlan,
    must: 'accept RS256',
    verdict: 'accept',
  },
  {
    name: 'oidcc-client-test-idtoken-sig-none',
    plans: everyPlan,
    must: 'refuse an unsigned ID Token, from the token endpoint too',
    verdict: 'invalid_token',
    fault: (answer) => Object.assign(answer.header, { alg: 'none', kid: undefined }),
  },
  {
    name: 'oidcc-client-test-invalid-sig-rs256',
    plans: everyPlan,
    must: 'refuse a bad RS256 signature',
    verdict: 'invalid_token',
    fault: badSignature,
  },
  {
    name: 'oidcc-client-test-invalid-sig-hs256',
    plans: everyPlan,
    must: 'refuse an HS256 signature',
    verdict: 'invalid_token',
    fault: (answer) =>
      Object.assign(answer, { header: { alg: 'HS256' }, key: { kty: 'oct', k: 'c2VjcmV0' } }),
  },
  {
    name: 'oidcc-client-test-nonce-invalid',
    plans: everyPlan,
    must: 'refuse a wrong nonce',
    verdict: 'invalid_token',
    claim: 'nonce',
    fault: ({ claims }) => Object.assign(claims, { nonce: `${claims.nonce}1` }),
  },
  {
    name: 'oidcc-client-test-invalid-athash',
    plans: ['implicit id_token token', 'hybrid code id_token token'],
    must: 'refuse a wrong at_hash',
    verdict: 'invalid_token',
    claim: 'at_hash',
    fault: claims({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  },
  {
    name: 'oidcc-client-test-missing-athash',
    plans: ['implicit id_token token', 'hybrid code id_token token'],
    must: 'refuse a missing at_hash',
    verdict: 'invalid_token',
    claim: 'at_hash',
    fault: claims({ at_hash: undefined }),
  },
  {
    name: 'oidcc-client-test-invalid-chash',
    plans: ['hybrid code id_token', 'hybrid code id_token token'],
    must: 'refuse a wrong c_hash',
    verdict: 'invalid_token',
    claim: 'c_hash',
    fault: claims({ c_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  },
  {
    name: 'oidcc-client-test-missing-chash',
    plans: ['hybrid code id_token', 'hybrid code id_token token'],
    must: 'refuse a missing c_hash',
    verdict: 'invalid_token',
    claim: 'c_hash',
    fault: claims({ c_hash: undefined }),
  },
]

/** A server in which every ID Token, and the key set, has the fault. */
const scripted = (fault: Fault): NonNullable<TestServerOptions['respond']> => {
  return (answer) => {
    if (['authorize', 'token', 'jwks'].includes(answer.endpoint)) fault(answer)
  }
}

describe.each(everyPlan)('%s', (plan) => {
  const responseType: ResponseType = plans[plan]
  const inPlan = idTokenTests.filter(({ plans }) => plans.includes(plan))

  test.each(inPlan)('$name: the client must $must', async ({ verdict, claim, fault }) => {
    const { auth, callbackUrl } = await startLogin({
      responseType,
      ...(fault && { respond: scripted(fault) }),
    })
    const outcome = auth.parseHash(callbackUrl)
    if (verdict === 'accept') expect(await outcome).toMatchObject({ claims: { sub: 'test|zoe' } })
    else expect((await rejects(outcome, verdict)).detail?.claim).toBe(claim)
  })

  test('oidcc-client-test-scope-userinfo-claims: the client asks for claims by scope', async () => {
    const { auth, server, url, result } = await login({
      responseType,
      options: { scope: 'openid profile email' },
    })
    expect(new URL(url).searchParams.get('scope')?.split(' ')).toEqual([
      'openid',
      'profile',
      'email',
    ])
    expect(result.claims).toMatchObject({ name: 'Zoë Example', email: 'zoe@example.test' })
    if (!('accessToken' in result)) return
    expect(
      await auth.userInfo(String(result.accessToken), { sub: String(result.claims?.sub) }),
    ).toMatchObject({ name: 'Zoë Example' })
    expect(server.requests.at(-1)?.url).not.toContain('access_token')
  })

  test('every plan: scope holds openid, redirect_uri is https, no query has tokens', async () => {
    const { server, url } = await login({ responseType })
    const { searchParams } = new URL(url)
    expect(searchParams.get('scope')?.split(' ')).toContain('openid')
    expect(searchParams.get('redirect_uri')).toMatch(/^https:/)
    for (const { url } of server.requests) expect(url).not.toContain('access_token')
  })
})

describe.each(frontPlans)('%s', (plan) => {
  test('oidcc-client-test-nonce-unless-code-flow: the client sends a new nonce', async () => {
    const nonces = new Set<string | null>()
    for (let attempt = 0; attempt < 3; attempt++) {
      const { url } = await startLogin({ responseType: plans[plan] })
      nonces.add(new URL(url).searchParams.get('nonce'))
    }
    expect(nonces.size).toBe(3)
    for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{22,}$/)
  })
})

describe.each(everyPlan.filter((plan) => plan !== 'implicit id_token'))('%s', (plan) => {
  test('oidcc-client-test-userinfo-invalid-sub: the client refuses another sub', async () => {
    const { auth, result } = await login({
      responseType: plans[plan] as 'code',
      respond: (answer) => {
        if (answer.endpoint === 'userinfo') answer.body.sub = 'test|mallory'
      },
    })
    const error = await rejects(
      auth.userInfo(result.accessToken, { sub: result.claims.sub }),
      'invalid_token',
    )
    expect(error.detail).toEqual({ claim: 'sub' })
  })
})

test.each(['ES256', 'ES384', 'ES512', 'PS256', 'EdDSA'] as const)(
  'oidcc-client-test-invalid-sig-es256 and its kin: the client must refuse a bad %s signature',
  async (algorithm) => {
    const other = await generateTestKey(algorithm)
    const key = await generateTestKey(algorithm)
    const respond = scripted((answer) => {
      if (answer.endpoint !== 'jwks') answer.key = { ...other, kid: String(key.kid) }
    })
    const { auth, callbackUrl } = await startLogin({
      server: { algorithm, key },
      responseType: 'id_token',
      respond,
    })
    await rejects(auth.parseHash(callbackUrl), 'invalid_token')
  },
)

describe('config', () => {
  const discovered = async (server: TestServer) =>
    createClient(server, 'id_token', await discover(server.issuer, { fetch: server.fetch }))
  const logIn = async (server: TestServer, auth: Awaited<ReturnType<typeof discovered>>) =>
    auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
  const paths = (server: TestServer) => server.requests.map(({ url }) => new URL(url).pathname)

  test('oidcc-client-test-discovery-openid-config: the client uses what it fetched', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = await discovered(server)
    expect(await logIn(server, auth)).not.toBeNull()
    expect(paths(server)).toEqual([
      '/.well-known/openid-configuration',
      '/authorize',
      '/.well-known/jwks.json',
    ])
  })

  test('oidcc-client-test-discovery-jwks-uri-keys: the client fetches these keys', async () => {
    const server = createTestServer({
      key: rsaKey,
      respond: (answer) => {
        if (answer.endpoint === 'metadata')
          answer.body.jwks_uri = 'https://login.example.test/elsewhere/keys'
        if (answer.request.url.endsWith('/elsewhere/keys'))
          return Response.json({ keys: [publicKey(rsaKey)] })
        return undefined
      },
    })
    const auth = await discovered(server)
    expect(await logIn(server, auth)).not.toBeNull()
    expect(paths(server)).toContain('/elsewhere/keys')
    expect(paths(server)).not.toContain('/.well-known/jwks.json')
  })

  test.each([
    'https://evil.example/',
    'https://login.example.test',
    'https://LOGIN.example.test/',
    'http://login.example.test/',
    undefined,
    null,
    ['https://login.example.test/'],
  ])(
    'oidcc-client-test-discovery-issuer-mismatch: the client must refuse a configuration of %j',
    async (issuer) => {
      const server = createTestServer({
        key: rsaKey,
        respond: (answer) => {
          if (answer.endpoint === 'metadata') answer.body.issuer = issuer
        },
      })
      await rejects(discover(server.issuer, { fetch: server.fetch }), 'issuer_mismatch')
    },
  )

  test('oidcc-client-test-idtoken-sig-none: the client refuses, whatever is offered', async () => {
    const server = createTestServer({
      key: rsaKey,
      respond: (answer) => {
        if (answer.endpoint === 'metadata')
          answer.body.id_token_signing_alg_values_supported = ['none']
        else answer.header.alg = 'none'
      },
    })
    const auth = await discovered(server)
    await rejects(logIn(server, auth), 'invalid_token')
  })

  test('oidcc-client-test-signing-key-rotation: the client fetches the keys again', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = await discovered(server)
    await logIn(server, auth)
    server.rotateKeys(forger)
    expect(await logIn(server, auth)).not.toBeNull()
    expect(paths(server).filter((path) => path.endsWith('jwks.json'))).toHaveLength(2)
  })

  test('oidcc-client-test-signing-key-rotation-just-before-signing: it fetches again', async () => {
    let sent: () => void = () => undefined
    const keysSent = new Promise<void>((resolve) => {
      sent = resolve
    })
    const server = createTestServer({
      key: rsaKey,
      respond: async (answer) => {
        if (answer.endpoint === 'jwks') sent()
        if (answer.endpoint !== 'token') return
        // the client has the keys by now, and this token is signed with the next one
        await keysSent
        server.rotateKeys(forger)
        Object.assign(answer, { key: forger, header: { ...answer.header, kid: forger.kid } })
      },
    })
    const auth = createClient(server, 'code')
    expect(await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))).toMatchObject(
      { claims: { sub: 'test|zoe' } },
    )
    expect(paths(server).filter((path) => path.endsWith('jwks.json'))).toHaveLength(2)
  })
})

describe('logout (OpenID Connect RP-Initiated Logout §2, §3)', () => {
  const endSession = 'https://login.example.test/oidc/logout'

  test('oidcc-client-test-rp-init-logout: the client sends hint, id and return URL', async () => {
    const { auth, result } = await login({ options: { endpoints: { endSession } } })
    const url = new URL(
      auth.buildLogoutUrl({ idTokenHint: result.idToken, returnTo: 'https://app.example/bye' }),
    )
    expect(url.origin + url.pathname).toBe(endSession)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      id_token_hint: result.idToken,
      client_id: 'app',
      post_logout_redirect_uri: 'https://app.example/bye',
    })
  })

  test.each([
    ['oidcc-client-test-rp-init-logout-other-state', 'state=another'],
    ['oidcc-client-test-rp-init-logout-no-state', ''],
  ])('%s: the page after logout must not break', async (_, query) => {
    const { auth } = await login()
    expect(await auth.parseHash(`https://app.example/bye?${query}`)).toBeNull()
  })
})

describe('refresh (OpenID Connect Core §12.2)', () => {
  const renewed = async (members: TestAnswer['claims']) => {
    const { auth, result } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
      respond: (answer) => {
        if (answer.request.parameters.get('grant_type') === 'refresh_token')
          Object.assign(answer.claims, members)
      },
    })
    return auth.refresh(result.refreshToken ?? '')
  }

  test('oidcc-client-test-refresh-token: the client must accept the new tokens', async () => {
    expect((await renewed({})).claims?.sub).toBe('test|zoe')
  })

  test('oidcc-client-test-refresh-token-invalid-issuer: the client refuses it', async () => {
    expect(
      (await rejects(renewed({ iss: 'https://evil.example/' }), 'invalid_token')).detail?.claim,
    ).toBe('iss')
  })
})
