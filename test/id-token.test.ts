// @vitest-environment node
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyIdToken } from '../src/index.js'
import { generateTestKey, type TestClaims } from '../src/testing/index.js'
import { leftHalfHash, publicKey } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import {
  type Changes,
  now,
  refusesIdToken,
  rightClaims,
  rightExpectations,
  rightHeader,
  signChanged,
  signText,
  verifyChanged,
} from './support/id-token.js'
import { keyFor, rsaKey } from './support/keys.js'
import { login, refusedLogin } from './support/login.js'

const forger = await generateTestKey('RS256')
const absent = undefined

/** Each value of a claim is refused, and the error says which claim is at fault. */
function refuses(claim: string, values: Record<string, unknown>, rest: Changes = {}): void {
  test.each(Object.entries(values))(`refuses one that is %s`, async (_, value) => {
    const error = await refusesIdToken({ ...rest, claims: { ...rest.claims, [claim]: value } })
    expect(error.detail?.claim).toBe(claim)
  })
}

function accepts(claim: string, values: Record<string, unknown>, rest: Changes = {}): void {
  test.each(Object.entries(values))('accepts one that is %s', async (_, value) => {
    const claims = await verifyChanged({ ...rest, claims: { ...rest.claims, [claim]: value } })
    expect(claims[claim]).toEqual(value)
  })
}

/** The payload is written by hand: for numbers that no JavaScript object can hold. */
async function verifyPayload(change: (json: string) => string) {
  return verifyIdToken(
    await signText(rightHeader, change(JSON.stringify(rightClaims))),
    rightExpectations,
  )
}

describe('an ID Token that is right in every way', () => {
  test('gives its claims, all of them and no others (OpenID Connect Core §2)', async () => {
    const claims = {
      email: 'zoe@example.test',
      email_verified: true,
      'https://app.example/roles': ['editor'],
    }
    expect(await verifyChanged({ claims })).toEqual({ ...rightClaims, ...claims })
  })

  test('is held against RS256, a leeway of 60 s and the device’s clock by default', async () => {
    const seconds = Math.floor(Date.now() / 1000)
    const { now: _, ...expected } = rightExpectations
    const verifyAt = async (claims: TestClaims) =>
      verifyIdToken(await signChanged({ claims }), expected)
    expect(await verifyAt({ iat: seconds, exp: seconds - 30 })).toMatchObject({ iat: seconds })
    expect(
      (await rejects(verifyAt({ iat: seconds, exp: seconds - 90 }), 'invalid_token')).detail?.claim,
    ).toBe('exp')
    await rejects(verifyAt({ iat: seconds + 3600, exp: seconds + 7200 }), 'invalid_token')
  })
})

describe('iss is the issuer, exactly (OpenID Connect Core §3.1.3.7 no. 2)', () => {
  refuses('iss', {
    absent,
    null: null,
    empty: '',
    'without the slash': 'https://login.example.test',
    'in other case': 'https://LOGIN.example.test/',
    'of another scheme': 'http://login.example.test/',
    longer: 'https://login.example.test/tenant',
    'of another server': 'https://login.example.test.evil.example/',
    'a list': ['https://login.example.test/'],
    'an object': { iss: 'https://login.example.test/' },
  })

  test.each([[['RS256', 'none']], [['none', 'RS256']], [['RS256x']], [['xRS256']], [[]]])(
    'is held against no algorithms that are %o',
    async (algorithms) => {
      const expected = { algorithms: algorithms as ['RS256'] }
      await rejects(verifyChanged({ expected }), 'invalid_config')
    },
  )

  test.each<[string, unknown[]]>([
    ['issuer', [42, [42], {}, [{}]]],
    ['now', [null, 42, 'x']],
    ['organization', [42, {}, ['org_1']]],
  ])('is held against no %s that is none', async (name, values) => {
    for (const value of values) {
      const expected = { [name]: value } as object
      const { message } = await rejects(verifyChanged({ expected }), 'invalid_config')
      expect(message).toContain(`(invalid_config: ${name})`)
    }
  })

  test('may be held against a leeway of up to 300 s', async () => {
    const claims = { exp: now - 299 }
    await verifyChanged({ claims, expected: { leeway: 300 } })
  })

  test.each(['60', Number.NaN, -1, 301, null])('a leeway of %o is refused', async (leeway) => {
    await rejects(verifyChanged({ expected: { leeway: leeway as number } }), 'invalid_config')
  })

  test.each([undefined, ''])(
    'an issuer of %o, which only JavaScript can give, refuses a token without iss too',
    async (issuer) => {
      await refusesIdToken({ claims: { iss: absent }, expected: { issuer: issuer as string } })
      await refusesIdToken({ claims: { iss: '' }, expected: { issuer: issuer as string } })
    },
  )

  test('says what was expected and what was found', async () => {
    const { detail, message } = await refusesIdToken({ claims: { iss: 'https://evil.example/' } })
    expect(detail).toEqual({
      claim: 'iss',
      expected: rightClaims.iss,
      actual: 'https://evil.example/',
    })
    expect(message).toContain('https://evil.example/')
    expect(message).toContain(rightClaims.iss)
  })
})

