// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { verifyIdToken } from '../src/index.js'
import { rejects } from './support/errors.js'
import {
  type Changes,
  encode,
  refusesIdToken,
  rightClaims,
  rightExpectations,
  rightHeader,
  signChanged,
  signSegments,
  signText,
  verifyChanged,
} from './support/id-token.js'
import { rsaKey } from './support/keys.js'

const claimsText = JSON.stringify(rightClaims)

const verify = (token: string) => verifyIdToken(token, rightExpectations)

/** Refused for its form alone: no claim is at fault. */
async function refusesText(token: string): Promise<void> {
  expect((await rejects(verify(token), 'invalid_token')).detail?.claim).toBeUndefined()
}

const refusesChanged = async (changes: Changes) =>
  expect((await refusesIdToken(changes)).detail?.claim).toBeUndefined()

test('the token that all of these change is right', async () => {
  await verify(await signText(rightHeader, claimsText))
})

describe('each segment is base64url, in its one spelling (RFC 7515 §2; RFC 4648 §3.5)', () => {
  const stray = {
    '=': '=',
    '==': '==',
    'a space': ' ',
    'a newline': '\n',
    'a tab': '\t',
    NUL: '\0',
    '!': '!',
    '+': '+',
    '/': '/',
    ö: 'ö',
    '%': '%41',
  }

  describe.each([
    ['header', 0],
    ['payload', 1],
    ['signature', 2],
  ] as const)('the %s', (_, index) => {
    test.each(Object.entries(stray))('refuses %s at its end, and within', async (_, character) => {
      for (const place of [
        (segment: string) => segment + character,
        (segment: string) => segment.slice(0, 8) + character + segment.slice(8),
      ]) {
        const segments = (await signText(rightHeader, claimsText)).split('.')
        segments[index] = place(segments[index] ?? '')
        await refusesText(segments.join('.'))
        // and where the signature is over the very text with the stray character
        if (index < 2) await refusesText(await signSegments(segments.slice(0, 2).join('.')))
      }
    })
  })

  test('refuses - and _ spelled as + and /, even where that spelling is signed', async () => {
    const odd = JSON.stringify({ ...rightClaims, name: '>>>???ÿÿÿ' })
    const spelled = encode(odd)
    expect(spelled).toMatch(/-.*_|_.*-/)
    await verify(await signSegments(`${encode(rightHeader)}.${spelled}`))
    await refusesText(
      await signSegments(
        `${encode(rightHeader)}.${spelled.replaceAll('-', '+').replaceAll('_', '/')}`,
      ),
    )
  })

  test('refuses another last character for the same bytes: a token has one spelling', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const token = await signChanged()
    // 256 bytes leave four unused bits in the last character of the signature
    const next = alphabet[alphabet.indexOf(token.slice(-1)) + 1] ?? ''
    const respelled = token.slice(0, -1) + next
    expect(Buffer.from(respelled.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(token.split('.')[2] ?? '', 'base64url'),
    )
    await refusesText(respelled)
  })

  test('refuses a length that no bytes have', async () => {
    await refusesText(
      `${await signChanged()}A`.replace(
        /\.([^.]*)$/,
        (_, signature) => `.${signature.slice(0, 341)}`,
      ),
    )
  })
})

describe('there are three segments (RFC 7515 §7.1; RFC 7519 §7.2)', () => {
  test.each([
    ['none', () => ''],
    ['one', (segments: string[]) => `${segments[0]}`],
    ['two', (segments: string[]) => segments.slice(0, 2).join('.')],
    ['four', (segments: string[]) => [...segments, segments[2]].join('.')],
    ['four, the last one empty', (segments: string[]) => `${segments.join('.')}.`],
    [
      'five, as of an encrypted token (RFC 7516 §9)',
      (segments: string[]) => [...segments, 'AAAA', 'AAAA'].join('.'),
    ],
    ['three, the header empty', (segments: string[]) => `.${segments[1]}.${segments[2]}`],
    ['three, the payload empty', (segments: string[]) => `${segments[0]}..${segments[2]}`],
    ['three, the signature empty', (segments: string[]) => `${segments[0]}.${segments[1]}.`],
    ['three empty ones', () => '..'],
    ['only dots', () => '.'.repeat(1000)],
    ['white space around them', (segments: string[]) => ` ${segments.join('.')} `],
  ])('refuses %s', async (_, change) => {
    await refusesText(change((await signChanged()).split('.')))
  })
})

