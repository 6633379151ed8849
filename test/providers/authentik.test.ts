// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { authentik } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

const application = { url: 'https://id.example', application: 'shop' }
const base = 'https://id.example/application/o'
const issuer = `${base}/shop/`

/** `token_type` and `expires_in` always; `id_token` alone brings an access token too. */
const server = () =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: `${base}/authorize/`,
      token: `${base}/token/`,
      jwks: `${base}/shop/jwks/`,
      userInfo: `${base}/userinfo/`,
      endSession: `${base}/shop/end-session/`,
    },
    respond({ endpoint, request, body, claims }) {
      Object.assign(claims, { acr: 'goauthentik.io/providers/oauth2/default', uid: 'abc' })
      if (endpoint !== 'authorize') return
      Object.assign(body, { token_type: 'Bearer', expires_in: 300 })
      if (request.parameters.get('response_type') === 'id_token') body.access_token = 'a1b2c3'
    },
  })

describe('authentik', () => {
  test.each([
    'code',
    'id_token',
    'id_token token',
    'code token',
    'code id_token',
    'code id_token token',
  ] as const)('logs in by %s', async (responseType) => {
    const simulated = await server()
    const auth = createAuth({ ...authentik(application), ...simulated.client, responseType })
    expect((await logIn(auth, simulated)).result.claims.iss).toBe(issuer)
  })

  test('renews with offline_access, and answers userinfo', async () => {
    const simulated = await server()
    const scope = 'openid offline_access'
    const options = { ...authentik(application), ...simulated.client, scope }
    const auth = createAuth({ ...options, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(await auth.userInfo(renewed.accessToken, result.claims)).toHaveProperty('name')
  })

  test('reports an error', async () => {
    const { client } = await server()
    const auth = createAuth({ ...authentik(application), ...client, responseType: 'code' })
    await rejects(refusal(auth, '#', { error: 'login_required' }), 'login_required')
  })

  test('logs out of the application', async () => {
    const simulated = await server()
    const options = { ...authentik(application), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const url = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(url).toMatch(`${base}/shop/end-session/?`)
    expect(await simulated.visit(url)).toBe(redirectUri)
  })

  test.each([
    ['https://id.example', ''],
    ['https://id.example', 'a/b'],
    ['https://id.example/', 'shop'],
    ['id.example', 'shop'],
  ])('createAuth refuses the url %j with the application %j', async (url, name) => {
    const { client } = await server()
    const options = authentik({ url, application: name })
    throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
  })
})
