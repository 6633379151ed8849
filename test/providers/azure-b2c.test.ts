// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { azureB2C } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { clientId, logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

const tenantId = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490'
const flow = { domain: 'acme.b2clogin.com', tenantId, policy: 'B2C_1_signin', clientId }
const issuer = `https://acme.b2clogin.com/${tenantId}/v2.0/`
const base = `https://acme.b2clogin.com/${tenantId}/B2C_1_signin`

/** `not_before`, and `expires_in` as text; no access token for the scope `openid` alone. */
const server = () =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: `${base}/oauth2/v2.0/authorize`,
      token: `${base}/oauth2/v2.0/token`,
      jwks: `${base}/discovery/v2.0/keys`,
      endSession: `${base}/oauth2/v2.0/logout`,
    },
    respond({ endpoint, body, claims }) {
      Object.assign(claims, { tfp: 'B2C_1_signin', ver: '1.0' })
      if (endpoint !== 'token' || !body.access_token) return
      Object.assign(body, { not_before: '1442340812', expires_in: '3600' })
      if (!`${body.scope}`.includes(clientId)) body.access_token = undefined
    },
  })

describe('azureB2C', () => {
  test.each(['code', 'id_token', 'token id_token', 'id_token token'] as const)(
    'logs in by %s, with the application’s own scope',
    async (responseType) => {
      const simulated = await server()
      const auth = createAuth({ ...simulated.client, ...azureB2C(flow), responseType })
      const { url, result } = await logIn(auth, simulated)
      expect(url.searchParams.get('scope')).toBe(`openid ${clientId}`)
      expect(result.claims).toMatchObject({ iss: issuer, tfp: 'B2C_1_signin' })
    },
  )

  test('a scope of openid alone brings no access token, which code needs', async () => {
    const simulated = await server()
    const options = { ...simulated.client, ...azureB2C(flow), scope: 'openid' }
    const auth = createAuth({ ...options, responseType: 'code' })
    const { message } = await rejects(logIn(auth, simulated), 'token_error')
    expect(message).toMatch(/no access token.*`scope`.*\(token_error: access_token/)
  })

  test('renews with offline_access, at the same user flow', async () => {
    const simulated = await server()
    const scope = `openid offline_access ${clientId}`
    const options = { ...simulated.client, ...azureB2C(flow), scope }
    const auth = createAuth({ ...options, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(renewed).toMatchObject({ expiresIn: 3600, claims: { iss: issuer } })
  })

  test('reports that the person cancelled', async () => {
    const { client } = await server()
    const auth = createAuth({ ...client, ...azureB2C(flow), responseType: 'id_token' })
    const description = 'AADB2C90091: The user has cancelled entering self-asserted information.'
    const error = await rejects(
      refusal(auth, '#', { error: 'access_denied', error_description: description }),
      'access_denied',
    )
    expect(error.detail?.description).toBe(description)
  })

  test('logs out at the user flow’s own endpoint', async () => {
    const simulated = await server()
    const auth = createAuth({ ...simulated.client, ...azureB2C(flow), responseType: 'code' })
    const url = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(url).toMatch(`${base}/oauth2/v2.0/logout?`)
    expect(await simulated.visit(url)).toBe(redirectUri)
  })

  test('names no userinfo endpoint', async () => {
    const { client } = await server()
    const auth = createAuth({ ...client, ...azureB2C(flow), responseType: 'code' })
    await rejects(auth.userInfo('token'), 'invalid_config')
  })

  test.each([
    ['tenantId', ''],
    ['tenantId', 'a/b'],
    ['policy', ''],
    ['policy', '../B2C_1_other'],
    ['domain', ' '],
  ])('createAuth refuses a %s that is %j', async (name, value) => {
    const { client } = await server()
    const options = azureB2C({ ...flow, [name]: value })
    throws(() => createAuth({ ...client, ...options, responseType: 'code' }), 'invalid_config')
  })
})
