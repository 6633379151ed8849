// @vitest-environment node
import { expect, test } from 'vitest'
import { type AuthorizeParams, buildAuthorizeUrl } from '../src/index.js'
import { throws } from './support/errors.js'

const endpoint = 'https://acme.eu.auth0.com/authorize'
const build = (params: AuthorizeParams, at = endpoint) => buildAuthorizeUrl(at, params)

/** As the server reads it. */
const read = (url: string) => [...new URL(url).searchParams]

test('the parameters follow the endpoint, in the order given (RFC 6749 §4.2.1)', () => {
  expect(
    build({
      response_type: 'token id_token',
      client_id: 'abc123',
      connection: 'google-oauth2',
      redirect_uri: 'https://app.example/callback?x=1&y=2',
      state: 'xyz',
      access_type: 'offline',
    }),
  ).toBe(
    'https://acme.eu.auth0.com/authorize?response_type=token%20id_token&client_id=abc123' +
      '&connection=google-oauth2' +
      '&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback%3Fx%3D1%26y%3D2' +
      '&state=xyz&access_type=offline',
  )
})

test('a value that no URL can hold is invalid_config, and named', () => {
  const endless: Record<string, unknown> = {}
  endless.self = endless
  for (const claims of [endless, { x: 1n }, Symbol('x') as unknown as string]) {
    expect(throws(() => build({ claims }), 'invalid_config').message).toContain('claims')
  }
})

test('a query that the endpoint already has is kept as it is (RFC 6749 §3.1)', () => {
  expect(build({ client_id: 'a' }, 'https://h.example/authorize?tenant=a%20b&x')).toBe(
    'https://h.example/authorize?tenant=a%20b&x&client_id=a',
  )
})

test('a space goes out as %20, which every server reads; a + as %2B', () => {
  expect(build({ scope: 'openid  read:a+b', 'a b': 'c d' })).toBe(
    `${endpoint}?scope=openid%20%20read%3Aa%2Bb&a%20b=c%20d`,
  )
})

test('names go out untouched', () => {
  const names = ['UPPER', 'camelCase', 'with-dash', 'with.dot', 'with[brackets]', 'ext_ü', 'a b']
  expect(
    read(build(Object.fromEntries(names.map((name) => [name, '1'])))).map(([name]) => name),
  ).toEqual(names)
})

test.each([
  'a b',
  'a+b',
  'a%20b',
  '&',
  '#',
  '=',
  '?',
  '/',
  ';',
  '"',
  "'",
  '<script>',
  '\\',
  '\n',
  'José 使 Ж 🎉',
  '&state=evil',
  'x#&client_id=evil',
])(
  '%o arrives as given, encoded once, and adds no parameter (RFC 6749 B, CVE-2025-67716)',
  (value) => {
    const url = build({ login_hint: value, [value]: 'as a name' })
    expect(read(url)).toEqual([
      ['login_hint', value],
      [value, 'as a name'],
    ])
    expect(url).toMatch(/^[!-~]+$/)
    expect(url.split('#')).toHaveLength(1)
  },
)

test('undefined and null are left out; 0, false and the empty text are values', () => {
  expect(build({ a: undefined, prompt: null, max_age: 0, b: false, c: '', d: true })).toBe(
    `${endpoint}?max_age=0&b=false&c=&d=true`,
  )
})

test('an array goes out as the same name repeated, without its gaps', () => {
  expect(
    build({ connection_scope: ['b', 'a', 'b'], resource: [], mixed: [1, null, undefined, false] }),
  ).toBe(`${endpoint}?connection_scope=b&connection_scope=a&connection_scope=b&mixed=1&mixed=false`)
})

test('an object goes out as JSON: claims (OpenID Connect Core §5.5)', () => {
  const claims = {
    userinfo: { given_name: { essential: true }, nickname: null },
    id_token: { auth_time: null, 'http://x/ü': { values: [1, 2] } },
  }
  const [[name, value] = [], ...others] = read(build({ claims }))
  expect(name).toBe('claims')
  expect(JSON.parse(`${value}`)).toEqual(claims)
  expect(others).toEqual([])
  expect(read(build({ claims: '{"id_token":{}}' }))).toEqual([['claims', '{"id_token":{}}']])
})

test('it is pure: the parameters stay as they were, and two calls give the same', () => {
  const params = Object.freeze({ a: Object.freeze(['x', 'y']), claims: Object.freeze({}) })
  expect(build(params)).toBe(build(params))
})

test('a parameter named __proto__ is a parameter like any other', () => {
  const params = JSON.parse('{"__proto__":"x","constructor":"y"}')
  expect(read(build(params))).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ])
  expect(Object.prototype).not.toHaveProperty('x')
})
