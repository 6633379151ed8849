import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AuthError, readResponse, safeReturnTo, verifyIdToken } from '../src/index.js'
import { createTestServer } from '../src/testing/index.js'
import { all } from './support/all.js'
import { rejects } from './support/errors.js'
import {
  encode,
  rightClaims,
  rightExpectations,
  rightHeader,
  signChanged,
  signText,
} from './support/id-token.js'
import { rsaKey } from './support/keys.js'
import { createClient, redirectUri, startLogin } from './support/login.js'
import { endsForAMegabyte } from './support/megabyte.js'
import { memoryStorage } from './support/storage.js'

const runs = (count: number) => (all ? count : count / 5)

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
  'error_uri',
  'session_state',
  'refresh_token',
]
const oddNames = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'a[b]',
  '__proto__[polluted]',
  'constructor[prototype][polluted]',
  'State',
]

/** Percent-encodes some characters that need not be. */
const spelled = fc
  .tuple(fc.constantFrom(...names, ...oddNames), fc.array(fc.boolean(), { maxLength: 20 }))
  .map(([name, mask]) =>
    [...name].map((c, index) => (mask[index] ? `%${c.charCodeAt(0).toString(16)}` : c)).join(''),
  )
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('%', '%zz', '+', '%00', '%ff', '\ud800', '=&?#/!'),
)
const parameter = fc
  .tuple(spelled, anyText, fc.boolean())
  .map(
    ([name, value, encoded]) =>
      `${name}=${encoded ? encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')) : value}`,
  )
const almostResponse = fc
  .tuple(
    fc.constantFrom(
      '',
      '#',
      '?',
      '#/',
      '#!',
      '#/route?',
      '#/route&',
      '#??&',
      '??&',
      '#/route??&',
      'https://app.example/callback#',
      'https://app.example/callback?',
      'mailto:x?',
    ),
    fc.array(parameter, { maxLength: 12 }),
    fc.constantFrom('', '#', '&', '#more', '?x'),
  )
  .map(([before, parameters, after]) => before + parameters.join('&') + after)
const anyInput = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  almostResponse,
)

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const snapshot = () => prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).join())
const clean = snapshot()

function expectNothingPolluted(): void {
  expect(snapshot()).toEqual(clean)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
}

// much work, and perhaps on a busy machine: what counts is the processor's time, which the tests
// themselves limit
vi.setConfig({ testTimeout: 60_000 })

beforeEach(() => history.replaceState(null, '', redirectUri))

/** Whether the query of a URL brings a code, tokens or an error beside a state. */
function bringsAnswer(url: string): boolean {
  const query = new URL(url).searchParams
  const names = ['access_token', 'id_token', 'code', 'error']
  return Boolean(query.get('state')) && names.some((name) => query.get(name))
}

