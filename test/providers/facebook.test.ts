// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { facebook } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import { logIn, refusal, simulateServer } from './simulated-server.js'

/** No `token_type`; a time at which access to data ends. */
const server = () =>
  simulateServer({
    endpoints: { authorize: 'https://www.facebook.com/dialog/oauth' },
    respond({ endpoint, body }) {
      if (endpoint !== 'authorize') return
      Object.assign(body, { data_access_expiration_time: 1_772_000_000 })
      body.token_type = undefined
    },
  })

describe('facebook', () => {
  test('logs in by token without a word on its type, to an access token alone', async () => {
    const simulated = await server()
    const auth = createAuth({ ...facebook(), ...simulated.client, responseType: 'token' })
    const { url, result } = await logIn(auth, simulated)
    expect(url.searchParams.get('scope')).toBe('public_profile email')
    expect(result).toMatchObject({ tokenType: 'Bearer', expiresIn: 7200 })
    expect(result).not.toHaveProperty('idToken')
  })

  test('reports that the person cancelled, which comes in the query', async () => {
    const { client } = await server()
    const auth = createAuth({ ...facebook(), ...client, responseType: 'token' })
    const error = await rejects(
      refusal(auth, '?', {
        error: 'access_denied',
        error_code: '200',
        error_description: 'Permissions error',
        error_reason: 'user_denied',
      }),
      'access_denied',
    )
    expect(error.detail?.description).toBe('Permissions error')
  })

  test('is understood where it says what is wrong in its own names alone', async () => {
    const simulated = await server()
    const auth = createAuth({ ...facebook(), ...simulated.client, responseType: 'token' })
    const error = await rejects(
      refusal(auth, '?', { error_code: '1349048', error_message: "Can't load URL" }),
      'invalid_response',
    )
    expect(error.message).toContain('(invalid_response: nothing)')
  })

  test('renews nothing, and has neither logout nor userinfo', async () => {
    const simulated = await server()
    const auth = createAuth({ ...facebook(), ...simulated.client, responseType: 'token' })
    await rejects(auth.refresh('refresh-token'), 'invalid_config')
    throws(() => auth.buildLogoutUrl(), 'invalid_config')
    await rejects(auth.userInfo('token'), 'invalid_config')
    expect(simulated.requests).toEqual([])
  })
})