describe('aud holds this client (OpenID Connect Core §3.1.3.7 no. 3)', () => {
  refuses('aud', {
    absent,
    null: null,
    empty: '',
    'another client': 'other',
    'a part of the id': 'ap',
    'longer than the id': 'apps',
    'the id in other case': 'App',
    'a comma list': 'app,other',
    'a space list': 'app other',
    'a list of others': ['other', 'another'],
    'a nested list': [['app']],
    'an empty list': [],
    'a list with a number': ['app', 7],
    'a list with a list': ['app', ['other']],
    'a number': 7,
    'an object': { app: 'app', 0: 'app', length: 1 },
  })
  accepts('aud', { 'a list of this client alone': ['app'] })
})

describe('azp is this client (OpenID Connect Core §3.1.3.7 no. 4, 5)', () => {
  const several = { claims: { aud: ['app', 'other'] } }
  describe('beside several audiences', () => {
    refuses(
      'azp',
      { absent, 'another client': 'other', 'a list': ['app'], null: null, empty: '' },
      several,
    )
    accepts('azp', { 'this client': 'app' }, several)
  })
  describe('beside one audience', () => {
    refuses('azp', { 'another client': 'other', 'a list': ['app'], null: null, empty: '' })
    accepts('azp', { 'this client': 'app', absent })
  })
})

describe('sub is a text (OpenID Connect Core §2)', () => {
  refuses('sub', {
    absent,
    null: null,
    empty: '',
    'a number': 7,
    'an object': { sub: 'test|zoe' },
    'a list': ['test|zoe'],
    true: true,
  })
})

describe('exp has not passed (OpenID Connect Core §3.1.3.7 no. 9; RFC 7519 §2, §4.1.4)', () => {
  refuses('exp', {
    absent,
    null: null,
    'in the past': now - 3600,
    'just outside the leeway': now - 60,
    'a text': String(now + 3600),
    true: true,
    'a list': [now + 3600],
    0: 0,
    '-1': -1,
  })
  accepts('exp', { 'just inside the leeway': now - 59, 'a fraction': now + 0.5 })

  test('refuses a number beyond all numbers, which JSON can write (RFC 7519 §2)', async () => {
    const error = await rejects(
      verifyPayload((json) => json.replace(`"exp":${now + 3600}`, '"exp":1e999')),
      'invalid_token',
    )
    expect(error.detail?.claim).toBe('exp')
  })

  test('counts a leeway of 0 as one', async () => {
    const expected = { leeway: 0 }
    expect((await refusesIdToken({ claims: { exp: now }, expected })).detail?.claim).toBe('exp')
    await verifyChanged({ claims: { exp: now + 1 }, expected })
  })

  test('counts with whole seconds: milliseconds make no token expire', async () => {
    const expected = { leeway: 0, now: () => now * 1000 + 999 }
    await verifyChanged({ claims: { exp: now + 1 }, expected })
    await verifyChanged({ claims: { exp: now + 0.5 }, expected })
  })
})

