// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { AuthOptions, AuthorizeParams, ResponseType, Transaction } from '../src/index.js'
import { createTestServer, type TestServer, type TestServerOptions } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, login, redirectUri, refusedLogin, startLogin } from './support/login.js'

type Respond = NonNullable<TestServerOptions['respond']>

const seconds = 1_800_000_000
const now = () => seconds * 1000
const server = { now }

const recordOf = (from: TestServer, state: string) =>
  JSON.parse(`${from.storage.records.get(state)}`) as Transaction
const queryOf = (url: string) => new URL(url).searchParams

/** Sets a claim in every ID Token. */
const withClaim =
  (claim: string, value: unknown): Respond =>
  ({ claims }) => {
    claims[claim] = value
  }

/**
 * Every response type whose ID Token is checked in another place: in front, at the token endpoint,
 * in both.
 */
const places = ['id_token', 'token id_token', 'code', 'code token', 'code id_token'] as const

describe('max_age', () => {
  test.each([
    ['of the client', { params: { max_age: 300 } }, {}, '300'],
    ['of the call', {}, { max_age: 300 }, '300'],
    ['of the call, over that of the client', { params: { max_age: 10 } }, { max_age: 300 }, '300'],
    ['as a text', {}, { max_age: '300' }, '300'],
    ['0, which is a value and no absence', {}, { max_age: 0 }, '0'],
    ['0 of the call, over that of the client', { params: { max_age: 10 } }, { max_age: 0 }, '0'],
  ] as [string, Partial<AuthOptions>, AuthorizeParams, string][])(
    '%s is sent once, and remembered as a number',
    async (_, options, params, sent) => {
      const {
        url,
        server: at,
        state,
      } = await startLogin<ResponseType, unknown>({ options, request: { params } })
      expect(queryOf(url).getAll('max_age')).toEqual([sent])
      expect(recordOf(at, state).maxAge).toBe(Number(sent))
    },
  )

  test.each([[{}], [{ max_age: undefined }], [{ max_age: null }]])(
    'left out (%j) is neither sent nor remembered',
    async (params) => {
      const { url, server: at, state } = await startLogin({ request: { params } })
      expect(queryOf(url).has('max_age')).toBe(false)
      expect(recordOf(at, state)).not.toHaveProperty('maxAge')
    },
  )

  test('of the client is switched off for one call by null', async () => {
    const { url, result } = await login({
      options: { params: { max_age: 300 } },
      request: { params: { max_age: null } },
      respond: withClaim('auth_time', undefined),
    })
    expect(queryOf(url).has('max_age')).toBe(false)
    expect(result.claims).not.toHaveProperty('auth_time')
  })

  test.each([-1, 1.5, '', ' ', 'soon', '10s', '1e3', Number.NaN, Number.POSITIVE_INFINITY])(
    '%j is refused with invalid_config',
    async (value) => {
      const client = createClient(createTestServer({ key: rsaKey }), 'id_token')
      await rejects(client.buildAuthorizeUrl('', { params: { max_age: value } }), 'invalid_config')
    },
  )

  test.each(places)(
    'is held against auth_time for "%s": else invalid_token (Core §3.1.3.7 (13), §2)',
    async (responseType) => {
      for (const authTime of [
        undefined,
        null,
        seconds - 300 - 60 - 1,
        `${seconds}`,
        true,
        [seconds],
        0,
      ]) {
        const { error } = await refusedLogin('invalid_token', {
          responseType,
          server,
          request: { params: { max_age: 300 } },
          respond: withClaim('auth_time', authTime),
        })
        expect(error.detail?.claim).toBe('auth_time')
      }
    },
  )

  test.each(places)(
    'is met for "%s" by an auth_time within it and the leeway, 60 s unless set',
    async (responseType) => {
      for (const authTime of [seconds, seconds - 300, seconds - 360, seconds - 299.5]) {
        const { result } = await login<ResponseType>({
          responseType,
          server,
          request: { params: { max_age: 300 } },
          respond: withClaim('auth_time', authTime),
        })
        expect(result).toHaveProperty('claims.auth_time', authTime)
      }
    },
  )

  test.each([
    ['of the client', { params: { max_age: 60 } }, {}],
    ['of the call (CVE-2026-107371)', {}, { max_age: 60 }],
    [
      'of the call, over a longer one of the client',
      { params: { max_age: 9000 } },
      { max_age: 60 },
    ],
    ['0 of the call, over that of the client', { params: { max_age: 9000 } }, { max_age: 0 }],
  ] as [string, Partial<AuthOptions>, AuthorizeParams][])(
    '%s refuses a login of 121 s ago',
    async (_, options, params) => {
      const { error } = await refusedLogin<ResponseType, unknown>('invalid_token', {
        responseType: 'id_token',
        server,
        options,
        request: { params },
        respond: withClaim('auth_time', seconds - 121),
      })
      expect(error.detail?.claim).toBe('auth_time')
    },
  )

  test('0 means now: only the leeway is left, and with leeway 0 nothing', async () => {
    const withZero = (leeway: number, age: number) =>
      startLogin({
        responseType: 'id_token',
        server,
        options: { leeway },
        request: { params: { max_age: 0 } },
        respond: withClaim('auth_time', seconds - age),
      }).then(({ auth, callbackUrl }) => auth.parseHash(callbackUrl))
    expect(await withZero(60, 60)).toHaveProperty('claims')
    expect(await withZero(0, 0)).toHaveProperty('claims')
    await rejects(withZero(60, 61), 'invalid_token')
    await rejects(withZero(0, 1), 'invalid_token')
  })

  test('is the one remembered, not that of the client that completes the login', async () => {
    const { server: at, callbackUrl } = await startLogin({
      responseType: 'id_token',
      server,
      request: { params: { max_age: 10 } },
      respond: withClaim('auth_time', seconds - 3000),
    })
    const other = createClient(at, 'id_token', { params: { max_age: 9000 } })
    expect((await rejects(other.parseHash(callbackUrl), 'invalid_token')).detail?.claim).toBe(
      'auth_time',
    )
  })

  test('not asked for, auth_time may be anything', async () => {
    expect(
      (await login({ server, respond: withClaim('auth_time', 1) })).result.claims.auth_time,
    ).toBe(1)
  })
})

