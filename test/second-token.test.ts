// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import type { ResponseType } from '../src/index.js'
import { generateTestKey, type TestAnswer } from '../src/testing/index.js'
import { leftHalfHash } from '../src/testing/keys.js'
import { rsaKey } from './support/keys.js'
import { login, refusedLogin, startLogin } from './support/login.js'

type Change = (answer: TestAnswer) => void

const forger = await generateTestKey('RS256')
const otherKind = await generateTestKey('ES256')

/** A server that brings both tokens for `token`, as the documentation of its endpoint says. */
const bringsBoth = <R extends ResponseType = 'token'>(
  change: Change = () => {},
  responseType: R = 'token' as R,
) => ({
  responseType,
  server: { key: rsaKey, idTokenForToken: true },
  respond: change,
})

const inFront =
  (change: Change): Change =>
  (answer) => {
    if (answer.endpoint === 'authorize') change(answer)
  }
const claims = (members: TestAnswer['claims']) =>
  inFront((answer) => Object.assign(answer.claims, members))
const header = (members: TestAnswer['header']) =>
  inFront((answer) => Object.assign(answer.header, members))
const idToken = (text: (right: string) => string) =>
  inFront((answer) => {
    const { sign } = answer
    answer.body.id_token = async () => text(await sign())
  })

describe('`token`, answered with an ID Token beside the access token, gives', () => {
  test('both, where it is right in every way', async () => {
    const { result, server } = await login<'token'>(bringsBoth())
    expect(result).toMatchObject({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      claims: { iss: server.issuer, aud: 'app' },
    })
    expect(result.claims?.at_hash).toBe(await leftHalfHash(`${result.accessToken}`, 'RS256'))
  })

  const unprovable: Record<string, Change> = {
    'its algorithm is not allowed': inFront((answer) => {
      answer.key = otherKind
      answer.header.alg = 'ES256'
    }),
    'it is not signed': header({ alg: 'none' }),
    'it has no algorithm': header({ alg: undefined }),
    'it has no nonce': claims({ nonce: undefined }),
    'its nonce is null': claims({ nonce: null }),
    'it has no at_hash': claims({ at_hash: undefined }),
    'its at_hash is null': claims({ at_hash: null }),
    'its kid is unknown': header({ kid: 'another' }),
    'it is of another class': header({ typ: 'at+jwt' }),
    'it has an extension that must be understood': header({ crit: ['exp'] }),
    'it is no JWT': idToken(() => 'junk'),
    'it is cut off': idToken((right) => right.slice(0, right.lastIndexOf('.'))),
    'its keys cannot be had': (answer) => {
      if (answer.endpoint === 'jwks') answer.status = 503
    },
    'its keys are none': (answer) => {
      if (answer.endpoint === 'jwks') answer.body = { keys: [] }
    },
  }

  test.each(Object.entries(unprovable))(
    'the access token alone where nothing can be proved: %s',
    async (_, change) => {
      const { result } = await login(bringsBoth(change))
      expect(result).toMatchObject({ accessToken: expect.any(String), tokenType: 'Bearer' })
      expect(result).not.toHaveProperty('idToken')
      expect(result).not.toHaveProperty('claims')
    },
  )

  test('an unknown kid makes it ask for the keys once more, before it gives up', async () => {
    const { server } = await login(bringsBoth(header({ kid: 'another' })))
    expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize', 'jwks', 'jwks'])
  })

  test.each(['it has no nonce', 'it has no at_hash'])(
    'and asks for no key where %s: nothing would come of it',
    async (title) => {
      const { server } = await login(bringsBoth(unprovable[title]))
      expect(server.requests.map(({ endpoint }) => endpoint)).toEqual(['authorize'])
    },
  )

  test('the access token alone where there is no crypto.subtle', async () => {
    const { auth, callbackUrl } = await startLogin(bringsBoth())
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    try {
      const result = await auth.parseHash(callbackUrl)
      expect(result).toHaveProperty('accessToken')
      expect(result).not.toHaveProperty('claims')
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

describe('`token`, answered with an ID Token that is wrong, is refused', () => {
  test.each<[string, Change]>([
    ['nonce', claims({ nonce: 'of-another-login' })],
    ['nonce', claims({ nonce: '' })],
    ['nonce', claims({ nonce: 7 })],
    ['at_hash', claims({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ['at_hash', claims({ at_hash: '' })],
    ['exp', claims({ exp: 1_600_000_000 })],
    ['iat', claims({ iat: 1_800_000_000 })],
    ['aud', claims({ aud: 'another-app' })],
    ['azp', claims({ azp: 'another-app' })],
    ['iss', claims({ iss: 'https://evil.example/' })],
    ['sub', claims({ sub: '' })],
  ])('by its %s, and no access token comes out of it', async (claim, change) => {
    const { error } = await refusedLogin('invalid_token', bringsBoth(change))
    expect(error.detail?.claim).toBe(claim)
    expect(error).not.toHaveProperty('accessToken')
  })

  test.each<[string, Change]>([
    [
      'that is another key’s',
      inFront((answer) => {
        answer.key = { ...forger, kid: `${rsaKey.kid}` }
      }),
    ],
    [
      'over other claims',
      idToken((right) => {
        const [head, payload = '', signature] = right.split('.')
        const other = JSON.parse(Buffer.from(payload, 'base64url').toString())
        const changed = Buffer.from(JSON.stringify({ ...other, sub: 'test|mallory' }))
        return [head, changed.toString('base64url'), signature].join('.')
      }),
    ],
    ['that is empty', idToken((right) => right.slice(0, right.lastIndexOf('.') + 1))],
  ])('by a signature %s', async (_, change) => {
    await refusedLogin('invalid_token', bringsBoth(change))
  })
})

describe('`id_token`, answered with an access token too, leaves that out', () => {
  test.each<[string, Record<string, unknown>]>([
    ['right', { access_token: 'unasked', token_type: 'Bearer', expires_in: 60 }],
    ['without a type', { access_token: 'unasked' }],
    ['of another type', { access_token: 'unasked', token_type: 'mac' }],
    ['no visible ASCII', { access_token: 'ü n a s k e d', token_type: 'Bearer' }],
  ])('that is %s', async (_, members) => {
    const change = inFront(({ body }) => Object.assign(body, members))
    const { result } = await login(bringsBoth(change, 'id_token'))
    expect(result).toHaveProperty('claims')
    for (const name of ['accessToken', 'tokenType', 'expiresIn', 'expiresAt'])
      expect(result).not.toHaveProperty(name)
  })
})

test.each(['token id_token', 'code token id_token'] as const)(
  '%s stays strict: an ID Token that proves nothing is refused',
  async (responseType) => {
    for (const change of [claims({ nonce: undefined }), claims({ at_hash: undefined })])
      await refusedLogin('invalid_token', bringsBoth(change, responseType))
  },
)
