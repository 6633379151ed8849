// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { AuthError, AuthErrorCode, ResponseType } from '../src/index.js'
import { createTestServer, type TestAnswer, type TestServerOptions } from '../src/testing/index.js'
import { leftHalfHash } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import {
  clientId,
  createClient,
  type LoginSetup,
  login,
  redirectUri,
  refusedLogin,
  startLogin,
} from './support/login.js'
import { endsForAMegabyte } from './support/megabyte.js'

type Change = (answer: TestAnswer) => unknown

/** Changes the answer of one endpoint. */
const at =
  (endpoint: 'authorize' | 'token', change: Change): NonNullable<TestServerOptions['respond']> =>
  (answer) => {
    if (answer.endpoint === endpoint) change(answer)
  }

const inFront = (change: Change) => ({ respond: at('authorize', change) })
const body =
  (members: TestAnswer['body']): Change =>
  (answer) =>
    Object.assign(answer.body, members)
const claims =
  (members: TestAnswer['claims']): Change =>
  (answer) =>
    Object.assign(answer.claims, members)

const types = [
  'code',
  'token',
  'id_token',
  'token id_token',
  'code token',
  'code id_token',
  'code token id_token',
] as const
const front = types.filter((type) => type !== 'code')

/** Parts of a response that a response type asks for, in wire spelling. */
const parts = { code: 'code', token: 'access_token', id_token: 'id_token' } as const
const asked = (type: string) => type.split(' ') as (keyof typeof parts)[]

describe('a login that is right in every way gives', () => {
  const accessTokenResult = {
    accessToken: expect.any(String),
    tokenType: 'Bearer',
    expiresIn: 7200,
    expiresAt: 1_700_007_200_000,
  }
  const idTokenResult = {
    idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    claims: expect.objectContaining({ sub: 'test|zoe' }),
  }

  test.each(types)('exactly what %s says', async (responseType) => {
    const words = asked(responseType)
    const { result } = await login({
      responseType,
      server: { now: () => 1_700_000_000_000, idTokenForToken: false },
      request: { appState: { n: 1 } },
    })
    expect(result).toEqual({
      ...((words.includes('token') || words.includes('code')) && accessTokenResult),
      ...((words.includes('id_token') || words.includes('code')) && idTokenResult),
      scope: 'openid profile email',
      appState: { n: 1 },
    })
  })

  test('a refresh token where the server gives one', async () => {
    const { result } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
    })
    expect(result.refreshToken).toMatch(/^[\w-]{43}$/)
  })

  test.each([undefined, null, 7, {}, ['x']])(
    'no refresh token that is %j',
    async (refresh_token) => {
      const { result } = await login({
        responseType: 'code',
        respond: at('token', body({ refresh_token })),
      })
      expect(result).not.toHaveProperty('refreshToken')
    },
  )

  test('no refresh token from the callback URL, where none belongs (RFC 6749 §4.2.2)', async () => {
    for (const responseType of types) {
      const { result } = await login({
        responseType,
        ...inFront(body({ refresh_token: 'planted' })),
      })
      expect(JSON.stringify(result)).not.toContain('planted')
    }
  })

  test('no ID Token for a code without openid (OpenID Connect Core §3.1.2.1)', async () => {
    const { result } = await login({ responseType: 'code', options: { scope: 'read:mail' } })
    expect(result).not.toHaveProperty('idToken')
    expect(result).not.toHaveProperty('claims')
    expect(result.scope).toBe('read:mail')
  })

  test('the tokens of the token endpoint, not of the callback URL (Core §3.3.3)', async () => {
    const sent: unknown[] = []
    const { result, callbackUrl } = await login({
      responseType: 'code token id_token',
      respond: ({ endpoint, body }) => {
        if (endpoint === 'token') sent.push(body.access_token)
      },
    })
    const fragment = new URLSearchParams(callbackUrl.split('#')[1])
    expect(result.accessToken).toBe(sent[0])
    expect(result.accessToken).not.toBe(fragment.get('access_token'))
    expect(result.idToken).not.toBe(fragment.get('id_token'))
  })
})

describe('scope is the one granted, else the one asked for (RFC 6749 §3.3, §5.1)', () => {
  test.each([
    ['token', 'authorize'],
    ['code', 'token'],
  ] as const)('for %s', async (responseType, endpoint) => {
    const granted = async (scope: unknown) =>
      (await login({ responseType, respond: at(endpoint, body({ scope })) })).result.scope
    expect(await granted('openid')).toBe('openid')
    expect(await granted(undefined)).toBe('openid profile email')
    expect(await granted(null)).toBe('openid profile email')
  })

  test('the call’s own wins over the client’s', async () => {
    const { result } = await login({
      ...inFront(body({ scope: undefined })),
      request: { scope: 'openid read' },
    })
    expect(result.scope).toBe('openid read')
  })

  test('the server’s word counts beside an ID Token alone, too', async () => {
    const { result } = await login({
      responseType: 'id_token',
      ...inFront(body({ scope: 'openid' })),
    })
    expect(result.scope).toBe('openid')
  })

  test.each<[unknown, string | null]>([
    [['openid', 'email'], 'openid email'],
    [[], null],
    ['', null],
    [7, null],
    [false, null],
    [{ openid: true }, null],
  ])('the token endpoint’s %j is %j, never what was asked for', async (scope, expected) => {
    const { result } = await login({ responseType: 'code', respond: at('token', body({ scope })) })
    expect(result.scope).toBe(expected)
  })

  test('an empty one is null', async () => {
    const { result } = await login({ responseType: 'token', options: { scope: '' } })
    expect(result.scope).toBeNull()
  })
})

