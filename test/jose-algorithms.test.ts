// @vitest-environment node
import { createHmac, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto'
import { CompactSign, importJWK, type JWK } from 'jose'
import { describe, expect, test, vi } from 'vitest'
import type { SigningAlgorithm } from '../src/auth-options.js'
import { verifyIdToken } from '../src/index.js'
import { generateTestKey, type TestKey } from '../src/testing/index.js'
import { publicKey, signToken } from '../src/testing/keys.js'
import { rejects } from './support/errors.js'
import {
  encode,
  rightClaims,
  rightExpectations,
  rightHeader,
  signChanged,
  signText,
  verifyChanged,
} from './support/id-token.js'
import { keyFor, rsaKey } from './support/keys.js'
import { login } from './support/login.js'

// making RSA keys takes as long as it takes
vi.setConfig({ testTimeout: 60_000 })

const forger = await generateTestKey('RS256')
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const

/** Refused for the signature or what it says of itself: no claim is at fault. */
async function refusesSignature(verification: Promise<unknown>): Promise<void> {
  expect((await rejects(verification, 'invalid_token')).detail?.claim).toBeUndefined()
}

/** The token with one bit of its signature changed. */
function forged(token: string): string {
  const [header, payload, signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(7) ^ 1, 7)
  return `${header}.${payload}.${encode(bytes)}`
}

describe.each(algorithms)('%s (RFC 7518 §3.1; RFC 8037 §3.1)', (algorithm) => {
  test('is accepted where the client allows it, and from an independent signer', async () => {
    const key = await keyFor(algorithm)
    await verifyChanged({ key, expected: { algorithms: [algorithm] } })

    const { alg: _, ...privateKey } = key
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(rightClaims)))
      .setProtectedHeader({ alg: algorithm })
      .sign(await importJWK(privateKey as JWK, algorithm))
    await verifyIdToken(token, {
      ...rightExpectations,
      algorithms: [algorithm],
      keys: [publicKey(key)],
    })
  })

  test('is refused with a wrong signature, another payload, and another’s key', async () => {
    const key = await keyFor(algorithm)
    const expected = { ...rightExpectations, algorithms: [algorithm], keys: [publicKey(key)] }
    const token = await signChanged({ key })
    await refusesSignature(verifyIdToken(forged(token), expected))
    const [header, , signature] = token.split('.')
    const payload = encode(JSON.stringify({ ...rightClaims, sub: 'test|mallory' }))
    await refusesSignature(verifyIdToken(`${header}.${payload}.${signature}`, expected))
    const other = /^[RP]S/.test(algorithm)
      ? { ...forger, alg: algorithm }
      : await generateTestKey(algorithm)
    await refusesSignature(
      verifyIdToken(await signChanged({ key: { ...other, kid: String(key.kid) } }), expected),
    )
  })

  test('is refused where the client allows others alone (RFC 8725 §3.1)', async () => {
    const key = await keyFor(algorithm)
    const others = algorithms.filter((other) => other !== algorithm)
    const verification = verifyChanged({ key, expected: { algorithms: others } })
    const { detail } = await rejects(verification, 'invalid_token')
    expect(detail).toEqual({ expected: others, actual: algorithm })
  })

  test('logs in, and the test server and the client agree without a word', async () => {
    const { result } = await login({ server: { algorithm }, options: { algorithms: [algorithm] } })
    expect(result.claims.sub).toBe('test|zoe')
  })
})

test('without a word RS256 alone is allowed (OpenID Connect Core §2)', async () => {
  for (const algorithm of algorithms) {
    const key = await keyFor(algorithm)
    if (algorithm === 'RS256') await verifyChanged({ key })
    else await refusesSignature(verifyChanged({ key }))
  }
})

describe('an unsigned token (RFC 8725 §3.2)', () => {
  test.each<unknown>([
    'none',
    'None',
    'NONE',
    'nOnE',
    'none ',
    '',
    null,
    undefined,
    0,
    false,
    ['RS256'],
    { alg: 'RS256' },
  ])('is refused with alg %j, with and without a signature', async (alg) => {
    const header = JSON.stringify({ ...JSON.parse(rightHeader), alg })
    const claims = JSON.stringify(rightClaims)
    await refusesSignature(verifyIdToken(`${encode(header)}.${encode(claims)}.`, rightExpectations))
    await refusesSignature(verifyIdToken(await signText(header, claims), rightExpectations))
  })

  test.each(['none', 'HS256', 'RS1', 'ES256K', 'RS257', 'toString', '__proto__', ''])(
    'cannot be allowed by the caller: %j in algorithms is refused as an AuthError',
    async (alg) => {
      const header = encode(JSON.stringify({ alg }))
      const attempt = verifyIdToken(`${header}.${encode(JSON.stringify(rightClaims))}.`, {
        ...rightExpectations,
        algorithms: [alg],
      })
      const error = await attempt.then(
        () => 'accepted',
        (reason: Error) => reason.name,
      )
      expect(error).toBe('AuthError')
    },
  )

  test('is refused where no algorithm at all is allowed', async () => {
    await rejects(verifyChanged({ expected: { algorithms: [] } }), 'invalid_config')
  })
})