describe('organization', () => {
  test.each([
    ['of the client', { params: { organization: 'org_42' } }, {}],
    ['of the call', {}, { organization: 'org_42' }],
    [
      'of the call, over that of the client',
      { params: { organization: 'acme' } },
      { organization: 'org_42' },
    ],
  ] as [string, Partial<AuthOptions>, AuthorizeParams][])(
    '%s is sent once, remembered and met',
    async (_, options, params) => {
      const {
        url,
        server: at,
        state,
        auth,
        callbackUrl,
      } = await startLogin<ResponseType, unknown>({ options, request: { params } })
      expect(queryOf(url).getAll('organization')).toEqual(['org_42'])
      expect(recordOf(at, state).organization).toBe('org_42')
      expect(await auth.parseHash(callbackUrl)).toHaveProperty('claims.org_id', 'org_42')
    },
  )

  test.each([[{}], [{ organization: undefined }], [{ organization: null }]])(
    'left out (%j) is neither sent nor remembered',
    async (params) => {
      const { url, server: at, state } = await startLogin({ request: { params } })
      expect(queryOf(url).has('organization')).toBe(false)
      expect(recordOf(at, state)).not.toHaveProperty('organization')
    },
  )

  test('of the client is switched off for one call by null', async () => {
    const { result } = await login({
      options: { params: { organization: 'org_42' } },
      request: { params: { organization: null } },
    })
    expect(result.claims).not.toHaveProperty('org_id')
  })

  test.each(places)(
    'by id is held against org_id for "%s", letter by letter',
    async (responseType) => {
      for (const value of [undefined, null, '', 'org_4', 'org_420', 'ORG_42', ['org_42'], 42]) {
        const { error } = await refusedLogin('invalid_token', {
          responseType,
          request: { params: { organization: 'org_42' } },
          respond: withClaim('org_id', value),
        })
        expect(error.detail).toMatchObject({ claim: 'org_id', expected: 'org_42' })
      }
    },
  )

  test.each(places)(
    'by name is held against org_name in lower case for "%s"',
    async (responseType) => {
      const { url, result } = await login<ResponseType>({
        responseType,
        request: { params: { organization: 'Acme-EU' } },
      })
      // It is sent as written; the server writes names in lower case.
      expect(queryOf(url).get('organization')).toBe('Acme-EU')
      expect(result).toHaveProperty('claims.org_name', 'acme-eu')
      for (const value of [undefined, 'acme', 'Acme-EU', 'acme-eu ', ['acme-eu']]) {
        const { error } = await refusedLogin('invalid_token', {
          responseType,
          request: { params: { organization: 'Acme-EU' } },
          respond: withClaim('org_name', value),
        })
        expect(error.detail).toMatchObject({ claim: 'org_name', expected: 'acme-eu' })
      }
    },
  )

  test('by id is not met by a name, nor by name through an id', async () => {
    const spelled = (
      organization: string,
      claim: 'org_id' | 'org_name',
    ): Parameters<typeof refusedLogin<'token id_token', unknown>>[1] => ({
      request: { params: { organization } },
      respond({ claims }) {
        claims.org_id = undefined
        claims.org_name = undefined
        claims[claim] = organization
      },
    })
    await refusedLogin('invalid_token', spelled('org_42', 'org_name'))
    await refusedLogin('invalid_token', spelled('acme', 'org_id'))
  })

  test('is the one remembered, not that of the client that completes the login', async () => {
    const { server: at, callbackUrl } = await startLogin({
      responseType: 'id_token',
      request: { params: { organization: 'org_42' } },
      respond: withClaim('org_id', 'org_7'),
    })
    const other = createClient(at, 'id_token', { params: { organization: 'org_7' } })
    expect((await rejects(other.parseHash(callbackUrl), 'invalid_token')).detail?.claim).toBe(
      'org_id',
    )
  })

  test('not asked for, org_id may be anything', async () => {
    expect((await login({ respond: withClaim('org_id', 'org_any') })).result.claims.org_id).toBe(
      'org_any',
    )
  })
})

