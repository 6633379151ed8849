// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { spotify } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, refusal, simulateServer } from './simulated-server.js'

const server = (refreshTokenRotation = true) =>
  simulateServer({
    refreshTokenRotation,
    endpoints: {
      authorize: 'https://accounts.spotify.com/authorize',
      token: 'https://accounts.spotify.com/api/token',
    },
    alwaysRefreshes: true,
  })

describe('spotify', () => {
  test('logs in by code, which comes in the query, and gives an access token alone', async () => {
    const simulated = await server()
    const auth = createAuth({ ...spotify(), ...simulated.client, responseType: 'code' })
    const { url, callbackUrl, result } = await logIn(auth, simulated)
    expect(url.searchParams.get('scope')).toBe('user-read-email')
    expect(callbackUrl).toMatch(/\?code=/)
    expect(result).toMatchObject({ tokenType: 'Bearer', expiresIn: 7200 })
    expect(result).not.toHaveProperty('idToken')
  })

  test.each([true, false])('renews, where refresh tokens rotate: %s', async (rotate) => {
    const simulated = await server(rotate)
    const auth = createAuth({ ...spotify(), ...simulated.client, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(renewed.refreshToken === result.refreshToken).toBe(!rotate)
    expect(renewed.refreshToken).toBeTypeOf('string')
    expect(renewed.accessToken).not.toBe(result.accessToken)
  })

  test('reports that the person said no', async () => {
    const { client } = await server()
    const auth = createAuth({ ...spotify(), ...client, responseType: 'code' })
    await rejects(refusal(auth, '?', { error: 'access_denied' }), 'access_denied')
  })

  test('has neither logout nor userinfo in the sense of OpenID Connect', async () => {
    const { client } = await server()
    const auth = createAuth({ ...spotify(), ...client, responseType: 'code' })
    throws(() => auth.buildLogoutUrl(), 'invalid_config')
    await rejects(auth.userInfo('token'), 'invalid_config')
  })
})
