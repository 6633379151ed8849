// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { okta } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

/** The answer has its ID Token first, and a scope; the token says `ver` and `idp`. */
const server = (base: string, issuer: string) =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: `${base}/v1/authorize`,
      token: `${base}/v1/token`,
      jwks: `${base}/v1/keys`,
      userInfo: `${base}/v1/userinfo`,
      endSession: `${base}/v1/logout`,
    },
    respond(answer) {
      Object.assign(answer.claims, { ver: 1, idp: '00o1abc', amr: ['pwd'] })
      const { id_token, ...others } = answer.body
      if (answer.endpoint === 'authorize') answer.body = { id_token, ...others }
    },
  })

const issuer = 'https://acme.okta.com/oauth2/default'
const custom = () => server(issuer, issuer)

describe('okta', () => {
  test.each(['code', 'token', 'id_token', 'id_token token', 'code id_token token'] as const)(
    'logs in by %s at the authorization server default',
    async (responseType) => {
      const simulated = await custom()
      const options = { ...okta({ domain: 'acme.okta.com' }), ...simulated.client }
      const { result } = await logIn(createAuth({ ...options, responseType }), simulated)
      if (responseType !== 'token') expect(result).toHaveProperty('claims.iss', issuer)
    },
  )

  test('logs in at another authorization server', async () => {
    const id = 'https://acme.okta.com/oauth2/aus1abc'
    const simulated = await server(id, id)
    const provider = okta({ domain: 'acme.okta.com', authorizationServer: 'aus1abc' })
    const auth = createAuth({ ...provider, ...simulated.client, responseType: 'code' })
    expect((await logIn(auth, simulated)).result.claims.iss).toBe(id)
  })

  test('logs in at the organization’s own server, whose issuer has no path', async () => {
    const simulated = await server('https://acme.okta.com/oauth2', 'https://acme.okta.com')
    const provider = okta({ domain: 'acme.okta.com', authorizationServer: null })
    const auth = createAuth({ ...provider, ...simulated.client, responseType: 'code' })
    expect((await logIn(auth, simulated)).result.claims.iss).toBe('https://acme.okta.com')
  })

  test('renews with offline_access, and answers userinfo', async () => {
    const simulated = await custom()
    const options = { ...okta({ domain: 'acme.okta.com' }), ...simulated.client }
    const scope = 'openid profile offline_access'
    const auth = createAuth({ ...options, responseType: 'code', scope })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(await auth.userInfo(renewed.accessToken, result.claims)).toHaveProperty('name')
  })

  test('reports an error, whose state comes first', async () => {
    const { client } = await custom()
    const options = { ...okta({ domain: 'acme.okta.com' }), ...client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const description = 'User is not assigned to the client application.'
    const error = await rejects(
      refusal(auth, '#', { error: 'access_denied', error_description: description }),
      'access_denied',
    )
    expect(error.detail?.description).toBe(description)
  })

  test('logs out with the ID Token as a hint', async () => {
    const simulated = await custom()
    const options = { ...okta({ domain: 'acme.okta.com' }), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const url = auth.buildLogoutUrl({ returnTo: redirectUri, idTokenHint: 'h.c.s' })
    expect(url).toMatch(`${issuer}/v1/logout?`)
    expect(new URL(url).searchParams.get('id_token_hint')).toBe('h.c.s')
    expect(await simulated.visit(url)).toBe(redirectUri)
  })

  test.each([
    ['', 'default'],
    ['acme.okta.com', ''],
    ['acme.okta.com', 'a/b'],
  ])('createAuth refuses the domain %j with the server %j', async (domain, authorizationServer) => {
    const { client } = await custom()
    const options = okta({ domain, authorizationServer })
    throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
  })
})