describe('any text', () => {
  test('read by readResponse gives null, a response, or an AuthError, and pollutes nothing', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        try {
          const response = readResponse(input)
          if (response) {
            for (const [name, value] of Object.entries(response)) {
              expect(names).toContain(name)
              expect(typeof value).toBe('string')
            }
          } else expect(response).toBeNull()
        } catch (error) {
          expect(error).toBeInstanceOf(AuthError)
          expect((error as AuthError).code).toBe('invalid_response')
        }
        expectNothingPolluted()
      }),
      { numRuns: runs(500) },
    )
  })

  test('given to parseHash settles as null or an AuthError: no uninvited login', async () => {
    const server = createTestServer({ key: rsaKey })
    const auth = createClient(server, 'token id_token')
    await fc.assert(
      fc.asyncProperty(anyInput, async (input) => {
        const outcome = await auth.parseHash(input || '#').catch((reason: unknown) => reason)
        if (outcome !== null) {
          expect(outcome).toBeInstanceOf(AuthError)
          expect(['state_missing', 'state_unknown', 'invalid_response']).toContain(
            (outcome as AuthError).code,
          )
        }
        expectNothingPolluted()
      }),
      { numRuns: runs(500) },
    )
    expect(server.requests).toEqual([])
  })

  test('as this page’s own URL: a response is taken out, null touches nothing', async () => {
    const server = createTestServer({ key: rsaKey })
    const pages = fc.constantFrom(redirectUri, 'https://app.example/elsewhere')
    await fc.assert(
      fc.asyncProperty(almostResponse, fc.uuid(), pages, async (input, secret, page) => {
        const auth = createClient(server, 'token id_token')
        history.replaceState({ kept: secret }, '', page + (/^[#?]/.test(input) ? '' : '#') + input)
        const before = location.href
        const length = history.length
        const pending = auth.parseHash()
        const after = location.href
        const outcome = await pending.catch((reason: unknown) => reason)
        expect(history.length).toBe(length)
        expect(history.state).toEqual({ kept: secret })
        // nothing is taken out later than at once
        expect(location.href).toBe(after)
        if (outcome === null) {
          // where answers come to, a query with one is not left lying
          const isLeaving = page === redirectUri && bringsAnswer(before)
          expect(isLeaving ? bringsAnswer(after) : after).toBe(isLeaving ? false : before)
          expect(new URL(after).hash).toBe(new URL(before).hash)
          return
        }
        expect(outcome).toBeInstanceOf(AuthError)
        for (const name of ['access_token', 'id_token', 'code', 'refresh_token', 'state']) {
          const { hash } = new URL(after)
          expect(
            new URLSearchParams(hash.replace(/^#[#!/]*[^=&?]*[?&]?/, '')).has(name),
            after,
          ).toBe(false)
        }
      }),
      { numRuns: runs(500), examples: [['#??&state=x&access_token=y', 'kept', redirectUri]] },
    )
  })

  test('as the record of a state settles, whatever lies in storage', async () => {
    const { server, callbackUrl, state } = await startLogin({ responseType: 'code id_token' })
    const right = JSON.parse(server.storage.get(state) ?? '')
    const damaged = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .tuple(fc.constantFrom(...Object.keys(right), '__proto__', 'polluted'), fc.jsonValue())
        .map(([name, value]) => JSON.stringify({ ...right, [name]: value })),
      fc
        .constantFrom(...Object.keys(right))
        .map((name) => JSON.stringify({ ...right, [name]: undefined })),
    )
    await fc.assert(
      fc.asyncProperty(damaged, async (record) => {
        const storage = memoryStorage()
        storage.set(state, record, 3600)
        const outcome = await createClient(server, 'code id_token', { storage })
          .parseHash(callbackUrl)
          .catch((reason: unknown) => reason)
        if (outcome instanceof Error) expect(outcome, record).toBeInstanceOf(AuthError)
        expectNothingPolluted()
      }),
      { numRuns: runs(500) },
    )
  })

  test('as a place to return to never leads away from this origin', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      ':',
      '@',
      'evil.example',
      'https:',
      'javascript:',
      '\t',
      '\n',
      '%2f',
      '%5c',
      '?',
      '#',
      'app.example',
      ' ',
      '\u2028',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
          anyText,
          fc.webUrl(),
        ),
        (target) => {
          const url = new URL(safeReturnTo(target), location.href)
          expect(url.origin).toBe('https://app.example')
          expect(url.pathname.startsWith('//')).toBe(false)
          expect(new URL(url.pathname + url.search + url.hash, 'https://app.example/').origin).toBe(
            'https://app.example',
          )
        },
      ),
      { numRuns: runs(1000) },
    )
  })
})

