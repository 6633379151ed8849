import { beforeEach, describe, expect, test } from 'vitest'
import type { AuthOptions, ResponseType } from '../src/index.js'
import { createTestServer, type TestServerOptions } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { startLogin } from './support/login.js'
import { clearStorage, createPageClient, readRecords, visit } from './support/page.js'

beforeEach(() => {
  visit('https://app.example/start')
  clearStorage()
})

const honestPage = 'https://app.example/callback/honest'
const hostilePage = 'https://app.example/callback/hostile'

/** Two servers, of which one is hostile, and the app's client for each, on two pages of its own. */
function twoServers(respond?: TestServerOptions['respond']) {
  const honest = createTestServer({
    key: rsaKey,
    issuer: 'https://honest.example/',
    ...(respond && { respond }),
  })
  const hostile = createTestServer({ key: rsaKey, issuer: 'https://hostile.example/' })
  // each page makes its clients anew
  const clients = (options: Partial<AuthOptions<'code'>> = {}) => ({
    honest: createPageClient(honest, 'code', { redirectUri: honestPage, ...options }),
    hostile: createPageClient(hostile, 'code', { redirectUri: hostilePage, ...options }),
  })
  return { honest, hostile, clients }
}

/**
 * The hostile server sends the person on to the honest one, with state and challenge of its own
 * login (RFC 9700 §4.4.1); gives where the person comes back to.
 */
async function bounce({ honest, clients }: ReturnType<typeof twoServers>) {
  const url = new URL(await clients().hostile.buildAuthorizeUrl())
  url.host = 'honest.example'
  url.searchParams.set('redirect_uri', honestPage)
  return honest.answer(url.href)
}

