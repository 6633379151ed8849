// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { discord } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, refusal, simulateServer } from './simulated-server.js'

const issuer = 'https://discord.com'

/** `iss` with an answer; `token_type` before the token. */
const server = () =>
  simulateServer({
    endpoints: {
      authorize: `${issuer}/oauth2/authorize`,
      token: `${issuer}/api/oauth2/token`,
    },
    alwaysRefreshes: true,
    respond(answer) {
      if (answer.endpoint === 'authorize') answer.body.iss = issuer
      const { token_type, ...others } = answer.body
      answer.body = { token_type, ...others }
    },
  })

describe('discord', () => {
  test.each([
    ['code', /\?.*code=/],
    ['token', /#token_type=Bearer&access_token=/],
  ] as const)('logs in by %s, and gives an access token alone', async (responseType, place) => {
    const simulated = await server()
    const auth = createAuth({ ...discord(), ...simulated.client, responseType })
    const { url, callbackUrl, result } = await logIn(auth, simulated)
    expect(url.searchParams.get('scope')).toBe('identify email')
    expect(callbackUrl).toMatch(place)
    expect(result).toMatchObject({ tokenType: 'Bearer' })
    expect(result).not.toHaveProperty('idToken')
  })

  test('renews, and reports a refresh token that was revoked', async () => {
    const simulated = await server()
    const auth = createAuth({ ...discord(), ...simulated.client, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(renewed.accessToken).not.toBe(result.accessToken)
    const error = await rejects(auth.refresh('revoked'), 'token_error')
    expect(error.detail).toMatchObject({ status: 400, error: 'invalid_grant' })
  })

  test.each([
    ['code', '?'],
    ['code', '#'],
    ['token', '?'],
    ['token', '#'],
  ] as const)('reports that the person said no to %s, in %j', async (responseType, place) => {
    const { client } = await server()
    const auth = createAuth({ ...discord(), ...client, responseType })
    await rejects(refusal(auth, place, { error: 'access_denied', iss: issuer }), 'access_denied')
  })

  test('has neither logout nor userinfo in the sense of OpenID Connect', async () => {
    const { client } = await server()
    const auth = createAuth({ ...discord(), ...client, responseType: 'code' })
    throws(() => auth.buildLogoutUrl(), 'invalid_config')
    await rejects(auth.userInfo('token'), 'invalid_config')
  })
})
