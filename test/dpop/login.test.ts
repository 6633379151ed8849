// @vitest-environment node
import { calculateJwkThumbprint } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDpop } from '../../src/dpop/index.js'
import { createTestServer, type TestServerOptions } from '../../src/testing/index.js'
import { claimsOf, useFreshProfile, verifyProof } from '../support/dpop.js'
import { rejects } from '../support/errors.js'
import { rsaKey } from '../support/keys.js'
import { createClient } from '../support/login.js'

beforeEach(useFreshProfile)

/** A server, a page with a key, and a person who logs in there for as long as it goes. */
async function logIn(options: TestServerOptions = {}) {
  const server = createTestServer({ key: rsaKey, ...options })
  const dpop = createDpop({ fetch: server.fetch, now: server.now })
  const auth = createClient(server, 'code', { scope: 'openid offline_access', dpop })
  const callbackUrl = await server.answer(await auth.buildAuthorizeUrl('database'))
  const result = await auth.parseHash(callbackUrl)
  if (!result?.refreshToken) throw new Error('The login brought no refresh token')
  return { server, dpop, auth, result, refreshToken: result.refreshToken }
}

const answers = (endpoint: string, change: (body: Record<string, unknown>) => void) => ({
  respond: (answer: { endpoint: string; body: Record<string, unknown> }) => {
    if (answer.endpoint === endpoint) change(answer.body)
  },
})

describe('a login with DPoP', () => {
  test('brings tokens bound to the key of the authorize request (RFC 9449 §5, §10)', async () => {
    const { server, dpop, result } = await logIn()
    expect(result.tokenType).toBe('DPoP')
    const [authorize, token] = ['authorize', 'token'].map((endpoint) =>
      server.requests.find((request) => request.endpoint === endpoint),
    )
    const thumbprint = await dpop.thumbprint()
    expect(authorize?.parameters.get('dpop_jkt')).toBe(thumbprint)
    const { protectedHeader } = await verifyProof(token?.headers.get('DPoP') ?? '')
    expect(await calculateJwkThumbprint(protectedHeader.jwk ?? {})).toBe(thumbprint)
  })

  test('asks userinfo as DPoP, with a proof for this token (RFC 9449 §7.1)', async () => {
    const { server, auth, result } = await logIn()
    expect(await auth.userInfo(result.accessToken)).toMatchObject({ sub: result.claims.sub })
    const { headers } = server.requests.at(-1) as { headers: Headers }
    expect(headers.get('authorization')).toBe(`DPoP ${result.accessToken}`)
    const { payload } = await verifyProof(headers.get('DPoP') ?? '')
    expect(payload).toMatchObject({ htm: 'GET', htu: `${server.issuer}userinfo` })
    expect(payload.ath).toBeTypeOf('string')
  })

  test('asks for keys and metadata without a proof, so that no preflight is needed', async () => {
    const { server, dpop } = await logIn()
    await dpop.fetch(`${server.issuer}.well-known/openid-configuration`)
    for (const { endpoint, headers } of server.requests)
      expect([endpoint, headers.has('DPoP')]).toEqual([endpoint, endpoint === 'token'])
    expect(server.requests.map(({ endpoint }) => endpoint)).toContain('jwks')
  })

  test('renews with a proof of the same key; a rotated refresh token serves again', async () => {
    const { auth, refreshToken } = await logIn()
    const first = await auth.refresh(refreshToken)
    expect(first.tokenType).toBe('DPoP')
    expect((await auth.refresh(first.refreshToken)).accessToken).not.toBe(first.accessToken)
  })

  test('repeats one request where the server demands a nonce, and none after it', async () => {
    const { server, auth, refreshToken } = await logIn({ dpopNonceLifetime: 600 })
    const tokenRequests = () => server.requests.filter(({ endpoint }) => endpoint === 'token')
    expect(tokenRequests()).toHaveLength(2)
    const { accessToken } = await auth.refresh(refreshToken)
    await auth.userInfo(accessToken)
    expect(tokenRequests()).toHaveLength(3)
    expect(server.requests.filter(({ endpoint }) => endpoint === 'userinfo')).toHaveLength(1)
  })

  test('calls an API with the token and a proof', async () => {
    const { server, dpop, result } = await logIn({ dpopNonceLifetime: 600 })
    const headers = { Authorization: `${result.tokenType} ${result.accessToken}` }
    const response = await dpop.fetch('https://api.example.test/notes?page=2', { headers })
    expect(response.status).toBe(200)
    const [first, second] = server.requests.slice(-2).map(({ headers }) => headers)
    expect([first, second].map((sent) => sent?.get('authorization'))).toEqual(
      Array(2).fill(headers.Authorization),
    )
    // the nonce of the login went to the login's origin alone
    const claims = claimsOf(new Request('https://api.example.test', { headers: first ?? {} }))
    expect(claims).not.toHaveProperty('nonce')
  })
})