describe('a code of another server (RFC 9700 §4.4.2.2)', () => {
  test('is sent to nobody, and neither is a verifier: it came to another page', async () => {
    const servers = twoServers()
    visit(await bounce(servers))
    const { honest, hostile } = servers.clients()
    expect(await honest.parseHash()).toBeNull()
    const error = await rejects(hostile.parseHash(), 'invalid_response')
    expect(error.detail).toEqual({ expected: hostilePage, actual: honestPage })
    expect(location.href).toBe(honestPage)
    expect(servers.hostile.requests).toEqual([])
    expect(servers.honest.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    expect(readRecords().size).toBe(0)
  })

  test('is refused by the issuer that came with it, where servers name themselves', async () => {
    const servers = twoServers(({ body }) => {
      body.iss = 'https://honest.example/'
    })
    visit(await bounce(servers))
    await rejects(servers.clients().hostile.parseHash(), 'issuer_mismatch')
    expect(servers.hostile.requests).toEqual([])
  })

  test('is found out in a whole URL that is handed over, too', async () => {
    const servers = twoServers()
    const callbackUrl = await bounce(servers)
    const error = await rejects(
      servers.clients().hostile.parseHash(callbackUrl),
      'invalid_response',
    )
    expect(error.detail).toEqual({ expected: hostilePage, actual: honestPage })
    expect(servers.hostile.requests).toEqual([])
  })

  test('and in the page’s own hash that is handed over as a text', async () => {
    const servers = twoServers()
    visit(await bounce(servers))
    const { hash } = location
    await rejects(servers.clients().hostile.parseHash(hash), 'invalid_response')
    expect(servers.hostile.requests).toEqual([])
  })
})

describe('a code counts only on the page that it was sent to', () => {
  const redirectUri = 'https://app.example/callback'
  const at = async (
    page: string,
    responseType: ResponseType = 'code',
    respond?: TestServerOptions['respond'],
    options: Partial<AuthOptions<ResponseType>> = {},
  ) => {
    const started = await startLogin<ResponseType>({
      responseType,
      options: { redirectUri, ...options },
      ...(respond && { respond }),
    })
    visit(started.callbackUrl.replace(/^[^?#]*/, page))
    return { ...started, result: started.auth.parseHash() }
  }

  test.each([
    'https://app.example/callback',
    'https://app.example/callback/',
    'https://APP.example:443/callback',
  ])('%s is that page: a slash at its end means nothing', async (page) => {
    expect(await (await at(page)).result).toHaveProperty('claims')
  })

  test.each([
    'https://app.example/',
    'https://app.example/Callback',
    'https://app.example/callback/other',
    'https://app.example/callback2',
    'https://app.example//callback',
    'https://app.example:8443/callback',
    'https://www.app.example/callback',
    'http://app.example/callback',
  ])('%s is another: invalid_response with both', async (page) => {
    const { result, server } = await at(page)
    const { detail } = await rejects(result, 'invalid_response')
    expect(detail).toEqual({ expected: redirectUri, actual: page })
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
  })

  test.each(['code token', 'code id_token', 'code id_token token'] as const)(
    'holds for %s',
    async (responseType) => {
      const { result } = await at('https://app.example/other', responseType)
      await rejects(result, 'invalid_response')
    },
  )

  test.each(['token', 'id_token', 'token id_token'] as const)(
    'does not hold for %s: there is no code to send anywhere',
    async (responseType) => {
      const { result } = await at('https://app.example/other', responseType)
      expect(await result).not.toBeNull()
    },
  )

  test('does not hold where a matching iss came with it (RFC 9207)', async () => {
    const { result } = await at('https://app.example/other', 'code', ({ endpoint, body }) => {
      if (endpoint === 'authorize') body.iss = 'https://login.example.test/'
    })
    expect(await result).toHaveProperty('claims')
  })

  test('holds where an iss fits a {tenantid} alone: many servers do', async () => {
    const tenant = 'https://login.example.test/tenant-1/'
    const { result } = await at(
      'https://app.example/other',
      'code',
      ({ endpoint, body }) => {
        if (endpoint === 'authorize') body.iss = tenant
      },
      { issuer: 'https://login.example.test/{tenantid}/' },
    )
    await rejects(result, 'invalid_response')
  })

  test('and passes where the ID Token is of the same tenant', async () => {
    const tenant = 'https://login.example.test/tenant-1/'
    const { result } = await at(
      redirectUri,
      'code',
      ({ endpoint, body, claims }) => {
        if (endpoint === 'authorize') body.iss = tenant
        Object.assign(claims, { iss: tenant, tid: 'tenant-1' })
      },
      { issuer: 'https://login.example.test/{tenantid}/' },
    )
    expect((await result)?.claims?.iss).toBe(tenant)
  })

  test('and such an iss must be the ID Token’s: no tenant answers for another', async () => {
    const { result } = await at(
      redirectUri,
      'code',
      ({ endpoint, body, claims }) => {
        if (endpoint === 'authorize') body.iss = 'https://login.example.test/tenant-1/'
        Object.assign(claims, { iss: 'https://login.example.test/tenant-2/', tid: 'tenant-2' })
      },
      { issuer: 'https://login.example.test/{tenantid}/' },
    )
    const { detail, message } = await rejects(result, 'issuer_mismatch')
    expect(detail).toEqual({
      expected: 'https://login.example.test/tenant-2/',
      actual: 'https://login.example.test/tenant-1/',
    })
    expect(message).toContain('(issuer_mismatch: iss)')
  })

  test('is told by the query of the redirectUri apart, which is the app’s', async () => {
    const { auth, callbackUrl } = await startLogin({
      responseType: 'code',
      options: { redirectUri: `${redirectUri}?from=login` },
    })
    visit(callbackUrl)
    expect(await auth.parseHash()).toHaveProperty('claims')
  })

  test('is the app’s own word for a bare text, which has no address', async () => {
    for (const shape of [(text: string) => `#${text}`, (text: string) => text]) {
      const { auth, callbackUrl } = await startLogin({ responseType: 'code' })
      visit('https://app.example/elsewhere')
      expect(await auth.parseHash(shape(callbackUrl.split('#')[1] ?? ''))).toHaveProperty('claims')
    }
  })

  test.each([
    '/shop:1/callback',
    '1/2:3',
    'a/b+c.d-e:f',
    ':callback',
    '//app.example:8443/elsewhere',
  ])('and for %s, a path however many colons are in it', async (path) => {
    const { auth, callbackUrl } = await startLogin({ responseType: 'code' })
    const hash = callbackUrl.split('#')[1] ?? ''
    expect(await auth.parseHash(`${path}#${hash}`)).toHaveProperty('claims')
  })

  test('by default is the page where the login began', async () => {
    const anyPage: object = { redirectUri: undefined }
    visit('https://app.example/shop?x=1#y')
    const { auth, callbackUrl } = await startLogin({ responseType: 'code', options: anyPage })
    expect(callbackUrl).toMatch(/^https:\/\/app\.example\/shop#/)
    visit(callbackUrl)
    expect(await auth.parseHash()).toHaveProperty('claims')
  })
})