describe('iat is a number, and not ahead of the clock (Core §2, §3.1.3.7 no. 10)', () => {
  refuses('iat', {
    absent,
    null: null,
    'a text': String(now),
    'an hour ahead': now + 3600,
    'just outside the leeway': now + 61,
    true: true,
  })
  accepts('iat', {
    '20 s ahead': now + 20,
    'at the end of the leeway': now + 60,
    'long ago': now - 86_400,
    0: 0,
    'a fraction': now - 0.5,
  })
})

describe('nbf, where there is one, has come (RFC 7519 §4.1.5)', () => {
  refuses('nbf', {
    'in the future': now + 3600,
    'just outside the leeway': now + 61,
    'a text': String(now),
    null: null,
  })
  accepts('nbf', { 'in the past': now - 60, 0: 0, 'at the end of the leeway': now + 60, absent })
})

describe('the clock of the device (RFC 7519 §4.1.4)', () => {
  test('ten minutes fast: exp is at fault; slow: iat; both ask about the clock', async () => {
    const fast = await refusesIdToken({
      claims: { exp: now + 300 },
      expected: { now: () => (now + 600) * 1000 },
    })
    expect(fast.detail?.claim).toBe('exp')
    expect(fast.message).toContain('clock')
    expect(fast.detail).toEqual({ claim: 'exp', expected: `> ${now + 540}`, actual: now + 300 })
    const slow = await refusesIdToken({ expected: { now: () => (now - 600) * 1000 } })
    expect(slow.detail?.claim).toBe('iat')
    expect(slow.message).toContain('clock')
    expect(slow.detail).toEqual({ claim: 'iat', expected: `<= ${now - 540}`, actual: now })
  })
})

describe('nonce is the one of this login, text for text (Core §3.1.3.7 no. 11, §15.5.2)', () => {
  refuses('nonce', {
    absent,
    null: null,
    empty: '',
    'of another login': 'n-9876543210',
    'a list': [rightClaims.nonce],
    'a part': rightClaims.nonce.slice(0, -1),
    longer: `${rightClaims.nonce}0`,
    'in other case': rightClaims.nonce.toUpperCase(),
    true: true,
  })

  test('says of it nothing but its type', async () => {
    const error = await refusesIdToken({ claims: { nonce: 'n-9876543210' } })
    expect(error.detail).toEqual({ claim: 'nonce', expected: 'ours', actual: 'string' })
  })

  test('refuses one that stands under __proto__', async () => {
    const json = (right: string) =>
      right.replace('"nonce":"n-0123456789"', '"__proto__":{"nonce":"n-0123456789"}')
    expect((await rejects(verifyPayload(json), 'invalid_token')).detail?.claim).toBe('nonce')
  })

  test.each([
    ['undefined', undefined, undefined],
    ['"undefined" as a text', undefined, 'undefined'],
    ['null', null, null],
    ['empty', '', ''],
  ])(
    'refuses where the nonce that should be remembered is %s: nothing remembered proves nothing',
    async (_, expected, nonce) => {
      const error = await refusesIdToken({
        claims: { nonce },
        expected: { nonce: expected as string },
      })
      expect(error.detail?.claim).toBe('nonce')
    },
  )

  test('tells only the type of what was found: a nonce is a secret', async () => {
    const { detail, message } = await refusesIdToken({ claims: { nonce: 'somebody-elses' } })
    expect(detail).toEqual({ claim: 'nonce', expected: expect.any(String), actual: 'string' })
    expect(`${message}${JSON.stringify(detail)}`).not.toMatch(/somebody-elses|n-0123456789/)
  })
})

