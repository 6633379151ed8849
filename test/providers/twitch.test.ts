// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { twitch } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, refusal, simulateServer } from './simulated-server.js'

const issuer = 'https://id.twitch.tv/oauth2'

/** `token_type` in small letters, no `expires_in`, a scope encoded twice. */
const server = () =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: `${issuer}/authorize`,
      jwks: `${issuer}/keys`,
      userInfo: `${issuer}/userinfo`,
    },
    respond({ endpoint, body, claims }) {
      Object.assign(claims, { azp: claims.aud })
      if (endpoint !== 'authorize' || !body.access_token) return
      Object.assign(body, { token_type: 'bearer', scope: 'openid user%3Aread%3Aemail' })
      body.expires_in = undefined
    },
  })

describe('twitch', () => {
  test.each(['token', 'id_token', 'token id_token'] as const)(
    'logs in by %s',
    async (responseType) => {
      const simulated = await server()
      const auth = createAuth({ ...twitch(), ...simulated.client, responseType })
      const { url, result } = await logIn(auth, simulated)
      expect(url.searchParams.get('scope')).toBe('openid')
      if (responseType !== 'token') expect(result).toHaveProperty('claims.iss', issuer)
      if (responseType !== 'id_token') expect(result).toMatchObject({ expiresIn: null })
    },
  )

  test('answers userinfo', async () => {
    const simulated = await server()
    const auth = createAuth({ ...twitch(), ...simulated.client, responseType: 'token id_token' })
    const { result } = await logIn(auth, simulated)
    expect(await auth.userInfo(result.accessToken, result.claims)).toHaveProperty('sub')
  })

  test('reports that the person said no, which comes in the query', async () => {
    const { client } = await server()
    const auth = createAuth({ ...twitch(), ...client, responseType: 'token id_token' })
    const description = 'The user denied you access'
    const error = await rejects(
      refusal(auth, '?', { error: 'access_denied', error_description: description }),
      'access_denied',
    )
    expect(error.detail?.description).toBe(description)
  })

  test('renews nothing and has no logout', async () => {
    const { client } = await server()
    const auth = createAuth({ ...twitch(), ...client, responseType: 'token id_token' })
    await rejects(auth.refresh('refresh-token'), 'invalid_config')
    throws(() => auth.buildLogoutUrl(), 'invalid_config')
  })
})
