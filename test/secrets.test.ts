import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AuthError,
  type AuthErrorCode,
  type AuthOptions,
  createAuth,
  type PosternErrorCode,
  type ResponseType,
  verifyIdToken,
} from '../src/index.js'
import {
  createTestServer,
  generateTestKey,
  type TestAnswer,
  type TestServerOptions,
} from '../src/testing/index.js'
import { rightExpectations, signChanged } from './support/id-token.js'
import { rsaKey } from './support/keys.js'
import { clientId, createClient, redirectUri } from './support/login.js'
import { untilHolds } from './support/page.js'

/** An error, and every secret of the login that ended in it. */
interface Raised {
  readonly error: unknown
  readonly secrets: readonly string[]
}

const forger = await generateTestKey('RS256')
const canary = 'canary-9f8e7d6c5b4a3f2e1d0c'

const reasonOf = async (failure: Promise<unknown> | (() => unknown)): Promise<unknown> => {
  try {
    await (typeof failure === 'function' ? failure() : failure)
  } catch (reason) {
    return reason
  }
  throw new Error('nothing was raised')
}

interface Setup<R extends ResponseType> {
  readonly responseType?: R
  readonly respond?: NonNullable<TestServerOptions['respond']>
  readonly options?: Partial<AuthOptions<R>>
  readonly request?: Parameters<ReturnType<typeof createAuth<R>>['buildAuthorizeUrl']>[1]
}

/**
 * A login on its way back, with all its secrets: what went out, what is remembered, what came and
 * what will come.
 */