describe('auth_time proves max_age (OpenID Connect Core §3.1.2.1, §3.1.3.7 no. 13)', () => {
  const hour = { expected: { maxAge: 3600 } }
  refuses(
    'auth_time',
    { absent, null: null, 'a text': String(now), stale: now - 3661, 'a list': [now] },
    hour,
  )
  accepts('auth_time', { fresh: now - 10, 'at the end of max_age and leeway': now - 3660 }, hour)

  describe('a max_age of 0 counts', () => {
    refuses('auth_time', { absent, stale: now - 61 }, { expected: { maxAge: 0 } })
    accepts('auth_time', { fresh: now - 60 }, { expected: { maxAge: 0 } })
  })

  test('asks for none where no max_age was sent', async () => {
    await verifyChanged({ claims: { auth_time: undefined } })
    await verifyChanged({ claims: { auth_time: now - 1_000_000 } })
  })
})

describe('the organization is the one asked for (Auth0 Organizations)', () => {
  describe('by id', () => {
    const byId = { expected: { organization: 'org_Abc' } }
    refuses(
      'org_id',
      { absent, another: 'org_Xyz', 'in other case': 'org_abc', null: null, 'a list': ['org_Abc'] },
      byId,
    )
    accepts('org_id', { 'the same': 'org_Abc' }, byId)
    test('a name that looks like the id proves nothing', async () => {
      expect(
        (await refusesIdToken({ claims: { org_name: 'org_Abc' }, ...byId })).detail?.claim,
      ).toBe('org_id')
    })
  })
  describe('by name, which the server writes in lower case', () => {
    const byName = { expected: { organization: 'Acme' } }
    refuses(
      'org_name',
      { absent, another: 'emca', 'in upper case': 'ACME', null: null, 'a list': ['acme'] },
      byName,
    )
    accepts('org_name', { 'the same': 'acme' }, byName)
    test('an id that looks like the name proves nothing', async () => {
      expect((await refusesIdToken({ claims: { org_id: 'acme' }, ...byName })).detail?.claim).toBe(
        'org_name',
      )
    })
  })
  test('tells what was expected and found', async () => {
    const { detail } = await refusesIdToken({
      claims: { org_name: 'emca' },
      expected: { organization: 'Acme' },
    })
    expect(detail).toEqual({ claim: 'org_name', expected: 'acme', actual: 'emca' })
  })
  test('is not looked at where none was asked for', async () => {
    await verifyChanged({ claims: { org_id: 'org_any', org_name: 'any' } })
  })
})

const bound = [
  ['at_hash', 'accessToken', 'OpenID Connect Core §3.2.2.9, §16.11'],
  ['c_hash', 'code', 'OpenID Connect Core §3.3.2.11'],
] as const