describe('any answer of the server settles as a result or an AuthError', () => {
  const member = fc.oneof(
    fc.jsonValue(),
    fc.constant({ toString: 1, valueOf: 1 }),
    fc.constant({ toJSON: 1 }),
  )

  test('from the token endpoint: each member may be anything that JSON can hold', async () => {
    const anyMembers = fc.dictionary(
      fc.constantFrom(
        'access_token',
        'token_type',
        'expires_in',
        'scope',
        'id_token',
        'refresh_token',
        'error',
      ),
      member,
      {
        minKeys: 1,
        maxKeys: 2,
      },
    )
    await fc.assert(
      fc.asyncProperty(anyMembers, async (members) => {
        const { auth, callbackUrl } = await startLogin({
          responseType: 'code',
          respond: (answer) => {
            if (answer.endpoint === 'token') Object.assign(answer.body, members)
          },
        })
        const outcome = await auth.parseHash(callbackUrl).catch((reason: unknown) => reason)
        if (outcome instanceof Error)
          expect(outcome, JSON.stringify(members)).toBeInstanceOf(AuthError)
        else
          expect(outcome).toMatchObject({
            accessToken: expect.stringMatching(/^[!-~]+$/),
            tokenType: 'Bearer',
            claims: { sub: 'test|zoe' },
          })
      }),
      { numRuns: runs(200) },
    )
  })

  test('from the key set: it may be anything that JSON can hold', async () => {
    const jwkMembers = fc.dictionary(
      fc.constantFrom('kty', 'n', 'e', 'kid', 'alg', 'use', 'key_ops', 'crv', 'x', 'y', 'ext'),
      member,
      {
        maxKeys: 4,
      },
    )
    const keys = fc.oneof(
      fc.array(fc.oneof(jwkMembers, member)),
      jwkMembers.map((members) => [{ ...rightExpectations.keys?.[0], ...members }]),
    )
    await fc.assert(
      fc.asyncProperty(keys, async (published) => {
        const fetch: typeof globalThis.fetch = async () => Response.json({ keys: published })
        const { keys: _, ...expected } = rightExpectations
        const attempt = verifyIdToken(await signChanged(), {
          ...expected,
          jwksUri: 'https://login.example.test/jwks',
          fetch,
        })
        const outcome = await attempt.catch((reason: unknown) => reason)
        if (outcome instanceof Error)
          expect(outcome, JSON.stringify(published)).toBeInstanceOf(AuthError)
      }),
      { numRuns: runs(200) },
    )
  })

  test('as claims and header of a signed ID Token: only what is needed counts', async () => {
    const claims = fc.dictionary(
      fc.constantFrom(
        'iss',
        'aud',
        'azp',
        'sub',
        'exp',
        'iat',
        'nbf',
        'nonce',
        'auth_time',
        'at_hash',
        'name',
        '__proto__',
      ),
      member,
      { maxKeys: 3 },
    )
    const header = fc.dictionary(
      fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jwk', 'jku', 'cty', 'b64'),
      member,
      { maxKeys: 2 },
    )
    await fc.assert(
      fc.asyncProperty(claims, header, async (changedClaims, changedHeader) => {
        const token = await signText(
          JSON.stringify({ ...JSON.parse(rightHeader), ...changedHeader }),
          JSON.stringify({ ...rightClaims, ...changedClaims }),
        )
        const outcome = await verifyIdToken(token, rightExpectations).catch(
          (reason: unknown) => reason,
        )
        if (outcome instanceof Error) expect(outcome, token).toBeInstanceOf(AuthError)
        expectNothingPolluted()
      }),
      { numRuns: runs(500) },
    )
  })

  test('as an ID Token: any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          anyText,
          fc
            .array(anyText, { minLength: 3, maxLength: 3 })
            .map((parts) => parts.map((part) => encode(part)).join('.')),
        ),
        async (token) => {
          await rejects(verifyIdToken(token, rightExpectations), 'invalid_token')
        },
      ),
      { numRuns: runs(500) },
    )
  })
})

describe('a valid response with one byte of its ID Token changed', () => {
  test('is refused, whichever byte, and whatever it becomes (RFC 7515 §5.2)', async () => {
    const token = await signChanged()
    await verifyIdToken(token, rightExpectations)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.integer({ min: 0, max: 255 }),
        async (position, byte) => {
          const character = String.fromCharCode(byte)
          fc.pre(token[position] !== character)
          await rejects(
            verifyIdToken(
              token.slice(0, position) + character + token.slice(position + 1),
              rightExpectations,
            ),
            'invalid_token',
          )
        },
      ),
      { numRuns: runs(1000) },
    )
  })

  test('is refused at every single place, through parseHash too', async () => {
    const server = createTestServer({ key: rsaKey })
    const { callbackUrl, state } = await startLogin({ server, responseType: 'token id_token' })
    const record = server.storage.get(state) ?? ''
    // each page makes its client anew, and a client takes a state once
    const parse = (url: string) => createClient(server, 'token id_token').parseHash(url)
    const [, token = ''] = /id_token=([^&]+)/.exec(callbackUrl) ?? []
    for (let position = 0; position < token.length; position++) {
      const character = token[position] === 'A' ? 'B' : 'A'
      const changed = token.slice(0, position) + character + token.slice(position + 1)
      server.storage.set(state, record, 3600)
      await rejects(parse(callbackUrl.replace(token, changed)), 'invalid_token')
    }
    server.storage.set(state, record, 3600)
    expect(await parse(callbackUrl)).not.toBeNull()
  })

  test('is refused with bytes added or left out', async () => {
    const token = await signChanged()
    for (let position = 0; position <= token.length; position += 11) {
      await rejects(
        verifyIdToken(`${token.slice(0, position)}A${token.slice(position)}`, rightExpectations),
        'invalid_token',
      )
      if (position < token.length)
        await rejects(
          verifyIdToken(token.slice(0, position) + token.slice(position + 1), rightExpectations),
          'invalid_token',
        )
    }
  })
})

