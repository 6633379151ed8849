// @vitest-environment node
import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import type { TestServer } from '../../src/testing/index.js'
import { jwkThumbprint } from '../../src/testing/keys.js'
import { authorize, createServer, pkce, redirectUri, verifier } from './client.js'

const api = 'https://api.example.test/orders'

interface Holder {
  readonly jwk: JWK
  readonly sign: (jwt: SignJWT) => Promise<string>
}

/** Somebody who holds a key; jose signs. */
async function createHolder(alg = 'ES256'): Promise<Holder> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { jwk: await exportJWK(publicKey), sign: (jwt) => jwt.sign(privateKey) }
}

interface Proof {
  readonly url: string
  readonly method?: string
  readonly accessToken?: string
  readonly nonce?: string | null
  readonly alg?: string
  readonly header?: Record<string, unknown>
  readonly claims?: Record<string, unknown>
}

/** A proof right in every way (RFC 9449 §4.2), but for what is changed. */
async function prove({ jwk, sign }: Holder, server: TestServer, proof: Proof): Promise<string> {
  const { url, method = 'POST', accessToken, nonce, alg = 'ES256', header, claims } = proof
  const ath =
    accessToken === undefined
      ? {}
      : { ath: createHash('sha256').update(accessToken).digest('base64url') }
  const right = { jti: crypto.randomUUID(), htm: method, htu: url, ...ath }
  const payload = { ...right, iat: Math.floor(server.now() / 1000), ...(nonce && { nonce }) }
  return sign(
    new SignJWT({ ...payload, ...claims }).setProtectedHeader({
      alg,
      typ: 'dpop+jwt',
      jwk,
      ...header,
    }),
  )
}

const tokenEndpoint = (server: TestServer) => `${server.issuer}oauth/token`

async function requestTokens(
  server: TestServer,
  form: Record<string, string | undefined>,
  dpop?: string,
) {
  const body = new URLSearchParams({ client_id: 'app' })
  for (const [name, value = ''] of Object.entries(form)) body.set(name, value)
  const headers = dpop === undefined ? {} : { dpop }
  const response = await server.fetch(tokenEndpoint(server), { method: 'POST', body, headers })
  return {
    status: response.status,
    nonce: response.headers.get('dpop-nonce'),
    ...(await response.json()),
  }
}

async function codeForm(server: TestServer, parameters: Record<string, string> = {}) {
  const scope = 'openid offline_access'
  const { code } = await authorize(server, { response_type: 'code', scope, ...pkce, ...parameters })
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  }
}

const refreshForm = (refreshToken: string) => ({
  grant_type: 'refresh_token',
  refresh_token: refreshToken,
})

async function logIn(server: TestServer, holder: Holder) {
  const proof = await prove(holder, server, { url: tokenEndpoint(server) })
  return requestTokens(server, await codeForm(server), proof)
}

/** Calls the API with the token and a proof that is right, but for what is changed. */
async function callApi(
  server: TestServer,
  holder: Holder,
  accessToken: string,
  changed: Partial<Proof> = {},
) {
  const dpop = await prove(holder, server, { url: api, method: 'GET', accessToken, ...changed })
  return server.fetch(api, { headers: { authorization: `DPoP ${accessToken}`, dpop } })
}

const challengeOf = ({ status, headers }: Response) =>
  `${status} ${/^\w+( error="\w+")?/.exec(headers.get('www-authenticate') ?? '')?.[0]}`