describe('header and payload are JSON objects in UTF-8 (RFC 7515 §5.2; RFC 7519 §7.2)', () => {
  const invalidUtf8 = (json: string) =>
    Buffer.concat([
      Buffer.from(json.slice(0, -1)),
      Buffer.from(',"x":"'),
      Buffer.of(0xff, 0xc0),
      Buffer.from('"}'),
    ])
  const forms: Record<string, (json: string) => string | Uint8Array> = {
    'a list': (json) => `[${json}]`,
    null: () => 'null',
    'a number': () => '7',
    'a text': (json) => JSON.stringify(json),
    true: () => 'true',
    'no JSON': (json) => json.replaceAll('"', "'"),
    'cut off': (json) => json.slice(0, -1),
    'followed by more': (json) => `${json}{}`,
    'invalid UTF-8': invalidUtf8,
    'an overlong encoding': (json) =>
      Buffer.concat([
        Buffer.from(json.slice(0, -1)),
        Buffer.from(',"x":"'),
        Buffer.of(0xc0, 0xaf),
        Buffer.from('"}'),
      ]),
    'a lone surrogate': (json) =>
      Buffer.concat([
        Buffer.from(json.slice(0, -1)),
        Buffer.from(',"x":"'),
        Buffer.of(0xed, 0xa0, 0x80),
        Buffer.from('"}'),
      ]),
    'UTF-16': (json) => Buffer.from(json, 'utf16le'),
  }

  test.each(Object.entries(forms))('refuses a header that is %s', async (_, change) => {
    await refusesText(await signText(change(rightHeader), claimsText))
  })

  test.each(Object.entries(forms))('refuses a payload that is %s', async (_, change) => {
    await refusesText(await signText(rightHeader, change(claimsText)))
  })

  test('refuses a token within a token', async () => {
    await refusesText(await signText(rightHeader, await signChanged()))
    await refusesText(
      await signText(
        JSON.stringify({ ...JSON.parse(rightHeader), cty: 'JWT' }),
        await signChanged(),
      ),
    )
  })
})

describe('crit names what must be understood: only the standard is (RFC 7515 §4.1.11)', () => {
  test.each([
    ['an unknown name', { crit: ['urn:example:x'], 'urn:example:x': true }],
    ['a name that is not there', { crit: ['urn:example:x'] }],
    ['an empty list', { crit: [] }],
    ['a text', { crit: 'alg' }],
    ['a registered name', { crit: ['alg'] }],
    ['b64 (RFC 7797 §3)', { crit: ['b64'], b64: true }],
    ['null', { crit: null }],
    ['false', { crit: false }],
    ['an object', { crit: {} }],
  ])('refuses %s', async (_, header) => {
    await refusesChanged({ header })
  })
})

describe('typ is of no other class of token (RFC 8725 §3.11)', () => {
  test.each(['/client', 'client', '+jwt', '/client+jwt', 'at+', 'sd-'])(
    'is read once, however often %s is in it',
    async (part) => {
      await verifyChanged({ header: { typ: part.repeat(80_000 / part.length) } }).catch(() => {})
    },
  )

  test.each([
    'JWT',
    'jwt',
    'application/jwt',
    'id_token+jwt',
    'own+jwt',
    'JOSE',
    'openid',
    'at+jwt-like',
    'sd-jwt-like',
    '',
    undefined,
  ])('accepts %j: servers call the class of an ID Token by many names', async (typ) => {
    await verifyChanged({ header: { typ } })
  })

  test.each<unknown>([
    'at+jwt',
    'application/at+jwt',
    'AT+JWT',
    'logout+jwt',
    'secevent+jwt',
    'dpop+jwt',
    'oauth-authz-req+jwt',
    'token-introspection+jwt',
    'kb+jwt',
    'client-authentication+jwt',
    'oauth-client-attestation+jwt',
    'oauth-client-attestation-pop+jwt',
    'dc+sd-jwt',
    'vc+sd-jwt',
    'application/example+sd-jwt',
    null,
    7,
    true,
    {},
    ['JWT'],
    // which cannot even be turned into text
    { toString: 1, valueOf: 1 },
  ])(
    'refuses %j: another kind of token is no ID Token (RFC 8725 §3.12; RFC 9068 §5)',
    async (typ) => {
      await refusesChanged({ header: { typ } })
    },
  )

  test.each<[unknown, string | undefined]>([
    ['at+jwt', 'at+jwt'],
    [`client-${'x'.repeat(13)}+jwt`, `client-${'x'.repeat(13)}+jwt`],
    [`client-${'x'.repeat(14)}+jwt`, undefined],
    [7, undefined],
  ])('quotes %j up to 24 characters: more could be a secret', async (typ, actual) => {
    const { detail } = await refusesIdToken({ header: { typ } })
    expect(detail?.actual).toBe(actual)
  })
})