async function begin<R extends ResponseType = 'code token id_token'>(setup: Setup<R> = {}) {
  const { responseType = 'code token id_token' as R, respond, options, request } = setup
  const secrets = new Set<string>()
  const keep = (value: unknown) => {
    if (typeof value === 'string' && value.length >= 16) secrets.add(value)
  }
  const server = createTestServer({ key: rsaKey, ...(respond && { respond }) })
  const fetch: typeof globalThis.fetch = async (input, init) => {
    new URLSearchParams(String(init?.body ?? '')).forEach((value, name) => {
      if (!['client_id', 'redirect_uri', 'grant_type', 'scope'].includes(name)) keep(value)
    })
    const response = await server.fetch(input, init)
    const text = await response.clone().text()
    for (const [, value] of text.matchAll(
      /"(?:access_token|refresh_token|id_token|code)":"([^"]+)"/g,
    ))
      keep(value)
    return response
  }
  const auth = createClient(server, responseType, { fetch, ...options } as Partial<AuthOptions<R>>)
  const url = await auth.buildAuthorizeUrl(undefined, request)
  const sent = new URL(url).searchParams
  const state = sent.get('state') ?? ''
  const record = JSON.parse((options?.storage ?? server.storage).get(state) ?? '{}')
  for (const value of [state, sent.get('nonce'), record.nonce, record.codeVerifier]) keep(value)
  const callbackUrl = await server.answer(url)
  const received = new URLSearchParams(callbackUrl.split(/[#?]/)[1])
  for (const name of ['access_token', 'id_token', 'code']) received.getAll(name).forEach(keep)
  for (const part of received.get('id_token')?.split('.') ?? []) keep(part)
  return { server, auth, url, state, callbackUrl, secrets, fetch }
}

/** A callback URL that is refused. */
async function refused<R extends ResponseType = 'code token id_token'>(
  setup: Setup<R> = {},
  change: (callbackUrl: string) => string = (right) => right,
): Promise<Raised> {
  const { auth, callbackUrl, secrets } = await begin(setup)
  return { error: await reasonOf(auth.parseHash(change(callbackUrl))), secrets: [...secrets] }
}

type Change = (answer: TestAnswer) => unknown
const at =
  (endpoint: TestAnswer['endpoint'], change: Change): NonNullable<TestServerOptions['respond']> =>
  (answer) => {
    if (answer.endpoint === endpoint) change(answer)
  }
const body = (members: TestAnswer['body']) =>
  at('authorize', (answer) => Object.assign(answer.body, members))
const claim = (members: TestAnswer['claims']) =>
  at('authorize', (answer) => Object.assign(answer.claims, members))
const header = (members: TestAnswer['header']) =>
  at('authorize', (answer) => Object.assign(answer.header, members))

/** A window as `open` gives it. */
function fakeWindow(replace: (url: string) => void): Window {
  return { closed: false, close: () => undefined, location: { replace } } as unknown as Window
}

/** A popup that ends without an answer. Its secrets are what its window was sent to. */
async function popup(
  request: Parameters<ReturnType<typeof createAuth>['popup']>[1],
  act: (window: Window) => unknown,
): Promise<Raised> {
  const sent: string[] = []
  const window = fakeWindow((url) => sent.push(url))
  const auth = createClient(createTestServer({ key: rsaKey }), 'code')
  const failure = reasonOf(auth.popup(undefined, { window, ...request }))
  await untilHolds(() => expect(sent).toHaveLength(1))
  await act(window)
  const query = new URL(sent[0] ?? '').searchParams
  return { error: await failure, secrets: [query.get('state') ?? '', query.get('nonce') ?? ''] }
}

async function tokenRequestThatFails(respond: NonNullable<TestServerOptions['respond']>) {
  return refused({ responseType: 'code', respond })
}

/** Storage that quotes what it was given in the error that it throws. */
const quotingStorage = (fails: 'get' | 'set') => {
  const secrets: string[] = []
  const fail = (...quoted: string[]) => {
    secrets.push(...quoted.flatMap((text) => [text, ...(text.match(/[\w-]{40,}/g) ?? [])]))
    throw new Error(`storage is full: ${quoted.join()}`)
  }
  const storage = {
    get: (state: string) => (fails === 'get' ? fail(state) : undefined),
    set: (state: string, record: string) => (fails === 'set' ? fail(state, record) : undefined),
    remove: () => undefined,
  }
  return { secrets, storage }
}

/** Every code, and every way to it: a code without one does not compile. */
const raising: Record<PosternErrorCode, Record<string, () => Promise<Raised>>> = {
  invalid_config: {
    'a client secret': async () => {
      const options = {
        domain: 'login.example.test',
        clientId,
        responseType: 'code' as const,
        clientSecret: canary,
      }
      return { error: await reasonOf(() => createAuth(options)), secrets: [canary] }
    },
    'a parameter that belongs to the library': async () => {
      const { auth } = await begin()
      const failure = auth.buildAuthorizeUrl(undefined, {
        params: { state: canary, nonce: canary, code_challenge: canary },
      })
      return { error: await reasonOf(failure), secrets: [canary] }
    },
    'a URL with a token in it': async () => {
      const endpoints = { authorize: `http://login.example.test/?access_token=${canary}` }
      const options = {
        domain: 'login.example.test',
        clientId,
        responseType: 'code' as const,
        endpoints,
      }
      return { error: await reasonOf(() => createAuth(options)), secrets: [canary] }
    },
    'a page to return to with a token in it': async () => {
      const { auth } = await begin()
      return {
        error: await reasonOf(() => auth.buildLogoutUrl({ returnTo: `javascript:${canary}` })),
        secrets: [canary],
      }
    },
    'a popup that cannot come home': async () => {
      const auth = createClient(createTestServer({ key: rsaKey }), 'code', {
        redirectUri: `https://elsewhere.example/?x=${canary}`,
      })
      return { error: await reasonOf(auth.popup()), secrets: [canary] }
    },
    'keys that are nowhere': async () => {
      const token = await signChanged()
      const { keys: _, ...expected } = rightExpectations
      return {
        error: await reasonOf(verifyIdToken(token, { ...expected, jwksUri: canary })),
        secrets: [canary, token, expected.nonce],
      }
    },
  },
  browser_required: {
    'a response without a page': async () => {
      const { auth, secrets } = await begin()
      vi.stubGlobal('document', undefined)
      return { error: await reasonOf(auth.parseHash()), secrets: [...secrets] }
    },
    'a login without a page': async () => {
      const { server, callbackUrl, secrets } = await begin()
      const { storage: _, navigate: _navigate, ...without } = server
      const auth = createAuth({
        clientId,
        responseType: 'code',
        redirectUri,
        ...without,
      })
      vi.stubGlobal('document', undefined)
      return { error: await reasonOf(auth.parseHash(callbackUrl)), secrets: [...secrets] }
    },
  },
  insecure_context: {
    'a login that needs WebCrypto': async () => {
      const { auth, secrets } = await begin()
      vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as unknown as SubtleCrypto)
      return { error: await reasonOf(auth.buildAuthorizeUrl()), secrets: [...secrets] }
    },
    'an ID Token that needs it': async () => {
      const { auth, callbackUrl, secrets } = await begin({ responseType: 'id_token' })
      vi.spyOn(crypto, 'subtle', 'get').mockReturnValue(undefined as unknown as SubtleCrypto)
      return { error: await reasonOf(auth.parseHash(callbackUrl)), secrets: [...secrets] }
    },
  },
  storage_unavailable: {
    'storage that quotes what it cannot keep': async () => {
      const { secrets, storage } = quotingStorage('set')
      const auth = createClient(createTestServer({ key: rsaKey }), 'code', { storage })
      return { error: await reasonOf(auth.buildAuthorizeUrl()), secrets }
    },
    'storage that quotes what it cannot find': async () => {
      const { callbackUrl, server, secrets } = await begin()
      const { storage } = quotingStorage('get')
      const auth = createClient(server, 'code token id_token', { storage })
      return { error: await reasonOf(auth.parseHash(callbackUrl)), secrets: [...secrets] }
    },
    'storage that forgets': async () => {
      const storage = { get: () => null, set: () => undefined, remove: () => undefined }
      const auth = createClient(createTestServer({ key: rsaKey }), 'code', { storage })
      return {
        error: await reasonOf(auth.buildAuthorizeUrl(undefined, { appState: canary })),
        secrets: [canary],
      }
    },
  },
  state_too_large: {
    'too much to remember': async () => {
      const { auth } = await begin()
      return {
        error: await reasonOf(auth.buildAuthorizeUrl(undefined, { appState: canary.repeat(2000) })),
        secrets: [canary],
      }
    },
  },
  state_missing: {
    'tokens that nobody asked for': () => refused({}, (url) => url.replace(/&state=[^&]*/, '')),
    'an empty state': () => refused({}, (url) => url.replace(/state=[^&]*/, 'state=')),
  },
  state_unknown: {
    'another state': () => refused({}, (url) => url.replace(/state=./, `state=${canary}`)),
    'a state in other case': () =>
      refused({}, (url) => url.replace(/state=([^&]*)/, (_, state) => `state=${swapCase(state)}`)),
    'a spent state': async () => {
      const { auth, server, callbackUrl, secrets, fetch } = await begin()
      await auth.parseHash(callbackUrl)
      const again = createClient(server, 'code token id_token', { fetch })
      return { error: await reasonOf(again.parseHash(callbackUrl)), secrets: [...secrets] }
    },
  },
  state_expired: {
    'a login that took too long': async () => {
      const late = { now: Date.now() }
      const storage = forgetfulStorage()
      const { auth, callbackUrl, secrets } = await begin({
        options: { now: () => late.now, storage },
      })
      late.now += 3_601_000
      return { error: await reasonOf(auth.parseHash(callbackUrl)), secrets: [...secrets] }
    },
  },
  issuer_mismatch: {
    'another issuer': () => refused({ respond: body({ iss: 'https://evil.example/' }) }),
    'the state for an issuer': () =>
      refused({}, (url) => `${url}&iss=${/state=([^&]+)/.exec(url)?.[1]}`),
    'a token for an issuer': () =>
      refused({}, (url) => `${url}&iss=x${/access_token=([^&]+)/.exec(url)?.[1]}`),
    'no issuer': () => refused({ options: { requireIss: true } }),
  },
  invalid_response: {
    'a token twice': () =>
      refused({ respond: body({ access_token: [canary, canary] }) }).then(also(canary)),
    'a code twice': () => refused({ respond: body({ code: [canary, canary] }) }).then(also(canary)),
    'a state twice': () => refused({}, (url) => `${url}&state=${canary}`).then(also(canary)),
    'the other place': () => refused({ responseType: 'code' }, (url) => url.replace('#', '?')),
    'tokens that are missing': () => refused({ respond: body({ id_token: undefined }) }),
    'tokens that nobody asked for': () =>
      refused({ responseType: 'code', respond: body({ access_token: canary }) }).then(also(canary)),
    'no type': () => refused({ respond: body({ token_type: undefined }) }),
    'a token for a type': () =>
      refused({ respond: body({ token_type: canary }) }).then(also(canary)),
    'a token that is none': () =>
      refused({ respond: body({ access_token: `${canary}\n${canary}` }) }).then(also(canary)),
    'a token for a lifetime': () =>
      refused({ respond: body({ expires_in: canary }) }).then(also(canary)),
    'a code of ours from the server': () => refused({ respond: body({ error: 'invalid_token' }) }),
    'no verifier': async () => {
      const { auth, server, state, callbackUrl, secrets } = await begin({ responseType: 'code' })
      const { codeVerifier: _, ...record } = JSON.parse(server.storage.get(state) ?? '')
      server.storage.set(state, JSON.stringify(record), 3600)
      return { error: await reasonOf(auth.parseHash(callbackUrl)), secrets: [...secrets] }
    },
  },
  invalid_token: {
    junk: () => refused({ respond: body({ id_token: canary }) }).then(also(canary)),
    'junk from the token endpoint': () =>
      tokenRequestThatFails(
        at('token', (answer) => Object.assign(answer.body, { id_token: canary })),
      ).then(also(canary)),
    'no ID Token from the token endpoint': () =>
      tokenRequestThatFails(
        at('token', (answer) => Object.assign(answer.body, { id_token: undefined })),
      ),
    'an algorithm': () => refused({ respond: header({ alg: 'none' }) }),
    'a token for an algorithm': () =>
      refused({ respond: header({ alg: canary }) }).then(also(canary)),
    'a token for a type': () =>
      refused({ respond: header({ typ: `client-${canary}+jwt` }) }).then(also(canary)),
    'a token for a crit': () => refused({ respond: header({ crit: [canary] }) }).then(also(canary)),
    'a token for a kid': () => refused({ respond: header({ kid: canary }) }).then(also(canary)),
    'a forged signature': () =>
      refused({
        respond: at('authorize', (answer) =>
          Object.assign(answer, { key: { ...forger, kid: String(rsaKey.kid) } }),
        ),
      }),
    ...Object.fromEntries(
      Object.entries({
        iss: 'https://evil.example/',
        aud: ['other'],
        azp: 'other',
        exp: 0,
        iat: 9_999_999_999,
        nbf: 9_999_999_999,
      }).map(([name, value]) => [
        `a wrong ${name}`,
        () => refused({ respond: claim({ [name]: value }) }),
      ]),
    ),
    ...Object.fromEntries(
      ['nonce', 'at_hash', 'c_hash'].map((name) => [
        `the ${name} of somebody else`,
        () => refused({ respond: claim({ [name]: canary }) }).then(also(canary)),
      ]),
    ),
    'a sub that is none': () => refused({ respond: claim({ sub: [canary] }) }).then(also(canary)),
    'a login too long ago': () =>
      refused({ respond: claim({ auth_time: 0 }), request: { params: { max_age: 0 } } }),
    'another organization': () =>
      refused({
        respond: claim({ org_id: 'org_other' }),
        request: { params: { organization: 'org_mine' } },
      }),
    'two people in one login': () =>
      refused({
        respond: at('token', (answer) => Object.assign(answer.claims, { sub: 'test|mallory' })),
      }),
    'userinfo of somebody else': async () => {
      const respond = at('userinfo', (answer) => Object.assign(answer.body, { sub: canary }))
      const { auth, callbackUrl, secrets } = await begin({
        responseType: 'token id_token',
        respond,
      })
      const result = await auth.parseHash(callbackUrl)
      const failure = auth.userInfo(result?.accessToken ?? '', { sub: 'test|zoe' })
      return { error: await reasonOf(failure), secrets: [...secrets, canary] }
    },
    'an ID Token on its own': async () => {
      const token = await signChanged({ claims: { aud: 'other' } })
      const expected = { ...rightExpectations, accessToken: canary, code: canary }
      return {
        error: await reasonOf(verifyIdToken(token, expected)),
        secrets: [token, rightExpectations.nonce, canary],
      }
    },
  },
  popup_blocked: {
    'a window that the browser refuses': async () => {
      vi.stubGlobal('open', () => null)
      const auth = createClient(createTestServer({ key: rsaKey }), 'code')
      return {
        error: await reasonOf(auth.popup(undefined, { appState: canary })),
        secrets: [canary],
      }
    },
  },
  popup_closed: {
    'a window that the person closes': () => {
      vi.useFakeTimers()
      vi.spyOn(document, 'hasFocus').mockReturnValue(true)
      return popup({}, (window) => {
        Object.assign(window, { closed: true })
        return vi.advanceTimersByTimeAsync(5000)
      })
    },
  },
  aborted: {
    'a signal whose reason holds a token': async () => {
      const controller = new AbortController()
      return popup({ signal: controller.signal }, () => controller.abort(new Error(canary))).then(
        also(canary),
      )
    },
    'a page that cannot be left': async () => {
      const visited: string[] = []
      const navigate = (url: string) => {
        visited.push(url)
        throw new Error(`cannot go to ${url}`)
      }
      const auth = createClient(createTestServer({ key: rsaKey }), 'code', { navigate })
      const error = await reasonOf(auth.authorize())
      const query = new URL(visited[0] ?? '').searchParams
      return { error, secrets: [query.get('state') ?? '', query.get('nonce') ?? ''] }
    },
    'a renewal': async () => {
      const { auth } = await begin()
      const signal = AbortSignal.abort(new Error(canary))
      return { error: await reasonOf(auth.refresh(canary, { signal })), secrets: [canary] }
    },
    userinfo: async () => {
      const { auth } = await begin()
      const signal = AbortSignal.abort(new Error(canary))
      return { error: await reasonOf(auth.userInfo(canary, { signal })), secrets: [canary] }
    },
  },
  timeout: {
    'a window without an answer': () => {
      vi.useFakeTimers()
      return popup({ timeout: 1000 }, () => vi.advanceTimersByTimeAsync(1001))
    },
  },
  network_error: {
    'a fetch that quotes what it was to send': async () => {
      const quoting: typeof globalThis.fetch = async (input, init) => {
        throw new TypeError(`cannot POST ${init?.body} to ${input}`)
      }
      const { callbackUrl, server, secrets } = await begin({ responseType: 'code' })
      return {
        error: await reasonOf(
          createClient(server, 'code', { fetch: quoting }).parseHash(callbackUrl),
        ),
        secrets: [...secrets],
      }
    },
    'userinfo without an answer': async () => {
      const quoting: typeof globalThis.fetch = async (_, init) => {
        throw new TypeError(JSON.stringify(init?.headers))
      }
      const auth = createClient(createTestServer({ key: rsaKey }), 'token', { fetch: quoting })
      return { error: await reasonOf(auth.userInfo(canary)), secrets: [canary] }
    },
    'keys that cannot be had': () =>
      refused({
        responseType: 'id_token',
        respond: at('jwks', (answer) => Object.assign(answer, { status: 500 })),
      }),
    'keys that are none': () =>
      refused({
        responseType: 'id_token',
        respond: at('jwks', (answer) => Object.assign(answer, { body: { keys: canary } })),
      }),
  },
  token_error: {
    'a refusal that quotes the request': () =>
      tokenRequestThatFails(
        at('token', (answer) => {
          const quoted = `${answer.request.parameters}`
          Object.assign(answer, {
            status: 400,
            body: { error: 'invalid_grant', error_description: quoted, code: quoted },
          })
        }),
      ),
    'an error with tokens inside': () =>
      tokenRequestThatFails(at('token', (answer) => Object.assign(answer, { status: 500 }))),
    'no JSON': () =>
      tokenRequestThatFails(({ endpoint, request }) =>
        endpoint === 'token' ? new Response(`<p>${request.parameters}`) : undefined,
      ),
    'a token that is none': () =>
      tokenRequestThatFails(
        at('token', (answer) =>
          Object.assign(answer.body, { access_token: `${canary} ${canary}` }),
        ),
      ).then(also(canary)),
    'a token for a type': () =>
      tokenRequestThatFails(
        at('token', (answer) => Object.assign(answer.body, { token_type: canary })),
      ).then(also(canary)),
    'a stale refresh token': async () => {
      const { auth } = await begin()
      return { error: await reasonOf(auth.refresh(canary)), secrets: [canary] }
    },
    'userinfo for a stale token': async () => {
      const { auth } = await begin()
      return { error: await reasonOf(auth.userInfo(canary)), secrets: [canary] }
    },
  },
  redirect_loop: {
    'a page that sends everyone off': async () => {
      vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } })
      const visited: string[] = []
      const auth = createClient(createTestServer({ key: rsaKey }), 'code', {
        navigate: (url) => visited.push(url),
      })
      for (let attempt = 0; attempt < 3; attempt++) {
        void auth.authorize()
        await untilHolds(() => expect(visited).toHaveLength(attempt + 1))
      }
      const secrets = visited.flatMap((url) =>
        ['state', 'nonce'].map((name) => new URL(url).searchParams.get(name) ?? ''),
      )
      return { error: await reasonOf(auth.authorize()), secrets }
    },
  },
}

