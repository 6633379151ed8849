import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AuthOptions,
  buildAuthorizeUrl,
  createAuth,
  discover,
  isAuthError,
  verifyIdToken,
} from '../src/index.js'
import * as providers from '../src/providers/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { redirectUri } from './support/login.js'
import { clearStorage, createPageClient, visit } from './support/page.js'

beforeEach(() => {
  visit(redirectUri)
  clearStorage()
  vi.stubGlobal('open', () => null)
})
afterEach(() => vi.unstubAllGlobals())

const fail = (): never => {
  throw new RangeError('a getter of the app')
}

/** What JavaScript puts into an option by accident, or what the app's own code throws from. */
const oddities: [string, unknown][] = [
  ['null', null],
  ['a number', 42],
  ['NaN', Number.NaN],
  ['a bigint', 1n],
  ['true', true],
  ['a text', 'x'],
  ['an empty text', ''],
  ['a symbol', Symbol('x')],
  ['an object without a prototype', Object.create(null)],
  ['a list', [Symbol('x')]],
  ['a function', fail],
  ['an object that JSON cannot hold', { toJSON: fail }],
]

const throwingGetter = (member: string) =>
  Object.defineProperty({}, member, { get: fail, enumerable: true })
const brokenProxy = () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** How a call ended, as far as it did within a turn; what is no error of ours fails the test. */
async function expectOurs(run: () => unknown, what: string) {
  const answer = run()
  expect(answer, what).toBeInstanceOf(Promise)
  const outcome = await Promise.race([
    (answer as Promise<unknown>).catch((reason: unknown) => reason),
    new Promise((resolve) => setImmediate(resolve)),
  ])
  if (outcome instanceof Error) expect(isAuthError(outcome), `${what}: ${outcome}`).toBe(true)
}

function expectOursAtOnce(run: () => unknown, what: string) {
  try {
    run()
  } catch (reason) {
    expect(isAuthError(reason), `${what}: ${reason}`).toBe(true)
  }
}

function setUp(options: object = {}) {
  const server = createTestServer({ key: rsaKey })
  return createPageClient(server, 'token', { navigate: () => {}, ...options } as object)
}

const login = ['appState', 'params', 'scope', 'audience', 'redirectUri']
const requests: [string, unknown[], string[]][] = [
  ['authorize', ['c'], login],
  ['buildAuthorizeUrl', ['c'], login],
  ['popup', ['c'], [...login, 'width', 'height', 'window', 'signal', 'timeout', 'onBlocked']],
  ['checkSession', [], [...login, 'sub', 'signal', 'timeout']],
  ['refresh', ['rt'], ['scope', 'sub', 'signal', 'timeout']],
  ['userInfo', ['at'], ['sub', 'signal']],
]
const params = ['connection', 'max_age', 'organization', 'prompt', 'id_token_hint', 'claims']

/** Calls a method as a script without types does. */
const call = (owner: object, method: string, ...given: unknown[]) =>
  (owner as Record<string, (...given: unknown[]) => unknown>)[method]?.(...given)

describe('whatever stands in a member of a request', () => {
  afterEach(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })

  test.each(requests)('of %s fails with an AuthError alone', async (method, before, members) => {
    for (const member of members)
      for (const [name, value] of oddities)
        await expectOurs(
          () => call(setUp(), method, ...before, { [member]: value }),
          `${method} ${member} ${name}`,
        )
    for (const request of [...members.map(throwingGetter), brokenProxy()])
      await expectOurs(() => call(setUp(), method, ...before, request), `${method} getter`)
  })

  test.each(['authorize', 'buildAuthorizeUrl', 'popup', 'checkSession'])(
    'of the params of %s fails with an AuthError alone',
    async (method) => {
      const before = method === 'checkSession' ? [] : ['c']
      for (const param of params)
        for (const [name, value] of [...oddities])
          await expectOurs(
            () => call(setUp(), method, ...before, { params: { [param]: value } }),
            `${method} params.${param} ${name}`,
          )
      await expectOurs(() => call(setUp(), method, ...before, { params: brokenProxy() }), method)
    },
  )

  test('of a logout fails with an AuthError alone, at once', () => {
    for (const member of ['returnTo', 'idTokenHint', 'federated', 'params'])
      for (const [name, value] of oddities)
        for (const method of ['logout', 'buildLogoutUrl'])
          expectOursAtOnce(() => call(setUp(), method, { [member]: value }), `${member} ${name}`)
    expectOursAtOnce(() => call(setUp(), 'logout', brokenProxy()), 'a proxy')
  })
})