describe('what was taken from this browser', () => {
  test('is worth nothing with another key: refresh token and access token', async () => {
    const { server, result, refreshToken } = await logIn()
    const dpop = createDpop({ name: null, fetch: server.fetch, now: server.now })
    const thief = createClient(server, 'code', { dpop })
    const refused = await rejects(thief.refresh(refreshToken), 'token_error')
    expect(refused.detail).toMatchObject({ status: 400, error: 'invalid_grant' })
    const denied = await rejects(thief.userInfo(result.accessToken), 'token_error')
    expect(denied.detail).toMatchObject({ status: 401 })
  })

  test('is worth nothing without any key', async () => {
    const { server, result, refreshToken } = await logIn()
    const thief = createClient(server, 'code')
    await rejects(thief.refresh(refreshToken), 'token_error')
    await rejects(thief.userInfo(result.accessToken), 'token_error')
  })

  test('is worth nothing after clear', async () => {
    const { auth, dpop, refreshToken } = await logIn()
    await dpop.clear()
    const { detail } = await rejects(auth.refresh(refreshToken), 'token_error')
    expect(detail).toMatchObject({ error: 'invalid_grant' })
  })

  test('is worth nothing as a code, which is bound to the key too (RFC 9449 §10)', async () => {
    const server = createTestServer({ key: rsaKey })
    const options = { fetch: server.fetch, now: server.now }
    const here = createClient(server, 'code', { dpop: createDpop(options) })
    const callbackUrl = await server.answer(await here.buildAuthorizeUrl())
    const thief = createClient(server, 'code', { dpop: createDpop({ ...options, name: null }) })
    const { detail } = await rejects(thief.parseHash(callbackUrl), 'token_error')
    expect(detail).toMatchObject({ error: 'invalid_grant' })
  })
})

describe('an answer of another type is refused (RFC 9449 §5)', () => {
  test.each(['Bearer', 'MAC', 'DPoP2', '', undefined, 1])('at login: %s', async (tokenType) => {
    const scripted = answers('token', (body) => {
      body.token_type = tokenType
    })
    await rejects(logIn(scripted), 'token_error')
  })

  test('at a renewal', async () => {
    let downgraded = false
    const { auth, refreshToken } = await logIn(
      answers('token', (body) => {
        if (downgraded) body.token_type = 'Bearer'
      }),
    )
    downgraded = true
    await rejects(auth.refresh(refreshToken), 'token_error')
  })

  test('DPoP without it: nobody here has a key', async () => {
    const server = createTestServer({
      key: rsaKey,
      ...answers('token', (body) => {
        body.token_type = 'DPoP'
      }),
    })
    const auth = createClient(server, 'code')
    await rejects(
      auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())),
      'token_error',
    )
  })

  test('but its spelling has no case (RFC 6749 §5.1)', async () => {
    const { result } = await logIn(
      answers('token', (body) => {
        body.token_type = 'dpop'
      }),
    )
    expect(result.tokenType).toBe('DPoP')
  })
})

test.each(['token', 'token id_token', 'code token'] as const)(
  'an access token in the URL is refused, since nothing can bind it (RFC 9449 §5): %s',
  async (responseType) => {
    const server = createTestServer({ key: rsaKey })
    const dpop = createDpop({ fetch: server.fetch, now: server.now })
    const auth = createClient(server, responseType, { dpop })
    const callbackUrl = await server.answer(await auth.buildAuthorizeUrl())
    await rejects(auth.parseHash(callbackUrl), 'invalid_response')
  },
)
