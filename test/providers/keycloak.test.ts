// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { keycloak } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

const realm = { url: 'https://id.example', realm: 'main' }
const issuer = 'https://id.example/realms/main'

/** `session_state`, and `iss` since version 23; `typ` in the payload, a key to encrypt with. */
const server = (url = 'https://id.example') => {
  const base = `${url}/realms/main/protocol/openid-connect`
  return simulateServer({
    issuer: `${url}/realms/main`,
    endpoints: {
      authorize: `${base}/auth`,
      token: `${base}/token`,
      jwks: `${base}/certs`,
      userInfo: `${base}/userinfo`,
      endSession: `${base}/logout`,
    },
    respond({ endpoint, body, claims }) {
      Object.assign(claims, { typ: 'ID', azp: claims.aud, acr: '1', sid: 'd9d5' })
      if (endpoint === 'authorize')
        Object.assign(body, { session_state: 'd9d5', iss: `${url}/realms/main` })
      if (endpoint === 'jwks') body.keys?.unshift({ kty: 'RSA', use: 'enc', alg: 'RSA-OAEP' })
    },
  })
}

describe('keycloak', () => {
  test.each(['code', 'token', 'id_token', 'id_token token', 'code id_token token'] as const)(
    'logs in by %s',
    async (responseType) => {
      const simulated = await server()
      const auth = createAuth({ ...keycloak(realm), ...simulated.client, responseType })
      const { result } = await logIn(auth, simulated)
      if (responseType !== 'token') expect(result).toHaveProperty('claims.iss', issuer)
    },
  )

  test('logs in below a path, as before version 17, and on this machine', async () => {
    const url = 'http://localhost:8080/auth'
    const simulated = await server(url)
    const provider = keycloak({ url, realm: 'main' })
    const auth = createAuth({ ...provider, ...simulated.client, responseType: 'code' })
    expect((await logIn(auth, simulated)).result.claims.iss).toBe(`${url}/realms/main`)
  })

  test('renews with offline_access, and answers userinfo', async () => {
    const simulated = await server()
    const options = { ...keycloak(realm), ...simulated.client, scope: 'openid offline_access' }
    const auth = createAuth({ ...options, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(await auth.userInfo(renewed.accessToken, result.claims)).toHaveProperty('name')
  })

  test('reports an error, which comes with iss', async () => {
    const { client } = await server()
    const auth = createAuth({ ...keycloak(realm), ...client, responseType: 'code' })
    const parameters = { error: 'login_required', iss: issuer }
    await rejects(refusal(auth, '#', parameters), 'login_required')
    const forged = { ...parameters, iss: 'https://id.example/realms/other' }
    await rejects(refusal(auth, '#', forged), 'issuer_mismatch')
  })

  test('logs out as the standard says', async () => {
    const simulated = await server()
    const auth = createAuth({ ...keycloak(realm), ...simulated.client, responseType: 'code' })
    const url = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(url).toMatch(`${issuer}/protocol/openid-connect/logout?`)
    expect(await simulated.visit(url)).toBe(redirectUri)
  })

  test.each([
    ['https://id.example', ''],
    ['https://id.example', 'main/x'],
    ['https://id.example/', 'main'],
    ['http://id.example', 'main'],
    ['id.example', 'main'],
  ])('createAuth refuses the url %j with the realm %j', async (url, name) => {
    const { client } = await server()
    const options = keycloak({ url, realm: name })
    throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
  })
})
