// @vitest-environment node
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { decodeProtectedHeader, type JWK, jwtVerify } from 'jose'
import { describe, expect, test, vi } from 'vitest'
import {
  createTestServer,
  generateTestKey,
  type TestServer,
  type TestServerOptions,
} from '../../src/testing/index.js'
import { rejects } from '../support/errors.js'
import { keyFor, rsaKey } from '../support/keys.js'
import { createClient, login, refusedLogin, startLogin } from '../support/login.js'
import { logInInNode } from '../support/login-in-node.js'
import { memoryStorage } from '../support/storage.js'
import {
  authorize,
  createServer,
  fetchKeys,
  pkce,
  readCallback,
  redeem,
  redirectUri,
  refresh,
  requestTokens,
  userInfo,
  verifier,
  verify,
} from './client.js'

const halfHash = (value: string, hash = 'sha256') => {
  const digest = createHash(hash).update(value).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

describe('the callback URL', () => {
  test('is the redirect URI with what was asked for, and the state as sent', async () => {
    const server = createServer()
    const query = new URLSearchParams({
      client_id: 'app',
      redirect_uri: redirectUri,
      response_type: 'token',
      state: 'a b+c',
    })
    const url = await server.answer(`${server.issuer}authorize?${query}`)
    expect(url).toMatch(/^https:\/\/app\.example\/callback#/)
    expect(readCallback(url)).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: '7200',
      scope: '',
      state: 'a b+c',
    })
  })

  test.each([
    ['code', ['code']],
    ['token', ['access_token', 'expires_in', 'id_token', 'scope', 'token_type']],
    ['id_token', ['id_token']],
    ['id_token token', ['access_token', 'expires_in', 'id_token', 'scope', 'token_type']],
    ['code id_token', ['code', 'id_token']],
    ['token code', ['access_token', 'code', 'expires_in', 'scope', 'token_type']],
    [
      'code token id_token',
      ['access_token', 'code', 'expires_in', 'id_token', 'scope', 'token_type'],
    ],
  ])('holds for response_type "%s" exactly what belongs to it', async (responseType, names) => {
    const response = await authorize(createServer(), { response_type: responseType, ...pkce })
    expect(Object.keys(response).sort()).toEqual([...names, 'state'].sort())
  })

  test('carries a code in the query unless told otherwise (RFC 6749 §4.1.2)', async () => {
    const server = createServer()
    const url = (mode: Record<string, string>) => {
      const query = new URLSearchParams({
        client_id: 'app',
        redirect_uri: `${redirectUri}?a=1`,
        response_type: 'code',
        ...pkce,
        ...mode,
      })
      return server.answer(`${server.issuer}authorize?${query}`)
    }
    expect(await url({})).toMatch(/^https:\/\/app\.example\/callback\?a=1&code=/)
    expect(await url({ response_mode: 'query' })).toMatch(
      /^https:\/\/app\.example\/callback\?a=1&code=/,
    )
    expect(await url({ response_mode: 'fragment' })).toMatch(
      /^https:\/\/app\.example\/callback\?a=1#code=/,
    )
    expect(await url({ response_mode: 'web_message' })).toMatch(
      /^https:\/\/app\.example\/callback\?a=1#code=/,
    )
  })

  test.each([
    ['no response_type (RFC 6749 §4.1.2.1)', { response_type: undefined }, 'invalid_request'],
    ['an unknown response_type', { response_type: 'token magic' }, 'unsupported_response_type'],
    ['a word twice', { response_type: 'token token' }, 'unsupported_response_type'],
    [
      'an ID Token without nonce (OpenID Connect Core §3.2.2.1)',
      { nonce: undefined },
      'invalid_request',
    ],
    [
      'an ID Token without the scope openid (OpenID Connect Core §3.1.2.1)',
      { scope: 'profile' },
      'invalid_scope',
    ],
    [
      'tokens in the query (Multiple Response Types §3)',
      { response_mode: 'query' },
      'invalid_request',
    ],
    ['form_post', { response_mode: 'form_post' }, 'invalid_request'],
    ['a code without PKCE (RFC 9700 §2.1.1)', { response_type: 'code' }, 'invalid_request'],
    [
      'a plain challenge',
      { response_type: 'code', ...pkce, code_challenge_method: 'plain' },
      'invalid_request',
    ],
    [
      'a challenge of the wrong length',
      { response_type: 'code', ...pkce, code_challenge: 'short' },
      'invalid_request',
    ],
    ['max_age that is no number', { max_age: 'soon' }, 'invalid_request'],
  ])('is an error with the state for %s', async (_, parameters, error) => {
    const response = await authorize(createServer(), { response_type: 'id_token', ...parameters })
    expect(response).toEqual({ error, error_description: expect.any(String), state: 's' })
  })

  test('carries the refusal of tokens in a query in the fragment', async () => {
    const server = createServer()
    const query = 'client_id=app&redirect_uri=app:cb&response_type=token&response_mode=query'
    const answer = await server.answer(`${server.issuer}authorize?${query}`)
    expect(answer).toMatch(/^app:cb#error=invalid_request/)
  })

  test('is an error for a parameter sent twice (RFC 6749 §3.1)', async () => {
    const server = createServer()
    const once = new URLSearchParams({
      client_id: 'app',
      redirect_uri: redirectUri,
      response_type: 'token',
      scope: 'a',
    })
    expect(
      readCallback(await server.answer(`${server.issuer}authorize?${once}&scope=b`)),
    ).toMatchObject({ error: 'invalid_request' })
    expect(
      readCallback(await server.answer(`${server.issuer}authorize?${once}&resource=a&resource=b`)),
    ).not.toHaveProperty('error')
  })

  test.each([
    ['no redirect_uri', { redirect_uri: undefined }],
    ['a relative redirect_uri', { redirect_uri: '/callback' }],
    ['a redirect_uri with a fragment', { redirect_uri: `${redirectUri}#x` }],
    ['no client_id', { client_id: undefined }],
  ])(
    'does not exist for %s: the server shows a page (RFC 6749 §4.1.2.1)',
    async (_, parameters) => {
      await expect(
        authorize(createServer(), { response_type: 'token', ...parameters }),
      ).rejects.toThrow(/status 400.*exactly once|status 400.*absolute/)
    },
  )

  test('does not exist for a page that the server does not have', async () => {
    await expect(createServer().answer('https://elsewhere.example/authorize')).rejects.toThrow(
      'status 404',
    )
  })
})

describe('the session', () => {
  test('opens by a login: prompt=none fails before, succeeds after (Core §3.1.2.6)', async () => {
    const server = createServer()
    const silent = () => authorize(server, { response_type: 'id_token', prompt: 'none' })
    expect(await silent()).toMatchObject({ error: 'login_required', state: 's' })
    await authorize(server, { response_type: 'id_token' })
    expect(await silent()).toHaveProperty('id_token')
  })

  test('ends at either logout endpoint, which sends the person back where asked', async () => {
    const server = createServer()
    await authorize(server, { response_type: 'id_token' })
    const back = encodeURIComponent('https://app.example/bye')
    expect(await server.answer(`${server.issuer}v2/logout?client_id=app&returnTo=${back}`)).toBe(
      'https://app.example/bye',
    )
    expect(await authorize(server, { response_type: 'id_token', prompt: 'none' })).toMatchObject({
      error: 'login_required',
    })
    expect(
      await server.answer(
        `${server.issuer}oidc/logout?client_id=app&post_logout_redirect_uri=${back}&state=x`,
      ),
    ).toBe('https://app.example/bye?state=x')
  })

  test('dates auth_time for max_age alone; too old, it logs in again (Core §3.1.2.1)', async () => {
    let time = 1_800_000_000_000
    const server = createServer({ now: () => time })
    const authTime = async (parameters: Record<string, string>) =>
      (
        await verify(
          server,
          (
            await authorize(server, { response_type: 'id_token', ...parameters })
          ).id_token,
        )
      ).auth_time
    expect(await authTime({})).toBeUndefined()
    time += 50_000
    expect(await authTime({ max_age: '60' })).toBe(1_800_000_000)
    expect(await authTime({ max_age: '40' })).toBe(1_800_000_050)
    time += 10_000
    expect(await authTime({ max_age: '60', prompt: 'login' })).toBe(1_800_000_060)
    time += 70_000
    expect(
      await authorize(server, { response_type: 'id_token', max_age: '60', prompt: 'none' }),
    ).toMatchObject({ error: 'login_required' })
  })
})

describe('the ID Token', () => {
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
  ] as const)(
    'signed with %s verifies by the published key, and its hashes are of the same strength',
    async (algorithm) => {
      const server = createTestServer({ key: await keyFor(algorithm) })
      const { id_token, access_token, code } = await authorize(server, {
        response_type: 'code id_token token',
        ...pkce,
      })
      expect(decodeProtectedHeader(`${id_token}`)).toEqual({
        alg: algorithm,
        typ: 'JWT',
        kid: expect.any(String),
      })
      const hash = algorithm === 'EdDSA' ? 'sha512' : `sha${algorithm.slice(2)}`
      expect(await verify(server, id_token)).toMatchObject({
        at_hash: halfHash(`${access_token}`, hash),
        c_hash: halfHash(`${code}`, hash),
      })
      expect(server.algorithms).toEqual([algorithm])
    },
  )

  test('says who logged in where, for whom, and for how long (Core §2)', async () => {
    const server = createServer({
      now: () => 1_800_000_000_999,
      user: { sub: 'ldap|41', name: 'Жанна 使 🎉', roles: ['admin'] },
    })
    const { id_token } = await authorize(server, { response_type: 'id_token', nonce: 'once' })
    expect(await verify(server, id_token)).toEqual({
      iss: 'https://login.example.test/',
      sub: 'ldap|41',
      name: 'Жанна 使 🎉',
      roles: ['admin'],
      aud: 'app',
      iat: 1_800_000_000,
      exp: 1_800_036_000,
      nonce: 'once',
    })
  })

  test('has at_hash for an access token and c_hash for a code (Core §3.3.2.11)', async () => {
    const server = createServer()
    const hashes = async (responseType: string) => {
      const response = await authorize(server, { response_type: responseType, ...pkce })
      return Object.keys(await verify(server, response.id_token)).filter((name) =>
        name.endsWith('_hash'),
      )
    }
    expect(await hashes('id_token')).toEqual([])
    expect(await hashes('id_token token')).toEqual(['at_hash'])
    expect(await hashes('code id_token')).toEqual(['c_hash'])
    expect(await hashes('code id_token token')).toEqual(['at_hash', 'c_hash'])
  })

  test('names the organization asked for: by id, or by name in lower case', async () => {
    const server = createServer()
    const claims = async (organization: string) =>
      verify(
        server,
        (await authorize(server, { response_type: 'id_token', organization })).id_token,
      )
    expect(await claims('org_42')).toMatchObject({ org_id: 'org_42' })
    expect(await claims('Acme')).toMatchObject({ org_id: 'org_test', org_name: 'acme' })
  })

  test('is signed by another key after rotateKeys, and the old key is gone', async () => {
    const server = createServer()
    const before = await authorize(server, { response_type: 'id_token' })
    server.rotateKeys()
    const after = await authorize(server, { response_type: 'id_token' })
    expect(await verify(server, after.id_token)).toHaveProperty('sub')
    await expect(verify(server, before.id_token)).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    })
  })

  test('never shows the private key in the key set', async () => {
    const server = createServer()
    const { keys } = await (await server.fetch(`${server.issuer}.well-known/jwks.json`)).json()
    expect(keys).toEqual([
      { kty: 'RSA', n: rsaKey.n, e: 'AQAB', alg: 'RS256', kid: rsaKey.kid, use: 'sig' },
    ])
  })
})

