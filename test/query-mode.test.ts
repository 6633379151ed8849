import { beforeEach, describe, expect, test } from 'vitest'
import { type AuthOptions, createAuth, readResponse } from '../src/index.js'
import { createTestServer, type TestServer, type TestServerOptions } from '../src/testing/index.js'
import { rejects, throws } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { createClient, startLogin } from './support/login.js'

const page = 'https://app.example/callback'
const options = { responseMode: 'query' } as const

/** Takes away the redirectUri that the clients here have. */
const withoutRedirectUri: object = { redirectUri: undefined }

/** Loads this page as the browser would, with a state of the app's own in its history entry. */
function visit(url: string) {
  history.replaceState({ kept: true }, '', url)
}

const isResponseBesideState = /(code|error|access_token)=\w.*&state=./

const tokenRequests = ({ requests }: TestServer) =>
  requests.filter(({ endpoint }) => endpoint === 'token')
const inQuery: NonNullable<TestServerOptions['respond']> = (answer) => {
  if (answer.endpoint === 'authorize') answer.responseMode = 'query'
}

beforeEach(() => visit(page))

describe('a response in the query', () => {
  test('is read from the address bar, and out of it at once (RFC 9700 §4.3.1)', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options,
      request: { appState: { returnTo: '/inbox' } },
    })
    expect(callbackUrl).toMatch(/^https:\/\/app\.example\/callback\?code=/)
    visit(callbackUrl)
    const { length } = history
    const result = auth.parseHash<{ returnTo: string }>()
    expect(location.href).toBe(page)
    expect(await result).toMatchObject({
      tokenType: 'Bearer',
      claims: { sub: 'test|zoe' },
      appState: { returnTo: '/inbox' },
    })
    expect(location.href).toBe(page)
    expect(history.length).toBe(length)
    expect(history.state).toEqual({ kept: true })
  })

  test.each([
    ['?tenant=a%20b+c&flag&x=%C3%A9', '', '?tenant=a%20b+c&flag&x=%C3%A9', ''],
    ['', '#section-2', '', '#section-2'],
    ['', '#/inbox?folder=1', '', '#/inbox?folder=1'],
    ['?a=1', '#/', '?a=1', '#/'],
  ])(
    'leaves the query %j and the fragment %j of the page as they are',
    async (search, hash, searchAfter, hashAfter) => {
      const { auth, callbackUrl } = await startLogin({
        responseType: 'code',
        options: { ...options, redirectUri: page + search },
        respond({ endpoint, body }) {
          if (endpoint === 'authorize')
            Object.assign(body, { iss: 'https://login.example.test/', session_state: 's' })
        },
      })
      visit(callbackUrl + hash)
      const result = auth.parseHash()
      expect(location.href).toBe(page + searchAfter + hashAfter)
      expect(await result).toHaveProperty('claims.sub')
    },
  )

  test('is also taken as a text: a query, or a whole URL', async () => {
    for (const part of [(url: string) => url, (url: string) => new URL(url).search]) {
      const { auth, callbackUrl } = await startLogin({ responseType: 'code', options })
      expect(await auth.parseHash(part(callbackUrl))).toHaveProperty('claims.sub')
      expect(location.href).toBe(page)
    }
  })

  test('gives the same promise as often as it is asked for, and one token request', async () => {
    const { auth, callbackUrl, server } = await startLogin({ responseType: 'code', options })
    visit(callbackUrl)
    const first = auth.parseHash()
    expect(auth.parseHash()).toBe(first)
    expect(auth.parseHash(callbackUrl)).toBe(first)
    await first
    expect(auth.parseHash()).toBe(first)
    expect(tokenRequests(server)).toHaveLength(1)
  })

  test('may be an error: it rejects with the server’s code (RFC 6749 §4.1.2.1)', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options,
      request: { appState: 'kept' },
      respond(answer) {
        answer.body = {
          error: 'access_denied',
          error_description: 'Zoë said no',
          state: answer.body.state,
        }
      },
    })
    visit(callbackUrl)
    const error = await rejects(auth.parseHash(), 'access_denied')
    expect(error).toMatchObject({
      appState: 'kept',
      detail: { error: 'access_denied', description: 'Zoë said no' },
    })
    expect(location.href).toBe(page)
  })

  test('is taken out of the address bar also when it is refused', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options,
      respond({ endpoint, body }) {
        if (endpoint === 'authorize') body.iss = 'https://thief.example/'
      },
    })
    visit(callbackUrl)
    await rejects(auth.parseHash(), 'issuer_mismatch')
    expect(location.href).toBe(page)
  })

  test('with a parameter twice is refused, and its code not redeemed (RFC 6749 §3.1)', async () => {
    const { auth, callbackUrl, server } = await startLogin({ responseType: 'code', options })
    visit(`${callbackUrl}&code=another`)
    await rejects(auth.parseHash(), 'invalid_response')
    expect(location.href).toBe(page)
    expect(tokenRequests(server)).toEqual([])
  })
})

