// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { type AuthOptions, createAuth, type LogoutOptions } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects, throws } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, login } from './support/login.js'

const createClientAt = (options: Partial<AuthOptions<'token'>> = {}) =>
  createAuth({
    domain: 'acme.eu.auth0.com',
    clientId: 'abc 1&2',
    responseType: 'token',
    ...options,
  })

const endSession = 'https://login.example.test/oidc/logout'
const queryOf = (url: string) => [...new URL(url).searchParams]

describe('what params say', () => {
  test('goes out where no option says otherwise', () => {
    const params = { returnTo: 'https://app.example/bye', federated: '', id_token_hint: 'h' }
    const url = createClientAt().buildLogoutUrl({ params })
    expect(queryOf(url)).toEqual([...Object.entries(params), ['client_id', 'abc 1&2']])
  })

  test('goes out to an end-session endpoint, too', () => {
    const params = {
      id_token_hint: 'h',
      post_logout_redirect_uri: 'https://a.example/',
      state: 's',
    }
    const auth = createClientAt({ endpoints: { endSession } })
    expect(queryOf(auth.buildLogoutUrl({ params }))).toEqual([
      ...Object.entries(params),
      ['client_id', 'abc 1&2'],
    ])
  })
})

test('a logout without a page to go to forgets the login all the same', async () => {
  const { auth, callbackUrl } = await login({
    options: { endpoints: { logout: null } as object },
  })
  throws(() => auth.logout(), 'invalid_config')
  await rejects(auth.parseHash(callbackUrl), 'state_unknown')
})

test('a navigate that fails later is reported as aborted, and the next login may go', async () => {
  const unhandled: unknown[] = []
  const onUnhandled = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', onUnhandled)
  try {
    const navigate = () => Promise.reject(new Error('Browser.open failed'))
    createClientAt({ navigate }).logout()
    await vi.waitUntil(() => unhandled.length > 0)
    expect(unhandled).toEqual([expect.objectContaining({ code: 'aborted' })])
  } finally {
    process.off('unhandledRejection', onUnhandled)
  }
})

describe('buildLogoutUrl at an Auth0 server', () => {
  test('is /v2/logout with the client, and nothing else unless asked', () => {
    expect(createClientAt().buildLogoutUrl()).toBe(
      'https://acme.eu.auth0.com/v2/logout?client_id=abc%201%262',
    )
    expect(createClientAt().buildLogoutUrl({})).toBe(createClientAt().buildLogoutUrl())
  })

  test('carries returnTo, encoded once', () => {
    const returnTo = 'https://app.example/bye?from=a%20b&x=1#end'
    const url = createClientAt().buildLogoutUrl({ returnTo })
    expect(queryOf(url)).toEqual([
      ['client_id', 'abc 1&2'],
      ['returnTo', returnTo],
    ])
    expect(url).toContain('returnTo=https%3A%2F%2Fapp.example%2Fbye%3Ffrom%3Da%2520b%26x%3D1%23end')
  })

  test('carries federated when asked, and not when told false', () => {
    expect(
      new URL(createClientAt().buildLogoutUrl({ federated: true })).searchParams.has('federated'),
    ).toBe(true)
    expect(createClientAt().buildLogoutUrl({ federated: false })).not.toContain('federated')
  })

  test('sends no ID Token: this endpoint has no use for it', () => {
    expect(createClientAt().buildLogoutUrl({ idTokenHint: 'h.c.s' })).not.toContain('h.c.s')
  })

  test('is the endpoint that was configured, and keeps its query', () => {
    const auth = createClientAt({
      endpoints: { logout: 'https://login.acme.example/out?tenant=1' },
    })
    expect(auth.buildLogoutUrl()).toBe(
      'https://login.acme.example/out?tenant=1&client_id=abc%201%262',
    )
  })
})

describe('buildLogoutUrl uses the end_session_endpoint (RP-Initiated Logout §2)', () => {
  const auth = createClientAt({ endpoints: { endSession: `${endSession}?p=1` } })

  test('carries id_token_hint, client_id and post_logout_redirect_uri', () => {
    const url = auth.buildLogoutUrl({ idTokenHint: 'h.c.s', returnTo: 'https://app.example/bye' })
    expect(url).toMatch(`${endSession}?p=1&`)
    expect(queryOf(url).sort()).toEqual([
      ['client_id', 'abc 1&2'],
      ['id_token_hint', 'h.c.s'],
      ['p', '1'],
      ['post_logout_redirect_uri', 'https://app.example/bye'],
    ])
  })

  test('names the client also without a hint: the server may send the person back (§3)', () => {
    const url = auth.buildLogoutUrl({ returnTo: 'https://app.example/bye' })
    expect(queryOf(url).map(([name]) => name)).toEqual(
      expect.arrayContaining(['client_id', 'post_logout_redirect_uri']),
    )
    expect(url).not.toContain('id_token_hint')
  })

  test('has none of the Auth0 names, but federated where the app asks for it', () => {
    const namesOf = (options: LogoutOptions) =>
      queryOf(auth.buildLogoutUrl(options)).map(([name]) => name)
    expect(namesOf({ returnTo: 'https://app.example/' })).not.toContain('returnTo')
    expect(namesOf({ returnTo: 'https://app.example/' })).not.toContain('federated')
    expect(namesOf({ federated: true })).toContain('federated')
  })
})

