// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { TestServer } from '../../src/testing/index.js'
import { rejects } from '../support/errors.js'
import { createClient, login } from '../support/login.js'
import { authorize, createServer, pkce, redeem, refresh, userInfo, verify } from './client.js'

const offline = { response_type: 'code', scope: 'openid offline_access', ...pkce }
const api = 'https://api.example.test/orders/7'

const logIn = async (server: TestServer) => redeem(server, (await authorize(server, offline)).code)

const silently = (server: TestServer) =>
  authorize(server, { response_type: 'id_token', prompt: 'none' })

const callApi = (server: TestServer, token?: string, url = api) =>
  server.fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })

describe('codes', () => {
  test('are good for a minute of the server’s clock (RFC 6749 §4.1.2)', async () => {
    const server = createServer()
    const [first, second] = [await authorize(server, offline), await authorize(server, offline)]
    server.advanceTime(58)
    expect(await redeem(server, first.code)).toMatchObject({ status: 200 })
    server.advanceTime(2)
    expect(await redeem(server, second.code)).toEqual({
      status: 400,
      error: 'invalid_grant',
      error_description: 'this code has expired',
    })
  })
})

describe('an API', () => {
  test('says whom a living access token is about and what it allows', async () => {
    const server = createServer({ apis: ['https://one.example/v1', 'https://two.example/'] })
    const { access_token } = await logIn(server)
    for (const url of [
      'https://one.example/v1',
      'https://one.example/v1/orders?page=2',
      'https://two.example/',
      'https://two.example/a/b',
    ]) {
      const response = await callApi(server, access_token, url)
      expect([response.status, await response.json()], url).toEqual([
        200,
        { sub: 'test|zoe', scope: 'openid offline_access' },
      ])
    }
    expect(server.requests.at(-1)).toMatchObject({ endpoint: 'api', method: 'GET' })
    for (const url of ['https://one.example/v10', 'https://one.example/', 'http://two.example/a'])
      expect((await callApi(server, access_token, url)).status, url).toBe(404)
  })

  test('answers 401 to no token and to one that is not its own (RFC 6750 §3)', async () => {
    const server = createServer()
    const challenge = async (token?: string) => {
      const { status, headers } = await callApi(server, token)
      return [status, headers.get('www-authenticate')]
    }
    expect(await challenge()).toEqual([401, 'Bearer'])
    expect(await challenge('made-up')).toEqual([401, 'Bearer error="invalid_token"'])
  })

  test('knows what a narrower renewal allows', async () => {
    const server = createServer()
    const { refresh_token } = await logIn(server)
    const { access_token } = await refresh(server, refresh_token, { scope: 'openid' })
    expect(await (await callApi(server, access_token)).json()).toMatchObject({ scope: 'openid' })
  })
})

describe('access tokens', () => {
  test('live as long as accessTokenLifetime says, and say so', async () => {
    const server = createServer({ accessTokenLifetime: 120 })
    const { access_token, expires_in } = await logIn(server)
    expect(expires_in).toBe(120)
    expect(await authorize(server, { response_type: 'token' })).toMatchObject({ expires_in: '120' })
    server.advanceTime(118)
    expect((await callApi(server, access_token)).status).toBe(200)
    server.advanceTime(2)
    expect((await callApi(server, access_token)).status).toBe(401)
  })

  test('expire at once on demand; what is issued afterwards lives', async () => {
    const server = createServer()
    const first = await logIn(server)
    server.expireTokens()
    expect((await callApi(server, first.access_token)).status).toBe(401)
    expect((await userInfo(server, first.access_token)).status).toBe(401)
    const second = await refresh(server, first.refresh_token)
    expect((await callApi(server, second.access_token)).status).toBe(200)
  })
})