describe.each(bound)('%s binds the %s that came along (%s)', (claim, option) => {
  const value = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y'
  const right = '77QmUPtjPfzWtF2AnpK9RQ'
  const expected = { [option]: value }

  test('accepts the left half of its digest', async () => {
    await verifyChanged({ claims: { [claim]: right }, expected })
  })

  describe('of a value whose digest holds - and _', () => {
    const other = 'access-token-47'
    const digest = createHash('sha256').update(other).digest()
    const half = digest.subarray(0, 16)
    const spelled = half.toString('base64url')
    const rest = { expected: { [option]: other } }
    accepts(claim, { 'the left half of the digest': spelled }, rest)
    refuses(
      claim,
      {
        absent,
        null: null,
        empty: '',
        'a number': 77,
        'a list': [spelled],
        'of another value': right,
        padded: `${spelled}==`,
        'in the alphabet of base64': half.toString('base64').replaceAll('=', ''),
        'in hex': half.toString('hex'),
        'the whole digest': digest.toString('base64url'),
        'the right half': digest.subarray(16).toString('base64url'),
        'a part': spelled.slice(0, -1),
      },
      rest,
    )
  })

  test.each(['RS256', 'RS384', 'RS512', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const)(
    'is made with the hash of %s, the algorithm of the token (OpenID Connect Core §3.1.3.6)',
    async (algorithm) => {
      const key = await keyFor(algorithm)
      const rest = { key, expected: { [option]: value, algorithms: [algorithm] } }
      await verifyChanged({ claims: { [claim]: await leftHalfHash(value, algorithm) }, ...rest })
      const other = algorithm.endsWith('256') ? 'RS512' : 'RS256'
      const error = await refusesIdToken({
        claims: { [claim]: await leftHalfHash(value, other) },
        ...rest,
      })
      expect(error.detail?.claim).toBe(claim)
    },
  )

  test('is not looked at where nothing came along', async () => {
    await verifyChanged({ claims: { [claim]: 'of something else' } })
  })

  test('tells only the type of what was found', async () => {
    const { detail } = await refusesIdToken({ claims: { [claim]: 'somebody-elses' }, expected })
    expect(detail).toEqual({ claim, expected: expect.any(String), actual: 'string' })
  })
})

test('at_hash beside a code’s tokens is checked, but may be absent (Core §3.1.3.8)', async () => {
  const respond = (at_hash: unknown) => ({
    responseType: 'code' as const,
    respond: (answer: { endpoint: string; claims: { at_hash?: unknown } }) => {
      if (answer.endpoint === 'token') answer.claims.at_hash = at_hash
    },
  })
  const { result } = await login(respond(undefined))
  expect(result.claims.at_hash).toBeUndefined()
  for (const wrong of ['77QmUPtjPfzWtF2AnpK9RQ', null, '']) {
    const { error } = await refusedLogin('invalid_token', respond(wrong))
    expect(error.detail?.claim).toBe('at_hash')
  }
})

describe('texts', () => {
  test('compare code point by code point, without normalisation (RFC 7519 §7.3)', async () => {
    const composed = 'caf\u00e9'
    const decomposed = 'cafe\u0301'
    await verifyChanged({ claims: { aud: composed }, expected: { clientId: composed } })
    expect(
      (await refusesIdToken({ claims: { aud: decomposed }, expected: { clientId: composed } }))
        .detail?.claim,
    ).toBe('aud')
    expect(
      (await refusesIdToken({ claims: { nonce: decomposed }, expected: { nonce: composed } }))
        .detail?.claim,
    ).toBe('nonce')
  })

  test('are read as UTF-8 (RFC 7519 §7.2)', async () => {
    const name = 'Zoë Žižek 東京 🗝'
    expect((await verifyChanged({ claims: { name } })).name).toBe(name)
  })
})

describe('the checks of an ID Token', () => {
  test('come in the order of Core §3.1.3.7: the first fault is reported', async () => {
    const wrong = {
      iss: 'https://evil.example/',
      aud: 'other',
      azp: 'other',
      sub: '',
      exp: 0,
      iat: now + 3600,
      nbf: now + 3600,
      nonce: 'other',
      auth_time: 0,
      org_id: 'org_other',
      at_hash: 'other',
      c_hash: 'other',
    }
    const expected = { maxAge: 60, organization: 'org_acme', accessToken: 'token', code: 'code' }
    const right = {
      ...rightClaims,
      azp: 'app',
      nbf: now,
      auth_time: now,
      org_id: 'org_acme',
      at_hash: await leftHalfHash('token', 'RS256'),
      c_hash: await leftHalfHash('code', 'RS256'),
    }
    await verifyChanged({ claims: right, expected })
    const names = Object.keys(wrong) as (keyof typeof wrong)[]
    const found = []
    for (const first of names.keys()) {
      const claims = {
        ...right,
        ...Object.fromEntries(names.slice(first).map((name) => [name, wrong[name]])),
      }
      found.push((await refusesIdToken({ claims, expected })).detail?.claim)
    }
    expect(found).toEqual(names)
  })

  test('come after the signature: a forged token says nothing of its claims', async () => {
    const token = await signChanged({
      claims: { iss: 'https://evil.example/' },
      key: { ...forger, kid: String(rsaKey.kid) },
    })
    const error = await rejects(verifyIdToken(token, rightExpectations), 'invalid_token')
    expect(error.detail).toBeUndefined()
    expect(error.message).not.toContain('evil')
  })

  test('need WebCrypto: without it the token is refused, never believed', async () => {
    const { subtle } = crypto
    const token = await signChanged()
    Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })
    try {
      await rejects(verifyIdToken(token, rightExpectations), 'insecure_context')
    } finally {
      Object.defineProperty(crypto, 'subtle', { value: subtle, configurable: true })
    }
  })
})