describe('a token request with a DPoP proof', () => {
  test.each(['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'])(
    'of a key for %s brings tokens of type DPoP, good with proofs of that key (RFC 9449 §5, §7)',
    async (alg) => {
      const server = createServer()
      const holder = await createHolder(alg)
      const dpop = await prove(holder, server, { url: tokenEndpoint(server), alg })
      const tokens = await requestTokens(server, await codeForm(server), dpop)
      expect(tokens).toMatchObject({ status: 200, token_type: 'DPoP', nonce: null })
      const response = await callApi(server, holder, tokens.access_token, { alg })
      expect([response.status, await response.json()]).toEqual([
        200,
        { sub: 'test|zoe', scope: 'openid offline_access' },
      ])
    },
  )

  test('must hold the key that dpop_jkt named (RFC 9449 §10)', async () => {
    const server = createServer()
    const [holder, other] = [await createHolder(), await createHolder()]
    const form = async () =>
      codeForm(server, { dpop_jkt: await calculateJwkThumbprint(holder.jwk) })
    const proof = (by: Holder) => prove(by, server, { url: tokenEndpoint(server) })
    expect(await requestTokens(server, await form(), await proof(other))).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    })
    expect(await requestTokens(server, await form())).toMatchObject({ error: 'invalid_grant' })
    expect(await requestTokens(server, await form(), await proof(holder))).toMatchObject({
      token_type: 'DPoP',
    })
  })

  test('renews with the same key alone; a thief spends nothing (RFC 9449 §5)', async () => {
    const server = createServer()
    const [holder, thief] = [await createHolder(), await createHolder()]
    const { refresh_token } = await logIn(server, holder)
    const renew = async (by?: Holder) =>
      requestTokens(
        server,
        refreshForm(refresh_token),
        by && (await prove(by, server, { url: tokenEndpoint(server) })),
      )
    for (const by of [thief, undefined])
      expect(await renew(by)).toMatchObject({ status: 400, error: 'invalid_grant' })
    expect(await renew(holder)).toMatchObject({ status: 200, token_type: 'DPoP' })
    expect(server.reuses).toEqual([])
  })

  test('without one it brings Bearer tokens, which no proof makes DPoP tokens', async () => {
    const server = createServer()
    const { token_type, access_token } = await requestTokens(server, await codeForm(server))
    expect(token_type).toBe('Bearer')
    const response = await callApi(server, await createHolder(), access_token)
    expect(challengeOf(response)).toBe('401 DPoP error="invalid_token"')
  })

  const wrong: [string, Partial<Proof>][] = [
    ['typ', { header: { typ: 'JWT' } }],
    ['no jwk', { header: { jwk: undefined } }],
    ['a jwk of another key', { header: { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } } }],
    ['another method', { claims: { htm: 'GET' } }],
    ['another URL', { claims: { htu: 'https://login.example.test/other' } }],
    ['a query in htu', { claims: { htu: 'https://login.example.test/oauth/token?a' } }],
    ['no htu', { claims: { htu: undefined } }],
    ['no jti', { claims: { jti: undefined } }],
    ['no iat', { claims: { iat: undefined } }],
  ]
  test.each(wrong)('is refused for %s (RFC 9449 §4.3)', async (_, changed) => {
    const server = createServer()
    const url = tokenEndpoint(server)
    const dpop = await prove(await createHolder(), server, { url, ...changed })
    expect(await requestTokens(server, await codeForm(server), dpop)).toEqual({
      status: 400,
      nonce: null,
      error: 'invalid_dpop_proof',
      error_description: expect.stringMatching(/^DPoP proof: /),
    })
  })

  test('is refused for a private or symmetric key, two proofs, and what is no JWT', async () => {
    const server = createServer()
    const url = tokenEndpoint(server)
    const holder = await createHolder()
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const right = await prove(holder, server, { url })
    const secret = new Uint8Array(32)
    const symmetric: Holder = {
      jwk: { kty: 'oct', k: Buffer.from(secret).toString('base64url') },
      sign: (jwt) => jwt.sign(secret),
    }
    for (const dpop of [
      await prove(holder, server, { url, header: { jwk: await exportJWK(privateKey) } }),
      await prove(symmetric, server, { url, alg: 'HS256' }),
      `${right}, ${right}`,
      `${right.slice(0, -4)}AAAA`,
      'made-up',
      'a.b.c',
    ])
      expect(await requestTokens(server, await codeForm(server), dpop)).toMatchObject({
        error: 'invalid_dpop_proof',
      })
  })

  test('is good for a minute by the server’s clock, and once', async () => {
    const server = createServer({ now: () => 1_800_000_000_000 })
    const holder = await createHolder()
    const attempt = async (seconds: number) => {
      const claims = { iat: 1_800_000_000 + seconds }
      const dpop = await prove(holder, server, { url: tokenEndpoint(server), claims })
      const { status } = await requestTokens(server, await codeForm(server), dpop)
      const again = await requestTokens(server, await codeForm(server), dpop)
      return [status, again.error]
    }
    expect(await attempt(60)).toEqual([200, 'invalid_dpop_proof'])
    expect(await attempt(-60)).toEqual([200, 'invalid_dpop_proof'])
    expect(await attempt(61)).toEqual([400, 'invalid_dpop_proof'])
    expect(await attempt(-61)).toEqual([400, 'invalid_dpop_proof'])
  })
})

