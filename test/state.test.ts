// @vitest-environment node
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, type ResponseType } from '../src/index.js'
import { isMarked } from '../src/state.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { clientId, createClient, redirectUri, startLogin } from './support/login.js'
import { memoryStorage } from './support/storage.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const increment = (counts: Map<string, number>, key: string) =>
  counts.set(key, (counts.get(key) ?? 0) + 1)

/** How far counts are from all being equal. */
function chiSquare(counts: Map<string, number>): number {
  const values = [...counts.values()]
  const mean = values.reduce((sum, count) => sum + count, 0) / values.length
  return values.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0)
}

const createOffline = (responseType: ResponseType, options: Partial<AuthOptions> = {}) =>
  createAuth({
    domain: 'acme.eu.auth0.com',
    clientId,
    responseType,
    redirectUri,
    storage: memoryStorage(),
    ...options,
  })

/** The secrets of one login. */
async function secrets(responseType: ResponseType) {
  const storage = memoryStorage()
  const { searchParams } = new URL(
    await createOffline(responseType, { storage }).buildAuthorizeUrl(),
  )
  const [record] = storage.records.values()
  const { nonce, codeVerifier } = JSON.parse(`${record}`)
  return {
    state: `${searchParams.get('state')}`,
    nonce: String(nonce),
    codeVerifier: codeVerifier as string,
  }
}