const serverCodes: Record<string, () => Promise<Raised>> = Object.fromEntries(
  ['access_denied', 'login_required', 'server_error'].map((error) => [
    error,
    () => refused({ respond: body({ error, error_description: 'no' }) }),
  ]),
)

const also = (secret: string) => (raised: Raised) => ({
  ...raised,
  secrets: [...raised.secrets, secret],
})
const swapCase = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))

function forgetfulStorage() {
  const records = new Map<string, string>()
  return {
    get: (state: string) => records.get(state),
    set: (state: string, record: string) => void records.set(state, record),
    remove: (state: string) => void records.delete(state),
  }
}

/** Everything that can be read off an error, and off its causes. */
function everythingOf(error: unknown): string {
  const texts: unknown[] = []
  for (let current = error, depth = 0; current && depth < 10; depth++) {
    texts.push(
      String(current),
      JSON.stringify(current),
      inspect(current, { depth: 10, showHidden: true, maxStringLength: null }),
    )
    if (!(current instanceof Error)) break
    texts.push(current.name, current.message, current.stack)
    for (const key of Reflect.ownKeys(current)) {
      const value: unknown = Reflect.get(current, key)
      texts.push(String(key), typeof value === 'object' ? JSON.stringify(value) : String(value))
    }
    current = current.cause
  }
  return texts.join('\n')
}