describe('a name that is there twice (RFC 7515 §4; RFC 7519 §4)', () => {
  const twice = (json: string, name: string, first: unknown) =>
    json.replace('{', `{${JSON.stringify(name)}:${JSON.stringify(first)},`)

  test('counts once, as its last value, for the check and for the result alike', async () => {
    const claims = await verify(
      await signText(rightHeader, twice(claimsText, 'sub', 'somebody-else')),
    )
    expect(claims.sub).toBe(rightClaims.sub)
    const error = await rejects(
      verify(await signText(rightHeader, `${claimsText.slice(0, -1)},"aud":"other"}`)),
      'invalid_token',
    )
    expect(error.detail).toMatchObject({ claim: 'aud', actual: 'other' })
  })

  test('counts as its last value in the header too', async () => {
    await verify(await signText(twice(rightHeader, 'alg', 'none'), claimsText))
    await refusesText(await signText(`${rightHeader.slice(0, -1)},"alg":"none"}`, claimsText))
  })
})

describe('names that every object inherits', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])(
    '%s among the claims pollutes nothing',
    async (name) => {
      const open = claimsText.slice(0, -1)
      const json = `${open},${JSON.stringify(name)}:{"polluted":true,"nonce":"x"}}`
      const claims = await verify(await signText(rightHeader, json))
      expect(Object.keys(claims)).toContain(name)
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
      expect(Object.getPrototypeOf({})).toBe(Object.prototype)
    },
  )

  test('alg from __proto__ is none', async () => {
    await refusesText(
      await signText(`{"__proto__":{"alg":"RS256"},"kid":"${rsaKey.kid}"}`, claimsText),
    )
  })
})

describe('size', () => {
  /** A token of exactly this many characters. */
  async function tokenOf(length: number): Promise<string> {
    const around = (await signText(rightHeader, '{}')).length - encode('{}').length
    const payloadCharacters = length - around
    const bytes = Math.floor((payloadCharacters * 3) / 4)
    const empty = JSON.stringify({ ...rightClaims, x: '' }).length
    const token = await signText(
      rightHeader,
      JSON.stringify({ ...rightClaims, x: 'x'.repeat(bytes - empty) }),
    )
    return token
  }

  test('a token of 128 kB is read, a longer one refused (CWE-400)', async () => {
    const right = await tokenOf(128 * 1024)
    expect(right.length).toBeGreaterThan(128 * 1024 - 3)
    expect(right.length).toBeLessThanOrEqual(128 * 1024)
    await verify(right)
    const long = await tokenOf(128 * 1024 + 4)
    expect(long.length).toBeGreaterThan(128 * 1024)
    await refusesText(long)
  })

  test('a long token is refused before anything of it is decoded', async () => {
    const { atob: decode } = globalThis
    let decoded = 0
    globalThis.atob = (text) => {
      decoded += text.length
      return decode(text)
    }
    try {
      await refusesText(`${encode(rightHeader)}.${'A'.repeat(1_000_000)}.AAAA`)
    } finally {
      globalThis.atob = decode
    }
    expect(decoded).toBe(0)
  })

  test.each([
    ['lists', '['.repeat(48_000)],
    ['objects', '{"a":'.repeat(18_000)],
    ['closed lists', `{"aud":${'['.repeat(40_000)}${']'.repeat(40_000)}}`],
  ])('deep %s settle without a stack overflow', async (_, json) => {
    await rejects(verify(await signText(rightHeader, json)), 'invalid_token')
  })

  test.each(['iss', 'aud', 'azp', 'sub', 'exp', 'nonce'])(
    'a deep list as %s is refused, and told, without a stack overflow',
    async (claim) => {
      const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`
      const { [claim as 'iss']: _, ...others } = rightClaims
      const token = await signText(
        rightHeader,
        `${JSON.stringify(others).slice(0, -1)},"${claim}":${deep}}`,
      )
      expect((await rejects(verify(token), 'invalid_token')).detail?.claim).toBe(claim)
    },
  )
})
