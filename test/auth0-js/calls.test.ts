import { afterAll, describe, expect, test } from 'vitest'
import { visit } from '../support/page.js'
import { countRemembered, forgetEverything, watchBrowser } from './support/browser.js'
import { compare } from './support/compare.js'
import { entry, type Library } from './support/libraries.js'
import { attempt, collect, normalise, type Thrown, takeApart } from './support/observation.js'
import { redirectUri, startTenant, userInfoTokens } from './support/tenant.js'
import type { WantedDifference } from './wanted/difference.js'

const tenant = await startTenant()
afterAll(tenant.close)

const row = <Case>(given: Case) => ({ title: JSON.stringify(given), given })

describe('the options of an instance', () => {
  const right = { domain: 'acme.example', clientID: 'app' }
  const wrong: Record<string, unknown>[] = [
    { domain: undefined },
    { domain: 7 },
    { clientID: undefined },
    { clientID: {} },
    ...['responseType', 'responseMode', 'redirectUri', 'scope', 'audience', 'popupOrigin'].flatMap(
      (name) => [{ [name]: 7 }, { [name]: '' }, { [name]: undefined }, { [name]: null }],
    ),
    ...['leeway', 'maxAge', 'stateExpiration', '_timesToRetryFailedRequests'].flatMap((name) => [
      { [name]: '60' },
      { [name]: 0 },
    ]),
    ...['legacySameSiteCookie', '_disableDeprecationWarnings', '_sendTelemetry'].flatMap((name) => [
      { [name]: 'yes' },
      { [name]: false },
    ]),
    { _telemetryInfo: 'text' },
    { overrides: 'text' },
    { plugins: 'text' },
    { plugins: [] },
    { unknown: 7, cookieDomain: 7, transaction: { namespace: 'x' }, __tryLocalStorageFirst: true },
  ]
  const wrongTogether: Record<string, unknown>[] = [
    ...['__tenant', '__token_issuer', '__jwks_uri'].flatMap((name) => [
      { overrides: { [name]: 7 } },
      { overrides: { [name]: '' } },
      { overrides: { [name]: null } },
    ]),
    { overrides: null },
    { overrides: { __token_issuer: 'any text', __tenant: 'other' } },
    { tenant: 'other', token_issuer: 'other' },
    { overrides: { __jwks_uri: '/jwks.json' } },
    { overrides: { __jwks_uri: 'http://far.example/jwks.json' } },
    ...[-5, Number.POSITIVE_INFINITY, Number.NaN, 0.001].map((stateExpiration) => ({
      stateExpiration,
    })),
    { domain: 'http://localhost:3000/tenant' },
    { domain: 'http://far.example' },
    { domain: '' },
    { clientID: '' },
  ]
  const firstWord = <T extends object>(made: T | Thrown) =>
    'thrown' in made
      ? { thrown: made.thrown.replace(/^invalid_config: \w+ |`/g, '').split(' ')[0] }
      : made

  const differences: WantedDifference<Record<string, unknown>, object>[] = [
    {
      what: 'an address that tokens must not go to is refused',
      why: 'RFC 9700 §2.6: https, or http on this very machine',
      holds: ({ domain, overrides }) => /http:..far/.test(JSON.stringify({ domain, overrides })),
      change: (_, { domain }) => ({ thrown: domain ? 'domain' : '__jwks_uri' }),
    },
    {
      what: 'what is empty is missing',
      why: 'no login could begin',
      holds: ({ domain, clientID }) => domain === '' || clientID === '',
      change: (_, { domain }) => ({ thrown: domain === '' ? 'domain' : 'clientID' }),
    },
  ]
  compare([...wrong, ...wrongTogether].map(row), differences, ({ WebAuth }, given) =>
    firstWord(
      attempt(() => {
        const { baseOptions, client } = new WebAuth({ ...right, ...given })
        const { domain, tenant, token_issuer } = baseOptions
        return { domain, tenant, token_issuer, clientID: client.baseOptions.clientID }
      }),
    ),
  )

  describe('that has no logins', () => {
    const refusals: WantedDifference<Record<string, unknown>, object>[] = [
      {
        what: 'a domain that a token must not go to is refused, and so is none',
        why: 'RFC 9700 §2.6: https, or http on this very machine',
        holds: ({ domain }) => domain === '' || domain === 'http://far.example',
        change: () => ({ thrown: 'domain' }),
      },
    ]
    compare([...wrong, ...wrongTogether].map(row), refusals, ({ Authentication }, given) =>
      firstWord(
        attempt(() => {
          const { baseOptions } = new Authentication({ ...right, ...given })
          return { domain: baseOptions.domain, rootUrl: baseOptions.rootUrl }
        }),
      ),
    )
  })
})

describe('userInfo', () => {
  interface UserInfoCase {
    readonly token: string
    readonly at: 'tenant' | 'nowhere'
  }
  const observe = async ({ Authentication }: Library, { token, at }: UserInfoCase) => {
    // a page of https would not be let through to the tenant
    forgetEverything()
    const domain = at === 'tenant' ? tenant.origin : 'http://127.0.0.1:1'
    const client = new Authentication({ domain, clientID: 'app' })
    const outcome = await collect((callback) => void client.userInfo(token, callback))
    return normalise(outcome, { origin: domain })
  }
  const withoutOriginal = (seen: Awaited<ReturnType<typeof observe>>) => {
    if ('thrown' in seen) return seen
    const calls = seen.calls.map(([error, ...rest]) => {
      const { original, ...others } = (error ?? {}) as Record<string, unknown>
      return [error && { ...others, original: typeof original }, ...rest]
    })
    return { ...seen, calls }
  }
  const differences: WantedDifference<UserInfoCase, ReturnType<typeof withoutOriginal>>[] = [
    {
      what: 'a success without anything in it is an error',
      why: 'auth0-js gives the answer’s own object, which is no profile',
      holds: ({ token }) => /nothing at all|^null$|^false$|no content/.test(token),
      change: (seen) => ({
        ...seen,
        calls: [
          [
            {
              error: 'generic_error',
              errorDescription: 'Something went wrong',
              original: 'undefined',
            },
          ],
        ],
      }),
    },
  ]
  compare(
    [
      ...userInfoTokens.map((token) => row({ token, at: 'tenant' as const })),
      row({ token: 'right', at: 'nowhere' as const }),
    ],
    differences,
    async (library, given) => withoutOriginal(await observe(library, given)),
  )
})

test('userInfo reaches the tenant: what is compared are its answers', async () => {
  forgetEverything()
  const client = new entry.Authentication({ domain: tenant.origin, clientID: 'app' })
  const outcome = await collect((callback) => void client.userInfo('right', callback))
  expect(outcome).toMatchObject({ calls: [[null, { sub: 'test|zoe' }]] })
})

describe('a page with a hash of its own', () => {
  interface HashCase {
    readonly hash: string
    readonly responseType?: string
    /** Handed to parseHash, as `location.search` is by some. */
    readonly isHanded?: boolean
  }
  const hashes = [
    '',
    '#',
    '#/',
    '#/inbox',
    '#/inbox?tab=1&sort=date',
    '#!/inbox',
    '#section',
    '#a=b&c=d',
    '#code=x&state=y',
    '#/code=x',
    '#state=abc',
    '#token_type=Bearer&expires_in=3',
    '#/error',
    '#error',
    '#/error?x=1',
    '#error=',
    '#error_description=x',
    '#access_token',
    '#access_token=',
    '#/route?access_token=a&state=s',
    '#/route&access_token=a&state=s',
    '#ACCESS_TOKEN=a&state=s',
    '#access%5Ftoken=a&state=s',
    '#access_token=a',
    '#access_token=a&state=',
    '#access_token=%zz&state=s',
    '#id_token=a.b.c&state=s',
    '#?access_token=a&state=s',
    '#/?access_token=a&state=s',
    '#/?error=e&state=s',
    '#?error=e',
    '#??error=e',
    '#//error=e',
    '#!error=e&state=s',
    '#access_token=&access_token=a&state=s',
    '#access_token=a&state=&state=s',
    '#error=&error=e&state=s',
    '#access_token[]=a&state=s',
  ]
  const observe = async ({ WebAuth }: Library, { hash, responseType, isHanded }: HashCase) => {
    forgetEverything()
    const browser = watchBrowser()
    try {
      visit(`${redirectUri}${isHanded ? '' : hash}`)
      const webAuth = new WebAuth({ ...tenant.options, responseType })
      const parsed = await collect((callback) =>
        isHanded ? webAuth.parseHash({ hash }, callback) : webAuth.parseHash(callback),
      )
      return normalise({ parsed, hash: location.hash, remembered: countRemembered() }, {})
    } finally {
      browser.restore()
    }
  }
  const noAnswer = { calls: [[null, null]], inTheSameTurn: true }
  const wrongState = {
    calls: [[{ error: 'invalid_token', errorDescription: '`state` does not match.' }]],
    inTheSameTurn: true,
  }
  const differences: WantedDifference<HashCase, Awaited<ReturnType<typeof observe>>>[] = [
    {
      what: 'a parameter without a value is none (RFC 6749 §3.1)',
      why: '`#/error` is a route, `#error` an anchor',
      holds: ({ hash }) => /^#\/?(error|access_token)=?$/.test(hash),
      change: (seen) => ({ ...seen, parsed: noAnswer }),
    },
    {
      what: 'a list in brackets is no parameter',
      why: 'no server writes one (RFC 6749 §3.1)',
      holds: ({ hash }) => hash.includes('[]'),
      change: (seen) => ({ ...seen, parsed: noAnswer }),
    },
    {
      what: 'the state is judged before what is missing',
      why: 'nobody asked for this: there is nothing that could be missing',
      holds: (_, { parsed }) => JSON.stringify(parsed).includes('invalid_hash'),
      change: (seen) => ({ ...seen, parsed: wrongState }),
    },
    {
      what: 'a parameter that is there twice is refused, also where one is empty',
      why: 'RFC 6749 §3.1: two readers could read two things',
      holds: ({ hash }) => /(token|state|error)=&/.test(hash) && !hash.endsWith('state='),
      change: (seen) => ({
        ...seen,
        parsed: {
          calls: [[{ error: 'invalid_hash', errorDescription: '<text>' }]],
          inTheSameTurn: true,
        },
      }),
    },
    {
      what: 'tokens leave the address bar, whoever sent them',
      why: 'they do not belong into the history',
      holds: ({ hash }) => /[#&](access(_|%5F)token|id_token)=[^&]/.test(hash),
      change: (seen) => ({ ...seen, hash: '' }),
    },
  ]
  compare(
    [
      ...hashes.flatMap((hash) => [
        row<HashCase>({ hash }),
        row({ hash, responseType: 'token id_token' }),
      ]),
      row({ hash: '?access_token=a&state=s', isHanded: true }),
      row({ hash: '?error=e&state=s', isHanded: true }),
      row({ hash: 'access_token=a&state=s', isHanded: true }),
    ],
    differences,
    observe,
  )
})

describe('a call without what it needs', () => {
  interface BareCase {
    readonly method: string
    readonly args: unknown[]
  }
  const observe = ({ WebAuth }: Library, { method, args }: BareCase) => {
    forgetEverything()
    const browser = watchBrowser()
    try {
      const webAuth = new WebAuth({ ...tenant.options, redirectUri, responseType: 'token' })
      const owner = method === 'userInfo' ? webAuth.client : webAuth
      const made = attempt(() => owner[method](...args) ?? 'nothing')
      const threw = typeof made === 'object' && 'thrown' in made
      const went = browser.navigations.map((url) => takeApart(url).endpoint)
      return { gave: threw ? 'an error' : made, went }
    } finally {
      browser.restore()
    }
  }
  const cases: BareCase[] = [
    { method: 'authorize', args: [] },
    { method: 'authorize', args: [{}, () => {}] },
    { method: 'logout', args: [] },
    { method: 'parseHash', args: [] },
    { method: 'parseHash', args: [{}] },
    { method: 'checkSession', args: [{}] },
    { method: 'checkSession', args: [{}, 'text'] },
    { method: 'renewAuth', args: [{}] },
    { method: 'userInfo', args: [] },
    { method: 'userInfo', args: ['token'] },
    { method: 'userInfo', args: [7, () => {}] },
  ]
  compare(cases.map(row), [], observe)
})
