import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AuthOptions, isAuthError } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { rejects } from './support/errors.js'
import { rsaKey } from './support/keys.js'
import { clientId, redirectUri } from './support/login.js'
import { clearStorage, createPageClient, readRecords, visit, writeRecord } from './support/page.js'

const server = createTestServer({ key: rsaKey })
const elsewhere = 'https://app.example/elsewhere'
const unknown = '0'.repeat(64)
const now = () => Math.floor(Date.now() / 1000)

beforeEach(() => {
  visit(redirectUri)
  clearStorage()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const createClient = (options: Partial<AuthOptions<'code'>> = {}) =>
  createPageClient(server, 'code', options)

/** What an answer becomes, and the URL that is left. */
async function read(url: string, options: Partial<AuthOptions<'code'>> = {}) {
  visit(url, { own: 1 })
  const pending = createClient(options).parseHash()
  const left = location.href
  const outcome: unknown = await pending.catch((reason: unknown) => reason)
  expect(location.href).toBe(left)
  expect(history.state).toEqual({ own: 1 })
  return { left, outcome: isAuthError(outcome) ? outcome.code : outcome }
}

/** What somebody else’s link can leave beside a state that nobody here knows. */
const leftovers = [
  `code=canary&state=${unknown}`,
  `state=${unknown}&code=canary`,
  'code=canary&state=x',
  'error=access_denied&error_description=canary&state=x',
  'access_token=canary&token_type=Bearer&state=x',
  'id_token=canary&state=x',
  'code=canary&code=canary&state=x',
  '%63ode=canary&stat%65=x',
]

describe('where answers come to, what stands beside an unknown state is not left', () => {
  test.each(leftovers)('in the query: null, gone: ?%s', async (response) => {
    for (const options of [{}, { responseMode: 'query' }] as const) {
      expect(await read(`${redirectUri}?keep=1&${response}&also=2#section`, options)).toEqual({
        left: `${redirectUri}?keep=1&also=2#section`,
        outcome: null,
      })
    }
  })

  test.each(leftovers)('in the fragment: refused, and gone: #%s', async (response) => {
    const { left, outcome } = await read(`${redirectUri}?keep=1#${response}`)
    expect(left).toBe(`${redirectUri}?keep=1`)
    expect(['state_unknown', 'invalid_response']).toContain(outcome)
  })

  test('in both: both are gone', async () => {
    for (const query of leftovers) {
      const { left } = await read(`${redirectUri}?${query}#code=canary&state=y`)
      expect(left).toBe(redirectUri)
    }
  })

  test.each([
    '#access_token=forged&token_type=Bearer&state=y',
    '#access_token=forged&token_type=Bearer',
    '#code=forged&state=y',
    '#error=forged&state=y',
    `#code=forged&state=p${unknown}`,
    '#/route?code=forged&state=y',
    '#code=forged',
    '#section',
    '#state=y',
  ])('and %s behind it shields no query', async (fragment) => {
    // nobody takes what a popup's callback page hands home: its repetitions end with the test
    vi.useFakeTimers({ toFake: ['setInterval'] })
    visit(`${redirectUri}?code=canary&state=x${fragment}`)
    createClient()
      .parseHash()
      .catch(() => {})
    expect(location.search).toBe('')
  })

  test('and the page is the same with a slash at its end', async () => {
    expect((await read(`${redirectUri}/?code=canary&state=x`)).left).toBe(`${redirectUri}/`)
  })

  test('whatever the storage says: it may throw', async () => {
    const storage = {
      get(): never {
        throw new DOMException('denied', 'SecurityError')
      },
      set() {},
      remove() {},
    }
    expect(await read(`${redirectUri}?code=canary&state=x`, { storage })).toEqual({
      left: redirectUri,
      outcome: null,
    })
  })

  test('whatever lies in the storage: a damaged record stops nothing', async () => {
    const record = { v: 1, nonce: 'n', clientId, issuer: server.issuer, createdAt: now() }
    for (const [digit, uri] of [undefined, null, '', 'junk', 7, {}].entries())
      writeRecord(`${digit}`.repeat(64), JSON.stringify({ ...record, redirectUri: uri }))
    for (const page of [redirectUri, elsewhere]) {
      const url = `${page}?code=canary&state=x`
      const left = page === redirectUri ? page : url
      expect(await read(url)).toEqual({ left, outcome: null })
    }
  })
})

describe('what may be the app’s own stays', () => {
  test.each([
    '?code=stripe',
    '?code=stripe&scope=read',
    '?error=oops&error_description=x',
    '?access_token=theirs',
    '?id_token=a.b.c',
    '?state=x',
    '?code=&state=x',
    '?xcode=1&state=x',
    '?q=code%3D1%26state%3Dx',
    '#/shops?code=1234&state=north',
    '#/shops&code=1234&state=north',
    '#!/shops?error=none&state=north',
    '#code=1234',
    '#error=oops',
    '#state=x',
    '#section',
  ])('on the page that answers come to, too: %s', async (part) => {
    expect(await read(redirectUri + part)).toEqual({ left: redirectUri + part, outcome: null })
  })

  test.each(leftovers)('on another page, in the query: ?%s', async (response) => {
    const url = `${elsewhere}?${response}`
    expect(await read(url)).toEqual({ left: url, outcome: null })
  })

  test.each([
    'https://app.example/callback/deeper',
    'https://app.example/',
    'https://www.app.example/callback',
    'https://app.example:8443/callback',
  ])('%s is another page', async (page) => {
    const url = `${page}?code=canary&state=x`
    expect(await read(url)).toEqual({ left: url, outcome: null })
  })

  test('on any page, where no redirectUri was given: nobody knows which one it is', async () => {
    const url = `${redirectUri}?code=canary&state=x`
    const anyPage: object = { redirectUri: undefined }
    expect(await read(url, anyPage)).toEqual({ left: url, outcome: null })
  })
})

describe('a redirectUri of one call', () => {
  const own = `${elsewhere}?code=canary&state=x`

  test('is such a page as long as its record lives', async () => {
    let time = Date.now()
    const options = { now: () => time }
    await createClient(options).buildAuthorizeUrl('c', { redirectUri: elsewhere })
    expect(await read(own, options)).toEqual({ left: elsewhere, outcome: null })
    time += 3_601_000
    expect(await read(own, options)).toEqual({ left: own, outcome: null })
  })

  test('is none any more once its answer came', async () => {
    const auth = createClient()
    const url = await auth.buildAuthorizeUrl('c', { redirectUri: elsewhere })
    visit(await server.answer(url))
    expect(await auth.parseHash()).toHaveProperty('claims')
    expect(await read(own)).toEqual({ left: own, outcome: null })
  })

  test('is none of another client', async () => {
    const other = createClient({ clientId: 'other' })
    await other.buildAuthorizeUrl('c', { redirectUri: elsewhere })
    expect(await read(own)).toEqual({ left: own, outcome: null })
  })
})

describe('an answer that another client’s record claims', () => {
  const theirs = async (mode: 'fragment' | 'query', now = Date.now) => {
    const other = createClient({ clientId: 'other', responseMode: mode, now })
    return server.answer(await other.buildAuthorizeUrl())
  }

  test.each(['fragment', 'query'] as const)('stays for it: null, by %s', async (mode) => {
    const url = await theirs(mode)
    expect(await read(url)).toEqual({ left: url, outcome: null })
    expect(readRecords().size).toBe(1)
  })

  test.each(['fragment', 'query'] as const)(
    'goes where that record has expired: null all the same, by %s',
    async (mode) => {
      const url = await theirs(mode, () => Date.now() - 7_200_000)
      expect(await read(url)).toEqual({ left: redirectUri, outcome: null })
      expect(readRecords().size).toBe(1)
    },
  )

  test('shields nothing of anybody else', async () => {
    const url = await theirs('fragment')
    const both = url.replace('#', '?code=canary&state=x#')
    expect(await read(both)).toEqual({ left: url, outcome: null })
  })
})

describe('a state that is known here', () => {
  const begin = async (options: Partial<AuthOptions<'code'>> = {}) => {
    const url = await createClient(options).buildAuthorizeUrl()
    return `${new URL(url).searchParams.get('state')}`
  }

  test.each(['#state=STATE', '?state=STATE', '#/route?state=STATE', '#x=1&state=STATE'])(
    'with nothing recognisable beside it is invalid_response, and gone: %s',
    async (part) => {
      const state = await begin()
      const { left, outcome } = await read(`${redirectUri}${part.replace('STATE', state)}`)
      expect(outcome).toBe('invalid_response')
      expect(left).not.toContain(state)
      expect(readRecords().size).toBe(0)
    },
  )

  test('takes with it what stands in the fragment under a name of the server’s own', async () => {
    const { left, outcome } = await read(
      `${redirectUri}?keep=1#token=canary&state=${await begin()}`,
    )
    expect(outcome).toBe('invalid_response')
    expect(left).toBe(`${redirectUri}?keep=1`)
  })

  test('is relayed and gone where it is a popup’s, whatever stands beside it', async () => {
    const popupState = `p${unknown}`
    visit(`${redirectUri}#token=canary&state=${popupState}`)
    void createClient()
      .parseHash()
      .catch(() => {})
    expect(location.href).toBe(redirectUri)
  })

  test('is taken behind a route, of a hash router', async () => {
    const callbackUrl = await server.answer(await createClient().buildAuthorizeUrl())
    const { left, outcome } = await read(callbackUrl.replace('#', '#/route?tab=2&'))
    expect(outcome).toHaveProperty('claims')
    expect(left).toBe(`${redirectUri}#/route?tab=2`)
  })

  test('is found behind a forged fragment, and in front of one', async () => {
    for (const mode of ['fragment', 'query'] as const) {
      const options = { responseMode: mode }
      const callbackUrl = await server.answer(await createClient(options).buildAuthorizeUrl())
      const url =
        mode === 'query'
          ? `${callbackUrl}#access_token=forged&token_type=Bearer&state=x`
          : callbackUrl.replace('#', '?code=forged&state=x#')
      const { left, outcome } = await read(url, options)
      expect(outcome).toHaveProperty('claims')
      expect(left).toBe(redirectUri)
    }
  })
})

test('a replaceState that throws costs the clean URL, and not the login', async () => {
  const callbackUrl = await server.answer(await createClient().buildAuthorizeUrl())
  visit(callbackUrl)
  const replaceState = vi.spyOn(history, 'replaceState').mockImplementation(() => {
    throw new DOMException('more than 100 times per 10 seconds', 'SecurityError')
  })
  const auth = createClient()
  const result = auth.parseHash()
  expect(auth.parseHash()).toBe(result)
  expect(await result).toHaveProperty('claims')
  expect(replaceState).toHaveBeenCalled()
  replaceState.mockRestore()
  await rejects(createClient().parseHash(), 'state_unknown')
})
