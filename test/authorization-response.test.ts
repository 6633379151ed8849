// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { type AuthorizationResponse, isAuthError, readResponse } from '../src/index.js'
import { throws } from './support/errors.js'
import { endsForAMegabyte } from './support/megabyte.js'

const tokens: AuthorizationResponse = { access_token: 'a', token_type: 'Bearer', state: 's' }
const code: AuthorizationResponse = { code: 'c', state: 's' }

describe('readResponse finds the response in a fragment (RFC 6749 §4.2.2)', () => {
  test.each([
    '#access_token=a&token_type=Bearer&state=s',
    'access_token=a&token_type=Bearer&state=s',
    '#/access_token=a&token_type=Bearer&state=s',
    '#!access_token=a&token_type=Bearer&state=s',
    '#!/access_token=a&token_type=Bearer&state=s',
    '#!#access_token=a&token_type=Bearer&state=s',
    '#/route&access_token=a&token_type=Bearer&state=s',
    '#/route?access_token=a&token_type=Bearer&state=s',
    '#/deep/route?access_token=a&token_type=Bearer&state=s',
    '#!/route?access_token=a&token_type=Bearer&state=s',
    '#/route?tab=2&access_token=a&token_type=Bearer&state=s',
    '#token_type=Bearer&state=s&access_token=a',
    '#access_token=a&token_type=Bearer&state=s&',
    'https://app.example/callback#access_token=a&token_type=Bearer&state=s',
    'https://app.example/callback?keep=1#access_token=a&token_type=Bearer&state=s',
    'https://app.example/callback?code=stripe#access_token=a&token_type=Bearer&state=s',
    'https://app.example/#/route?access_token=a&token_type=Bearer&state=s',
    'http://localhost:3000/#access_token=a&token_type=Bearer&state=s',
    'com.example.app://callback#access_token=a&token_type=Bearer&state=s',
    'com.example.app:/callback#access_token=a&token_type=Bearer&state=s',
    'app://cb#access_token=a&token_type=Bearer&state=s',
    '/callback#access_token=a&token_type=Bearer&state=s',
  ])('%s', (input) => {
    expect(readResponse(input)).toEqual(tokens)
  })

  test.each<[string, AuthorizationResponse]>([
    ['#access_token=a', { access_token: 'a' }],
    ['#id_token=i', { id_token: 'i' }],
    ['#id_token=i&state=s', { id_token: 'i', state: 's' }],
    ['#code=c&state=s', code],
    ['access_token=a?b&state=s?', { access_token: 'a?b', state: 's?' }],
    ['#error=access_denied&state=s', { error: 'access_denied', state: 's' }],
    [
      '#error_description=a+b%3Fc&error=x&state=s',
      { error: 'x', error_description: 'a b?c', state: 's' },
    ],
    [
      '#code=c&id_token=i&access_token=a&token_type=Bearer&state=s',
      { ...tokens, code: 'c', id_token: 'i' },
    ],
  ])('%s', (input, response) => expect(readResponse(input)).toEqual(response))
})

test('readResponse reads bare parameters also where a separator stands before them', () => {
  for (const text of ['&access_token=a&state=s', '&&state=s&access_token=a'])
    expect(readResponse(text)).toEqual({ access_token: 'a', state: 's' })
})

test.each([undefined, null, 7, true, {}, ['#access_token=a'], new URL('https://app.example/')])(
  'readResponse of %o, which is no text, is invalid_config',
  (input) => {
    const { message } = throws(() => readResponse(input as string), 'invalid_config')
    expect(message).toContain('(invalid_config: text)')
  },
)

describe('readResponse finds the response in a query that has a state', () => {
  test.each([
    '?code=c&state=s',
    '?keep=1&code=c&state=s',
    'https://app.example/callback?code=c&state=s',
    'https://app.example/callback?keep=1&state=s&code=c&also=2',
    'https://app.example/callback?code=c&state=s#_=_',
    'https://app.example/callback?code=c&state=s#/route',
    'app://cb?code=c&state=s',
  ])('%s', (input) => expect(readResponse(input)).toEqual(code))

  test('?error=login_required&state=s', () => {
    expect(readResponse('?error=login_required&state=s')).toEqual({
      error: 'login_required',
      state: 's',
    })
  })
})

