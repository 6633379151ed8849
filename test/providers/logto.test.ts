// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { logto } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

const url = 'https://acme.logto.app'
const issuer = `${url}/oidc`

/** `iss` with every answer; signed with an elliptic key, or, once rotated, with RSA. */
const server = (algorithm: 'ES384' | 'RS256' = 'ES384') =>
  simulateServer({
    issuer,
    algorithm,
    endpoints: {
      authorize: `${issuer}/auth`,
      token: `${issuer}/token`,
      jwks: `${issuer}/jwks`,
      userInfo: `${issuer}/me`,
      endSession: `${issuer}/session/end`,
    },
    respond({ endpoint, body }) {
      if (endpoint === 'authorize') body.iss = issuer
    },
  })

describe('logto', () => {
  test.each(['ES384', 'RS256'] as const)('logs in by code, signed with %s', async (algorithm) => {
    const simulated = await server(algorithm)
    const auth = createAuth({ ...logto({ url }), ...simulated.client, responseType: 'code' })
    expect((await logIn(auth, simulated)).result.claims.iss).toBe(issuer)
  })

  test('renews with offline_access, and answers userinfo', async () => {
    const simulated = await server()
    const options = { ...logto({ url }), ...simulated.client, scope: 'openid offline_access' }
    const auth = createAuth({ ...options, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(await auth.userInfo(renewed.accessToken, result.claims)).toHaveProperty('name')
  })

  test('reports an error, and refuses one without iss', async () => {
    const { client } = await server()
    const auth = createAuth({ ...logto({ url }), ...client, responseType: 'code' })
    const parameters = { error: 'consent_required', error_description: 'prompt none' }
    await rejects(refusal(auth, '#', { ...parameters, iss: issuer }), 'consent_required')
    await rejects(refusal(auth, '#', parameters), 'issuer_mismatch')
  })

  test('logs out as the standard says', async () => {
    const simulated = await server()
    const auth = createAuth({ ...logto({ url }), ...simulated.client, responseType: 'code' })
    const logoutUrl = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(logoutUrl).toMatch(`${issuer}/session/end?`)
    expect(await simulated.visit(logoutUrl)).toBe(redirectUri)
  })

  test.each(['', 'acme.logto.app', 'https://acme.logto.app/'])(
    'createAuth refuses the url %j',
    async (wrong) => {
      const { client } = await server()
      const options = logto({ url: wrong })
      throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
    },
  )
})