describe('a DPoP token at userinfo and APIs', () => {
  test('is worth nothing as Bearer or with another’s proof (RFC 9449 §7.1)', async () => {
    const server = createServer()
    const [holder, thief] = [await createHolder(), await createHolder()]
    const { access_token } = await logIn(server, holder)
    const bare = (scheme: string) =>
      server.fetch(api, { headers: { authorization: `${scheme} ${access_token}` } })
    expect(challengeOf(await bare('Bearer'))).toBe('401 Bearer error="invalid_token"')
    expect(challengeOf(await bare('DPoP'))).toBe('401 DPoP error="invalid_token"')
    expect(challengeOf(await callApi(server, thief, access_token))).toBe(
      '401 DPoP error="invalid_token"',
    )
    for (const claims of [{ ath: undefined }, { ath: 'of another token' }])
      expect(challengeOf(await callApi(server, holder, access_token, { claims }))).toBe(
        '401 DPoP error="invalid_dpop_proof"',
      )
    expect((await callApi(server, holder, access_token)).status).toBe(200)
  })

  test('tells userinfo who the person is, and expires like any other', async () => {
    const server = createServer()
    const holder = await createHolder()
    const { access_token } = await logIn(server, holder)
    const url = `${server.issuer}userinfo`
    const ask = async () => {
      const dpop = await prove(holder, server, { url, method: 'GET', accessToken: access_token })
      return server.fetch(url, { headers: { authorization: `DPoP ${access_token}`, dpop } })
    }
    expect(await (await ask()).json()).toMatchObject({ sub: 'test|zoe' })
    server.expireTokens()
    const expired = await ask()
    expect(challengeOf(expired)).toBe('401 DPoP error="invalid_token"')
    expect(expired.headers.get('www-authenticate')).toContain('algs="ES256 ')
  })
})

describe('a nonce', () => {
  test('is demanded by token endpoint and API, each its own (RFC 9449 §8, §9)', async () => {
    const server = createServer({ dpopNonceLifetime: 300 })
    const holder = await createHolder()
    const form = await codeForm(server)
    const url = tokenEndpoint(server)
    const proof = (nonce: string | null) => prove(holder, server, { url, nonce })
    const refused = await requestTokens(server, form, await proof(null))
    expect(refused).toMatchObject({ status: 400, error: 'use_dpop_nonce' })
    const tokens = await requestTokens(server, form, await proof(refused.nonce))
    expect(tokens).toMatchObject({ status: 200, token_type: 'DPoP', nonce: refused.nonce })

    const first = await callApi(server, holder, tokens.access_token, { nonce: refused.nonce })
    expect(challengeOf(first)).toBe('401 DPoP error="use_dpop_nonce"')
    const nonce = first.headers.get('dpop-nonce')
    expect(nonce).not.toBe(refused.nonce)
    for (let call = 0; call < 2; call++) {
      const response = await callApi(server, holder, tokens.access_token, { nonce })
      expect([response.status, response.headers.get('dpop-nonce')]).toEqual([200, nonce])
    }
  })

  test('is replaced when its time is over', async () => {
    const server = createServer({ dpopNonceLifetime: 60 })
    const holder = await createHolder()
    const attempt = async (nonce: string | null) =>
      requestTokens(
        server,
        await codeForm(server),
        await prove(holder, server, { url: tokenEndpoint(server), nonce }),
      )
    const { nonce } = await attempt(null)
    server.advanceTime(60)
    const late = await attempt(nonce)
    expect(late).toMatchObject({ status: 400, error: 'use_dpop_nonce' })
    expect(late.nonce).not.toBe(nonce)
    expect(await attempt(late.nonce)).toMatchObject({ status: 200 })
  })

  test('that lives for no time is demanded for ever', async () => {
    const server = createServer({ dpopNonceLifetime: 0 })
    const holder = await createHolder()
    let nonce: string | null = null
    for (let attempt = 0; attempt < 3; attempt++) {
      const dpop = await prove(holder, server, { url: tokenEndpoint(server), nonce })
      const refused = await requestTokens(server, await codeForm(server), dpop)
      expect(refused.error).toBe('use_dpop_nonce')
      nonce = refused.nonce
    }
  })

  test('is no matter of Bearer tokens', async () => {
    const server = createServer({ dpopNonceLifetime: 60 })
    const tokens = await requestTokens(server, await codeForm(server))
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer' })
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    expect((await server.fetch(api, { headers })).status).toBe(200)
  })
})

test('the metadata name the algorithms of proofs (RFC 9449 §5.1)', async () => {
  const server = createServer()
  const response = await server.fetch(`${server.issuer}.well-known/openid-configuration`)
  expect((await response.json()).dpop_signing_alg_values_supported).toContain('ES256')
})

test('each answer bears the server’s time', async () => {
  const server = createServer({ now: () => 1_800_000_000_999 })
  const { headers } = await server.fetch(tokenEndpoint(server))
  expect(headers.get('date')).toBe('Fri, 15 Jan 2027 08:00:00 GMT')
})

test.each(['ES256', 'RS256', 'EdDSA'])(
  'the thumbprint of a key for %s is that of RFC 7638, whatever else the key holds',
  async (alg) => {
    const { jwk } = await createHolder(alg)
    expect(await jwkThumbprint({ ...jwk, use: 'sig', kid: 'k' })).toBe(
      await calculateJwkThumbprint(jwk),
    )
  },
)
