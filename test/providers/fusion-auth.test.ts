// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { fusionAuth } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

const url = 'https://id.example'

/** `locale`, `userState`, and `iss` since version 1.69. */
const server = (issuer = 'acme.com') =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: `${url}/oauth2/authorize`,
      token: `${url}/oauth2/token`,
      jwks: `${url}/.well-known/jwks.json`,
      userInfo: `${url}/oauth2/userinfo`,
      endSession: `${url}/oauth2/logout`,
    },
    respond({ endpoint, body, claims }) {
      Object.assign(claims, { authenticationType: 'PASSWORD', tid: 'f1a2' })
      if (endpoint === 'authorize')
        Object.assign(body, { locale: 'fr', userState: 'Authenticated', iss: issuer })
    },
  })

describe('fusionAuth', () => {
  test.each(['code', 'id_token', 'token id_token'] as const)(
    'logs in by %s, though the issuer is no URL until somebody sets one',
    async (responseType) => {
      const simulated = await server()
      const provider = fusionAuth({ url, issuer: 'acme.com' })
      const auth = createAuth({ ...provider, ...simulated.client, responseType })
      expect((await logIn(auth, simulated)).result.claims.iss).toBe('acme.com')
    },
  )

  test('an issuer that was changed in the console is found out', async () => {
    const simulated = await server('https://id.example')
    const provider = fusionAuth({ url, issuer: 'acme.com' })
    const auth = createAuth({ ...provider, ...simulated.client, responseType: 'code' })
    await rejects(logIn(auth, simulated), 'issuer_mismatch')
  })

  test('renews with offline_access, and answers userinfo', async () => {
    const simulated = await server()
    const options = { ...fusionAuth({ url, issuer: 'acme.com' }), ...simulated.client }
    const scope = 'openid offline_access'
    const auth = createAuth({ ...options, responseType: 'code', scope })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(await auth.userInfo(renewed.accessToken, result.claims)).toHaveProperty('name')
  })

  test('reports an error with its reason', async () => {
    const { client } = await server()
    const options = { ...fusionAuth({ url, issuer: 'acme.com' }), ...client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const error = await rejects(
      refusal(auth, '#', {
        error: 'unauthorized_client',
        error_reason: 'grant_type_disabled',
        error_description: 'The authorization_code grant has been disabled for this client.',
      }),
      'unauthorized_client',
    )
    expect(error.detail?.description).toMatch(/disabled/)
  })

  test('logs out as the standard says', async () => {
    const simulated = await server()
    const options = { ...fusionAuth({ url, issuer: 'acme.com' }), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const logoutUrl = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(logoutUrl).toMatch(`${url}/oauth2/logout?`)
    expect(await simulated.visit(logoutUrl)).toBe(redirectUri)
  })

  test.each(['', 'id.example', 'http://id.example', 'https://id.example/'])(
    'createAuth refuses the url %j',
    async (wrong) => {
      const { client } = await server()
      const options = fusionAuth({ url: wrong, issuer: 'acme.com' })
      throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
    },
  )
})