describe('the lifetime (RFC 6749 §4.2.2, appendix A.14)', () => {
  test('counts from the moment of receipt, not from the end of the checks', async () => {
    const clock = { now: 1_700_000_000_000 }
    const { result } = await login({
      responseType: 'token id_token',
      server: { now: () => clock.now },
      respond: ({ endpoint }) => {
        if (endpoint === 'jwks') clock.now += 30_000
      },
    })
    expect(result.expiresAt).toBe(1_700_007_200_000)
  })

  test.each([
    ['token', 'authorize'],
    ['code', 'token'],
  ] as const)(
    'is null where the server does not say, for %s: unknown, not endless',
    async (responseType, endpoint) => {
      const { result } = await login({
        responseType,
        respond: at(endpoint, body({ expires_in: undefined })),
      })
      expect(result).toMatchObject({ expiresIn: null, expiresAt: null })
    },
  )

  const readable: [unknown, number][] = [
    ['0', 0],
    ['1', 1],
    ['3600', 3600],
    ['3600.', 3600],
    ['3600.0', 3600],
    ['3599.999', 3599],
    ['2147483647', 2_147_483_647],
    ['2147483648', 2_147_483_647],
    ['9999999999', 2_147_483_647],
    ['9'.repeat(400), 2_147_483_647],
  ]

  test.each(readable)(
    'that is %s counts as %i: decimals are cut, 2³¹ − 1 is the longest',
    async (expires_in, seconds) => {
      const { result } = await login({
        responseType: 'token',
        server: { now: () => 1_700_000_000_000 },
        ...inFront(body({ expires_in })),
      })
      expect(result.expiresIn).toBe(seconds)
      expect(result.expiresAt).toBe(1_700_000_000_000 + seconds * 1000)
    },
  )

  test.each<[unknown, number]>([...readable, [60, 60], [3600.5, 3600], [1e20, 2_147_483_647]])(
    'that is %j counts as %i from the token endpoint',
    async (expires_in, seconds) => {
      const { result } = await login({
        responseType: 'code',
        respond: at('token', body({ expires_in })),
      })
      expect(result.expiresIn).toBe(seconds)
    },
  )

  const junk = [
    'abc',
    '-1',
    '-0',
    '+1',
    '1e9',
    '3600abc',
    '0x10',
    '.5',
    '1.2.3',
    ' 3600',
    '3600 ',
    'NaN',
    'Infinity',
    'null',
    '٣٦٠٠',
    '"3600"',
    '1,000',
  ]

  test.each(junk)('that is %s is invalid_response, whatever was asked for', async (expires_in) => {
    for (const responseType of front)
      await refusedLogin('invalid_response', { responseType, ...inFront(body({ expires_in })) })
  })

  test.each<unknown>([...junk, '', -1, 1e30, true, {}, [], { toString: 1 }])(
    'that is %j is invalid_response from the token endpoint',
    async (expires_in) => {
      await refusedLogin('invalid_response', {
        responseType: 'code',
        respond: at('token', body({ expires_in })),
      })
    },
  )
})

