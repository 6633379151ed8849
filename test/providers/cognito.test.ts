// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { cognito } from '../../src/providers/index.js'
import type { TestAnswer } from '../../src/testing/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, redirectUri, refusal, simulateServer } from './simulated-server.js'

const pool = {
  region: 'eu-central-1',
  userPool: 'eu-central-1_AbCdEfGhI',
  domain: 'acme.auth.eu-central-1.amazoncognito.com',
}
const issuer = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI'
const host = 'https://acme.auth.eu-central-1.amazoncognito.com'

/** A renewal brings no refresh token; `token_use` in the ID Token, `bearer` in small letters. */
function respond({ endpoint, request, body, claims }: TestAnswer) {
  if (endpoint === 'token' || endpoint === 'authorize') claims.token_use = 'id'
  if (endpoint === 'authorize' && body.access_token) body.token_type = 'bearer'
  if (endpoint === 'token' && request.parameters.get('grant_type') === 'refresh_token')
    body.refresh_token = undefined
}

const server = () =>
  simulateServer({
    issuer,
    endpoints: {
      authorize: `${host}/oauth2/authorize`,
      token: `${host}/oauth2/token`,
      userInfo: `${host}/oauth2/userInfo`,
      jwks: `${issuer}/.well-known/jwks.json`,
      endSession: `${host}/logout`,
    },
    alwaysRefreshes: true,
    idTokenForToken: true,
    respond,
  })

describe('cognito', () => {
  test('logs in by code, which comes in the query', async () => {
    const simulated = await server()
    const auth = createAuth({ ...cognito(pool), ...simulated.client, responseType: 'code' })
    const { url, callbackUrl, result } = await logIn(auth, simulated)
    expect(url.searchParams.get('scope')).toBe('openid email')
    expect(callbackUrl).toMatch(/\?code=/)
    expect(result.claims).toMatchObject({ iss: issuer, token_use: 'id' })
    expect(await auth.userInfo(result.accessToken, result.claims)).toHaveProperty('email')
  })

  test('logs in by token, and takes the ID Token that comes with it', async () => {
    const simulated = await server()
    const auth = createAuth({ ...cognito(pool), ...simulated.client, responseType: 'token' })
    const { callbackUrl, result } = await logIn(auth, simulated)
    expect(callbackUrl).toMatch(/#access_token=/)
    expect(result).toMatchObject({ tokenType: 'Bearer', claims: { iss: issuer } })
  })

  test('renews: the refresh token stays, unless the pool rotates it', async () => {
    const simulated = await server()
    const auth = createAuth({ ...cognito(pool), ...simulated.client, responseType: 'code' })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(renewed.refreshToken).toBe(result.refreshToken)
    expect(renewed.accessToken).not.toBe(result.accessToken)
    expect(renewed.claims?.sub).toBe(result.claims.sub)
  })

  test.each(['code', 'token'] as const)(
    'reports an error of a %s login, which comes in the query, description first',
    async (responseType) => {
      const simulated = await server()
      const auth = createAuth({ ...cognito(pool), ...simulated.client, responseType })
      const error = await rejects(
        refusal(auth, '?', { error_description: 'invalid_scope', error: 'invalid_request' }),
        'invalid_request',
      )
      expect(error.detail?.description).toBe('invalid_scope')
    },
  )

  test('logs out at the pool’s own page, which wants logout_uri', async () => {
    const simulated = await server()
    const auth = createAuth({ ...cognito(pool), ...simulated.client, responseType: 'code' })
    expect(auth.buildLogoutUrl({ returnTo: redirectUri })).toBe(
      `${host}/logout?client_id=abc123&logout_uri=${encodeURIComponent(redirectUri)}`,
    )
  })

  test.each([
    ['region', ''],
    ['region', 'eu-central-1/x'],
    ['region', undefined],
    ['userPool', '../other'],
    ['userPool', 'a b'],
    ['domain', ''],
  ])('createAuth refuses a %s that is %j', async (name, value) => {
    const { client } = await server()
    const options = cognito({ ...pool, [name]: value })
    throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
  })
})