const shapes: Record<string, (length: number) => string> = {
  letters: repeated('a'),
  ampersands: repeated('&', 'x'),
  'equals signs': repeated('='),
  'question marks': repeated('?', 'x'),
  hashes: repeated('#'),
  slashes: repeated('/', 'x'),
  'exclamation marks': repeated('!', 'x'),
  'percent signs': repeated('%'),
  'percent-encoded bytes': repeated('%41'),
  'broken percent encodings': repeated('%zz'),
  'plus signs': repeated('+'),
  'empty parameters': repeated('a=&'),
  'one parameter, many times': repeated('access_token=x&'),
  'parameters without values': repeated('access_token&'),
  'many different parameters': (length) =>
    Array.from({ length: length / 12 }, (_, index) => `p${index}=${index}`).join('&'),
  'nested brackets': repeated('a[b]['),
  dots: repeated('.'),
  'emoji and surrogates': repeated('🗝\ud800'),
  'NUL and control characters': repeated('\0\u0001\r\n\t'),
  'ampersands and question marks in turn': repeated('&?', 'x'),
}

function repeated(piece: string, end = '') {
  return (length: number) => piece.repeat(length / piece.length) + end
}

async function settles(
  shape: (length: number) => string,
  work: (junk: string) => unknown,
): Promise<void> {
  await endsForAMegabyte(async (length) => {
    try {
      await work(shape(length))
    } catch (error) {
      expect(error).toBeInstanceOf(AuthError)
    }
  })
}

describe('a megabyte of junk settles, without a stack overflow', () => {
  test('the shapes are twenty', () => {
    expect(Object.keys(shapes)).toHaveLength(20)
    for (const shape of Object.values(shapes))
      expect(shape(1_000_000).length).toBeGreaterThan(900_000)
  })

  test.each(Object.entries(shapes))('%s, read', async (_, shape) => {
    for (const before of ['#', '?']) await settles(shape, (junk) => readResponse(before + junk))
  })

  test.each(Object.entries(shapes))('%s, as a response of this page', async (_, shape) => {
    const server = createTestServer({ key: rsaKey })
    for (const [before, after] of [
      ['access_token=x&state=y&', '&z=1'],
      ['/route?', '&access_token=x&state=y&z=1'],
    ]) {
      await settles(shape, (junk) => {
        history.replaceState(null, '', `${redirectUri}#${before}${junk}${after}`)
        return createClient(server, 'token id_token').parseHash()
      })
    }
  })

  test.each(Object.entries(shapes))(
    '%s, as the ID Token of a login, whole and in each part',
    async (_, shape) => {
      const [header, payload, signature] = (await signChanged()).split('.')
      for (const token of [
        (junk: string) => junk,
        (junk: string) => `${junk}.${payload}.${signature}`,
        (junk: string) => `${header}.${junk}.${signature}`,
        (junk: string) => `${header}.${payload}.${junk}`,
      ]) {
        await settles(shape, (junk) => verifyIdToken(token(junk), rightExpectations))
      }
    },
  )

  test.each(Object.entries(shapes))(
    '%s, as a value of a response that is right otherwise',
    async (_, shape) => {
      for (const name of ['access_token', 'error_description']) {
        const { auth, callbackUrl } = await startLogin({ responseType: 'token id_token' })
        const [base, fragment] = callbackUrl.split('#')
        const members = new URLSearchParams(fragment)
        members.delete(name)
        await settles(shape, (junk) =>
          auth.parseHash(`${base}#${members}&${name}=${junk.replaceAll('&', '%26')}`),
        )
      }
    },
  )
})