describe('whatever stands in an option', () => {
  const options: (keyof AuthOptions)[] = [
    'domain',
    'clientId',
    'responseType',
    'responseMode',
    'redirectUri',
    'scope',
    'audience',
    'params',
    'issuer',
    'endpoints',
    'algorithms',
    'leeway',
    'transactionTtl',
    'timeout',
    'requireIss',
    'returnToName',
    'assumeBearer',
    'storage',
    'dpop',
    'now',
    'fetch',
    'navigate',
  ]

  test.each(options)('%s is taken, or createAuth fails with an AuthError', async (name) => {
    for (const [kind, value] of oddities) {
      let auth: ReturnType<typeof setUp> | undefined
      expectOursAtOnce(() => {
        auth = setUp({ [name]: value })
      }, `${name} ${kind}`)
      if (!auth) continue
      await expectOurs(() => call(auth as object, 'authorize', 'c'), `${name} ${kind}`)
      await expectOurs(() => call(auth as object, 'buildAuthorizeUrl'), `${name} ${kind}`)
      await expectOurs(
        () => call(auth as object, 'parseHash', '#state=x&code=y'),
        `${name} ${kind}`,
      )
      expectOursAtOnce(
        () => call(auth as object, 'logout', { returnTo: redirectUri }),
        `${name} ${kind}`,
      )
    }
    expectOursAtOnce(() => createAuth(throwingGetter(name) as never), `${name}, a getter`)
  })

  test('a clock that gives no number, or throws, fails with an AuthError', async () => {
    for (const now of [() => 1n, () => Symbol('x'), fail]) {
      const auth = setUp({ now })
      for (const method of ['authorize', 'buildAuthorizeUrl', 'popup'])
        await expectOurs(() => call(auth, method), `now of ${method}`)
    }
  })

  test('a member of discover and verifyIdToken', async () => {
    const expected = { issuer: 'https://a.example/', clientId: 'c', nonce: 'n', keys: [] }
    const members = [...Object.keys(expected), 'algorithms', 'leeway', 'maxAge', 'organization']
    for (const member of [...members, 'accessToken', 'code', 'jwksUri', 'fetch', 'now'])
      for (const [name, value] of oddities)
        await expectOurs(
          () => verifyIdToken('e30.e30.e30', { ...expected, [member]: value }),
          `${member} ${name}`,
        )
    await expectOurs(() => verifyIdToken('x', brokenProxy() as never), 'a proxy')
    for (const member of ['issuer', 'fetch', 'signal'])
      for (const [name, value] of oddities)
        await expectOurs(
          () =>
            discover('https://a.example', { fetch: async () => new Response(), [member]: value }),
          `${member} ${name}`,
        )
    await expectOurs(() => discover('https://a.example', brokenProxy()), 'a proxy')
  })

  test('a parameter that cannot be read is invalid_config', () => {
    for (const given of [
      throwingGetter('prompt'),
      brokenProxy(),
      { f: fail },
      { o: { toJSON() {} } },
    ])
      try {
        buildAuthorizeUrl('https://a.example/authorize', given)
        expect.fail('took it')
      } catch (reason) {
        expect(isAuthError(reason), `${reason}`).toBe(true)
      }
  })
})

describe('a provider whose settings are not there', () => {
  test.each(Object.entries(providers))('%s is refused by createAuth', (name, provider) => {
    const rest = { clientId: 'c', responseType: 'code' }
    const isFixed = provider.length === 0
    for (const given of [undefined, null, {}, ...oddities.map(([, value]) => value)]) {
      const make = () => {
        const options = (provider as (given: unknown) => object)(given)
        if (!isFixed) createAuth({ ...options, ...rest } as never)
      }
      expectOursAtOnce(make, name)
      if (!isFixed) expect(make, name).toThrow()
    }
  })

  test('one that is an environment variable which was not set', () => {
    const rest = { clientId: 'c', responseType: 'code' as const }
    const { cognito, fusionAuth, okta } = providers
    const unset = undefined as unknown as string
    for (const make of [
      () => createAuth({ ...cognito({ region: 'r', userPool: 'u', domain: unset }), ...rest }),
      () => createAuth({ ...okta({ domain: unset }), ...rest }),
      () => createAuth({ ...fusionAuth({ url: 'https://a.example', issuer: unset }), ...rest }),
    ])
      expect(make).toThrow('invalid_config')
  })
})

describe('a provider’s options', () => {
  const { authentik, azureB2C, entraExternalId, keycloak, okta } = providers

  test('have the issuer that tokens name, however the settings are written', () => {
    const [tenantId, clientId] = ['AAAA-BB', 'c']
    const b2c = { domain: 'Acme.b2clogin.com', tenantId, policy: 'B2C_1_in', clientId }
    expect([
      okta({ domain: 'Acme.okta.com' }).issuer,
      okta({ domain: 'Acme.okta.com', authorizationServer: null }).issuer,
      azureB2C(b2c).issuer,
      entraExternalId({ domain: 'Acme.ciamlogin.com', tenantId }).issuer,
      keycloak({ url: 'HTTPS://ID.example', realm: 'MyRealm' }).issuer,
      authentik({ url: 'https://ID.example/Base', application: 'App' }).issuer,
    ]).toEqual([
      'https://acme.okta.com/oauth2/default',
      'https://acme.okta.com',
      'https://acme.b2clogin.com/aaaa-bb/v2.0/',
      'https://aaaa-bb.ciamlogin.com/aaaa-bb/v2.0',
      'https://id.example/realms/MyRealm',
      'https://id.example/Base/application/o/App/',
    ])
  })

  test('are not read from a polluted prototype', () => {
    const polluted = Object.prototype as Record<string, unknown>
    polluted.authorizationServer = 'evil'
    try {
      expect(okta({ domain: 'acme.okta.com' }).issuer).toBe('https://acme.okta.com/oauth2/default')
    } finally {
      delete polluted.authorizationServer
    }
  })
})

test('a timeout that is null is none of its own', async () => {
  const auth = setUp()
  const answer = call(auth, 'popup', 'c', { timeout: null }) as Promise<unknown>
  await rejects(answer, 'popup_blocked')
})