describe('HMAC with what is public as its secret (RFC 8725 §3.1, §2.1)', () => {
  const { n = '', e } = rsaKey
  const jwk = JSON.parse(JSON.stringify({ kty: 'RSA', n, e }))
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const secrets: Record<string, string | Buffer> = {
    'the key as PEM (SPKI)': key.export({ type: 'spki', format: 'pem' }),
    'the key as PEM (PKCS#1)': key.export({ type: 'pkcs1', format: 'pem' }),
    'the key as PEM without its last newline': String(
      key.export({ type: 'spki', format: 'pem' }),
    ).trim(),
    'the key as DER (SPKI)': key.export({ type: 'spki', format: 'der' }),
    'the key as DER (PKCS#1)': key.export({ type: 'pkcs1', format: 'der' }),
    'the modulus as text': n,
    'the modulus as bytes': Buffer.from(n, 'base64url'),
    'the JWK as JSON': JSON.stringify(jwk),
    'the published JWK as JSON': JSON.stringify(publicKey(rsaKey)),
    nothing: '',
    'the client id': 'app',
    'the kid': String(rsaKey.kid),
  }

  describe.each(['HS256', 'HS384', 'HS512'])('%s', (alg) => {
    test.each(Object.entries(secrets))(
      'keyed by %s is refused, also beside a key without alg',
      async (_, secret) => {
        const header = JSON.stringify({ alg, kid: rsaKey.kid, typ: 'JWT' })
        const input = `${encode(header)}.${encode(JSON.stringify(rightClaims))}`
        const token = `${input}.${createHmac(`sha${alg.slice(2)}`, secret)
          .update(input)
          .digest('base64url')}`
        await refusesSignature(verifyIdToken(token, rightExpectations))
        const { alg: _alg, ...withoutAlg } = publicKey(rsaKey)
        await refusesSignature(verifyIdToken(token, { ...rightExpectations, keys: [withoutAlg] }))
        await refusesSignature(
          verifyIdToken(token, {
            ...rightExpectations,
            keys: [{ ...jwk, kty: 'oct', k: n, kid: rsaKey.kid }],
          }),
        )
      },
    )
  })
})

describe('a key fits one algorithm (RFC 8725 §3.1; RFC 7517 §4.4)', () => {
  test('a key published for RS256 verifies no other RSA algorithm, even if allowed', async () => {
    for (const alg of ['RS384', 'RS512', 'PS256'] as const) {
      const token = await signToken({ alg, kid: rsaKey.kid }, rightClaims, { ...rsaKey, alg })
      await refusesSignature(
        verifyIdToken(token, { ...rightExpectations, algorithms: ['RS256', alg] }),
      )
    }
  })

  test('a signature of one kind under the name of another is refused', async () => {
    const { alg: _, ...withoutAlg } = publicKey(rsaKey)
    for (const [name, made] of [
      ['RS256', 'PS256'],
      ['PS256', 'RS256'],
      ['RS256', 'RS512'],
      ['RS512', 'RS256'],
      ['PS384', 'PS256'],
    ] as const) {
      const claimed = encode(JSON.stringify({ alg: name, kid: rsaKey.kid }))
      // signed over the very input, with the other algorithm
      const { privateKey } = { privateKey: { ...rsaKey, alg: made } }
      const payload = encode(JSON.stringify(rightClaims))
      const signature = await signInput(`${claimed}.${payload}`, made, privateKey)
      const expected = { ...rightExpectations, algorithms: [name], keys: [withoutAlg] }
      await refusesSignature(verifyIdToken(`${claimed}.${payload}.${signature}`, expected))
      const right = await signInput(`${claimed}.${payload}`, name, { ...rsaKey, alg: name })
      await verifyIdToken(`${claimed}.${payload}.${right}`, expected)
    }
  })
})