describe('refresh tokens', () => {
  test('that come again end their login, and are noted (RFC 9700 §4.14.2)', async () => {
    const server = createServer()
    const [first, other] = [await logIn(server), await logIn(server)]
    const second = await refresh(server, first.refresh_token)
    expect(server.reuses).toEqual([])
    expect(await refresh(server, first.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(server.reuses).toEqual([server.requests.at(-1)])
    expect(await refresh(server, second.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect((await callApi(server, second.access_token)).status).toBe(401)
    expect(await refresh(server, other.refresh_token)).toMatchObject({ status: 200 })
    expect(server.reuses).toHaveLength(1)
  })

  test('that come twice at once are noted, too', async () => {
    const server = createServer()
    const { refresh_token } = await logIn(server)
    const answers = await Promise.all([1, 2].map(() => refresh(server, refresh_token)))
    expect(answers.filter(({ error }) => error === 'invalid_grant')).toHaveLength(1)
    expect(server.reuses).toHaveLength(1)
  })

  test('may come again within refreshTokenGrace, counted from their first use', async () => {
    const server = createServer({ refreshTokenGrace: 30 })
    const first = await logIn(server)
    const second = await refresh(server, first.refresh_token)
    server.advanceTime(28)
    const third = await refresh(server, first.refresh_token)
    expect(third).toMatchObject({ status: 200, refresh_token: expect.any(String) })
    expect(third.refresh_token).not.toBe(second.refresh_token)
    expect(server.reuses).toEqual([])
    server.advanceTime(2)
    expect(await refresh(server, first.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(await refresh(server, third.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(server.reuses).toHaveLength(1)
  })

  test('stay the same without rotation, and renewals bring none', async () => {
    const server = createServer({ refreshTokenRotation: false })
    const { refresh_token } = await logIn(server)
    for (let renewal = 0; renewal < 3; renewal++) {
      const tokens = await refresh(server, refresh_token)
      expect(tokens).toMatchObject({ status: 200, access_token: expect.any(String) })
      expect(tokens).not.toHaveProperty('refresh_token')
    }
    expect(server.reuses).toEqual([])
  })

  test('are refused on demand, and not spent by it', async () => {
    const server = createServer()
    const { refresh_token } = await logIn(server)
    server.refuseRenewals('invalid_grant')
    expect(await refresh(server, refresh_token)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
    server.refuseRenewals(503)
    expect(await refresh(server, refresh_token)).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
    })
    server.refuseRenewals('network_error')
    await expect(refresh(server, refresh_token)).rejects.toThrow(TypeError)
    expect(await logIn(server)).toMatchObject({ status: 200 })
    server.acceptRenewals()
    expect(await refresh(server, refresh_token)).toMatchObject({ status: 200 })
  })

  test('and everything else of a login end where tokens are revoked', async () => {
    const server = createServer()
    const [tokens, pending] = [await logIn(server), await authorize(server, offline)]
    server.revokeTokens()
    expect((await callApi(server, tokens.access_token)).status).toBe(401)
    expect(await refresh(server, tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect(await redeem(server, pending.code)).toMatchObject({ error: 'invalid_grant' })
    expect(server.reuses).toEqual([])
    expect(await logIn(server)).toMatchObject({ status: 200 })
  })
})

describe('the session at the server', () => {
  test('begins without a page of this client, and ends without one', async () => {
    const server = createServer()
    server.logIn()
    expect(await silently(server)).toHaveProperty('id_token')
    server.logOut()
    expect(await silently(server)).toMatchObject({ error: 'login_required' })
  })

  test('is not what tokens live by: they go on when it ends', async () => {
    const server = createServer()
    const { access_token, refresh_token } = await logIn(server)
    server.logOut()
    expect((await callApi(server, access_token)).status).toBe(200)
    expect(await refresh(server, refresh_token)).toMatchObject({ status: 200 })
  })

  test('can be another person’s from now on; tokens issued before keep their owner', async () => {
    const server = createServer()
    const zoe = await logIn(server)
    server.logIn({ sub: 'test|bob', name: 'Bob' })
    expect(await verify(server, (await silently(server)).id_token)).toMatchObject({
      sub: 'test|bob',
      name: 'Bob',
    })
    const renewed = await refresh(server, zoe.refresh_token)
    expect((await verify(server, renewed.id_token)).sub).toBe('test|zoe')
    for (const { access_token } of [zoe, renewed])
      expect(await (await userInfo(server, access_token)).json()).toMatchObject({ sub: 'test|zoe' })
    server.logOut()
    server.logIn()
    expect((await verify(server, (await silently(server)).id_token)).sub).toBe('test|bob')
  })
})

describe('time', () => {
  test('moves on for server, storage and client together', async () => {
    const server = createServer({ now: () => 1_800_000_000_000 })
    expect(server.now()).toBe(1_800_000_000_000)
    server.storage.set('s', 'record', 60)
    server.advanceTime(60)
    expect(server.now()).toBe(1_800_000_060_000)
    expect(server.storage.get('s')).toBeUndefined()
    expect(await verify(server, (await logIn(server)).id_token)).toMatchObject({
      iat: 1_800_000_060,
    })
    const { result } = await login({ server, responseType: 'code' })
    expect(result.expiresAt).toBe(1_800_007_260_000)
  })
})

describe('answer()', () => {
  test('rejects where no client has gone anywhere for two seconds', async () => {
    const server = createServer()
    const auth = createClient(server, 'code')
    void auth.authorize()
    await server.answer()
    await expect(server.answer()).rejects.toThrow(/nothing to answer/)
    void auth.authorize()
    expect(await auth.parseHash(await server.answer())).toHaveProperty('claims')
  })

  test('takes the newest page where an older one was abandoned', async () => {
    const server = createServer()
    const visited: string[] = []
    const auth = createClient(server, 'code', {
      navigate(url) {
        visited.push(url)
        server.navigate(url)
      },
    })
    void auth.authorize('abandoned')
    await expect.poll(() => visited).toHaveLength(1)
    void auth.authorize('newest', { appState: 'newest' })
    const result = await auth.parseHash(await server.answer())
    expect(result?.appState).toBe('newest')
    expect(server.requests[0]?.parameters.get('connection')).toBe('newest')
  })

  test('asked twice gives two logins, in their order', async () => {
    const server = createServer()
    const [one, two] = [createClient(server, 'token'), createClient(server, 'token')]
    const answers = Promise.all([server.answer(), server.answer()])
    void one.authorize('first')
    void two.authorize('second')
    await answers
    expect(server.requests.map(({ parameters }) => parameters.get('connection'))).toEqual([
      'first',
      'second',
    ])
  })

  test('a code is redeemed once', async () => {
    const server = createServer()
    const url = await server.answer(await createClient(server, 'code').buildAuthorizeUrl())
    const code = `${new URL(url.replace('#', '?')).searchParams.get('code')}`
    expect(await redeem(server, code)).toMatchObject({ error: 'invalid_grant' })
    await rejects(createClient(server, 'code').parseHash(url), 'token_error')
  })
})
