// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { type AuthErrorCode, createAuth, isAuthError, type ResponseType } from '../src/index.js'
import type { TestAnswer, TestBody } from '../src/testing.js'
import { rejects } from './support/errors.js'
import { type LoginSetup, login, redirectUri, refusedLogin, startLogin } from './support/login.js'

/** A login whose callback URL differs from a right one in these members. */
const changed = <R extends ResponseType>(responseType: R, body: TestBody, setup: LoginSetup<R, unknown> = {}): LoginSetup<R, unknown> => ({
  responseType,
  request: { appState: { returnTo: '/inbox' } },
  ...setup,
  respond(answer: TestAnswer) {
    if (answer.endpoint === 'authorize') Object.assign(answer.body, body)
  },
})

const refusal = {
  access_token: undefined,
  token_type: undefined,
  expires_in: undefined,
  scope: undefined,
  id_token: undefined,
  code: undefined,
}

/** Every code of ours: none of them may be put into our mouth by a server. */
const ourCodes: AuthErrorCode[] = [
  'invalid_config',
  'browser_required',
  'insecure_context',
  'storage_unavailable',
  'state_too_large',
  'state_missing',
  'state_unknown',
  'state_expired',
  'issuer_mismatch',
  'invalid_response',
  'invalid_token',
  'popup_blocked',
  'popup_closed',
  'aborted',
  'timeout',
  'network_error',
  'token_error',
  'redirect_loop',
]

describe('an error of the server (RFC 6749 §4.1.2.1, §4.2.2.1; OpenID Connect Core §3.1.2.6)', () => {
  test.each([
    'access_denied',
    'login_required',
    'interaction_required',
    'consent_required',
    'account_selection_required',
    'server_error',
    'unauthorized',
    'x',
  ])('%s is the code of the rejection, with the login’s appState, and needs no description (pains row 20)', async (error) => {
    const refused = await refusedLogin(error, changed('token', { ...refusal, error }))
    expect(refused.error.detail).toEqual({ error })
    expect(refused.error.appState).toEqual({ returnTo: '/inbox' })
  })

  test('has its description as plain text in the detail (T20)', async () => {
    const description = 'Please verify <b>your</b> e-mail: a+b=c & "d" <script>alert(1)</script>'
    const { error } = await refusedLogin(
      'access_denied',
      changed('token', { ...refusal, error: 'access_denied', error_description: description }),
    )
    expect(error.detail).toEqual({ error: 'access_denied', description })
  })

  test('has its description cut to a few hundred characters', async () => {
    const error_description = 'x'.repeat(100_000)
    const { error } = await refusedLogin('access_denied', changed('token', { ...refusal, error: 'access_denied', error_description }))
    expect(error.detail?.description).toMatch(/^x{100,999}$/)
    expect(error.message.length).toBeLessThan(1500)
    const long = await startLogin(changed('token', { ...refusal, error: 'e'.repeat(100_000) }))
    const reason: unknown = await long.auth.parseHash(long.callbackUrl).catch((thrown) => thrown)
    expect(isAuthError(reason) && reason.code.length + reason.message.length).toBeLessThan(1500)
  })

  test.each(ourCodes)('%s, which is a code of ours, is reported as invalid_response', async (error) => {
    const refused = await refusedLogin('invalid_response', changed('token', { ...refusal, error }))
    expect(refused.error.detail).toMatchObject({ error })
    expect(refused.error.appState).toEqual({ returnTo: '/inbox' })
  })

  test.each([
    ['token', { access_token: 'a', token_type: 'Bearer' }],
    ['token id_token', {}],
    ['code', { code: 'c' }],
  ] as const)('wins over whatever comes beside it: %s (RFC 6749 §4.2.2.1)', async (responseType, body) => {
    const { server } = await refusedLogin('access_denied', changed(responseType, { ...body, error: 'access_denied' }))
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toEqual([])
  })

  test('without a value hides nothing: the login succeeds', async () => {
    const { result } = await login(changed('token', { error: '' }))
    expect(result.accessToken).toBeTruthy()
  })

  test('is believed only after state has matched: its text is withheld (RFC 6749 §10.12)', async () => {
    const body = { ...refusal, error: 'access_denied', error_description: 'canary-description', state: 'forged' }
    const { error } = await refusedLogin('state_unknown', changed('token', body))
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('canary-description')
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('access_denied')
  })

  test('is believed only after the issuer has matched (RFC 9207 §2.4)', async () => {
    const body = { ...refusal, error: 'access_denied', error_description: 'canary-description', iss: 'https://evil.example/' }
    const { error } = await refusedLogin('issuer_mismatch', changed('token', body))
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('canary-description')
  })
})

