// @vitest-environment node
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import type { TestServer } from '../../src/testing/index.js'
import { login } from '../support/login.js'
import { authorize, createServer, readCallback, redirectUri } from './client.js'

const metadataOf = async (server: TestServer) =>
  (await server.fetch(`${server.domain}/.well-known/openid-configuration`)).json()

const authorizeUrl = (address: string, parameters: Record<string, string> = {}) => {
  const url = new URL(address)
  const right = { client_id: 'app', redirect_uri: redirectUri, response_type: 'token' }
  for (const [name, value] of Object.entries({ ...right, ...parameters }))
    url.searchParams.set(name, value)
  return url.href
}

describe('the domain', () => {
  test.each([
    [{}, 'https://login.example.test'],
    [{ issuer: 'https://host.example/tenant/' }, 'https://host.example/tenant'],
    [{ issuer: 'http://localhost:8080' }, 'http://localhost:8080'],
    [{ issuer: 'acme.com' }, 'https://login.example.test'],
    [{ issuer: 'urn:acme', domain: 'https://id.example/' }, 'https://id.example'],
  ])('of a server with %j is %s', async (options, domain) => {
    const server = createServer(options)
    expect(server.domain).toBe(domain)
    expect(await metadataOf(server)).toMatchObject({
      issuer: server.issuer,
      authorization_endpoint: `${domain}/authorize`,
    })
  })
})

describe('an issuer that is no URL, or differs from the domain', () => {
  test.each([
    ['acme.com', 'https://login.example.test'],
    ['https://accounts.google.com', 'https://google.example.test'],
  ])('%s stands in the ID Token and in the metadata', async (issuer, domain) => {
    const server = createServer({ issuer, domain })
    const keys = createLocalJWKSet(
      await (await server.fetch(`${domain}/.well-known/jwks.json`)).json(),
    )
    const url = authorizeUrl(`${domain}/authorize`, {
      response_type: 'id_token',
      scope: 'openid',
      nonce: 'n',
    })
    const { id_token } = readCallback(await server.answer(url))
    expect(await jwtVerify(`${id_token}`, keys, { issuer, audience: 'app' })).toBeTruthy()
  })
})

test.each(['acme.com', 'urn:acme:id'])('a client logs in at the issuer %s', async (issuer) => {
  const { result } = await login({ server: createServer({ issuer }), responseType: 'code' })
  expect(result.claims.iss).toBe(issuer)
})

describe('endpoints', () => {
  test('are where the option says, with their query, and nowhere else', async () => {
    const server = createServer({
      endpoints: {
        authorize: 'https://login.b2c.example/authorize?p=sign_in',
        token: 'https://token.example/',
        userInfo: 'https://graph.example/oidc/userinfo',
        endSession: 'https://login.b2c.example/logout',
      },
    })
    expect(
      readCallback(await server.answer(authorizeUrl(`${server.endpoints?.authorize}`))),
    ).toEqual(expect.objectContaining({ access_token: expect.any(String) }))
    await expect(server.answer(authorizeUrl(`${server.domain}/authorize`))).rejects.toThrow('404')
    await server.fetch('https://token.example/', { method: 'POST' })
    await server.fetch('https://graph.example/oidc/userinfo')
    await server.fetch('https://login.b2c.example/logout')
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual([
      'authorize',
      'unknown',
      'token',
      'userinfo',
      'logout',
    ])
    expect(server.requests[0]?.parameters.get('p')).toBe('sign_in')
    expect(await metadataOf(server)).toMatchObject({
      authorization_endpoint: 'https://login.b2c.example/authorize?p=sign_in',
      token_endpoint: 'https://token.example/',
      jwks_uri: 'https://login.example.test/.well-known/jwks.json',
      userinfo_endpoint: 'https://graph.example/oidc/userinfo',
      end_session_endpoint: 'https://login.b2c.example/logout',
    })
  })

  test('that are null are answered 404, and missing in the metadata', async () => {
    const server = createServer({ endpoints: { userInfo: null, endSession: null, logout: null } })
    for (const path of ['userinfo', 'oidc/logout', 'v2/logout'])
      expect((await server.fetch(`${server.domain}/${path}`)).status, path).toBe(404)
    const metadata = await metadataOf(server)
    expect(metadata).not.toHaveProperty('userinfo_endpoint')
    expect(metadata).not.toHaveProperty('end_session_endpoint')
    expect(metadata).toHaveProperty('token_endpoint')
  })

  test('configure the client that the server is spread into', async () => {
    const server = createServer({
      endpoints: { authorize: 'https://a.example/auth', token: 'https://t.example/token' },
    })
    const { result } = await login({ server, responseType: 'code' })
    expect(result.claims.sub).toBe('test|zoe')
    expect(server.requests.map(({ url }) => new URL(url).host)).toEqual(
      expect.arrayContaining(['a.example', 't.example', 'login.example.test']),
    )
  })

  test('are no member of a server that has Auth0’s', () => {
    expect(createServer()).not.toHaveProperty('endpoints')
  })
})

describe('response_type=token', () => {
  test('brings an ID Token too where option and scope say so', async () => {
    const names = async (server: TestServer, scope: string) =>
      Object.keys(await authorize(server, { response_type: 'token', scope }))
    expect(await names(createServer({ idTokenForToken: false }), 'openid')).not.toContain(
      'id_token',
    )
    const both = createServer({ idTokenForToken: true })
    expect(await names(both, 'openid email')).toEqual(
      expect.arrayContaining(['access_token', 'id_token']),
    )
    expect(await names(both, 'email')).not.toContain('id_token')
    expect(await authorize(both, { response_type: 'token code' })).not.toHaveProperty('id_token')
  })

  test('brings an ID Token by default, which fits the access token and the nonce', async () => {
    const server = createServer()
    const { id_token } = await authorize(server, { response_type: 'token', nonce: 'once' })
    expect(decodeJwt(`${id_token}`)).toMatchObject({
      nonce: 'once',
      at_hash: expect.any(String),
      iss: server.issuer,
    })
  })
})

test('a client needs no domain beside the server that is spread into its options', async () => {
  const server = createServer({ issuer: 'https://host.example/tenant' })
  const auth = createAuth({ clientId: 'app', responseType: 'code', redirectUri, ...server })
  const result = await auth.parseHash(await server.answer(await auth.buildAuthorizeUrl()))
  expect(result?.claims.iss).toBe('https://host.example/tenant')
})