describe('what is sent along to either endpoint', () => {
  const auths = [createClientAt(), createClientAt({ endpoints: { endSession } })]

  test('goes out in wire spelling, undefined and null left out', () => {
    for (const auth of auths) {
      const url = auth.buildLogoutUrl({
        params: {
          logout_hint: 'zoe@example.test',
          ui_locales: 'de en',
          state: 's',
          a: undefined,
          b: null,
        },
      })
      const query = Object.fromEntries(queryOf(url))
      expect(query).toEqual({
        client_id: 'abc 1&2',
        logout_hint: 'zoe@example.test',
        ui_locales: 'de en',
        state: 's',
      })
    }
  })

  test('does not replace what the options say', () => {
    for (const auth of auths) {
      const params = {
        client_id: 'other',
        returnTo: 'https://thief.example/',
        post_logout_redirect_uri: 'https://thief.example/',
      }
      const url = new URL(
        auth.buildLogoutUrl({
          returnTo: 'https://app.example/bye',
          params: { client_id: 'other' },
        }),
      )
      expect(url.searchParams.getAll('client_id')).toEqual(['abc 1&2'])
      const back = auth === auths[0] ? 'returnTo' : 'post_logout_redirect_uri'
      const crowded = new URL(auth.buildLogoutUrl({ returnTo: 'https://app.example/bye', params }))
      expect(crowded.searchParams.getAll(back)).toEqual(['https://app.example/bye'])
    }
  })

  test.each([
    '/bye',
    'bye',
    '',
    '//thief.example/',
    'http://app.example/',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'https://user:pass@app.example/',
    'https:\\\\app.example/',
    'https://app.example/\nx',
  ])(
    'returnTo %j is refused with invalid_config: absolute https alone (RFC 9700 §4.11.1)',
    (returnTo) => {
      for (const auth of auths) throws(() => auth.buildLogoutUrl({ returnTo }), 'invalid_config')
    },
  )

  test.each([
    'http://localhost:3000/',
    'http://127.0.0.1/bye',
    'http://[::1]:8080/',
    'http://app.localhost/',
  ])('returnTo %s may be http: loopback', (returnTo) => {
    for (const auth of auths)
      expect(queryOf(auth.buildLogoutUrl({ returnTo })).map(([, value]) => value)).toContain(
        returnTo,
      )
  })
})

describe('logout', () => {
  test('goes to the logout URL', () => {
    const navigate = vi.fn()
    const auth = createClientAt({ navigate })
    const options = { returnTo: 'https://app.example/bye', federated: true }
    expect(auth.logout(options)).toBeUndefined()
    expect(navigate.mock.calls).toEqual([[auth.buildLogoutUrl(options)]])
  })

  test('goes nowhere with a wrong returnTo', () => {
    const navigate = vi.fn()
    throws(
      () => createClientAt({ navigate }).logout({ returnTo: 'javascript:alert(1)' }),
      'invalid_config',
    )
    expect(navigate).not.toHaveBeenCalled()
  })

  test('without a page or navigate throws browser_required; buildLogoutUrl works there', () => {
    throws(() => createClientAt().logout(), 'browser_required')
    expect(createClientAt().buildLogoutUrl()).toContain('/v2/logout')
  })

  test('ends the session, so that a silent login fails afterwards', async () => {
    const { auth, server } = await login()
    auth.logout({ returnTo: 'https://app.example/bye' })
    expect(await server.answer()).toBe('https://app.example/bye')
    await rejects(login({ server, request: { params: { prompt: 'none' } } }), 'login_required')
  })
})

// RP-Initiated Logout §3: state comes back, if it was sent and the server minds. The page it comes
// back to is no login response.
describe('the page after logout', () => {
  test.each([
    ['the state that was sent (OIDF rp-init-logout)', 'https://app.example/bye?state=mine'],
    ['another state (OIDF rp-init-logout-other-state)', 'https://app.example/bye?state=other'],
    ['no state (OIDF rp-init-logout-no-state)', 'https://app.example/bye'],
    ['a state in the fragment', 'https://app.example/bye#state=mine'],
  ])('with %s is no response of a login, and breaks nothing', async (_, url) => {
    for (const options of [{ responseMode: 'query' }, {}] as const) {
      const server = createTestServer({ key: rsaKey })
      const auth = createClient(server, 'code', { endpoints: { endSession }, ...options })
      auth.logout({ returnTo: 'https://app.example/bye', params: { state: 'mine' } })
      expect(await server.answer()).toBe('https://app.example/bye?state=mine')
      expect(await auth.parseHash(url)).toBeNull()
      // A login that was begun meanwhile is untouched.
      const callbackUrl = await server.answer(await auth.buildAuthorizeUrl())
      expect(await auth.parseHash(url)).toBeNull()
      expect(await auth.parseHash(callbackUrl)).toHaveProperty('claims.sub')
    }
  })
})