describe('readResponse gives null for what is no response', () => {
  test.each([
    '',
    '#',
    '?',
    '#/',
    '#!',
    '#/about',
    '#section-2',
    '#state-of-the-art',
    '#access_token',
    '#access_token=',
    '#access_token=&state=s',
    '#id_token=&access_token=&state=s',
    '#code=&state=s',
    '#state=s',
    '#token_type=Bearer&expires_in=1&state=s',
    '#x=access_token=a',
    '#my_access_token=a',
    '#Access_Token=a&state=s',
    '#accessToken=a&state=s',
    '#/route?tab=2',
    '#_=_',
    'hello',
    'https://app.example/callback',
    'https://app.example/callback?keep=1#section',
    'https://app.example/access_token=a',
  ])('%s', (input) => expect(readResponse(input)).toBeNull())

  test.each([
    '#code=1234',
    '#error=not_found',
    '#/shop?code=SUMMER',
    '?code=stripe',
    '?error=oops',
    'https://app.example/?code=success',
    '#code=x&State=s',
    '#code=x&state=',
    '?code=x&state=',
  ])('%s: code or error without a state is the app’s own', (input) =>
    expect(readResponse(input)).toBeNull(),
  )

  test.each([
    '?access_token=a&token_type=Bearer&state=s',
    '?id_token=i&state=s',
    '?code=c&id_token=i&state=s',
    '?access_token=a',
    '?access_token=a&access_token=b',
    'https://app.example/callback?access_token=a&state=s',
    'https://app.example/callback?%61ccess_token=a&state=s',
  ])('%s: tokens in a query are none (Multiple Response Types §3, §5)', (input) =>
    expect(readResponse(input)).toBeNull(),
  )
})

describe('parameters are form-urlencoded, and decoded exactly once (RFC 6749 Appendix B)', () => {
  test.each([
    ['a+b', 'a b'],
    ['a%20b', 'a b'],
    ['a%2Bb', 'a+b'],
    ['a%2520b', 'a%20b'],
    ['a%252Bb', 'a%2Bb'],
    ['%C3%BC', 'ü'],
    ['a=b==', 'a=b=='],
    ['a?b', 'a?b'],
    ['100%', '100%'],
    ['%zz', '%zz'],
    ['%00', '\u0000'],
    ['%26code=x', '&code=x'],
  ])('state=%s is %o', (sent, state) => {
    expect(readResponse(`#access_token=a&state=${sent}`)).toEqual({ access_token: 'a', state })
    expect(readResponse(`?code=c&state=${sent}`)).toEqual({ code: 'c', state })
  })

  test('a name may be encoded too', () => {
    expect(readResponse('#%61ccess%5Ftoken=a&%73tate=s')).toEqual({ access_token: 'a', state: 's' })
  })

  test('names are case-sensitive', () => {
    expect(readResponse('#access_token=a&State=x&STATE=y&Code=c&ISS=z')).toEqual({
      access_token: 'a',
    })
  })
})

describe('a parameter without a value counts as absent (RFC 6749 §3.1)', () => {
  test.each([
    'access_token=a&error=&code=',
    'access_token=a&error&state',
    'access_token=a&expires_in=&scope=',
  ])('%s', (text) => {
    expect(readResponse(`#${text}`)).toEqual({ access_token: 'a' })
  })
})

describe('unknown parameters are ignored (RFC 6749 §4.1.2, §4.2.2)', () => {
  test('authuser, hd, prompt and whatever else', () => {
    expect(
      readResponse('#authuser=0&access_token=a&hd=x&prompt=none&token_type=Bearer&x&=y&state=s'),
    ).toEqual(tokens)
  })

  test.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__proto__[x]',
    'constructor[prototype][x]',
  ])('%s is one like any other, and pollutes nothing', (name) => {
    const response = readResponse(`#${name}=polluted&access_token=a&token_type=Bearer&state=s`)
    expect(response).toEqual(tokens)
    expect(Object.keys(response ?? {}).sort()).toEqual(['access_token', 'state', 'token_type'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
    expect(`${{}}`).toBe('[object Object]')
  })
})

