// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { google } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, refusal, simulateServer } from './simulated-server.js'

const server = (issuer = 'https://accounts.google.com') =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: 'https://accounts.google.com/o/oauth2/v2/auth',
      jwks: 'https://www.googleapis.com/oauth2/v3/certs',
      userInfo: 'https://openidconnect.googleapis.com/v1/userinfo',
    },
    respond({ endpoint, body, claims }) {
      Object.assign(claims, { azp: claims.aud, hd: 'acme.example' })
      if (endpoint === 'authorize')
        Object.assign(body, { authuser: '0', hd: 'acme.example', prompt: 'consent', iss: issuer })
    },
  })

describe('google', () => {
  test.each(['token', 'id_token', 'token id_token', 'id_token token'] as const)(
    'logs in by %s',
    async (responseType) => {
      const simulated = await server()
      const auth = createAuth({ ...google(), ...simulated.client, responseType })
      const { url, result } = await logIn(auth, simulated)
      expect(url.searchParams.get('scope')).toBe('openid profile email')
      if (responseType !== 'token') expect(result).toHaveProperty('claims.hd', 'acme.example')
    },
  )

  test('takes the issuer in its older spelling too', async () => {
    const simulated = await server('accounts.google.com')
    const auth = createAuth({ ...google(), ...simulated.client, responseType: 'token id_token' })
    expect((await logIn(auth, simulated)).result.claims.iss).toBe('accounts.google.com')
  })

  test('answers userinfo at a host of its own', async () => {
    const simulated = await server()
    const auth = createAuth({ ...google(), ...simulated.client, responseType: 'token id_token' })
    const { result } = await logIn(auth, simulated)
    expect(await auth.userInfo(result.accessToken, result.claims)).toHaveProperty('email')
  })

  test('reports that the person said no', async () => {
    const { client } = await server()
    const auth = createAuth({ ...google(), ...client, responseType: 'token id_token' })
    await rejects(refusal(auth, '#', { error: 'access_denied' }), 'access_denied')
  })

  test('renews nothing and has no logout: both are refused before anything is sent', async () => {
    const simulated = await server()
    const auth = createAuth({ ...google(), ...simulated.client, responseType: 'token id_token' })
    await rejects(auth.refresh('refresh-token'), 'invalid_config')
    throws(() => auth.buildLogoutUrl(), 'invalid_config')
    expect(simulated.requests.filter(({ method }) => method === 'POST')).toEqual([])
  })
})