describe('state, nonce and verifier', () => {
  test('are 256 random bits and no data: 64 hexadecimal digits', async () => {
    for (const responseType of ['token', 'code'] as const) {
      const { state, nonce } = await secrets(responseType)
      expect(state).toMatch(/^[0-9a-f]{64}$/)
      expect(nonce).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  test('are 256 random bits in base64url for the verifier of a code (RFC 7636 §7.1)', async () => {
    expect((await secrets('code')).codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect((await secrets('token')).codeVerifier).toBeUndefined()
  })

  test('are all different, within a login and between logins', async () => {
    const seen = new Set<string>()
    for (let count = 0; count < 500; count++)
      for (const value of Object.values(await secrets('code'))) seen.add(value)
    expect(seen.size).toBe(1500)
  })

  test('use every character equally often: nothing is folded together', async () => {
    const counts = { hexadecimal: new Map<string, number>(), base64url: new Map<string, number>() }
    for (let count = 0; count < 500; count++) {
      const { state, nonce, codeVerifier } = await secrets('code')
      for (const digit of state + nonce) increment(counts.hexadecimal, digit)
      // 256 bits fill 42 characters; the last one may have fewer bits
      for (const character of codeVerifier.slice(0, 42)) increment(counts.base64url, character)
    }
    expect(counts.hexadecimal.size).toBe(16)
    expect(counts.base64url.size).toBe(64)
    // by chance these are 15 and 63, with a deviation of 5.5 and 11.2
    expect(chiSquare(counts.hexadecimal)).toBeLessThan(70)
    expect(chiSquare(counts.base64url)).toBeLessThan(160)
  })

  test('come from the CSPRNG, 256 bits each, not from Math.random (RFC 6749 §10.10)', async () => {
    const csprng = vi.spyOn(crypto, 'getRandomValues')
    const guess = vi.spyOn(Math, 'random')
    for (const [responseType, values] of [
      ['token', 2],
      ['code', 3],
    ] as const) {
      csprng.mockClear()
      await createOffline(responseType).buildAuthorizeUrl()
      const bytes = csprng.mock.calls.map(([array]) => array?.byteLength)
      expect(bytes).toEqual(Array(values).fill(32))
    }
    expect(guess).not.toHaveBeenCalled()
  })

  test('follow the CSPRNG alone: the same bytes give the same values', async () => {
    let calls = 0
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
      calls++
      if (bytes instanceof Uint8Array)
        bytes.forEach((_, index) => {
          bytes[index] = index + calls
        })
      return bytes
    })
    const first = await secrets('code')
    calls = 0
    expect(await secrets('code')).toEqual(first)
    expect(new Set(Object.values(first)).size).toBe(3)
  })

  test('have no substitute: without a CSPRNG no login begins', async () => {
    const guess = vi.spyOn(Math, 'random')
    for (const missing of [undefined, {}, { subtle: crypto.subtle }]) {
      vi.stubGlobal('crypto', missing)
      const storage = memoryStorage()
      const navigate = vi.fn()
      const auth = createOffline('token', { storage, navigate })
      await expect(auth.buildAuthorizeUrl()).rejects.toThrow()
      await expect(auth.authorize()).rejects.toThrow()
      expect(storage.calls).toEqual([])
      expect(navigate).not.toHaveBeenCalled()
    }
    expect(guess).not.toHaveBeenCalled()
  })

  test('stay the same through any number of rounds of encoding', async () => {
    for (const value of Object.values(await secrets('code'))) {
      expect(encodeURIComponent(value)).toBe(value)
      expect(decodeURIComponent(value)).toBe(value)
      expect(new URLSearchParams({ value }).toString()).toBe(`value=${value}`)
    }
  })
})

describe('a response answers a login only by its exact state (RFC 6749 §10.12)', () => {
  /** A right response, with another state. */
  const withState = (callbackUrl: string, state: string | undefined) => {
    const [page, text] = callbackUrl.split('#')
    const response = new URLSearchParams(text)
    if (state === undefined) response.delete('state')
    else response.set('state', state)
    return `${page}#${response}`
  }

  test.each<[string, (state: string) => string]>([
    ['changed', (state) => `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}`],
    ['cut', (state) => state.slice(0, -1)],
    ['cut in front', (state) => state.slice(1)],
    ['longer', (state) => `${state}A`],
    [
      'in other case',
      (state) =>
        [...state].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join(''),
    ],
    ['with a space', (state) => `${state} `],
    ['with a NUL', (state) => `${state}\u0000`],
    ['encoded once more', (state) => `%${state.charCodeAt(0).toString(16)}${state.slice(1)}`],
    ['undefined', () => 'undefined'],
    ['null', () => 'null'],
    ['[object Object]', () => '[object Object]'],
    ['__proto__', () => '__proto__'],
    ['constructor', () => 'constructor'],
    ['hasOwnProperty', () => 'hasOwnProperty'],
    ['unknown', () => '0'.repeat(64)],
    ['a single character', () => 'x'],
  ])('%s: state_unknown, and the login can still be completed', async (_, change) => {
    const { auth, state, callbackUrl } = await startLogin({ responseType: 'token' })
    const error = await rejects(
      auth.parseHash(withState(callbackUrl, change(state))),
      'state_unknown',
    )
    expect(error.appState).toBeUndefined()
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
  })

  test.each([undefined, ''])(
    'state %o beside tokens: state_missing (CVE-2018-7307)',
    async (state) => {
      for (const responseType of ['token', 'id_token', 'token id_token'] as const) {
        const { auth, callbackUrl } = await startLogin({ responseType })
        await rejects(auth.parseHash(withState(callbackUrl, state)), 'state_missing')
      }
    },
  )

  test('without a state and without a login either: state_missing', async () => {
    await rejects(
      createOffline('token').parseHash('#access_token=a&token_type=Bearer'),
      'state_missing',
    )
    await rejects(
      createOffline('token').parseHash('#access_token=a&token_type=Bearer&state=x'),
      'state_unknown',
    )
  })

  test('a code or an error of nobody’s login is state_unknown, without a request', async () => {
    const fetch = vi.fn()
    const auth = createOffline('code', { fetch })
    await rejects(auth.parseHash('#code=c&state=x'), 'state_unknown')
    await rejects(auth.parseHash('#error=access_denied&state=x'), 'state_unknown')
    expect(fetch).not.toHaveBeenCalled()
  })

  test('of one login never completes another: two at once, finished in either order', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const server = createTestServer({ key: rsaKey })
      const logins = [
        await startLogin({ server, request: { appState: 'first' } }),
        await startLogin({ server, request: { appState: 'second' } }),
      ] as const
      for (const index of order) {
        const { auth, callbackUrl } = logins[index]
        expect(await auth.parseHash(callbackUrl)).toMatchObject({
          appState: index === 0 ? 'first' : 'second',
        })
      }
    }
  })

  test('of another login carries its nonce: swapped ID Tokens fail (Core §15.5.2)', async () => {
    const server = createTestServer({ key: rsaKey })
    const first = await startLogin({ server, responseType: 'id_token' })
    const second = await startLogin({ server, responseType: 'id_token' })
    await rejects(first.auth.parseHash(withState(first.callbackUrl, second.state)), 'invalid_token')
  })
})