async function signInput(
  input: string,
  algorithm: SigningAlgorithm,
  { kty, n, e, d, p, q, dp, dq, qi }: TestKey,
): Promise<string> {
  const hash = `SHA-${algorithm.slice(2)}`
  const parameters =
    algorithm[0] === 'P'
      ? { name: 'RSA-PSS', hash, saltLength: Number(algorithm.slice(2)) / 8 }
      : { name: 'RSASSA-PKCS1-v1_5', hash }
  const jwk = JSON.parse(JSON.stringify({ kty, n, e, d, p, q, dp, dq, qi }))
  const key = await crypto.subtle.importKey('jwk', jwk, parameters, false, ['sign'])
  return encode(
    new Uint8Array(await crypto.subtle.sign(parameters, key, new TextEncoder().encode(input))),
  )
}

describe('RSA (RFC 7518 §3.3, §3.5)', () => {
  test.each([
    [1024, 'refused'],
    [2047, 'refused'],
    [2048, 'accepted'],
  ] as const)('a key of %d bits is %s', async (modulusLength, outcome) => {
    const pair = generateKeyPairSync('rsa', { modulusLength })
    const input = `${encode('{"alg":"RS256"}')}.${encode(JSON.stringify(rightClaims))}`
    const signature = createSign('sha256').update(input).sign(pair.privateKey, 'base64url')
    const verification = verifyIdToken(`${input}.${signature}`, {
      ...rightExpectations,
      keys: [pair.publicKey.export({ format: 'jwk' })],
    })
    if (outcome === 'accepted') await verification
    else await refusesSignature(verification)
  })

  test.each([0, 20, 31, 33, 64])(
    'PS256 with a salt of %d bytes is refused: it is as long as the hash (RFC 7518 §3.5)',
    async (saltLength) => {
      const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' }
      const { kty, n, e, d, p, q, dp, dq, qi } = rsaKey
      const jwk = JSON.parse(JSON.stringify({ kty, n, e, d, p, q, dp, dq, qi }))
      const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign'])
      const sign = async (salt: number) => {
        const header = JSON.stringify({ alg: 'PS256', kid: rsaKey.kid })
        const input = `${encode(header)}.${encode(JSON.stringify(rightClaims))}`
        const signature = await crypto.subtle.sign(
          { ...algorithm, saltLength: salt },
          key,
          new TextEncoder().encode(input),
        )
        return `${input}.${encode(new Uint8Array(signature))}`
      }
      const expected = {
        ...rightExpectations,
        algorithms: ['PS256'],
        keys: [publicKey({ ...rsaKey, alg: 'PS256' })],
      }
      await verifyIdToken(await sign(32), expected)
      await refusesSignature(verifyIdToken(await sign(saltLength), expected))
    },
  )
})

describe('ECDSA (RFC 7518 §3.4)', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const input = `${encode('{"alg":"ES256"}')}.${encode(JSON.stringify(rightClaims))}`
  const sign = (dsaEncoding: 'ieee-p1363' | 'der') =>
    createSign('sha256').update(input).sign({ key: pair.privateKey, dsaEncoding })
  const verify = (signature: Uint8Array, keys = [pair.publicKey.export({ format: 'jwk' })]) =>
    verifyIdToken(`${input}.${encode(signature)}`, {
      ...rightExpectations,
      algorithms: ['ES256'],
      keys,
    })

  test('r and s side by side at their fixed length are accepted', async () => {
    await verify(sign('ieee-p1363'))
  })

  test.each([
    ['in DER', () => sign('der')],
    ['of zeros (CVE-2022-21449)', () => new Uint8Array(64)],
    ['with r = 0', () => sign('ieee-p1363').fill(0, 0, 32)],
    ['with s = 0', () => sign('ieee-p1363').fill(0, 32)],
    [
      'of the order of the curve',
      () =>
        Buffer.from(
          'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'.repeat(2),
          'hex',
        ),
    ],
    ['of 65 bytes, a zero behind', () => Buffer.concat([sign('ieee-p1363'), Buffer.of(0)])],
    ['of 65 bytes, a zero in front', () => Buffer.concat([Buffer.of(0), sign('ieee-p1363')])],
    ['of 63 bytes', () => sign('ieee-p1363').subarray(1)],
    ['of no bytes', () => new Uint8Array(0)],
    [
      'with r and s exchanged',
      () => Buffer.concat([sign('ieee-p1363').subarray(32), sign('ieee-p1363').subarray(0, 32)]),
    ],
  ])('a signature %s is refused', async (_, make) => {
    await refusesSignature(verify(make()))
  })

  test('a key on another curve is refused, also under the name of the right one', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    const jwk = other.publicKey.export({ format: 'jwk' })
    const signature = createSign('sha256')
      .update(input)
      .sign({ key: other.privateKey, dsaEncoding: 'ieee-p1363' })
    await refusesSignature(verify(signature, [jwk]))
    await refusesSignature(verify(signature, [{ ...jwk, crv: 'P-256' }]))
  })

  test('a point that is on no curve is refused', async () => {
    const jwk = pair.publicKey.export({ format: 'jwk' })
    await refusesSignature(verify(sign('ieee-p1363'), [{ ...jwk, y: jwk.x as string }]))
  })
})