describe('a parameter that is there twice refuses the response (RFC 6749 §3.1)', () => {
  const names = [
    'access_token',
    'token_type',
    'expires_in',
    'scope',
    'id_token',
    'code',
    'state',
    'iss',
    'error',
    'error_description',
  ]

  test.each(names)('%s', (name) => {
    const rest =
      name === 'access_token'
        ? 'state=s'
        : name === 'state'
          ? 'access_token=a'
          : 'access_token=a&state=s'
    for (const twice of [
      `${name}=x&${name}=y`,
      `${name}=x&${name}=x`,
      `${name}=x&${name}=`,
      `${name}=&${name}=x`,
      `${name}=x&${name}`,
    ]) {
      throws(() => readResponse(`#${twice}&${rest}`), 'invalid_response')
      throws(() => readResponse(`#${rest}&${twice}`), 'invalid_response')
    }
  })

  test.each(names)('%s, also with its name encoded', (name) => {
    const encoded = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`
    throws(() => readResponse(`#access_token=a&state=s&${name}=x&${encoded}=y`), 'invalid_response')
    throws(() => readResponse(`?code=c&state=s&${encoded}=x&${encoded}=y`), 'invalid_response')
  })

  test('an unknown parameter may repeat', () => {
    expect(readResponse('#access_token=a&token_type=Bearer&state=s&x=1&x=2')).toEqual(tokens)
  })

  test('one in the query and one in the fragment are no duplicates: the fragment counts', () => {
    expect(
      readResponse('https://app.example/?state=x&code=y#access_token=a&token_type=Bearer&state=s'),
    ).toEqual(tokens)
  })
})

describe('a megabyte of anything is read', () => {
  test.each<[string, (much: number) => string]>([
    ['a long state', (much) => `#access_token=a&state=${'x'.repeat(much)}`],
    ['many empty parameters', (much) => `#access_token=a&state=s${'&'.repeat(much)}`],
    ['empty parameters between two', (much) => `#access_token=a${'&'.repeat(much)}&state=s`],
    ['many parameters', (much) => `#access_token=a&state=s${'&x=1'.repeat(much / 4)}`],
    ['many duplicates', (much) => `#${'state=s&'.repeat(much / 8)}access_token=a`],
    ['percent signs', (much) => `#access_token=a&state=${'%'.repeat(much)}`],
    ['encoded bytes', (much) => `#access_token=a&state=${'%41'.repeat(much / 3)}`],
    ['plus signs', (much) => `#access_token=a&state=${'+'.repeat(much)}`],
    ['equals signs', (much) => `#access_token=${'='.repeat(much)}`],
    ['number signs', (much) => '#'.repeat(much)],
    ['slashes', (much) => `#${'/'.repeat(much)}`],
    ['marks of routers', (much) => '#!/'.repeat(much / 3)],
    ['question marks', (much) => `?${'?'.repeat(much)}`],
    ['question marks after a route', (much) => `#/route${'?'.repeat(much)}`],
    ['a route without end', (much) => `#/${'route/'.repeat(much / 6)}`],
    ['one long word', (much) => 'a'.repeat(much)],
    ['a long scheme', (much) => `${'a+'.repeat(much / 2)}:`],
    ['a long query without response', (much) => `?${'a=b&'.repeat(much / 4)}`],
    ['brackets', (much) => `#access_token=a&${'[x]'.repeat(much / 3)}=1`],
    ['newlines', (much) => `#access_token=a\n${'\n'.repeat(much)}`],
    ['astral characters', (much) => `#access_token=${'🎉'.repeat(much / 2)}`],
  ])('%s', (_, shape) =>
    endsForAMegabyte((much) => {
      try {
        readResponse(shape(much))
      } catch (error) {
        expect(isAuthError(error), `${error}`).toBe(true)
      }
    }),
  )
})