/** Parts of a secret count as much as the whole: any 12 characters in a row. */
function slicesOf(secret: string): string[] {
  return Array.from({ length: Math.max(1, secret.length - 11) }, (_, start) =>
    secret.slice(start, start + 12),
  )
}

function expectNone(secrets: readonly string[], text: string, where: string): void {
  expect(secrets.length, 'a scenario without secrets proves nothing').toBeGreaterThan(0)
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(9)
    const found = slicesOf(secret).find((slice) => text.includes(slice))
    expect(found, `part of a secret in ${where}`).toBeUndefined()
  }
}

const consoleMethods = [
  'log',
  'info',
  'warn',
  'error',
  'debug',
  'trace',
  'table',
  'dir',
  'group',
  'assert',
] as const
let printed: unknown[]
const unhandled: unknown[] = []
const onUnhandled = (reason: unknown) => unhandled.push(reason)

beforeEach(() => {
  printed = []
  for (const method of consoleMethods)
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push(...args))
  document.title = 'the app'
  process.on('unhandledRejection', onUnhandled)
})

afterEach(() => {
  process.off('unhandledRejection', onUnhandled)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function describeSecrets(code: AuthErrorCode, ways: Record<string, () => Promise<Raised>>) {
  describe(code, () => {
    test.each(Object.entries(ways))(
      '%s: no secret in the error, the console, the title, storage or cookies (RFC 6819 §5.3.5)',
      async (_, raise) => {
        const { error, secrets } = await raise()
        vi.unstubAllGlobals()
        vi.useRealTimers()
        expect(error, inspect(error)).toBeInstanceOf(AuthError)
        expect((error as AuthError).code).toBe(code)
        expectNone(secrets, everythingOf(error), 'the error')
        expect(printed).toEqual([])
        expect(document.title).toBe('the app')
        const kept = [localStorage, sessionStorage].map((storage) => JSON.stringify(storage))
        expectNone(secrets, [...kept, document.cookie].join(), 'storage')
        await new Promise((resolve) => setImmediate(resolve))
        expect(unhandled).toEqual([])
      },
    )
  })
}

for (const [code, ways] of Object.entries(raising)) describeSecrets(code, ways)
for (const [code, raise] of Object.entries(serverCodes))
  describeSecrets(code, { 'from the server': raise })

test('the search finds what it should: a secret anywhere in an error, whole or in part', () => {
  const hidden = (error: Error) => {
    expect(() => expectNone([canary], everythingOf(error), 'the error')).toThrow()
  }
  hidden(new Error(`found ${canary.slice(0, 14)}…`))
  hidden(Object.assign(new Error('x'), { detail: { actual: [canary] } }))
  hidden(new Error('x', { cause: new Error('y', { cause: canary }) }))
  hidden(Object.defineProperty(new Error('x'), 'secret', { value: canary, enumerable: false }))
  hidden(Object.assign(new Error('x'), { [Symbol('s')]: canary }))
})

describe('a client (RFC 10017 §5)', () => {
  test('shows nothing of a login that went well: no global or storage has a token', async () => {
    const globals = new Set(Reflect.ownKeys(globalThis))
    const { auth, callbackUrl, secrets } = await begin({
      options: { scope: 'openid offline_access' },
    })
    const result = await auth.parseHash(callbackUrl)
    expect(result?.refreshToken).toBeTruthy()
    expectNone(
      [...secrets],
      inspect(auth, { depth: 10, showHidden: true }) + JSON.stringify(auth),
      'the client',
    )
    expect(Reflect.ownKeys(globalThis).filter((name) => !globals.has(name))).toEqual([])
    expectNone(
      [...secrets],
      JSON.stringify([localStorage, sessionStorage]) + document.cookie,
      'storage',
    )
    expect(printed).toEqual([])
  })

  test('puts no token into a URL that it asks for (RFC 6750 §5.3)', async () => {
    const { auth, server, callbackUrl, secrets } = await begin({
      options: { scope: 'openid offline_access' },
    })
    const result = await auth.parseHash(callbackUrl)
    await auth.userInfo(result?.accessToken ?? '')
    await auth.refresh(result?.refreshToken ?? '')
    const urls = server.requests
      .filter(({ endpoint }) => endpoint !== 'authorize')
      .map(({ url }) => url)
    expect(urls).toHaveLength(4)
    expectNone([...secrets], urls.join(), 'a URL')
  })

  test('sends the verifier to the token endpoint only (RFC 7636 §4.5)', async () => {
    const { auth, server, url, state, callbackUrl } = await begin({ responseType: 'code' })
    const { codeVerifier } = JSON.parse(server.storage.get(state) ?? '')
    await auth.parseHash(callbackUrl)
    expect(url).not.toContain(codeVerifier)
    const holders = server.requests.filter(({ url, init }) =>
      `${url}${init.body ?? ''}${JSON.stringify(init.headers)}`.includes(codeVerifier),
    )
    expect(holders.map(({ endpoint }) => endpoint)).toEqual(['token'])
  })
})