describe('the token endpoint', () => {
  test('gives tokens for a code and its verifier, once (RFC 6749 §4.1.3)', async () => {
    const server = createServer()
    const { code } = await authorize(server, {
      response_type: 'code',
      scope: 'openid offline_access',
      ...pkce,
    })
    const tokens = await redeem(server, code)
    expect(tokens).toMatchObject({
      status: 200,
      token_type: 'Bearer',
      expires_in: 7200,
      scope: 'openid offline_access',
    })
    expect(await verify(server, tokens.id_token)).toMatchObject({
      nonce: 'n',
      at_hash: halfHash(tokens.access_token),
    })
    expect(await redeem(server, code)).toMatchObject({ status: 400, error: 'invalid_grant' })
    // RFC 6749 §4.1.2: the second attempt also ends what the first one got
    expect(await refresh(server, tokens.refresh_token)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
    expect((await userInfo(server, tokens.access_token)).status).toBe(401)
  })

  test('rotates the refresh token for a narrower scope too (RFC 6749 §6)', async () => {
    const server = createServer()
    const { code } = await authorize(server, {
      response_type: 'code',
      scope: 'openid offline_access',
      ...pkce,
    })
    const first = await redeem(server, code)
    const second = await refresh(server, first.refresh_token, { scope: 'openid' })
    expect(second).toMatchObject({
      status: 200,
      scope: 'openid',
      refresh_token: expect.any(String),
    })
    expect(await refresh(server, second.refresh_token)).toMatchObject({ status: 200 })
  })

  test('a status that is an error shows a page, and redirects nobody', async () => {
    const server = createServer({
      respond(answer) {
        answer.status = 503
      },
    })
    await expect(authorize(server, { response_type: 'code', ...pkce })).rejects.toThrow(
      'status 503',
    )
  })

  test('gives an ID Token for openid, a refresh token for offline_access alone', async () => {
    const server = createServer()
    const names = async (scope: string) => {
      const { code } = await authorize(server, { response_type: 'code', scope, ...pkce })
      return Object.keys(await redeem(server, code))
    }
    expect(await names('profile')).not.toContain('id_token')
    expect(await names('openid')).toContain('id_token')
    expect(await names('openid')).not.toContain('refresh_token')
    expect(await names('offline_access')).toContain('refresh_token')
  })

  test.each([
    ['a wrong verifier', { code_verifier: `${verifier}x` }],
    ['no verifier', { code_verifier: '' }],
    ['another redirect_uri', { redirect_uri: `${redirectUri}/` }],
    ['another client', { client_id: 'other' }],
    ['a code it never issued', { code: 'made-up' }],
  ])('refuses %s', async (_, changed) => {
    const server = createServer()
    const { code } = await authorize(server, { response_type: 'code', ...pkce })
    expect(await redeem(server, code, changed)).toEqual({
      status: 400,
      error: 'invalid_grant',
      error_description: expect.any(String),
    })
  })

  test('refuses what is no form by POST, and unknown grants (RFC 6749 §4.1.3, §5.2)', async () => {
    const server = createServer()
    const status = async (init: RequestInit) =>
      (await server.fetch(`${server.issuer}oauth/token`, init)).status
    expect(await status({})).toBe(400)
    expect(await requestTokens(server, {}, 'PUT')).toMatchObject({
      status: 400,
      error: 'invalid_request',
    })
    expect(
      await status({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    ).toBe(400)
    expect(await requestTokens(server, { grant_type: 'password' })).toMatchObject({
      error: 'unsupported_grant_type',
    })
  })

  test('rotates refresh tokens: an old one ends the family (RFC 9700 §4.14.2)', async () => {
    const server = createServer()
    const { code } = await authorize(server, {
      response_type: 'code',
      scope: 'openid offline_access',
      ...pkce,
    })
    const first = await redeem(server, code)
    const second = await refresh(server, first.refresh_token)
    expect(second).toMatchObject({
      status: 200,
      refresh_token: expect.any(String),
      scope: 'openid offline_access',
    })
    expect(second.refresh_token).not.toBe(first.refresh_token)
    // OpenID Connect Core §12.2
    expect(await verify(server, second.id_token)).not.toHaveProperty('nonce')
    expect(await refresh(server, first.refresh_token)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
    expect(await refresh(server, second.refresh_token)).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
  })

  test('narrows the scope of a refresh and never widens it (RFC 6749 §6)', async () => {
    const server = createServer()
    const { code } = await authorize(server, {
      response_type: 'code',
      scope: 'openid email offline_access',
      ...pkce,
    })
    const { refresh_token } = await redeem(server, code)
    expect(await refresh(server, refresh_token, { scope: 'openid admin' })).toMatchObject({
      status: 400,
      error: 'invalid_scope',
    })
    expect(await refresh(server, refresh_token, { client_id: 'other' })).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
    expect(await refresh(server, refresh_token, { scope: 'openid email' })).toMatchObject({
      status: 200,
      scope: 'openid email',
    })
  })
})

describe('userinfo', () => {
  test('tells a live access token who the person is, and nobody else (RFC 6750 §3.1)', async () => {
    let time = 1_800_000_000_000
    const server = createServer({ now: () => time })
    const { access_token } = await authorize(server, { response_type: 'token' })
    expect(await (await userInfo(server, access_token)).json()).toMatchObject({
      sub: 'test|zoe',
      email: 'zoe@example.test',
    })
    const unnamed = await userInfo(server)
    expect([unnamed.status, unnamed.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    const wrong = await userInfo(server, 'made-up')
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ])
    time += 7_200_000
    expect((await userInfo(server, access_token)).status).toBe(401)
  })
})

describe('metadata', () => {
  test.each([
    [
      'https://login.example.test/',
      'https://login.example.test/.well-known/oauth-authorization-server',
    ],
    [
      'https://host.example/tenant',
      'https://host.example/.well-known/oauth-authorization-server/tenant',
    ],
  ])('of %s stands at the OpenID and the RFC 8414 address', async (issuer, oauthAddress) => {
    const server = createServer({ issuer })
    const base = issuer.replace(/\/$/, '')
    const metadata = await (await server.fetch(`${base}/.well-known/openid-configuration`)).json()
    expect(metadata).toMatchObject({
      issuer,
      authorization_endpoint: `${base}/authorize`,
      jwks_uri: `${base}/.well-known/jwks.json`,
    })
    expect(await (await server.fetch(oauthAddress)).json()).toEqual(metadata)
    for (const address of [
      metadata.token_endpoint,
      metadata.userinfo_endpoint,
      metadata.jwks_uri,
    ]) {
      expect((await server.fetch(address)).status, address).not.toBe(404)
    }
  })
})

describe('respond', () => {
  test('changes, removes and repeats members, and says where they go', async () => {
    const server = createServer({
      respond(answer) {
        answer.responseMode = 'query'
        answer.body.state = ['a', 'b']
        answer.body.scope = undefined
        answer.body.extra = 'x y'
      },
    })
    const url = await server.answer(
      `${server.issuer}authorize?client_id=app&redirect_uri=app:cb&response_type=token&state=s`,
    )
    expect(url).toMatch(
      /^app:cb\?access_token=[\w-]+&token_type=Bearer&expires_in=7200&state=a&state=b&extra=x\+y$/,
    )
  })

  test('changes claims and header before the signature, which stays right', async () => {
    const server = createServer({
      respond({ claims, header }) {
        claims.nonce = 'another'
        claims.sub = undefined
        header.typ = undefined
      },
    })
    const { id_token } = await authorize(server, { response_type: 'id_token' })
    const { payload, protectedHeader } = await jwtVerify(`${id_token}`, await fetchKeys(server))
    expect(payload).toMatchObject({ nonce: 'another' })
    expect(payload).not.toHaveProperty('sub')
    expect(protectedHeader).toEqual({ alg: 'RS256', kid: rsaKey.kid })
  })

  test('signs with another key, with HMAC, or not at all', async () => {
    const other = await generateTestKey('ES256')
    const secret = Buffer.from('public key as a secret')
    const script: Parameters<typeof createTestServer>[0] = {}
    const server = createServer({ respond: (answer) => script.respond?.(answer) })
    const idToken = async (respond: NonNullable<TestServerOptions['respond']>) => {
      script.respond = respond
      return `${(await authorize(server, { response_type: 'id_token' })).id_token}`
    }
    const byOther = await idToken((answer) => {
      answer.key = other
      answer.header.alg = 'ES256'
    })
    const { d, ...otherPublic } = other
    expect(await jwtVerify(byOther, otherPublic as JWK)).toHaveProperty('payload.sub')
    const byHmac = await idToken((answer) => {
      answer.key = { kty: 'oct', k: secret.toString('base64url') }
      answer.header.alg = 'HS256'
    })
    expect(await jwtVerify(byHmac, secret)).toHaveProperty('payload.sub')
    const unsigned = await idToken((answer) => {
      answer.header.alg = 'nOnE'
    })
    expect(unsigned).toMatch(/^[\w-]+\.[\w-]+\.$/)
    await expect(
      idToken((answer) => {
        answer.header.alg = 'HS256'
      }),
    ).rejects.toThrow('a key of type RSA cannot sign HS256')
  })

  test('tampers with the finished token wherever one is due', async () => {
    const server = createServer({
      async respond(answer) {
        if (answer.body.id_token) answer.body.id_token = `${await answer.sign()}AA`
      },
    })
    const { id_token, code } = await authorize(server, { response_type: 'code id_token', ...pkce })
    const tokens = await redeem(server, code)
    for (const idToken of [id_token, tokens.id_token])
      await expect(verify(server, idToken)).rejects.toThrow('signature verification failed')
  })

  test('adds an ID Token that nobody asked for', async () => {
    const server = createServer({
      respond(answer) {
        answer.body.id_token = answer.sign
      },
    })
    const { id_token } = await authorize(server, { response_type: 'token' })
    expect(await verify(server, id_token)).toHaveProperty('at_hash')
  })

  test('fails the network by throwing, and replaces an answer by returning one', async () => {
    const server = createServer({
      respond({ endpoint }) {
        if (endpoint === 'token') throw new TypeError('no network')
        if (endpoint === 'jwks') return new Response('<html>', { status: 503 })
        if (endpoint === 'authorize')
          return Response.redirect('https://app.example/callback#access_token=planted')
        return undefined
      },
    })
    await expect(requestTokens(server, {})).rejects.toThrow('no network')
    expect((await server.fetch(`${server.issuer}.well-known/jwks.json`)).status).toBe(503)
    expect(await authorize(server)).toEqual({ access_token: 'planted' })
  })

  test('makes an answer an error of the endpoint', async () => {
    const server = createServer({
      respond(answer) {
        answer.status = 403
        answer.headers.set('retry-after', '7')
        answer.body = { error: 'too_many_requests' }
      },
    })
    const response = await server.fetch(`${server.issuer}userinfo`)
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      403,
      '7',
      { error: 'too_many_requests' },
    ])
  })

  test.each([204, 205, 304])('makes an API answer %i, which has no body', async (status) => {
    const server = createServer({ respond: (answer) => void Object.assign(answer, { status }) })
    const response = await server.fetch('https://api.example.test/notes', { method: 'DELETE' })
    expect([response.status, response.body]).toEqual([status, null])
  })

  test('names the place of what was made, beside the body', async () => {
    const server = createServer({
      respond(answer) {
        answer.status = 201
        answer.headers.set('location', '/notes/1')
        answer.body = { id: 1 }
      },
    })
    const response = await server.fetch('https://api.example.test/notes', { method: 'POST' })
    expect([response.headers.get('location'), await response.json()]).toEqual([
      '/notes/1',
      { id: 1 },
    ])
  })
})

describe('route', () => {
  test.each(['OPTIONS', 'PUT'])('lets a page send credentials along: %s', async (method) => {
    const request = {
      url: () => 'https://api.example.test/notes',
      method: () => method,
      headers: () => ({ origin: 'https://app.example' }),
      postData: () => null,
      isNavigationRequest: () => false,
    }
    const fulfill = vi.fn(async (_: { headers: Record<string, string> }) => {})
    const leave = async () => {}
    await createServer().route({ request: () => request, fulfill, abort: leave, fallback: leave })
    expect(fulfill.mock.calls[0]?.[0].headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-credentials': 'true',
    })
  })
})

describe('fetch', () => {
  test('answers 404 beyond the endpoints, and logs each request with its options', async () => {
    const server = createServer()
    expect(
      (await server.fetch(new URL('https://elsewhere.example/jwks'), { credentials: 'omit' }))
        .status,
    ).toBe(404)
    await server.fetch(
      new Request(`${server.issuer}oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ code: 'c' }),
      }),
    )
    expect(server.requests).toMatchObject([
      {
        endpoint: 'unknown',
        method: 'GET',
        url: 'https://elsewhere.example/jwks',
        init: { credentials: 'omit' },
      },
      { endpoint: 'token', method: 'POST', url: `${server.issuer}oauth/token` },
    ])
    expect(server.requests[1]?.parameters.get('code')).toBe('c')
    expect(server.requests[1]?.headers.get('content-type')).toMatch(
      'application/x-www-form-urlencoded',
    )
  })

  test('follows a redirect, forbids it, or shows it, as asked', async () => {
    const server = createServer({
      respond: ({ endpoint }) =>
        endpoint === 'token' ? Response.redirect('https://thief.example/', 307) : undefined,
    })
    const send = (redirect: RequestRedirect) =>
      server.fetch(`${server.issuer}oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({ code: 'c' }),
        redirect,
      })
    await expect(send('error')).rejects.toThrow(TypeError)
    expect((await send('manual')).status).toBe(307)
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['token', 'token'])
    await send('follow')
    expect(server.requests.at(-1)).toMatchObject({ url: 'https://thief.example/', method: 'POST' })
    expect(server.requests.at(-1)?.parameters.get('code')).toBe('c')
  })

  test('takes Authorization along within an origin, and to no other', async () => {
    for (const [to, sent] of [
      ['https://thief.example/', null],
      ['https://login.example.test/elsewhere', 'Bearer t'],
    ] as const) {
      const server = createServer({
        respond: ({ endpoint }) =>
          endpoint === 'userinfo' ? Response.redirect(to, 307) : undefined,
      })
      const headers = { authorization: 'Bearer t', accept: 'text/plain' }
      await server.fetch(`${server.issuer}userinfo`, { headers })
      const last = server.requests.at(-1)
      expect(last?.url).toBe(to)
      expect(last?.headers.get('authorization')).toBe(sent)
      expect(last?.headers.get('accept')).toBe('text/plain')
    }
  })

  test('drops the body of a POST that is redirected by 303', async () => {
    const server = createServer({
      respond: ({ endpoint }) =>
        endpoint === 'token' ? Response.redirect('https://app.example/', 303) : undefined,
    })
    await server.fetch(`${server.issuer}oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ code: 'c' }),
    })
    expect(server.requests.at(-1)).toMatchObject({ url: 'https://app.example/', method: 'GET' })
    expect(server.requests.at(-1)?.parameters.has('code')).toBe(false)
  })

  test('ends with the reason of its signal, before and while the server answers', async () => {
    const server = createServer({ respond: () => new Promise<undefined>(() => {}) })
    const controller = new AbortController()
    const pending = server.fetch(`${server.issuer}userinfo`, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(pending).rejects.toThrow('enough')
    await expect(
      server.fetch(`${server.issuer}userinfo`, { signal: controller.signal }),
    ).rejects.toThrow('enough')
    expect(server.requests).toHaveLength(1)
  })
})

describe('navigate and storage', () => {
  const page = (server: TestServer, state: string) =>
    `${server.issuer}authorize?client_id=app&redirect_uri=app:cb&response_type=token&state=${state}`

  test('answer() takes the page last navigated to, or waits for the next', async () => {
    const server = createServer()
    server.navigate(page(server, '1'))
    server.navigate(page(server, '2'))
    expect(readCallback(await server.answer())).toMatchObject({ state: '2' })
    const waiting = server.answer()
    server.navigate(page(server, '3'))
    expect(readCallback(await waiting)).toMatchObject({ state: '3' })
  })

  test('storage keeps a record until it is removed or too old', () => {
    let time = 0
    const { storage } = createServer({ now: () => time })
    storage.set('s', 'record', 60)
    time = 59_999
    expect(storage.get('s')).toBe('record')
    time = 60_000
    expect(storage.get('s')).toBeUndefined()
    storage.remove('s')
    expect(storage.records.size).toBe(0)
  })
})

describe('a login with Postern', () => {
  test('runs from start to end in Node in at most 20 lines, patching nothing', async () => {
    const before = Object.getOwnPropertyDescriptors(globalThis)
    const result = await logInInNode()
    expect(result?.claims).toMatchObject({ sub: 'test|zoe', name: 'Zoë Example' })
    expect(result?.appState.returnTo).toBe('/inbox')
    expect(Object.getOwnPropertyDescriptors(globalThis)).toEqual(before)
    expect(
      readFileSync(new URL('../support/login-in-node.ts', import.meta.url), 'utf8')
        .trim()
        .split('\n').length,
    ).toBeLessThanOrEqual(20)
  })

  test.each([
    'code',
    'token',
    'id_token',
    'token id_token',
    'code id_token',
    'code token',
    'code id_token token',
  ] as const)(
    'of response type "%s" succeeds, and its storage is empty afterwards',
    async (responseType) => {
      const { result, server } = await login({ responseType, request: { appState: 7 } })
      expect(result).toMatchObject({
        appState: 7,
        ...(responseType === 'token' ? { tokenType: 'Bearer' } : { claims: { aud: 'app' } }),
      })
      expect(server.storage.records.size).toBe(0)
    },
  )

  test.each(['RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const)(
    'accepts %s from a server that signs with it',
    async (algorithm) => {
      const { result } = await login({ server: { algorithm } })
      expect(result.claims.sub).toBe('test|zoe')
    },
  )

  test('works below any issuer and in the query', async () => {
    const { result, callbackUrl } = await login({
      responseType: 'code',
      server: { issuer: 'https://host.example/tenant/' },
      options: { responseMode: 'query' },
    })
    expect(callbackUrl).toMatch(/^https:\/\/app\.example\/callback\?code=/)
    expect(result.claims.iss).toBe('https://host.example/tenant/')
  })

  test('is refused with the code of what the script spoilt', async () => {
    const { error, storage, state } = await refusedLogin('invalid_token', {
      respond: ({ claims }) => {
        claims.nonce = 'of another login'
      },
      request: { appState: 'kept' },
    })
    expect(error).toMatchObject({ detail: { claim: 'nonce' }, appState: 'kept' })
    expect(storage.get(state)).toBeUndefined()
  })

  test('can be interfered with between its steps, and keeps its storage', async () => {
    const storage = memoryStorage()
    const { auth, callbackUrl, state } = await startLogin({
      responseType: 'token',
      options: { storage },
    })
    expect(storage.records.get(state)).toContain('"v":1')
    await rejects(auth.parseHash(callbackUrl.replace(state, 'forged')), 'state_unknown')
    expect(storage.calls.at(-1)).toEqual(['get', 'forged'])
  })

  test('goes on with refresh, userinfo and logout', async () => {
    const { result, auth, server } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
    })
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(await auth.userInfo(renewed.accessToken, { sub: result.claims.sub })).toMatchObject({
      email: 'zoe@example.test',
    })
    auth.logout({ returnTo: 'https://app.example/bye' })
    expect(await server.answer()).toBe('https://app.example/bye')
    await rejects(login({ server, request: { params: { prompt: 'none' } } }), 'login_required')
  })

  test('fetches keys again after rotateKeys', async () => {
    const { server, auth } = await login()
    server.rotateKeys(await keyFor())
    server.rotateKeys({ ...rsaKey, kid: 'next' })
    expect(
      await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl())),
    ).toHaveProperty('claims')
    expect(server.requests.filter(({ endpoint }) => endpoint === 'jwks')).toHaveLength(2)
  })

  test('lets several clients share a server', async () => {
    const server = createServer()
    const [one, two] = [
      createClient(server, 'token'),
      createClient(server, 'id_token', { clientId: 'two' }),
    ]
    const url = await server.answer(await two.buildAuthorizeUrl())
    expect(await one.parseHash(url)).toBeNull()
    expect(await two.parseHash(url)).toHaveProperty('claims.aud', 'two')
  })
})