describe('EdDSA (RFC 8037 §3.1)', () => {
  // RFC 9864 §2.2: `Ed25519` is the same algorithm under a name of its own
  test.each([
    ['EdDSA', 'EdDSA'],
    ['EdDSA', 'Ed25519'],
    ['Ed25519', 'EdDSA'],
    ['Ed25519', 'Ed25519'],
  ] as const)('a key published for %s verifies a token of %s', async (alg, named) => {
    const key = await keyFor('EdDSA')
    const token = await signToken({ alg: named, kid: key.kid }, rightClaims, key)
    const keys = [{ ...publicKey(key), alg }]
    const algorithms = [named]
    expect(await verifyIdToken(token, { ...rightExpectations, keys, algorithms })).toEqual(
      rightClaims,
    )
  })

  test('Ed448 is not Ed25519', async () => {
    const pair = generateKeyPairSync('ed448')
    const jwk = pair.publicKey.export({ format: 'jwk' })
    const key = await keyFor('EdDSA')
    const token = await signChanged({ key })
    const expected = { ...rightExpectations, algorithms: ['EdDSA'] }
    await refusesSignature(
      verifyIdToken(token, { ...expected, keys: [{ ...jwk, kid: String(key.kid) }] }),
    )
    await refusesSignature(
      verifyIdToken(token, {
        ...expected,
        keys: [{ ...jwk, crv: 'Ed25519', kid: String(key.kid) }],
      }),
    )
  })

  test.each([0, 63, 65])('a signature of %d bytes is refused', async (length) => {
    const key = await keyFor('EdDSA')
    const [header, payload] = (await signChanged({ key })).split('.')
    const token = `${header}.${payload}.${encode(new Uint8Array(length))}`
    await refusesSignature(
      verifyIdToken(token, { ...rightExpectations, algorithms: ['EdDSA'], keys: [publicKey(key)] }),
    )
  })
})

describe('what the header brings along is never a key (RFC 7515 §4.1; RFC 8725 §3.10)', () => {
  const members = {
    jwk: (key: TestKey) => ({ jwk: publicKey(key) }),
    jku: () => ({ jku: 'https://evil.example/jwks.json' }),
    x5u: () => ({ x5u: 'https://evil.example/cert.pem' }),
    x5c: () => ({ x5c: ['MIIB'] }),
    'x5t and x5t#S256': () => ({ x5t: 'AAAA', 'x5t#S256': 'AAAA' }),
  }

  test.each(Object.entries(members))(
    '%s: a forger who names his own key is refused, and nobody is asked',
    async (_, header) => {
      const asked: string[] = []
      const fetch: typeof globalThis.fetch = async (input) => {
        asked.push(String(input))
        return Response.json({ keys: [publicKey(rsaKey)] })
      }
      const { keys: _keys, ...expected } = rightExpectations
      const jwksUri = 'https://login.example.test/.well-known/jwks.json'
      for (const kid of [forger.kid, rsaKey.kid, undefined]) {
        const token = await signChanged({ key: forger, header: { kid, ...header(forger) } })
        await refusesSignature(verifyIdToken(token, { ...expected, jwksUri, fetch }))
      }
      expect(new Set(asked)).toEqual(new Set([jwksUri]))
    },
  )

  test.each(Object.entries(members))(
    '%s beside a right signature changes nothing',
    async (_, header) => {
      await verifyChanged({ header: header(rsaKey) })
    },
  )
})

describe('kid is compared and nothing else (RFC 7515 §4.1.4)', () => {
  test.each<unknown>([
    '__proto__',
    'constructor',
    '../../dev/null',
    "' OR 1=1",
    '0',
    '',
    0,
    null,
    true,
    ['x'],
    {},
    { toString: 1 },
  ])('%j finds no key', async (kid) => {
    await refusesSignature(verifyChanged({ header: { kid } }))
  })

  test('a number is not its text', async () => {
    const key = { ...rsaKey, kid: '7' }
    await verifyChanged({ key })
    await refusesSignature(verifyChanged({ key, header: { kid: 7 } }))
  })
})