describe('the iss parameter (RFC 9207)', () => {
  const withIss =
    (iss: unknown, changed: Record<string, unknown> = {}): Respond =>
    ({ endpoint, body }) => {
      if (endpoint === 'authorize') Object.assign(body, { iss, ...changed })
    }

  const types = ['token', 'id_token', 'token id_token', 'code', 'code id_token'] as const

  test.each(types)(
    'that is right is accepted for "%s", required or not (§2.4)',
    async (responseType) => {
      for (const requireIss of [true, false]) {
        const { result } = await login<ResponseType>({
          responseType,
          options: { requireIss },
          respond: withIss('https://login.example.test/'),
        })
        expect(result).toHaveProperty('appState')
      }
    },
  )

  test.each(types)(
    'that is wrong is issuer_mismatch for "%s", and nothing is redeemed or fetched (§2.4)',
    async (responseType) => {
      for (const requireIss of [true, false]) {
        for (const iss of [
          '',
          'https://login.example.test',
          'https://LOGIN.example.test/',
          'http://login.example.test/',
          'https://thief.example/',
          'https://login.example.test/ ',
          'null',
        ]) {
          const { error, server: at } = await refusedLogin('issuer_mismatch', {
            responseType,
            options: { requireIss },
            request: { appState: 'kept' },
            respond: withIss(iss),
          })
          expect(error.appState).toBe('kept')
          expect(at.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
          expect(at.storage.records.size).toBe(0)
        }
      }
    },
  )

  test.each(types)(
    'that is missing is issuer_mismatch for "%s" where it is required, and else accepted (§2.4)',
    async (responseType) => {
      await refusedLogin('issuer_mismatch', {
        responseType,
        options: { requireIss: true },
        respond: withIss(undefined),
      })
      await login<ResponseType>({ responseType, respond: withIss(undefined) })
    },
  )

  test('that is there twice is refused, though both may be right (RFC 6749 §3.1)', async () => {
    const right = 'https://login.example.test/'
    await refusedLogin('invalid_response', {
      responseType: 'token',
      respond: withIss([right, right]),
    })
    await refusedLogin('invalid_response', {
      responseType: 'token',
      respond: withIss([right, 'https://thief.example/']),
    })
  })

  test('is judged before an error, whose text stays unsaid (RFC 9207 §2.4)', async () => {
    const refusal = {
      access_token: undefined,
      error: 'access_denied',
      error_description: 'call this number',
    }
    const { error } = await refusedLogin('issuer_mismatch', {
      responseType: 'token',
      respond: withIss('https://thief.example/', refusal),
    })
    expect(error.message).not.toContain('call this number')
    expect(JSON.stringify(error.detail ?? {})).not.toContain('call this number')
    await refusedLogin('issuer_mismatch', {
      responseType: 'token',
      options: { requireIss: true },
      respond: withIss(undefined, refusal),
    })
    await refusedLogin('access_denied', {
      responseType: 'token',
      respond: withIss('https://login.example.test/', refusal),
    })
  })

  test('is compared with the issuer option, where the domain alone does not tell', async () => {
    const issuer = 'https://tenant.example/v2.0'
    const { result } = await login({
      responseType: 'token',
      options: { issuer },
      respond: (answer) => {
        answer.body.iss = issuer
        answer.claims.iss = issuer
      },
    })
    expect(result.tokenType).toBe('Bearer')
    await refusedLogin('issuer_mismatch', {
      responseType: 'token',
      options: { issuer },
      respond: withIss('https://login.example.test/'),
    })
  })
})

describe('a response of another client (RFC 9207 §1, RFC 9700 §4.4)', () => {
  test.each([
    ['client id', { clientId: 'other' }],
    ['issuer', { issuer: 'https://other.example/' }],
  ])(
    'of another %s is left alone: null, the record stays, nothing is redeemed',
    async (_, options) => {
      for (const responseType of ['code', 'token'] as const) {
        const {
          server: at,
          auth,
          callbackUrl,
          state,
        } = await startLogin<ResponseType>({ responseType })
        const other = createClient(at, responseType, options)
        expect(await other.parseHash(callbackUrl)).toBeNull()
        expect(at.storage.records.has(state)).toBe(true)
        expect(at.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
        expect(await auth.parseHash(callbackUrl)).toHaveProperty('tokenType', 'Bearer')
      }
    },
  )

  test('is left alone also where it is an error or expired', async () => {
    const { server: at, auth, state } = await startLogin({ responseType: 'token' })
    const refusal = `${redirectUri}#error=access_denied&state=${state}`
    expect(await createClient(at, 'token', { clientId: 'other' }).parseHash(refusal)).toBeNull()
    const later = { now: () => Date.now() + 86_400_000 }
    expect(
      await createClient(at, 'token', { clientId: 'other', ...later }).parseHash(refusal),
    ).toBeNull()
    await rejects(auth.parseHash(refusal), 'access_denied')
  })
})