describe('duplicates refuse the response before anything of it is believed (RFC 6749 §3.1)', () => {
  test.each([
    ['error', { error: ['access_denied', 'login_required'] }],
    ['access_token', { access_token: ['a', 'b'] }],
    ['token_type', { token_type: ['Bearer', 'Bearer'] }],
    ['expires_in', { expires_in: [1, 2] }],
    ['iss', { iss: ['https://login.example.test/', 'https://login.example.test/'] }],
    ['scope', { scope: ['a', 'b'] }],
  ] as [string, TestBody][])('%s', async (_, body) => {
    await refusedLogin('invalid_response', changed('token', body))
  })

  test('state: whichever of the two is right', async () => {
    const { auth, state, callbackUrl } = await startLogin({ responseType: 'token' })
    await rejects(auth.parseHash(`${callbackUrl}&state=${state}`), 'invalid_response')
    for (const other of ['forged', '']) {
      const started = await startLogin({ responseType: 'token' })
      const reason: unknown = await started.auth.parseHash(started.callbackUrl.replace('#', `#state=${other}&`)).catch((thrown) => thrown)
      expect(isAuthError(reason) && ['invalid_response', 'state_unknown', 'state_missing']).toContain(isAuthError(reason) && reason.code)
    }
  })
})

describe('iss (RFC 9207 §2.4)', () => {
  const issuer = 'https://login.example.test/'
  const wrong = [
    'https://evil.example/',
    'https://login.example.test',
    'https://LOGIN.example.test/',
    'http://login.example.test/',
    'https://login.example.test//',
    'https://login.example.test/ ',
    'https://login.example.test/x',
    'null',
    'undefined',
  ]

  test.each(['token', 'id_token', 'code'] as const)('that is right is accepted with %s, known to be sent or not', async (responseType) => {
    await login(changed(responseType, { iss: issuer }))
    await login(changed(responseType, { iss: issuer }, { options: { requireIss: true } }))
  })

  test.each([...wrong, ''])('%o is refused although it was not promised, and no code is redeemed', async (iss) => {
    await refusedLogin('issuer_mismatch', changed('token', { iss }))
    const { server, error } = await refusedLogin('issuer_mismatch', changed('code', { iss }))
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
    expect(error.appState).toEqual({ returnTo: '/inbox' })
  })

  test('that is missing is refused where the server is known to send it', async () => {
    await refusedLogin('issuer_mismatch', changed('token', {}, { options: { requireIss: true } }))
    const { server } = await refusedLogin('issuer_mismatch', changed('code', {}, { options: { requireIss: true } }))
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
    await refusedLogin('issuer_mismatch', changed('token', { ...refusal, error: 'access_denied' }, { options: { requireIss: true } }))
    await login(changed('token', {}, { options: { requireIss: false } }))
  })

  test('is compared with the issuer option, as text', async () => {
    const own = { options: { issuer: 'https://other.example' } }
    await login(changed('token', { iss: 'https://other.example' }, own))
    await refusedLogin('issuer_mismatch', changed('token', { iss: 'https://other.example/' }, own))
    await refusedLogin('issuer_mismatch', changed('token', { iss: issuer }, own))
  })
})