describe('a query of somebody else', () => {
  const elsewhere = 'https://app.example/checkout'

  test.each([
    '?code=stripe',
    '?code=stripe&scope=read_write',
    '?code=stripe&state=xyz',
    '?code=stripe&state=p.xyz',
    '?code=stripe&state=%7B%22cart%22%3A7%7D',
    '?error=access_denied&error_description=no',
    '?error=access_denied&state=xyz',
    '?state=xyz',
    '?access_token=theirs',
    '?id_token=a.b.c',
    '?access_token=theirs&state=xyz',
    '?code=&state=xyz',
    '?State=xyz&code=1',
    '?q=code%3D1%26state%3Dxyz',
  ])('%s is null, and stays where it is: no state of ours', async (search) => {
    const isBesideState = isResponseBesideState.test(search)
    const server = createTestServer({ key: rsaKey })
    for (const client of [
      createClient(server, 'code', options),
      createClient(server, 'code'),
      createClient(server, 'token id_token'),
    ]) {
      await client.buildAuthorizeUrl()
      // where our own answers come to, an unspent code is not left lying: page-cleaning.test.ts
      const pages = isBesideState ? [elsewhere] : [elsewhere, page]
      for (const place of pages) {
        visit(place + search)
        expect(await client.parseHash()).toBeNull()
        expect(await client.parseHash(search)).toBeNull()
        expect(location.href).toBe(place + search)
        expect(history.state).toEqual({ kept: true })
      }
    }
    expect(server.requests).toEqual([])
    expect(server.storage.records.size).toBe(3)
  })

  test('with a state of ours in it and nothing else of a response is ours, and wrong', async () => {
    const { auth, state, server } = await startLogin({ responseType: 'code', options })
    visit(`${page}?state=${state}&keep=1`)
    const outcome = auth.parseHash()
    expect(location.href).toBe(`${page}?keep=1`)
    await rejects(outcome, 'invalid_response')
    expect(server.storage.records.size).toBe(0)
  })

  test('is null for a client that finds the record of another there (RFC 9700 §4.4)', async () => {
    const { server, auth, callbackUrl } = await startLogin({ responseType: 'code', options })
    visit(callbackUrl)
    expect(
      await createClient(server, 'code', { ...options, clientId: 'other' }).parseHash(),
    ).toBeNull()
    expect(location.href).toBe(callbackUrl)
    expect(await auth.parseHash()).toHaveProperty('claims.sub')
  })

  test('is null where the storage cannot be read: nobody can say whose it is', async () => {
    const storage = {
      get(): never {
        throw new DOMException('blocked', 'SecurityError')
      },
      set() {},
      remove() {},
    }
    visit(`${elsewhere}?code=theirs&state=xyz`)
    expect(
      await createClient(createTestServer({ key: rsaKey }), 'code', {
        ...options,
        storage,
      }).parseHash(),
    ).toBeNull()
    expect(location.search).toBe('?code=theirs&state=xyz')
  })

  test('is looked at again by the next call: a null is not remembered', async () => {
    // without a given redirectUri no page is known to be the one that answers come to
    const anyPage: Partial<AuthOptions<'code'>> = { ...options, ...withoutRedirectUri }
    const { server, callbackUrl, state } = await startLogin({
      responseType: 'code',
      options: anyPage,
    })
    const record = `${server.storage.records.get(state)}`
    server.storage.remove(state)
    const auth = createClient(server, 'code', anyPage)
    visit(callbackUrl)
    expect(await auth.parseHash()).toBeNull()
    server.storage.set(state, record, 3600)
    expect(await auth.parseHash()).toHaveProperty('claims.sub')
  })

  test('stays where it is beside a response of ours in the fragment, without a state', async () => {
    const { auth, callbackUrl } = await startLogin({ responseType: 'code' })
    visit(callbackUrl.replace('#', '?code=stripe&tab=2#'))
    expect(await auth.parseHash()).toHaveProperty('claims.sub')
    expect(location.href).toBe(`${page}?code=stripe&tab=2`)
  })
})