test('iss may be any one of a list of issuers, and none beside it', async () => {
  const issuer = ['https://other.example/', rightClaims.iss, 'https://third.example/']
  expect(await verifyChanged({ expected: { issuer } })).toHaveProperty('iss', rightClaims.iss)
  const [first, , third] = issuer
  await refusesIdToken({ expected: { issuer: [`${first}`, `${third}`] } })
})

describe('an issuer of many tenants is the one that `tid` names (Entra)', () => {
  const verify = (issuer: string | string[], iss: string, tid: unknown) =>
    verifyChanged({ claims: { iss, tid }, expected: { issuer } })

  test.each([
    ['https://login.example/{tenantid}/v2.0', 'https://login.example/8eaef023-2b34/v2.0'],
    ['https://login.example/{tenantid}', 'https://login.example/8eaef023-2b34'],
    ['{tenantid}/v2.0', '8eaef023-2b34/v2.0'],
    ['{tenantid}', '8eaef023-2b34'],
  ])('with %s, %s passes', async (issuer, iss) => {
    for (const issuers of [issuer, ['https://other.example/', issuer], [issuer, 'x{tenantid}y']])
      expect(await verify(issuers, iss, '8eaef023-2b34')).toHaveProperty('iss', iss)
    for (const tid of [undefined, null, '', '8eaef023-2b3', '8eaef023-2b345', ['8eaef023-2b34']])
      await rejects(verify(issuer, iss, tid), 'invalid_token')
  })

  test.each([
    ['nothing', 'https://login.example//v2.0', ''],
    ['two segments', 'https://login.example/a/b/v2.0', 'a/b'],
    ['a space before it', 'https://login.example/ a/v2.0', ' a'],
    ['a space after it', 'https://login.example/a /v2.0', 'a '],
    ['the placeholder itself', 'https://login.example/{tenantid}/v2.0', '{tenantid}'],
    ['what stands for the text before it', 'https://login.example/$`/v2.0', '$`'],
    ['that of another host', 'https://login.examplf/a/v2.0', 'a'],
    ['that of another version', 'https://login.example/a/v2.1', 'a'],
    ['that of a longer issuer', 'https://login.example/a/v2.0/', 'a'],
  ])('a tenant that is %s is none', async (_, iss, tid) => {
    const { detail } = await rejects(
      verify('https://login.example/{tenantid}/v2.0', iss, tid),
      'invalid_token',
    )
    expect(detail?.claim).toBe('iss')
  })
})

describe('where the keys come from', () => {
  const withoutKeys = () => {
    const { keys: _, ...expected } = rightExpectations
    return expected
  }

  test('a jwksUri is fetched, with the fetch that was given', async () => {
    const asked: string[] = []
    const fetch: typeof globalThis.fetch = async (input) => {
      asked.push(String(input))
      return Response.json({ keys: [publicKey(rsaKey)] })
    }
    const jwksUri = 'https://login.example.test/.well-known/jwks.json'
    await verifyIdToken(await signChanged(), { ...withoutKeys(), jwksUri, fetch })
    expect(asked).toEqual([jwksUri])
  })

  test('keys must be a list: a whole key set in its place is invalid_config', async () => {
    const keys = { keys: [] } as unknown as []
    await rejects(verifyIdToken(await signChanged(), { ...withoutKeys(), keys }), 'invalid_config')
  })

  test.each([undefined, '', 'http://login.example.test/jwks', 'javascript:0', '/jwks'])(
    'a jwksUri of %s is invalid_config: keys come over https (RFC 9700 §2.6)',
    async (jwksUri) => {
      const token = await signChanged()
      const { message } = await rejects(
        verifyIdToken(token, { ...withoutKeys(), jwksUri: jwksUri as string }),
        'invalid_config',
      )
      expect(message).toContain('(invalid_config: https jwksUri)')
    },
  )
})