describe('what was asked for comes back, and nothing else (Multiple Response Types §3, §5; RFC 9700 §2.1.2)', () => {
  test.each<[ResponseType, TestBody]>([
    ['token', { access_token: undefined, id_token: 'i' }],
    ['token', { access_token: undefined, code: 'c' }],
    ['token', { id_token: 'i' }],
    ['token', { code: 'c' }],
    ['id_token', { access_token: 'a', token_type: 'Bearer' }],
    ['id_token', { code: 'c' }],
    ['id_token', { id_token: undefined, access_token: 'a', token_type: 'Bearer' }],
    ['token id_token', { id_token: undefined }],
    ['token id_token', { id_token: '' }],
    ['token id_token', { access_token: undefined }],
    ['token id_token', { access_token: '' }],
    ['id_token token', { code: 'c' }],
    ['code', { access_token: 'a', token_type: 'Bearer' }],
    ['code', { id_token: 'i' }],
    ['code', { code: undefined, access_token: 'a', token_type: 'Bearer' }],
    ['code', { code: '', id_token: 'i' }],
    ['code token', { code: undefined }],
    ['code token', { access_token: undefined }],
    ['code token', { id_token: 'i' }],
    ['code id_token', { id_token: undefined }],
    ['code id_token', { code: undefined }],
    ['code id_token token', { access_token: undefined }],
    ['code id_token token', { id_token: undefined }],
    ['code id_token token', { code: undefined }],
  ])('%s answered with %o', async (responseType, body) => {
    const { server, error } = await refusedLogin('invalid_response', changed(responseType, body))
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
    expect(error.appState).toEqual({ returnTo: '/inbox' })
  })

  test.each<[ResponseType, ResponseType]>([
    ['token id_token', 'id_token token'],
    ['code id_token token', 'token code id_token'],
  ])('%s and %s are the same: words have no order (RFC 6749 §3.1.1)', async (asked, made) => {
    const { server, callbackUrl } = await startLogin({ responseType: asked })
    const auth = createAuth({ domain: server.issuer, clientId: 'app', responseType: made, redirectUri, ...server })
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
  })

  test.each<[ResponseType, ResponseType]>([
    ['token', 'token id_token'],
    ['token id_token', 'token'],
    ['code', 'token'],
    ['token', 'code'],
    ['code token', 'code'],
  ])('a login for %s cannot be completed by a client made for %s', async (asked, made) => {
    const { server, callbackUrl } = await startLogin({ responseType: asked })
    const auth = createAuth({ domain: server.issuer, clientId: 'app', responseType: made, redirectUri, ...server })
    await rejects(auth.parseHash(callbackUrl), 'invalid_response')
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
  })

  test('a code whose record has no verifier is not sent anywhere (RFC 7636 §4.5, A19)', async () => {
    const { server, auth, state, callbackUrl } = await startLogin({ responseType: 'code' })
    const record = JSON.parse(`${server.storage.get(state)}`)
    for (const codeVerifier of [undefined, '', null]) {
      server.storage.set(state, JSON.stringify({ ...record, codeVerifier }), 3600)
      await rejects(auth.parseHash(`${callbackUrl}&session_state=${codeVerifier}`), 'invalid_response')
    }
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
  })
})

describe('the place (Multiple Response Types §2.1, §5)', () => {
  const moved = (url: string, from: '#' | '?', to: '#' | '?') => url.replace(from, to)

  test('a query where a fragment was asked for is refused, and the message names responseMode', async () => {
    for (const responseType of ['code', 'token', 'token id_token'] as const) {
      const { server, auth, state, callbackUrl } = await startLogin({ responseType, request: { appState: 'x' } })
      const error = await rejects(auth.parseHash(moved(callbackUrl, '#', '?')), 'invalid_response')
      expect(error.message).toContain('responseMode')
      expect(error.appState).toBe('x')
      expect(server.storage.records.has(state)).toBe(false)
      expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
    }
  })

  test('an error in the query where a fragment was asked for is such an answer too', async () => {
    const { auth, callbackUrl } = await startLogin(changed('token', { ...refusal, error: 'access_denied' }))
    expect((await rejects(auth.parseHash(moved(callbackUrl, '#', '?')), 'invalid_response')).message).toContain('responseMode')
  })

  test('a fragment where a query was asked for is refused, and the message names responseMode', async () => {
    const { server, auth, state, callbackUrl } = await startLogin({ responseType: 'code', options: { responseMode: 'query' } })
    const error = await rejects(auth.parseHash(moved(callbackUrl, '?', '#')), 'invalid_response')
    expect(error.message).toContain('responseMode')
    expect(server.storage.records.has(state)).toBe(false)
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
  })
})

describe('token_type is required, and compared without case (RFC 6749 §5.1, §7.1)', () => {
  test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('%s is accepted, and reads Bearer in the result', async (token_type) => {
    const { result } = await login(changed('token', { token_type }))
    expect(result.tokenType).toBe('Bearer')
  })

  test.each([undefined, '', 'mac', 'DPoP', 'Bearer ', ' Bearer', 'Bearer,DPoP', 'Bearers', 'null', 'constructor'])(
    '%o is refused',
    async (token_type) => {
      await refusedLogin('invalid_response', changed('token', { token_type }))
      await refusedLogin('invalid_response', changed('token id_token', { token_type }))
    },
  )
})