describe('tokens in a query', () => {
  test.each(['token', 'id_token', 'token id_token', 'code token', 'code id_token'] as const)(
    'of our login with "%s" are refused, and leave the URL (Multiple Response Types §3, §5)',
    async (responseType) => {
      const { auth, callbackUrl, server } = await startLogin<typeof responseType>({
        responseType,
        respond: inQuery,
      })
      expect(callbackUrl).toMatch(/\?.*_?token=/)
      visit(callbackUrl)
      await rejects(auth.parseHash(), 'invalid_response')
      expect(location.href).toBe(page)
      expect(server.storage.records.size).toBe(0)
      expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    },
  )

  test('are refused beside a code that was asked for in the query', async () => {
    const { auth, callbackUrl, server } = await startLogin({
      responseType: 'code',
      options,
      respond({ endpoint, body }) {
        if (endpoint === 'authorize')
          Object.assign(body, { access_token: 'planted', token_type: 'Bearer' })
      },
    })
    visit(callbackUrl)
    await rejects(auth.parseHash(), 'invalid_response')
    expect(tokenRequests(server)).toEqual([])
  })

  test('are nothing that readResponse reads', () => {
    expect(readResponse('?access_token=a&state=s')).toBeNull()
    expect(readResponse(`${page}?id_token=a.b.c&state=s`)).toBeNull()
    expect(readResponse('?code=c&state=s')).toMatchObject({ code: 'c', state: 's' })
  })

  test.each([
    'token',
    'id_token',
    'token id_token',
    'code token',
    'code id_token',
    'code id_token token',
  ] as const)(
    'cannot be asked for: query with "%s" is invalid_config (Multiple Response Types §3)',
    (responseType) => {
      const given: AuthOptions<typeof responseType> = {
        domain: 'acme.eu.auth0.com',
        clientId: 'app',
        responseType,
        ...options,
      }
      throws(() => createAuth(given), 'invalid_config')
    },
  )
})

// Multiple Response Types §2.1: a server that ignores response_mode must not end in silence.
describe('a code in the place where it was not expected', () => {
  test.each([
    ['the query, by a server that ignores response_mode', {}, 'query'],
    ['the query, though web_message was asked for', { responseMode: 'web_message' }, 'query'],
    ['the fragment, though the query was asked for', { responseMode: 'query' }, 'fragment'],
  ] as const)(
    '%s, is refused with the responseMode to set, taken out of the address bar, and not redeemed',
    async (_, given, place) => {
      const { auth, callbackUrl, server } = await startLogin({
        responseType: 'code',
        options: { ...given, redirectUri: `${page}?keep=1` },
        request: { appState: 'kept' },
        respond(answer) {
          if (answer.endpoint === 'authorize') answer.responseMode = place
        },
      })
      expect(new URL(callbackUrl)[place === 'query' ? 'search' : 'hash']).toContain('code=')
      visit(callbackUrl)
      const refused = auth.parseHash()
      expect(location.href).toBe(`${page}?keep=1`)
      const error = await rejects(refused, 'invalid_response')
      expect(error.message).toMatch(new RegExp(`responseMode.*${place}`))
      expect(error.appState).toBe('kept')
      expect(server.storage.records.size).toBe(0)
      expect(tokenRequests(server)).toEqual([])
    },
  )

  test('works once the setting is as the message says', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options,
      respond: inQuery,
    })
    visit(callbackUrl)
    expect(await auth.parseHash()).toHaveProperty('claims.sub')
  })

  test('does not hold for errors: the server’s word counts in either place', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      respond(answer) {
        if (answer.endpoint !== 'authorize') return
        answer.responseMode = 'query'
        answer.body = {
          error: 'access_denied',
          error_description: 'told',
          state: answer.body.state,
        }
      },
    })
    visit(callbackUrl)
    const outcome = auth.parseHash()
    expect(location.href).toBe(page)
    expect((await rejects(outcome, 'access_denied')).detail?.description).toBe('told')
  })
})
