// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createAuth } from '../../src/index.js'
import { entra, entraExternalId } from '../../src/providers/index.js'
import { rejects, throws } from '../support/errors.js'
import {
  logIn,
  redirectUri,
  refusal,
  type ServerShape,
  simulateServer,
} from './simulated-server.js'

const tenantId = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490'
const elsewhere = '9188040d-6c67-4c5b-b112-36a304b66dad'

const endpointsBelow = (base: string): ServerShape['endpoints'] => ({
  authorize: `${base}/oauth2/v2.0/authorize`,
  token: `${base}/oauth2/v2.0/token`,
  jwks: `${base}/discovery/v2.0/keys`,
  endSession: `${base}/oauth2/v2.0/logout`,
})

/** "Successful response": `session_state` beside it; `tid` and `ver` in the ID Token. */
const server = (base: string, issuer: string, tid: string) =>
  simulateServer({
    issuer,
    endpoints: endpointsBelow(base),
    respond({ endpoint, body, claims }) {
      Object.assign(claims, { tid, ver: '2.0', nbf: claims.iat })
      if (endpoint === 'authorize') body.session_state = '0f5bb1d8-7a07'
    },
  })

const login = 'https://login.microsoftonline.com'
const directory = () => server(`${login}/${tenantId}`, `${login}/${tenantId}/v2.0`, tenantId)

describe('entra', () => {
  test.each(['code', 'id_token', 'token id_token', 'code id_token'] as const)(
    'logs in by %s in one directory',
    async (responseType) => {
      const simulated = await directory()
      const options = { ...entra({ tenant: tenantId }), ...simulated.client }
      const { result } = await logIn(createAuth({ ...options, responseType }), simulated)
      expect(result.claims).toMatchObject({ iss: `${login}/${tenantId}/v2.0`, tid: tenantId })
    },
  )

  test('takes a directory’s ID in capitals for what tokens write in small letters', () => {
    const { domain, issuer } = entra({ tenant: tenantId.toUpperCase() })
    expect([domain, issuer]).toEqual([`${login}/${tenantId}`, `${login}/${tenantId}/v2.0`])
  })

  test.each(['common', 'organizations', 'consumers'])(
    'takes people of any directory for %s, if the issuer is that of their own',
    async (tenant) => {
      const simulated = await server(`${login}/${tenant}`, `${login}/${elsewhere}/v2.0`, elsewhere)
      const options = { ...entra({ tenant }), ...simulated.client }
      const { result } = await logIn(createAuth({ ...options, responseType: 'code' }), simulated)
      expect(result.claims.iss).toBe(`${login}/${elsewhere}/v2.0`)
    },
  )

  test('refuses an issuer that is not of the directory the token names', async () => {
    const simulated = await server(`${login}/common`, `${login}/${elsewhere}/v2.0`, tenantId)
    const options = { ...entra({ tenant: 'common' }), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    expect((await rejects(logIn(auth, simulated), 'invalid_token')).detail?.claim).toBe('iss')
  })

  test('refuses people of another directory than the one that is named', async () => {
    const simulated = await server(`${login}/${tenantId}`, `${login}/${elsewhere}/v2.0`, elsewhere)
    const options = { ...entra({ tenant: tenantId }), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    expect((await rejects(logIn(auth, simulated), 'invalid_token')).detail?.claim).toBe('iss')
  })

  test('renews with offline_access', async () => {
    const simulated = await directory()
    const options = { ...entra({ tenant: tenantId }), ...simulated.client }
    const scope = 'openid profile offline_access User.Read'
    const auth = createAuth({ ...options, responseType: 'code', scope })
    const { result } = await logIn(auth, simulated)
    const renewed = await auth.refresh(`${result.refreshToken}`)
    expect(renewed.refreshToken).not.toBe(result.refreshToken)
    expect(renewed.claims?.sub).toBe(result.claims.sub)
  })

  test('reports what the server says of a response type that is not switched on', async () => {
    const simulated = await directory()
    const options = { ...entra({ tenant: tenantId }), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'id_token' })
    const description = "AADSTS700054: response_type 'id_token' is not enabled for the application."
    const error = await rejects(
      refusal(auth, '#', {
        error: 'unsupported_response_type',
        error_description: description,
        error_uri: 'https://login.microsoftonline.com/error?code=700054',
      }),
      'unsupported_response_type',
    )
    expect(error.detail?.description).toBe(description)
  })

  test('logs out at the directory’s own endpoint', async () => {
    const simulated = await directory()
    const options = { ...entra({ tenant: tenantId }), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const url = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(url).toMatch(`${login}/${tenantId}/oauth2/v2.0/logout?`)
    expect(await simulated.visit(url)).toBe(redirectUri)
  })

  test('names no userinfo endpoint', async () => {
    const { client } = await directory()
    const auth = createAuth({ ...entra({ tenant: tenantId }), ...client, responseType: 'code' })
    await rejects(auth.userInfo('token'), 'invalid_config')
  })

  test.each(['', 'common/x', '../x', undefined])(
    'createAuth refuses the tenant %j',
    async (name) => {
      const { client } = await directory()
      const options = entra({ tenant: name as string })
      throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
    },
  )
})

describe('entraExternalId', () => {
  const tenant = { domain: 'acme.ciamlogin.com', tenantId }
  const issuer = `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`
  const external = () => server(`https://acme.ciamlogin.com/${tenantId}`, issuer, tenantId)

  test('logs in at the tenant’s host, though tokens name another', async () => {
    const simulated = await external()
    const options = { ...entraExternalId(tenant), ...simulated.client }
    const { url, result } = await logIn(createAuth({ ...options, responseType: 'code' }), simulated)
    expect(url.host).toBe('acme.ciamlogin.com')
    expect(result.claims.iss).toBe(issuer)
  })

  test('renews with offline_access', async () => {
    const simulated = await external()
    const options = { ...entraExternalId(tenant), ...simulated.client }
    const scope = 'openid profile offline_access'
    const auth = createAuth({ ...options, responseType: 'code', scope })
    const { result } = await logIn(auth, simulated)
    expect(await auth.refresh(`${result.refreshToken}`)).toHaveProperty('claims.iss', issuer)
  })

  test('reports that the person cancelled', async () => {
    const { client } = await external()
    const auth = createAuth({ ...entraExternalId(tenant), ...client, responseType: 'code' })
    const description = 'AADSTS65004: User declined to consent to access the app.'
    const error = await rejects(
      refusal(auth, '#', { error: 'access_denied', error_description: description }),
      'access_denied',
    )
    expect(error.detail?.description).toBe(description)
  })

  test('logs out at the tenant’s host', async () => {
    const simulated = await external()
    const options = { ...entraExternalId(tenant), ...simulated.client }
    const auth = createAuth({ ...options, responseType: 'code' })
    const url = auth.buildLogoutUrl({ returnTo: redirectUri })
    expect(url).toMatch(`https://acme.ciamlogin.com/${tenantId}/oauth2/v2.0/logout?`)
    expect(await simulated.visit(url)).toBe(redirectUri)
  })

  test.each(['', 'a/b'])('createAuth refuses the tenantId %j', async (name) => {
    const { client } = await external()
    const options = entraExternalId({ ...tenant, tenantId: name })
    throws(() => createAuth({ ...options, ...client, responseType: 'code' }), 'invalid_config')
  })
})
