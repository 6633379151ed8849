// @vitest-environment node
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, discover, verifyIdToken } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rightExpectations, signChanged } from './support/id-token.js'
import { rsaKey } from './support/keys.js'
import { createClient, login, redirectUri, startLogin } from './support/login.js'
import { memoryStorage } from './support/storage.js'

const prototype = Object.prototype as unknown as Record<string, unknown>
const polluted: string[] = []

/** What a hostile text that was merged into some object leaves behind. */
function pollute(members: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(members)) {
    if (name in prototype) throw new Error(`${name} is there already`)
    // as an assignment does it: enumerable, for every object
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      writable: true,
      value,
    })
    polluted.push(name)
  }
}

afterEach(() => {
  for (const name of polluted.splice(0)) Reflect.deleteProperty(prototype, name)
})

const evil = 'https://evil.example/'
const right = {
  domain: 'acme.eu.auth0.com',
  clientId: 'abc123',
  responseType: 'code',
  redirectUri,
} as const

const sent = async (options: Partial<AuthOptions<'code'>> = {}) => {
  const storage = memoryStorage()
  const url = new URL(
    await createAuth({ ...right, storage, ...options }).buildAuthorizeUrl('google-oauth2'),
  )
  const [record = ''] = storage.records.values()
  const random = ['state', 'nonce', 'code_challenge']
  const query = [...url.searchParams].filter(([name]) => !random.includes(name))
  const { nonce, codeVerifier, createdAt, ...remembered } = JSON.parse(record)
  return { page: url.origin + url.pathname, query, remembered }
}

describe('a polluted Object.prototype adds no option', () => {
  test.each<[string, unknown]>([
    ['endpoints', { authorize: `${evil}authorize`, token: `${evil}token` }],
    ['authorize', `${evil}authorize`],
    ['issuer', evil],
    ['responseMode', 'query'],
    ['scope', 'openid everything'],
    ['audience', evil],
    ['params', { login_hint: 'evil' }],
    ['login_hint', 'evil'],
    ['prompt', 'none'],
    ['max_age', 5],
    ['organization', 'org_evil'],
    ['algorithms', ['none']],
    ['leeway', 1_000_000],
    ['transactionTtl', -1],
    ['timeout', 1],
    ['requireIss', true],
    ['assumeBearer', true],
    ['returnToName', 'evil'],
    ['dpop', { fetch: () => Promise.reject(new Error('evil')) }],
    ['clientSecret', 'evil'],
    ['now', () => 0],
    ['fetch', () => Promise.reject(new Error('evil'))],
    ['navigate', () => {}],
    ['appState', 'evil'],
    ['connection', 'evil'],
    ['client_id', 'evil'],
    ['state', 'evil'],
    ['code_challenge', 'evil'],
    ['dpop_jkt', 'evil'],
    ['toJSON', () => 'evil'],
  ])('%s: what is sent and remembered stays the same', async (name, value) => {
    const before = await sent()
    pollute({ [name]: value })
    if (name === 'toJSON') return // JSON itself is the app's then
    expect(await sent()).toEqual(before)
  })

  test('redirectUri, domain, clientId and responseType: what is missing stays missing', () => {
    const { domain, ...without } = right
    pollute({ domain: 'evil.example', redirectUri: evil })
    expect(() => createAuth(without as AuthOptions<'code'>)).toThrow(/domain/)
  })

  test('redirectUri of one call: the client’s own counts', async () => {
    pollute({ redirectUri: `${evil}callback` })
    expect((await sent()).remembered.redirectUri).toBe(redirectUri)
  })

  test('storage: logins are not handed to anybody', async () => {
    const set = vi.fn()
    pollute({ storage: { get() {}, set, remove() {} } })
    await createAuth(right)
      .buildAuthorizeUrl()
      .catch(() => {})
    expect(set).not.toHaveBeenCalled()
  })
})

describe('a polluted Object.prototype changes no login', () => {
  test('from start to end, with every name of an option polluted', async () => {
    const server = createTestServer({ key: rsaKey })
    const started = await startLogin({ server, responseType: 'code' })
    pollute({
      sub: 'evil',
      signal: AbortSignal.abort(),
      responseMode: 'query',
      assumeBearer: true,
      organization: 'org_evil',
      maxAge: 1,
      hashesRequired: true,
      appState: 'evil',
    })
    const result = await started.auth.parseHash(started.callbackUrl)
    expect(Object.hasOwn(result ?? {}, 'appState')).toBe(true)
    expect(result?.appState).toBeUndefined()
    expect(result?.claims.sub).toBe('test|zoe')
  })

  test('nor a record: what it does not hold is not there', async () => {
    const { auth, callbackUrl, storage, state } = await startLogin({ responseType: 'code' })
    const { codeVerifier, ...without } = JSON.parse(`${storage.get(state)}`)
    storage.set(state, JSON.stringify(without), 60)
    pollute({ codeVerifier })
    await rejects(auth.parseHash(callbackUrl), 'invalid_response')
  })

  test('nor a response: what it does not hold is not there', async () => {
    const { auth, state } = await startLogin({ responseType: 'token' })
    pollute({ access_token: 'evil', token_type: 'Bearer' })
    await rejects(auth.parseHash(`#state=${state}`), 'invalid_response')
  })

  test('nor a renewal', async () => {
    const { server, auth, result } = await login({
      responseType: 'code',
      options: { scope: 'openid offline_access' },
    })
    pollute({ sub: 'evil', scope: 'evil', timeout: 1, signal: AbortSignal.abort() })
    expect(await auth.refresh(`${result.refreshToken}`)).toHaveProperty('accessToken')
    const { parameters } = server.requests.at(-1) ?? {}
    expect(parameters?.has('scope')).toBe(false)
  })

  test('nor userinfo', async () => {
    const { auth, result } = await login({ responseType: 'token id_token' })
    pollute({ sub: 'evil', signal: AbortSignal.abort() })
    expect((await auth.userInfo(result.accessToken)).sub).toBe('test|zoe')
  })

  test('nor a logout', () => {
    const auth = createClient(createTestServer({ key: rsaKey }), 'code')
    const before = auth.buildLogoutUrl({})
    pollute({ returnTo: evil, federated: true, idTokenHint: 'evil', params: { evil: '1' } })
    expect(auth.buildLogoutUrl({})).toBe(before)
    expect(auth.buildLogoutUrl()).toBe(before)
  })

  test('nor discovery', async () => {
    const server = createTestServer({ key: rsaKey })
    const before = await discover(server.issuer, { fetch: server.fetch })
    pollute({ issuer: evil, signal: AbortSignal.abort() })
    expect(await discover(server.issuer, { fetch: server.fetch })).toEqual(before)
  })

  test('nor the check of an ID Token: what is missing stays missing', async () => {
    const token = await signChanged()
    const { nonce, ...without } = rightExpectations
    pollute({ nonce, maxAge: 1, organization: 'org_evil', algorithms: ['PS512'] })
    const expected = without as typeof rightExpectations
    expect((await rejects(verifyIdToken(token, expected), 'invalid_token')).detail?.claim).toBe(
      'nonce',
    )
    expect(await verifyIdToken(token, { ...without, nonce })).toHaveProperty('sub')
  })
})