describe('a state is good for one response, whatever comes of it (RFC 6749 §10.12)', () => {
  test('the record is removed once, by the first sight of its response', async () => {
    const storage = memoryStorage()
    const { auth, state, callbackUrl } = await startLogin({
      responseType: 'token',
      options: { storage },
    })
    storage.calls.length = 0
    const results = await Promise.allSettled([
      auth.parseHash(callbackUrl),
      auth.parseHash(callbackUrl),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
    expect(storage.calls.filter(([call]) => call === 'remove')).toEqual([['remove', state]])
    expect(storage.records.size).toBe(0)
  })

  test('without a page no login is given twice: a server’s next caller is another', async () => {
    const { auth, callbackUrl } = await startLogin()
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
  })

  test('a second page with the same URL gets state_unknown, and sends no code', async () => {
    for (const responseType of ['token', 'code'] as const) {
      const { server, auth, callbackUrl } = await startLogin({ responseType })
      const [first, second] = await Promise.allSettled([
        auth.parseHash(callbackUrl),
        createClient(server, responseType).parseHash(callbackUrl),
      ])
      expect(first.status).toBe('fulfilled')
      expect(second).toMatchObject({ status: 'rejected', reason: { code: 'state_unknown' } })
      await rejects(createClient(server, responseType).parseHash(callbackUrl), 'state_unknown')
      expect(server.requests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(
        responseType === 'code' ? 1 : 0,
      )
    }
  })

  test.each([
    ['an error', '#error=access_denied'],
    ['another response type', '#code=c'],
    ['a wrong issuer', '#access_token=a&token_type=Bearer&iss=https%3A%2F%2Fevil.example%2F'],
    ['a duplicate', '#access_token=a&access_token=b&token_type=Bearer'],
    ['the wrong place', '?code=c'],
    ['no token_type', '#access_token=a'],
  ])('the record is gone after %s', async (_, response) => {
    const { auth, server, state, callbackUrl } = await startLogin({ responseType: 'token' })
    await expect(auth.parseHash(`${redirectUri}${response}&state=${state}`)).rejects.toThrow()
    expect(server.storage.records.has(state)).toBe(false)
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
  })
})

describe('a login ends after transactionTtl', () => {
  const begun = 1_800_000_000_000

  test('state_expired brings the appState, even if the storage kept the record', async () => {
    let time = begun
    const storage = memoryStorage()
    const options = { storage, now: () => time }
    const { auth, state, callbackUrl } = await startLogin({
      responseType: 'token',
      options,
      request: { appState: 'x' },
    })
    time += 3_602_000
    const error = await rejects(auth.parseHash(callbackUrl), 'state_expired')
    expect(error.appState).toBe('x')
    expect(storage.records.has(state)).toBe(false)
  })

  test('of its own length', async () => {
    let time = begun
    const options = { storage: memoryStorage(), now: () => time, transactionTtl: 600 }
    const first = await startLogin({ responseType: 'token', options })
    time += 599_000
    expect(await first.auth.parseHash(first.callbackUrl)).toHaveProperty('accessToken')
    const second = await startLogin({ responseType: 'token', options })
    time += 602_000
    await rejects(second.auth.parseHash(second.callbackUrl), 'state_expired')
  })

  test('a clock that was set back in between by at most the leeway ends nothing', async () => {
    let time = begun
    const { auth, callbackUrl } = await startLogin({
      responseType: 'token',
      options: { storage: memoryStorage(), now: () => time },
    })
    time -= 60_000
    expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
  })

  test('and does not begin in the future: such a record is none', async () => {
    let time = begun
    const { auth, callbackUrl } = await startLogin({
      responseType: 'token',
      options: { storage: memoryStorage(), now: () => time },
    })
    time -= 61_000
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
  })

  test.each([-2, 2])(
    'a clock that is %i hours off ends nothing, and expiresAt is by this clock',
    async (hours) => {
      const now = () => Date.now() + hours * 3_600_000
      const { auth, callbackUrl } = await startLogin({
        responseType: 'token',
        options: { storage: memoryStorage(), now },
      })
      const result = await auth.parseHash(callbackUrl)
      expect(Math.abs(Number(result?.expiresAt) - now() - 7_200_000)).toBeLessThan(10_000)
    },
  )

  test('an expired code is not redeemed', async () => {
    let time = begun
    const options = { storage: memoryStorage(), now: () => time }
    const { auth, server, callbackUrl } = await startLogin({ responseType: 'code', options })
    time += 3_602_000
    await rejects(auth.parseHash(callbackUrl), 'state_expired')
    expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
  })
})

describe('a record belongs to the client that made it (RFC 9700 §4.4)', () => {
  test.each<[string, Partial<AuthOptions<'code'>>]>([
    ['client id', { clientId: 'other' }],
    ['issuer', { issuer: 'https://login.example.test' }],
  ])(
    'one of another %s is left alone: null, and nothing is touched or requested',
    async (_, options) => {
      const storage = memoryStorage()
      const { server, state, auth, callbackUrl } = await startLogin({
        responseType: 'code',
        options: { storage },
      })
      const foreign = createClient(server, 'code', { storage, ...options })
      const before = [...storage.records]
      storage.calls.length = 0
      expect(await foreign.parseHash(callbackUrl)).toBeNull()
      expect([...storage.records]).toEqual(before)
      expect(storage.calls.filter(([call]) => call !== 'get')).toEqual([])
      expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
      expect(storage.records.has(state)).toBe(true)
      expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
    },
  )

  test('two clients that share a storage complete interleaved logins', async () => {
    const storage = memoryStorage()
    const server = createTestServer({ key: rsaKey })
    const other = createTestServer({ key: rsaKey, issuer: 'https://other.example.test/' })
    const first = await startLogin({ server, options: { storage }, request: { appState: 1 } })
    const second = await startLogin({
      server: other,
      options: { storage },
      request: { appState: 2 },
    })
    const third = await startLogin({
      server,
      options: { storage, clientId: 'third' },
      request: { appState: 3 },
    })
    const logins = [first, second, third]
    for (const { auth, callbackUrl } of [third, first, second]) {
      for (const other of logins)
        if (other.auth !== auth) expect(await other.auth.parseHash(callbackUrl)).toBeNull()
      expect(await auth.parseHash(callbackUrl)).toHaveProperty('accessToken')
      logins.splice(
        logins.findIndex((login) => login.auth === auth),
        1,
      )
    }
    expect(storage.records.size).toBe(0)
  })
})

describe('a response is held against the login that it answers, not the client alone', () => {
  test.each<[ResponseType, ResponseType, string]>([
    ['token id_token', 'token', 'access_token=a&token_type=Bearer'],
    ['token', 'code', 'code=c'],
    ['code token', 'token', 'access_token=a&token_type=Bearer'],
    ['code id_token', 'code', 'code=c'],
  ])(
    'a login for %s is not completed by what a client for %s would take',
    async (asked, made, answer) => {
      const { server, state } = await startLogin({ responseType: asked })
      await rejects(
        createClient(server, made).parseHash(`#${answer}&state=${state}`),
        'invalid_response',
      )
      expect(server.requests.map(({ endpoint }) => endpoint)).not.toContain('token')
    },
  )

  test.each<[unknown]>([
    [{ a: 1, u: '/x?y=1#/z' }],
    [['使', null, { '"': ',;%' }]],
    ['text'],
    [0],
    [false],
    [null],
    [''],
    [undefined],
  ])(
    'its appState %o comes back, with the result and with the error, and never leaves the browser',
    async (appState) => {
      const { auth, url, callbackUrl } = await startLogin({
        responseType: 'token',
        request: { appState },
      })
      expect((await auth.parseHash(callbackUrl))?.appState).toEqual(appState)
      expect(`${url}${callbackUrl}`).not.toMatch(/appState|%22a%22|text/)
      const refused = await startLogin({ responseType: 'token', request: { appState } })
      const error = await rejects(
        refused.auth.parseHash(`#error=access_denied&state=${refused.state}`),
        'access_denied',
      )
      expect(error.appState).toEqual(appState)
    },
  )
})

describe('a record that cannot be read is none: state_unknown', () => {
  test.each(['', 'x', '{', 'null', '[]', '42', '"text"', '{}', '{"v":2,"nonce":"n"}'])(
    '%s',
    async (record) => {
      const { auth, server, state, callbackUrl } = await startLogin({ responseType: 'token' })
      server.storage.set(state, record, 3600)
      const outcome: unknown = await auth.parseHash(callbackUrl).catch((reason) => reason)
      expect(outcome).toMatchObject({ code: 'state_unknown' })
    },
  )

  test('one of another version is left to whoever wrote it', async () => {
    const { auth, server, state, callbackUrl } = await startLogin({ responseType: 'token' })
    const record = JSON.stringify({ ...JSON.parse(`${server.storage.get(state)}`), v: 2 })
    server.storage.set(state, record, 3600)
    await rejects(auth.parseHash(callbackUrl), 'state_unknown')
  })

  test.each(['token id_token', 'id_token'] as const)(
    'one without a nonce completes no %s: no check is skipped for want of its value',
    async (responseType) => {
      for (const nonce of [undefined, null, '', 0]) {
        const { auth, server, state, callbackUrl } = await startLogin({
          responseType,
          respond: (answer) => {
            if (answer.endpoint === 'authorize') answer.claims.nonce = nonce
          },
        })
        server.storage.set(
          state,
          JSON.stringify({ ...JSON.parse(`${server.storage.get(state)}`), nonce }),
          3600,
        )
        await expect(auth.parseHash(callbackUrl)).rejects.toThrow()
      }
    },
  )

  test('one that names __proto__ pollutes nothing', async () => {
    const { auth, server, state, callbackUrl } = await startLogin({ responseType: 'token' })
    const record = `${server.storage.get(state)}`.replace(
      '{',
      '{"__proto__":{"polluted":1},"appState":{"__proto__":{"polluted":2}},',
    )
    server.storage.set(state, record, 3600)
    await auth.parseHash(callbackUrl)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

test('a mark is one letter before 64 hexadecimal digits, and nothing else', () => {
  const digits = '0123456789abcdef'.repeat(4)
  for (const mark of ['p', 'f']) expect(isMarked(mark + digits)).toBe(true)
  for (const state of [
    undefined,
    '',
    digits,
    `f${digits.slice(1)}`,
    `x${digits}`,
    `p${digits}0`,
    `0p${digits}`,
    `p${digits}\n`,
    `p${digits.toUpperCase()}`,
  ])
    expect(isMarked(state), state).toBe(false)
})

test('the shape of a state is never checked: it is looked up as received', async () => {
  const storage = memoryStorage()
  const { auth, state } = await startLogin({ responseType: 'token', options: { storage } })
  for (const odd of ['a b', 'ü', '../x', 'a;b=c', '%41']) {
    storage.records.set(odd, `${storage.records.get(state)}`)
    expect(
      await auth.parseHash(`#access_token=a&token_type=Bearer&state=${encodeURIComponent(odd)}`),
    ).toHaveProperty('accessToken')
    expect(storage.records.has(odd)).toBe(false)
  }
})
