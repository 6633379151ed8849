// @vitest-environment node
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AuthResult, ResponseType } from '../src/index.js'
import type { TestAnswer, TestServer, TestServerOptions } from '../src/testing/index.js'
import { login, refusedLogin, startLogin } from './support/login.js'

type Change = NonNullable<TestServerOptions['respond']>

const at =
  (endpoint: TestAnswer['endpoint'], change: Change): Change =>
  (answer) =>
    answer.endpoint === endpoint ? change(answer) : undefined
const inFront = (change: Change) => at('authorize', change)
const atToken = (change: Change) => at('token', change)

const endpoints = ({ requests }: TestServer) => requests.map(({ endpoint }) => endpoint)
const leftHalf = (value: string, hash = 'sha256') => {
  const digest = createHash(hash).update(value).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

describe('a hybrid response type', () => {
  test.each([
    'code id_token',
    'id_token code',
    'code token',
    'token code',
    'code id_token token',
    'code token id_token',
    'id_token code token',
    'id_token token code',
    'token code id_token',
    'token id_token code',
  ] as const)(
    '"%s" is sent as written, logs in, and redeems its code once',
    async (responseType) => {
      const { url, result, server } = await login<ResponseType>({ responseType })
      expect(new URL(url).searchParams.get('response_type')).toBe(responseType)
      expect(result).toMatchObject({
        tokenType: 'Bearer',
        expiresIn: 7200,
        scope: 'openid profile email',
        claims: { sub: 'test|zoe' },
      })
      expect(endpoints(server).sort()).toEqual(['authorize', 'jwks', 'token'])
    },
  )

  test.each(['code id_token', 'code token', 'code id_token token'] as const)(
    '"%s" carries a nonce and is answered in the fragment, by default (Core §3.3.2.1)',
    async (responseType) => {
      const { url, callbackUrl } = await startLogin({ responseType })
      const query = new URL(url).searchParams
      expect(query.get('nonce')).toMatch(/^[0-9a-f]{64}$/)
      expect([null, 'fragment']).toContain(query.get('response_mode'))
      expect(callbackUrl).toMatch(/^https:\/\/app\.example\/callback#/)
    },
  )

  test.each([
    ['code id_token', 'code'],
    ['code id_token', 'id_token'],
    ['code token', 'code'],
    ['code token', 'access_token'],
    ['code id_token token', 'code'],
    ['code id_token token', 'id_token'],
    ['code id_token token', 'access_token'],
  ] as const)(
    '"%s" answered without %s is refused before anything is redeemed (Multiple Response Types §3)',
    async (responseType, name) => {
      for (const value of [undefined, '']) {
        const { server } = await refusedLogin('invalid_response', {
          responseType,
          respond: inFront(({ body }) => {
            body[name] = value
          }),
        })
        expect(endpoints(server)).toEqual(['authorize'])
      }
    },
  )

  test.each([
    ['code id_token', { access_token: 'x', token_type: 'Bearer' }],
    ['code token', { id_token: 'a.b.c' }],
  ] as const)(
    '"%s" answered with more than was asked for is refused: %j',
    async (responseType, more) => {
      const { server } = await refusedLogin('invalid_response', {
        responseType,
        respond: inFront(({ body }) => {
          Object.assign(body, more)
        }),
      })
      expect(endpoints(server)).toEqual(['authorize'])
    },
  )

  test.each([undefined, '', 'mac', 'DPoP'])(
    'with a token of type %j in front is refused (RFC 6749 §7.1)',
    async (tokenType) => {
      const { server } = await refusedLogin('invalid_response', {
        responseType: 'code token',
        respond: inFront(({ body }) => {
          body.token_type = tokenType
        }),
      })
      expect(endpoints(server)).toEqual(['authorize'])
    },
  )

  test('with a lifetime in front that is no number is refused (RFC 6749 A.14)', async () => {
    const { server } = await refusedLogin('invalid_response', {
      responseType: 'code token',
      respond: inFront(({ body }) => {
        body.expires_in = 'never'
      }),
    })
    expect(endpoints(server)).toEqual(['authorize'])
  })
})

describe('the ID Token in front', () => {
  /** Everything a hash must not be. */
  const wrongHashes = (right: string) => [
    undefined,
    null,
    '',
    7,
    [leftHalf(right)],
    'AAAAAAAAAAAAAAAAAAAAAA',
    leftHalf('of another one'),
    createHash('sha256').update(right).digest('base64url'),
    createHash('sha256').update(right).digest().subarray(0, 16).toString('hex'),
    `${leftHalf(right)}==`,
    leftHalf(right, 'sha512'),
    leftHalf(right).toLowerCase(),
  ]

  test.each([
    ['code id_token', 'c_hash', 'code'],
    ['code id_token token', 'c_hash', 'code'],
    ['code id_token token', 'at_hash', 'access_token'],
  ] as const)(
    'of "%s" must have %s, the left half of the hash of its %s (Core §3.3.2.11)',
    async (responseType, claim, partner) => {
      for (const index of wrongHashes('').keys()) {
        const { error, server } = await refusedLogin('invalid_token', {
          responseType,
          respond: inFront(({ claims, body }) => {
            claims[claim] = wrongHashes(`${body[partner]}`)[index]
          }),
        })
        expect(error.detail?.claim).toBe(claim)
        // The code may be somebody else's: it is not redeemed.
        expect(endpoints(server)).toEqual(['authorize', 'jwks'])
      }
    },
  )

  test('of "code id_token" needs no at_hash, without access token (Core §3.3.2.11)', async () => {
    const { result } = await login({
      responseType: 'code id_token',
      respond: inFront(({ claims }) => {
        claims.at_hash = undefined
      }),
    })
    expect(result.accessToken).toMatch(/^[\w-]{43}$/)
  })

  test.each([
    ['RS512', 'sha512'],
    ['ES384', 'sha384'],
    ['EdDSA', 'sha512'],
  ] as const)(
    'signed with %s has hashes by %s, and no others (Core §3.3.2.11)',
    async (algorithm, hash) => {
      const { claims } = (
        await login({ responseType: 'code id_token token', server: { algorithm } })
      ).result
      expect(claims.iss).toBe('https://login.example.test/')
      for (const claim of ['c_hash', 'at_hash'] as const) {
        const partner = claim === 'c_hash' ? 'code' : 'access_token'
        const { error } = await refusedLogin('invalid_token', {
          responseType: 'code id_token token',
          server: { algorithm },
          respond: inFront((answer) => {
            expect(answer.claims[claim]).toBe(leftHalf(`${answer.body[partner]}`, hash))
            answer.claims[claim] = leftHalf(`${answer.body[partner]}`)
          }),
        })
        expect(error.detail?.claim).toBe(claim)
      }
    },
  )

  test.each([
    ['code', 'c_hash'],
    ['access_token', 'at_hash'],
  ] as const)(
    'does not vouch for the %s of another login (Core §16.11, RFC 9700 §4.5)',
    async (name, claim) => {
      const { server, auth, callbackUrl } = await startLogin({
        responseType: 'code id_token token',
      })
      const other = await server.answer(await auth.buildAuthorizeUrl())
      const valueIn = (url: string) =>
        `${new URLSearchParams(new URL(url).hash.slice(1)).get(name)}`
      const mixed = callbackUrl.replace(valueIn(callbackUrl), valueIn(other))
      await expect(auth.parseHash(mixed)).rejects.toMatchObject({
        code: 'invalid_token',
        detail: { claim },
      })
      expect(endpoints(server)).not.toContain('token')
    },
  )

  test.each([
    ['iss', 'https://thief.example/'],
    ['aud', 'other'],
    ['sub', ''],
    ['exp', 1],
    ['nonce', 'of another login'],
  ])(
    'is held against this login: %s %j is refused, the code not redeemed (Core §3.3.2.12)',
    async (claim, value) => {
      const { error, server } = await refusedLogin('invalid_token', {
        responseType: 'code id_token',
        respond: inFront(({ claims }) => {
          claims[claim] = value
        }),
      })
      expect(error.detail?.claim).toBe(claim)
      expect(endpoints(server)).not.toContain('token')
    },
  )

  test('must be signed by the server, checked before the code is redeemed', async () => {
    const { server } = await refusedLogin('invalid_token', {
      responseType: 'code id_token',
      respond: inFront(async (answer) => {
        const [header, claims] = (await answer.sign()).split('.')
        answer.body.id_token = `${header}.${claims}.${Buffer.alloc(256).toString('base64url')}`
      }),
    })
    expect(endpoints(server)).toEqual(['authorize', 'jwks'])
  })
})

describe('the ID Token that comes with the code', () => {
  test.each([
    ['code id_token', 'iss', 'https://thief.example/'],
    ['code id_token', 'sub', 'test|somebody-else'],
    ['code id_token token', 'iss', 'https://thief.example/'],
    ['code id_token token', 'sub', 'test|somebody-else'],
    ['code id_token token', 'sub', 'Test|Zoe'],
  ] as const)(
    'of "%s" names the issuer and person of the one in front: not %s %j (Core §3.3.3.6)',
    async (responseType, claim, value) => {
      const { error } = await refusedLogin('invalid_token', {
        responseType,
        respond: atToken(({ claims }) => {
          claims[claim] = value
        }),
      })
      expect(error.detail?.claim).toBe(claim)
    },
  )

  test('has no other to agree with for "code token"', async () => {
    const { result } = await login({
      responseType: 'code token',
      respond: atToken(({ claims }) => {
        claims.sub = 'test|somebody-else'
      }),
    })
    expect(result.claims.sub).toBe('test|somebody-else')
  })

  test.each(['code id_token', 'code token', 'code id_token token'] as const)(
    'of "%s" must be there for openid, and be of this login (Core §3.1.3.3, §3.3.3.7)',
    async (responseType) => {
      await refusedLogin('invalid_token', {
        responseType,
        respond: atToken(({ body }) => {
          body.id_token = undefined
        }),
      })
      const { error } = await refusedLogin('invalid_token', {
        responseType,
        respond: atToken(({ claims }) => {
          claims.nonce = 'of another login'
        }),
      })
      expect(error.detail?.claim).toBe('nonce')
    },
  )

  test.each([
    ['at_hash', 'of the token in front'],
    ['c_hash', 'of another code'],
  ])('has a right %s or none (Core §3.3.3.6, §3.1.3.8)', async (claim, other) => {
    const { error } = await refusedLogin('invalid_token', {
      responseType: 'code id_token token',
      respond: atToken(({ claims }) => {
        claims[claim] = leftHalf(other)
      }),
    })
    expect(error.detail?.claim).toBe(claim)
    await login({
      responseType: 'code id_token token',
      respond: atToken(({ claims }) => {
        claims[claim] = undefined
      }),
    })
  })

  test('may repeat the c_hash of the code that brought it (Core §3.3.3.6)', async () => {
    const { result } = await login({
      responseType: 'code id_token',
      respond: atToken(({ claims, request }) => {
        claims.c_hash = leftHalf(`${request.parameters.get('code')}`)
      }),
    })
    expect(result.claims).toHaveProperty('c_hash')
  })
})

describe('the result of a hybrid login', () => {
  /** The tokens of both channels, told apart. */
  async function loginWithBoth<R extends 'code id_token' | 'code token' | 'code id_token token'>(
    responseType: R,
  ) {
    const { result, callbackUrl } = await login({
      responseType,
      options: { scope: 'openid profile offline_access' },
      respond(answer) {
        answer.claims.channel = answer.endpoint
        if (answer.endpoint === 'authorize' && answer.body.access_token) answer.body.expires_in = 60
        if (answer.endpoint === 'token')
          Object.assign(answer.body, { expires_in: 600, scope: 'openid' })
      },
    })
    return {
      result: result as AuthResult<'code'>,
      front: new URLSearchParams(new URL(callbackUrl).hash.slice(1)),
    }
  }

  test.each(['code id_token', 'code token', 'code id_token token'] as const)(
    'of "%s" is what came with the code: tokens, claims, lifetime, scope (Core §3.3.3.8)',
    async (responseType) => {
      const { result, front } = await loginWithBoth(responseType)
      expect(result.accessToken).toMatch(/^[\w-]{43}$/)
      expect(result.accessToken).not.toBe(front.get('access_token'))
      expect(result.idToken).not.toBe(front.get('id_token'))
      expect(result.claims.channel).toBe('token')
      expect(result.claims.at_hash).toBe(leftHalf(result.accessToken))
      expect(
        JSON.parse(Buffer.from(`${result.idToken.split('.')[1]}`, 'base64url').toString()),
      ).toEqual(result.claims)
      expect(result).toMatchObject({
        expiresIn: 600,
        scope: 'openid',
        refreshToken: expect.any(String),
      })
    },
  )

  test('does not lend the token of the code the lifetime of the one in front', async () => {
    const { result } = await login({
      responseType: 'code token',
      respond: atToken(({ body }) => {
        body.expires_in = undefined
      }),
    })
    expect(result).toMatchObject({ expiresIn: null, expiresAt: null })
  })

  test('takes a refresh token from the token endpoint alone (RFC 6749 §4.2.2)', async () => {
    const { result } = await login({
      responseType: 'code token',
      respond: inFront(({ body }) => {
        body.refresh_token = 'planted'
      }),
    })
    expect(result).not.toHaveProperty('refreshToken')
  })

  test('of "code token" without openid has the tokens alone', async () => {
    const { result, server } = await login({
      responseType: 'code token',
      options: { scope: 'profile' },
    })
    expect(Object.keys(result).sort()).toEqual([
      'accessToken',
      'appState',
      'expiresAt',
      'expiresIn',
      'scope',
      'tokenType',
    ])
    expect(endpoints(server)).toEqual(['authorize', 'token'])
  })
})