describe('no parameter twice (RFC 6749 §3.1)', () => {
  const names = [
    'access_token',
    'token_type',
    'expires_in',
    'scope',
    'id_token',
    'state',
    'iss',
    'code',
    'error',
    'error_description',
    'error_uri',
    'session_state',
    'refresh_token',
  ]

  test.each(names)(
    '%s, with the same value or another, also spelled with a percent sign',
    async (name) => {
      for (const [first, second] of [
        [name, name],
        [
          name,
          name
            .replace('_', '%5F')
            .replace(/^./, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
        ],
      ]) {
        for (const values of [
          ['x', 'x'],
          ['x', 'y'],
          ['', 'x'],
          ['x', ''],
        ]) {
          const { auth, callbackUrl, state } = await startLogin({
            ...inFront(body({ iss: 'https://login.example.test/', session_state: 's' })),
          })
          const [base, fragment = ''] = callbackUrl.split('#')
          const rest = fragment.split('&').filter((member) => !member.startsWith(`${name}=`))
          const value = (index: number) => (name === 'state' ? state : values[index])
          const twice = [`${first}=${value(0)}`, ...rest, `${second}=${value(1)}`].join('&')
          await rejects(auth.parseHash(`${base}#${twice}`), 'invalid_response')
        }
      }
    },
  )

  test('state, with another value: the first is looked up, neither is believed', async () => {
    const behind = await startLogin()
    await rejects(behind.auth.parseHash(`${behind.callbackUrl}&state=other`), 'invalid_response')
    const inFront = await startLogin()
    await rejects(
      inFront.auth.parseHash(inFront.callbackUrl.replace('#', '#state=other&')),
      'state_unknown',
    )
  })

  test('but unknown parameters may be, and change nothing (RFC 6749 §4.2.2)', async () => {
    const unknown = {
      authuser: ['0', '1'],
      hasOwnProperty: ['x', 'y'],
      toString: ['x'],
      constructor: ['x'],
      'a[]': ['1', '2'],
      my_state: ['x', 'y'],
      states: ['x', 'y'],
    }
    const { result } = await login({
      ...inFront(body(JSON.parse(`{"__proto__":["x","y"],${JSON.stringify(unknown).slice(1)}`))),
    })
    expect(result.claims.sub).toBe('test|zoe')
    expect(Object.keys(result).sort()).toEqual([
      'accessToken',
      'appState',
      'claims',
      'expiresAt',
      'expiresIn',
      'idToken',
      'scope',
      'tokenType',
    ])
  })
})

describe('the answer stands where it was asked for (Multiple Response Types §2.1, §5)', () => {
  const moved = async (responseType: ResponseType, mode: 'fragment' | 'query') => {
    const started = await startLogin({
      responseType,
      ...(responseType === 'code' && { options: { responseMode: mode } }),
    })
    const [from, to] = mode === 'fragment' ? ['#', '?'] : ['?', '#']
    return { ...started, callbackUrl: started.callbackUrl.replace(from, to) }
  }

  test.each(types)(
    '%s in the query in place of the fragment is refused, and redeems no code',
    async (responseType) => {
      const { auth, callbackUrl, server } = await moved(responseType, 'fragment')
      const error = await rejects(auth.parseHash(callbackUrl), 'invalid_response')
      expect(error.message).toContain('responseMode')
      expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    },
  )

  test('a code in the fragment in place of the query; the message names the mode', async () => {
    const { auth, callbackUrl } = await moved('code', 'query')
    const error = await rejects(auth.parseHash(callbackUrl), 'invalid_response')
    expect(error.message).toMatch(/responseMode.*fragment/)
    expect(error.detail).toEqual({ expected: 'query', actual: 'fragment' })
  })

  test('a server’s error counts in either place', async () => {
    for (const mode of ['fragment', 'query'] as const) {
      const { auth, callbackUrl } = await startLogin({
        responseType: 'code',
        options: { responseMode: mode },
        ...inFront((answer) =>
          Object.assign(answer, { body: { error: 'access_denied', state: answer.body.state } }),
        ),
      })
      const [from, to] = mode === 'fragment' ? ['#', '?'] : ['?', '#']
      await rejects(auth.parseHash(callbackUrl.replace(from, to)), 'access_denied')
    }
  })

  test.each(['fragment', 'query'] as const)(
    'a code that was asked for by %s is accepted there',
    async (responseMode) => {
      const { result } = await login({ responseType: 'code', options: { responseMode } })
      expect(result.claims.sub).toBe('test|zoe')
    },
  )
})

describe('iss (RFC 9207 §2.4)', () => {
  const issuer = 'https://login.example.test/'
  const withIss = (
    iss: unknown,
    options: object = {},
    responseType: ResponseType = 'token id_token',
  ) => ({
    responseType,
    options,
    ...inFront(body({ iss })),
  })
  const wrong = {
    'of another server': 'https://evil.example/',
    empty: '',
    'without the slash': 'https://login.example.test',
    'in other case': 'https://LOGIN.example.test/',
    'of another scheme': 'http://login.example.test/',
    longer: `${issuer}x`,
    'with a space behind': `${issuer} `,
    'encoded twice': encodeURIComponent(issuer),
  }

  test.each(Object.entries(wrong))(
    'that is %s is issuer_mismatch, though nobody said the server sends one',
    async (_, iss) => {
      for (const responseType of types) {
        const { server } = await refusedLogin('issuer_mismatch', withIss(iss, {}, responseType))
        expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
      }
    },
  )

  test('that is the issuer passes', async () => {
    for (const responseType of types) await login(withIss(issuer, {}, responseType))
    await login(withIss(issuer, { requireIss: true }))
  })

  test('that is absent is refused only where the server is known to send it', async () => {
    await login(withIss(undefined))
    await login(withIss(undefined, { requireIss: false }))
    const { server, error } = await refusedLogin(
      'issuer_mismatch',
      withIss(undefined, { requireIss: true }, 'code'),
    )
    expect(server.requests).toHaveLength(1)
    expect(error.message).toContain('(issuer_mismatch: missing-iss)')
  })

  test('counts for errors too: the text of a foreign server stays unread', async () => {
    const change: Change = (answer) => {
      answer.body = {
        error: 'access_denied',
        error_description: 'call +1 555 0100',
        iss: 'https://evil.example/',
        state: answer.body.state,
      }
    }
    const { error } = await refusedLogin('issuer_mismatch', inFront(change))
    expect(error.detail).toEqual({ expected: issuer, actual: 'https://evil.example/' })
    expect(error.message).toContain('(issuer_mismatch: iss)')
    expect(`${error.message}${JSON.stringify(error)}`).not.toContain('555')
    const absent: Change = (answer) =>
      Object.assign(answer, { body: { error: 'access_denied', state: answer.body.state } })
    await refusedLogin('issuer_mismatch', { ...inFront(absent), options: { requireIss: true } })
  })

  test('is held against the option, where the issuer is not the domain', async () => {
    const options = { issuer: 'https://id.example.test/tenant' }
    await refusedLogin('issuer_mismatch', withIss(issuer, options))
    const right: Change = (answer) => {
      answer.body.iss = options.issuer
      answer.claims.iss = options.issuer
    }
    await login({ options, ...inFront(right) })
  })
})

describe('an error of the server (RFC 6749 §4.1.2.1, §4.2.2.1; Core §3.1.2.6)', () => {
  const sends = (members: TestAnswer['body']) =>
    inFront((answer) => Object.assign(answer, { body: { ...members, state: answer.body.state } }))

  test.each([
    'access_denied',
    'login_required',
    'interaction_required',
    'consent_required',
    'account_selection_required',
    'temporarily_unavailable',
    'a_code_of_tomorrow',
  ])('%s is the code of the error, for every response type', async (code) => {
    for (const responseType of types) {
      const { error } = await refusedLogin(code, {
        responseType,
        ...sends({ error: code, error_description: 'because' }),
        request: { appState: 7 },
      })
      expect(error.detail).toEqual({ error: code, description: 'because' })
      expect(error.appState).toBe(7)
      expect(error.message).toContain(code)
      expect(error.message).toContain('because')
    }
  })

  test('has no description that repeats a JWT, whosever it is', async () => {
    const { error } = await refusedLogin(
      'login_required',
      inFront((answer) => {
        const hint = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ6b2UifQ.AA'
        const error_description = `hint ${hint} is expired`
        answer.body = { error: 'login_required', error_description, state: answer.body.state }
      }),
    )
    expect(error.detail).toEqual({ error: 'login_required', description: undefined })
  })

  test('is read in linear time, however often it looks as if a JWT began', () =>
    endsForAMegabyte(async (length) => {
      const error_description = 'eyJ'.repeat(length / 3)
      const { error } = await refusedLogin(
        'login_required',
        inFront((answer) => {
          answer.body = { error: 'login_required', error_description, state: answer.body.state }
        }),
      )
      expect(error.detail?.description).toHaveLength(300)
    }))

  test('without a description has none', async () => {
    const { error } = await refusedLogin('access_denied', sends({ error: 'access_denied' }))
    expect(error.detail).toEqual({ error: 'access_denied' })
    expect(error.message).not.toContain('undefined')
    expect(error.message).not.toContain('(')
  })

  const ours = [
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

  test.each(ours)(
    'that calls itself %s is invalid_response: the codes of this library are its own',
    async (code) => {
      const { error } = await refusedLogin(
        'invalid_response',
        sends({ error: code, error_description: 'because' }),
      )
      expect(error.detail).toEqual({ error: code, description: 'because' })
    },
  )

  test('has a description of at most 300 characters and a code of at most 100', async () => {
    const { error } = await refusedLogin(
      'e'.repeat(100),
      sends({ error: 'e'.repeat(5000), error_description: 'd'.repeat(50_000) }),
    )
    expect(error.detail).toEqual({ error: 'e'.repeat(100), description: 'd'.repeat(300) })
    expect(error.message.length).toBeLessThan(500)
    const { error: exact } = await refusedLogin(
      'e'.repeat(99),
      sends({ error: 'e'.repeat(99), error_description: 'd'.repeat(299) }),
    )
    expect(exact.detail).toEqual({ error: 'e'.repeat(99), description: 'd'.repeat(299) })
  })

  test('keeps markup as text, and follows no error_uri', async () => {
    const description = '<img src=x onerror=alert(1)>'
    const { error, server } = await refusedLogin(
      'access_denied',
      sends({
        error: 'access_denied',
        error_description: description,
        error_uri: 'https://evil.example/',
      }),
    )
    expect(error.detail?.description).toBe(description)
    expect(JSON.stringify(error)).not.toContain('evil.example')
    expect(server.requests).toHaveLength(1)
  })

  test('wins over tokens and codes beside it, which are neither returned nor used', async () => {
    for (const responseType of types) {
      const { server } = await refusedLogin('access_denied', {
        responseType,
        ...inFront(body({ error: 'access_denied' })),
      })
      expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    }
  })

  test('that is empty is none, and hides nothing (RFC 6749 §3.1)', async () => {
    await login(inFront(body({ error: '' })))
    await refusedLogin(
      'invalid_token',
      inFront((answer) => {
        answer.body.error = ''
        answer.claims.aud = 'other'
      }),
    )
  })

  test('is believed only after state has matched: else its text is withheld', async () => {
    const setup = sends({ error: 'access_denied', error_description: 'call +1 555 0100' })
    const started = await startLogin(setup)
    const changed = started.callbackUrl.replace(/state=[^&]+/, 'state=unknown')
    const unknown = await rejects(started.auth.parseHash(changed), 'state_unknown')
    expect(await started.auth.parseHash(changed.replace('&state=unknown', ''))).toBeNull()
    await rejects(started.auth.parseHash(started.callbackUrl), 'access_denied')
    const spent = await rejects(
      createClient(started.server, 'token id_token').parseHash(started.callbackUrl),
      'state_unknown',
    )
    for (const error of [unknown, spent]) {
      expect(error.detail).toBeUndefined()
      expect(`${error.message}${JSON.stringify(error)}`).not.toMatch(/555|access_denied/)
    }
  })
})

describe('what was asked for comes back, and nothing else (Multiple Response Types §3, §5)', () => {
  const cases = types.flatMap((type) => asked(type).map((word) => [type, parts[word]] as const))

  test.each(cases)(
    '%s without %s, or with an empty one, is invalid_response',
    async (responseType, part) => {
      for (const value of [undefined, '']) {
        const change = body({ [part]: value })
        const started = await startLogin({ responseType, ...inFront(change) })
        await rejects(started.auth.parseHash(started.callbackUrl), 'invalid_response')
        expect(started.server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
      }
    },
  )

  // where one token alone was asked for, the other may come too: unasked-token.test.ts
  const mayBringBoth = (type: string, part: string) => /^(id_)?token$/.test(type) && part !== 'code'
  const unasked = types.flatMap((type) =>
    Object.entries(parts)
      .filter(([word]) => !asked(type).includes(word as keyof typeof parts))
      .filter(([, part]) => !mayBringBoth(type, part))
      .map(([, part]) => [type, part] as const),
  )

  test.each(unasked)(
    '%s with %s, which nobody asked for, is invalid_response',
    async (responseType, part) => {
      const right: Change = (answer) =>
        Object.assign(answer.body, {
          [part]: part === 'id_token' ? answer.sign : 'unasked',
          token_type: 'Bearer',
        })
      const { server, error } = await refusedLogin('invalid_response', {
        responseType,
        ...inFront(right),
      })
      expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
      expect(error.detail?.expected).toBe(responseType)
      expect(error.detail?.actual).not.toBe(responseType)
    },
  )

  test.each(['id_token token', 'token id_token code', 'id_token code', 'token code'] as const)(
    'the order of the words means nothing: %s is sent as written and completed',
    async (responseType) => {
      const { url, result } = await login({ responseType })
      expect(new URL(url).searchParams.get('response_type')).toBe(responseType)
      expect(result.accessToken ?? result.idToken).toBeTruthy()
    },
  )

  test('the client that completes asks for the same set as the one that began', async () => {
    const { server, callbackUrl } = await startLogin({ responseType: 'token id_token' })
    const other = createClient(server, 'id_token')
    await rejects(other.parseHash(callbackUrl), 'invalid_response')
    const { server: sameServer, callbackUrl: again } = await startLogin({
      responseType: 'token id_token',
    })
    expect(await createClient(sameServer, 'id_token token').parseHash(again)).not.toBeNull()
  })
})

describe('token_type (RFC 6749 §4.2.2, §5.1, §7.1)', () => {
  const wrong = ['mac', 'DPoP', 'bearer ', 'Bearer,DPoP', 'bear', 'N_A']

  test.each(['bearer', 'BEARER', 'Bearer', 'bEaReR'])(
    '%s is understood, and reported as Bearer',
    async (token_type) => {
      expect((await login({ ...inFront(body({ token_type })) })).result.tokenType).toBe('Bearer')
      expect(
        (await login({ responseType: 'code', respond: at('token', body({ token_type })) })).result
          .tokenType,
      ).toBe('Bearer')
    },
  )

  test.each([undefined, '', ...wrong])(
    '%s is invalid_response in the callback URL',
    async (token_type) => {
      for (const responseType of [
        'token',
        'token id_token',
        'code token',
        'code token id_token',
      ] as const) {
        const { server, error } = await refusedLogin('invalid_response', {
          responseType,
          ...inFront(body({ token_type })),
        })
        expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
        expect(error.detail).toEqual({ expected: 'Bearer' })
      }
    },
  )

  test.each<unknown>([undefined, null, '', 7, ['Bearer'], {}, ...wrong])(
    '%j is token_error at the token endpoint',
    async (token_type) => {
      const { error } = await refusedLogin('token_error', {
        responseType: 'code',
        respond: at('token', body({ token_type })),
      })
      expect(error.detail).toEqual({ status: 200, expected: 'Bearer' })
    },
  )

  test('is not looked at where no access token came', async () => {
    await login({ responseType: 'id_token', ...inFront(body({ token_type: undefined })) })
    await login({ responseType: 'id_token', ...inFront(body({ token_type: 'mac' })) })
  })
})

describe('an access token is visible ASCII (RFC 6749 appendix A.12)', () => {
  const wrong = [
    'a b',
    'a\r\nb',
    'a\nb',
    'a\tb',
    'a\0b',
    'ä',
    'a\u007f',
    '\u{1f511}',
    ' a',
    'a ',
    '\ufeffa',
  ]

  test.each(wrong)('%j in the callback URL is invalid_response', async (access_token) => {
    await refusedLogin('invalid_response', {
      responseType: 'token',
      ...inFront(body({ access_token })),
    })
  })

  test.each<unknown>([...wrong, undefined, null, '', 7, true, {}, ['a']])(
    '%j from the token endpoint is token_error',
    async (access_token) => {
      await refusedLogin('token_error', {
        responseType: 'code',
        respond: at('token', body({ access_token })),
      })
    },
  )

  test('all of it may be there', async () => {
    const access_token = Array.from({ length: 94 }, (_, index) =>
      String.fromCharCode(33 + index),
    ).join('')
    const { result } = await login({
      responseType: 'token',
      server: { idTokenForToken: false },
      ...inFront(body({ access_token })),
    })
    expect(result.accessToken).toBe(access_token)
  })
})

describe('a code (RFC 6749 §4.1.3; RFC 7636 §4.5)', () => {
  test('goes to the token endpoint with its verifier alone, byte for byte', async () => {
    const code = "c&o=d e+%/?#ü\u0000'~"
    const sent: string[] = []
    const { auth, callbackUrl, storage, state } = await startLogin({
      responseType: 'code',
      respond: (answer) => {
        if (answer.endpoint === 'authorize') answer.body.code = code
        if (answer.endpoint === 'token')
          sent.push(
            String(answer.request.init.body),
            String(answer.request.headers.get('content-type')),
          )
      },
    })
    const { codeVerifier } = JSON.parse(storage.get(state) ?? '')
    expect(codeVerifier).toMatch(/^[\w-]{43}$/)
    await rejects(auth.parseHash(callbackUrl), 'token_error')
    const form = new URLSearchParams({
      client_id: clientId,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: codeVerifier,
    })
    expect(sent).toEqual([
      form.toString(),
      expect.stringMatching(/^application\/x-www-form-urlencoded/),
    ])
  })

  test('is redeemed by a POST without cookies and referrer (RFC 9700 §4.12)', async () => {
    const { server } = await login({ responseType: 'code' })
    const { init, method } = server.requests.find(({ endpoint }) => endpoint === 'token') ?? {}
    expect(method).toBe('POST')
    expect(init).toMatchObject({
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
  })

  test('goes with the redirect URI of its own login, whatever the client’s is now', async () => {
    const { server, callbackUrl } = await startLogin({
      responseType: 'code',
      request: { redirectUri: 'https://app.example/deep' },
    })
    const later = createClient(server, 'code', { redirectUri: 'https://app.example/elsewhere' })
    expect(await later.parseHash(callbackUrl)).not.toBeNull()
    expect(
      server.requests.find(({ endpoint }) => endpoint === 'token')?.parameters.get('redirect_uri'),
    ).toBe('https://app.example/deep')
  })

  test('goes with its own verifier: two logins at once never cross (RFC 9700 §4.5)', async () => {
    const server = createTestServer({ key: rsaKey })
    const first = await startLogin({ server, responseType: 'code' })
    const second = await startLogin({ server, responseType: 'code' })
    const swapped = first.callbackUrl.replace(first.state, second.state)
    await rejects(first.auth.parseHash(swapped), 'token_error')
    const [begun] = server.requests.filter(({ endpoint }) => endpoint === 'token')
    expect(begun?.parameters.get('code_verifier')).toBeTruthy()
    await rejects(second.auth.parseHash(second.callbackUrl), 'state_unknown')
  })

  test('without a remembered verifier fails before any request (RFC 9700 §2.1.1)', async () => {
    const { server, callbackUrl, storage, state } = await startLogin({ responseType: 'code' })
    const { codeVerifier: _, ...without } = JSON.parse(storage.get(state) ?? '')
    for (const record of [without, { ...without, codeVerifier: '' }]) {
      storage.set(state, JSON.stringify(record), 3600)
      await rejects(createClient(server, 'code').parseHash(callbackUrl), 'invalid_response')
    }
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
  })

  test('is redeemed once, however often its URL is handled (RFC 6749 §4.1.2)', async () => {
    const { auth, server, callbackUrl } = await startLogin({ responseType: 'code' })
    const results = await Promise.allSettled([
      auth.parseHash(callbackUrl),
      auth.parseHash(callbackUrl),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await rejects(createClient(server, 'code').parseHash(callbackUrl), 'state_unknown')
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1)
  })

  test('of two instances with one callback URL, one logs in, one gets a state error', async () => {
    const { server, callbackUrl } = await startLogin({ responseType: 'code' })
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => createClient(server, 'code').parseHash(callbackUrl)),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1)
  })

  test('a status other than 2xx is token_error, even with tokens (RFC 6749 §5.2)', async () => {
    for (const status of [400, 401, 403, 500, 503]) {
      const { error } = await refusedLogin('token_error', {
        responseType: 'code',
        respond: at('token', (answer) => Object.assign(answer, { status })),
      })
      expect(error.detail).toEqual({ status })
    }
  })

  test('the server’s error is told with status and description, cut', async () => {
    const refusal: Change = (answer) => {
      answer.status = 400
      answer.body = { error: 'invalid_grant', error_description: 'the code is stale' }
    }
    const { error } = await refusedLogin('token_error', {
      responseType: 'code',
      respond: at('token', refusal),
      request: { appState: 'kept' },
    })
    expect(error.detail).toEqual({
      status: 400,
      error: 'invalid_grant',
      description: 'the code is stale',
    })
    expect(error.appState).toBe('kept')
    const long: Change = (answer) => {
      answer.status = 400
      answer.body = { error: 'e'.repeat(5000), error_description: 'd'.repeat(5000) }
    }
    const { error: cut } = await refusedLogin('token_error', {
      responseType: 'code',
      respond: at('token', long),
    })
    expect(cut.detail).toEqual({
      status: 400,
      error: 'e'.repeat(100),
      description: 'd'.repeat(300),
    })
  })

  test.each(['code', 'code_verifier'])(
    'a description that repeats the %s is left out, and so is such an error',
    async (name) => {
      for (const encode of [String, encodeURIComponent]) {
        const { error } = await refusedLogin('token_error', {
          responseType: 'code',
          respond: at('token', (answer) => {
            const sent = `bad ${encode(answer.request.parameters.get(name) ?? '')}!`
            answer.status = 400
            answer.body = { error: sent, error_description: sent }
          }),
        })
        expect(error.detail).toEqual({ status: 400 })
      }
    },
  )

  test('a description that repeats the nonce, which the server knows, is left out', async () => {
    let nonce = ''
    const { error } = await refusedLogin('token_error', {
      responseType: 'code',
      respond: (answer) => {
        if (answer.endpoint === 'authorize') nonce = `${answer.request.parameters.get('nonce')}`
        if (answer.endpoint !== 'token') return
        answer.status = 400
        answer.body = { error: 'invalid_grant', error_description: `no login for ${nonce}` }
      },
    })
    expect(error.detail).toEqual({ status: 400, error: 'invalid_grant' })
  })

  test('a message stands for a description where there is none, as at Auth0', async () => {
    const { error } = await refusedLogin('token_error', {
      responseType: 'code',
      respond: at('token', (answer) => {
        answer.status = 403
        answer.body = { statusCode: 403, message: 'Service not enabled within domain' }
      }),
    })
    expect(error.detail).toEqual({ status: 403, description: 'Service not enabled within domain' })
  })

  test.each([
    ['HTML', '<!doctype html>'],
    ['a list', '[{"access_token":"x","token_type":"Bearer"}]'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['cut off', '{"access_token":"x","token_type":"Bear'],
    ['empty', ''],
    ['a form', 'access_token=x&token_type=Bearer'],
  ])('an answer that is %s is token_error (RFC 6749 §5.1)', async (_, text) => {
    const respond: NonNullable<TestServerOptions['respond']> = ({ endpoint }) =>
      endpoint === 'token' ? new Response(text) : undefined
    const { error } = await refusedLogin('token_error', { responseType: 'code', respond })
    expect(error.detail).toEqual({ status: 200 })
  })

  test('no answer and a redirect are network_error; the redirect gets nothing', async () => {
    const dead: Change = () => {
      throw new TypeError('network')
    }
    await refusedLogin('network_error', { responseType: 'code', respond: at('token', dead) })
    const redirect: Change = (answer) => {
      answer.status = 307
      answer.headers.set('location', 'https://evil.example/token')
    }
    const { server } = await refusedLogin('network_error', {
      responseType: 'code',
      respond: at('token', redirect),
    })
    expect(server.requests.map(({ url }) => new URL(url).host)).not.toContain('evil.example')
  })
})

describe('the ID Token of the token endpoint (OpenID Connect Core §3.1.3.3, §3.1.3.7)', () => {
  test.each<unknown>([undefined, null, '', 7, true, {}, [], 'junk', { toString: 1 }])(
    'that is %j is invalid_token where openid was asked for',
    async (id_token) => {
      await refusedLogin('invalid_token', {
        responseType: 'code',
        respond: at('token', body({ id_token })),
      })
    },
  )

  test('is not due without openid, but what comes is checked', async () => {
    const options = { scope: 'read' }
    await login({ responseType: 'code', options, respond: at('token', body({ id_token: null })) })
    await refusedLogin('invalid_token', {
      responseType: 'code',
      options,
      respond: at('token', body({ id_token: 'junk' })),
    })
  })

  test('is due where the call asked for openid and the client did not', async () => {
    const setup: LoginSetup<'code', unknown> = {
      responseType: 'code',
      options: { scope: 'read' },
      request: { scope: 'read openid' },
    }
    expect((await login(setup)).result.claims?.sub).toBe('test|zoe')
    await refusedLogin('invalid_token', {
      ...setup,
      respond: at('token', body({ id_token: undefined })),
    })
  })

  test.each([
    ['iss', 'https://evil.example/'],
    ['aud', 'other'],
    ['exp', 0],
    ['nonce', 'other'],
    ['sub', ''],
    ['at_hash', 'other'],
    ['c_hash', 'other'],
  ])('has its signature and claims checked like any other: %s', async (claim, value) => {
    const { error } = await refusedLogin('invalid_token', {
      responseType: 'code',
      respond: at('token', claims({ [claim]: value })),
    })
    expect(error.detail?.claim).toBe(claim)
  })

  test('is refused unsigned: TLS does not stand in for the signature', async () => {
    await refusedLogin('invalid_token', {
      responseType: 'code',
      respond: at('token', (answer) => Object.assign(answer.header, { alg: 'none' })),
    })
  })

  test('its c_hash is checked where it is there (OpenID Connect Core §3.3.2.11)', async () => {
    const right = async (answer: TestAnswer) => {
      answer.claims.c_hash = await leftHalfHash(
        answer.request.parameters.get('code') ?? '',
        'RS256',
      )
    }
    const { result } = await login({
      responseType: 'code',
      respond: async (answer) => (answer.endpoint === 'token' ? right(answer) : undefined),
    })
    expect(result.claims.c_hash).toBeTruthy()
  })
})

describe('hybrid: two ID Tokens of one login (OpenID Connect Core §3.3)', () => {
  const hybrid = ['code id_token', 'code token id_token'] as const

  test.each(hybrid)(
    '%s: the first is checked before the code is redeemed',
    async (responseType) => {
      for (const change of [
        claims({ aud: 'other' }),
        claims({ c_hash: undefined }),
        claims({ c_hash: 'other' }),
        claims({ nonce: 'other' }),
      ]) {
        const { server } = await refusedLogin('invalid_token', { responseType, ...inFront(change) })
        expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
      }
    },
  )

  test.each(hybrid)(
    '%s: the second must be there, and be about the same person (§3.3.3.6)',
    async (responseType) => {
      await refusedLogin('invalid_token', {
        responseType,
        respond: at('token', body({ id_token: undefined })),
      })
      const { error } = await refusedLogin('invalid_token', {
        responseType,
        respond: at('token', claims({ sub: 'test|mallory' })),
      })
      expect(error.detail).toEqual({ claim: 'sub' })
    },
  )

  test('code token: an access token in the URL is checked before the code is sent', async () => {
    const { server } = await refusedLogin('invalid_response', {
      responseType: 'code token',
      ...inFront(body({ token_type: 'mac' })),
    })
    expect(server.requests).toHaveLength(1)
  })
})

describe('what this login asked for is held against its ID Token', () => {
  test.each(['id_token', 'code'] as const)(
    'max_age, also 0, of the call and of the client, for %s (OpenID Connect Core §3.1.2.1)',
    async (responseType) => {
      const endpoint = responseType === 'code' ? 'token' : 'authorize'
      for (const max_age of [0, '0', 60]) {
        for (const setup of [
          { request: { params: { max_age } } },
          { options: { params: { max_age } } },
        ]) {
          await login({ responseType, ...setup })
          for (const auth_time of [undefined, 0, '1700000000']) {
            const { error } = await refusedLogin('invalid_token', {
              responseType,
              ...setup,
              respond: at(endpoint, claims({ auth_time })),
            })
            expect(error.detail?.claim).toBe('auth_time')
          }
        }
      }
    },
  )

  test.each(['id_token', 'code'] as const)('organization, for %s', async (responseType) => {
    const endpoint = responseType === 'code' ? 'token' : 'authorize'
    for (const [organization, claim] of [
      ['org_Abc', 'org_id'],
      ['Acme', 'org_name'],
    ]) {
      const request = { params: { organization } }
      await login({ responseType, request })
      const { error } = await refusedLogin('invalid_token', {
        responseType,
        request,
        respond: at(endpoint, claims({ [claim ?? '']: 'org_other' })),
      })
      expect(error.detail?.claim).toBe(claim)
    }
  })

  test.each(front.filter((type) => type.includes('id_token')))(
    'nonce: without one remembered, %s is refused',
    async (responseType) => {
      const { server, callbackUrl, storage, state } = await startLogin({ responseType })
      const record = JSON.parse(storage.get(state) ?? '')
      for (const nonce of [undefined, null, '']) {
        storage.set(state, JSON.stringify({ ...record, nonce }), 3600)
        const error = await createClient(server, responseType)
          .parseHash(callbackUrl)
          .then(
            () => expect.fail('accepted without a nonce'),
            (reason: AuthError) => reason,
          )
        expect(['invalid_token', 'state_unknown']).toContain(error.code)
      }
    },
  )
})

describe('the order of the checks', () => {
  /** Each fault alone gives its outcome; together with any later one it still does. */
  const faults: [outcome: string, fault: Change | 'unknown state'][] = [
    ['state_unknown', 'unknown state'],
    ['invalid_response', (answer) => Object.assign(answer.body, { scope: ['a', 'b'] })],
    ['issuer_mismatch', body({ iss: 'https://evil.example/' })],
    ['access_denied', body({ error: 'access_denied' })],
    ['invalid_response', body({ access_token: undefined })],
    ['invalid_response', body({ token_type: 'mac' })],
    ['invalid_response', body({ expires_in: 'soon' })],
    ['invalid_token', (answer) => Object.assign(answer.header, { alg: 'none' })],
    ['invalid_token iss', claims({ iss: 'https://evil.example/' })],
    ['invalid_token aud', claims({ aud: 'other' })],
    ['invalid_token nonce', claims({ nonce: 'other' })],
    ['invalid_token at_hash', claims({ at_hash: 'other' })],
  ]

  test.each(faults.map(([outcome], index) => [index + 1, outcome] as const))(
    'no. %d: %s comes before all that follows',
    async (number, outcome) => {
      for (const together of [1, 2, faults.length]) {
        const present = [
          ...faults.slice(number - 1, number),
          ...faults.slice(number, number - 1 + together),
        ]
        const { auth, callbackUrl } = await startLogin(
          inFront((answer) => {
            for (const [, fault] of present) if (typeof fault === 'function') fault(answer)
          }),
        )
        const url = present.some(([, fault]) => fault === 'unknown state')
          ? callbackUrl.replace(/state=[^&]+/, 'state=unknown')
          : callbackUrl
        const error = await auth.parseHash(url).then(
          () => expect.fail('accepted'),
          (reason: AuthError) => reason,
        )
        expect([error.code, error.detail?.claim].filter(Boolean).join(' ')).toBe(outcome)
      }
    },
  )

  test('state, issuer, error, completeness and token_type need no request', async () => {
    for (const [, fault] of faults.slice(1, 7)) {
      const { auth, server, callbackUrl } = await startLogin(inFront(fault as Change))
      await auth.parseHash(callbackUrl).catch(() => undefined)
      expect(server.requests).toHaveLength(1)
    }
  })
})

describe('before all of them', () => {
  test('a login ends transactionTtl seconds after it began, to the millisecond', async () => {
    const clock = { now: 1_700_000_000_000 }
    const { server, callbackUrl, state } = await startLogin({
      server: { now: () => clock.now },
      responseType: 'token',
    })
    const record = server.storage.get(state) ?? ''
    const complete = () => {
      server.storage.set(state, record, 7200)
      return createClient(server, 'token').parseHash(callbackUrl)
    }
    clock.now += 3_600_000
    expect(await complete()).not.toBeNull()
    clock.now += 1
    await rejects(complete(), 'state_expired')
  })

  test('a state that only looks like that of a popup is looked up like any other', async () => {
    const { auth, callbackUrl } = await startLogin()
    const random = 'a'.repeat(43)
    for (const state of [
      'p.',
      'p.x',
      `up.${random}`,
      `p.${random}a`,
      `P.${random}`,
      `x.${random}`,
    ]) {
      await rejects(
        auth.parseHash(callbackUrl.replace(/state=[^&]+/, `state=${state}`)),
        'state_unknown',
      )
    }
  })
})

describe('every error of a login that began here', () => {
  const outcomes: [AuthErrorCode, Change, ResponseType][] = [
    ['issuer_mismatch', body({ iss: 'x' }), 'token id_token'],
    ['access_denied', body({ error: 'access_denied' }), 'token id_token'],
    ['invalid_response', body({ token_type: 'mac' }), 'token id_token'],
    [
      'invalid_response',
      (answer) => Object.assign(answer.body, { scope: ['a', 'b'] }),
      'token id_token',
    ],
    ['invalid_token', claims({ aud: 'other' }), 'token id_token'],
  ]

  test.each(outcomes)('carries its appState: %s', async (code, change, responseType) => {
    const appState = { returnTo: '/inbox' }
    const { error } = await refusedLogin(code, {
      responseType,
      ...inFront(change),
      request: { appState },
    })
    expect(error.appState).toEqual(appState)
  })

  test('carries its own, though two logins fail for one and the same reason at once', async () => {
    const server = createTestServer({
      key: rsaKey,
      respond: (answer) => {
        if (answer.endpoint === 'jwks') answer.status = 500
      },
    })
    const auth = createClient(server, 'id_token')
    const urls = []
    for (const appState of ['first', 'second'])
      urls.push(await server.answer(await auth.buildAuthorizeUrl(undefined, { appState })))
    const errors = await Promise.all(
      urls.map((url) => rejects(auth.parseHash(url), 'network_error')),
    )
    expect(errors.map(({ appState }) => appState)).toEqual(['first', 'second'])
  })

  test('spends its state, whatever the outcome (RFC 6749 §10.12)', async () => {
    for (const [code, change, responseType] of outcomes) {
      const { server, callbackUrl } = await refusedLogin(code, { responseType, ...inFront(change) })
      expect(server.storage.records.size).toBe(0)
      await rejects(createClient(server, responseType).parseHash(callbackUrl), 'state_unknown')
    }
  })
})