describe('an access token is visible ASCII (RFC 6749 Appendix A.12)', () => {
  test.each(['a', '!~', 'aA0-._~+/=', 'x'.repeat(5000)])('%s is accepted', async (access_token) => {
    expect((await login(changed('token', { access_token }))).result.accessToken).toBe(access_token)
  })

  test.each(['a\r\nx: y', 'a\nb', 'a\u0000', 'a b', ' a', 'a ', 'a\tb', 'ä', '使', 'a\u007f', '🎉', 'a\u2028'])(
    '%o is refused',
    async (access_token) => {
      await refusedLogin('invalid_response', changed('token', { access_token }))
    },
  )
})

describe('expires_in is a number of seconds (RFC 6749 §4.2.2, Appendix A.14)', () => {
  const receivedAt = 1_800_000_000_000
  const now = () => receivedAt

  test.each([
    [undefined, null, null],
    ['', null, null],
    ['0', 0, receivedAt],
    ['7200', 7200, receivedAt + 7_200_000],
    ['007', 7, receivedAt + 7000],
  ])('%o gives expiresIn %o and expiresAt, counted from the moment of receipt', async (expires_in, expiresIn, expiresAt) => {
    const { result } = await login(changed('token', { expires_in }, { options: { now } }))
    expect(result).toMatchObject({ expiresIn, expiresAt })
  })

  test.each(['abc', '-1', '+1', '1e9', '0x10', '1.5', '3600abc', 'NaN', 'Infinity', ' 1', '1 ', 'null', '９', '1'.repeat(400)])(
    '%o is refused, and never turns into “does not expire”',
    async (expires_in) => {
      await refusedLogin('invalid_response', changed('token', { expires_in }))
    },
  )

  test.each([-2, 2])('a clock that is %i hours off changes nothing of a login without ID Token (pains row 22)', async (hours) => {
    const skewed = () => Date.now() + hours * 3_600_000
    const { result } = await login({ responseType: 'token', options: { now: skewed } })
    expect(Math.abs(Number(result.expiresAt) - skewed() - 7_200_000)).toBeLessThan(5000)
  })
})

describe('the result', () => {
  test('has the scope granted, else the one asked for', async () => {
    expect((await login(changed('token', { scope: 'read' }))).result.scope).toBe('read')
    expect((await login(changed('token', { scope: undefined }))).result.scope).toBe('openid profile email')
    expect((await login(changed('token', { scope: undefined }, { options: { scope: 'write' } }))).result.scope).toBe('write')
    expect((await login(changed('token', { scope: undefined }, { options: { scope: '' } }))).result.scope).toBeNull()
  })

  test('of token holds an access token and nothing of an ID Token', async () => {
    const { result } = await login({ responseType: 'token', request: { appState: 1 } })
    expect(Object.keys(result).sort()).toEqual(['accessToken', 'appState', 'expiresAt', 'expiresIn', 'scope', 'tokenType'])
  })

  test('of id_token holds the ID Token and its claims, and nothing of an access token', async () => {
    const { result } = await login({ responseType: 'id_token', request: { appState: 1 } })
    expect(Object.keys(result).sort()).toEqual(['appState', 'claims', 'idToken', 'scope'])
  })

  test.each<[unknown]>([[{ a: 1, u: '/x?y=1#/z' }], [['使', null, { '"': ',;%' }]], ['text'], [0], [false], [null], ['']])(
    'gives appState %o back, as the error does (pains row 24)',
    async (appState) => {
      const { result, url, callbackUrl } = await login({ responseType: 'token', request: { appState } })
      expect(result.appState).toEqual(appState)
      expect(`${url}${callbackUrl}`).not.toMatch(/appState|returnTo/)
      const { error } = await refusedLogin(
        'access_denied',
        changed('token', { ...refusal, error: 'access_denied' }, { request: { appState } }),
      )
      expect(error.appState).toEqual(appState)
    },
  )

  test('has no appState where none was given', async () => {
    expect((await login({ responseType: 'token' })).result.appState).toBeUndefined()
  })

  test('ignores what else the server sends (RFC 6749 §4.2.2)', async () => {
    const extras = { session_state: 'x', authuser: '0', hasOwnProperty: 'x', toString: 'x', constructor: 'x', __proto__x: '1' }
    const { result } = await login(changed('token', extras))
    expect(Object.keys(result).sort()).toEqual(['accessToken', 'appState', 'expiresAt', 'expiresIn', 'scope', 'tokenType'])
  })

  test('of token costs no request beside the page visit (pains row 40)', async () => {
    const fetch = vi.fn()
    const { server } = await login({ responseType: 'token', options: { fetch } })
    expect(fetch).not.toHaveBeenCalled()
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
  })
})
