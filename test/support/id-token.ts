import {
  type AuthError,
  type IdTokenClaims,
  type IdTokenExpectations,
  verifyIdToken,
} from '../../src/index.js'
import type { TestClaims, TestHeader, TestKey } from '../../src/testing/index.js'
import { publicKey, signToken } from '../../src/testing/keys.js'
import { rejects } from './errors.js'
import { rsaKey } from './keys.js'

/** Seconds: the moment of every verification here. */
export const now = 1_700_000_000

export const rightClaims = {
  iss: 'https://login.example.test/',
  sub: 'test|zoe',
  aud: 'app',
  iat: now,
  exp: now + 3600,
  nonce: 'n-0123456789',
}

export const rightExpectations: IdTokenExpectations = {
  issuer: rightClaims.iss,
  clientId: rightClaims.aud,
  nonce: rightClaims.nonce,
  keys: [publicKey(rsaKey)],
  now: () => now * 1000,
}

/**
 * What is changed of an ID Token, and of what it is held against, that are right in every way.
 * `undefined` leaves a claim out.
 */
export interface Changes {
  readonly claims?: TestClaims
  readonly header?: TestHeader
  /** Signs, and is published. */
  readonly key?: TestKey
  /** Changes the signed token. */
  readonly token?: (token: string) => string
  readonly expected?: Partial<IdTokenExpectations>
}

export async function signChanged({
  claims,
  header,
  key = rsaKey,
  token = (right) => right,
}: Changes = {}): Promise<string> {
  return token(
    await signToken(
      { alg: key.alg, kid: key.kid, typ: 'JWT', ...header },
      { ...rightClaims, ...claims },
      key,
    ),
  )
}

export async function verifyChanged(changes: Changes = {}): Promise<IdTokenClaims> {
  const keys = changes.key ? { keys: [publicKey(changes.key)] } : {}
  return verifyIdToken(await signChanged(changes), {
    ...rightExpectations,
    ...keys,
    ...changes.expected,
  })
}

/** Expects the ID Token to be refused, and gives the error. */
export function refusesIdToken(changes: Changes): Promise<AuthError> {
  return rejects(verifyChanged(changes), 'invalid_token')
}

/**
 * RS256 over segments as given: for JSON that no object can be written as, and for text that is no
 * JSON.
 */
export async function signText(
  header: string | Uint8Array,
  payload: string | Uint8Array,
  key: TestKey = rsaKey,
): Promise<string> {
  return signSegments(`${encode(header)}.${encode(payload)}`, key)
}

export async function signSegments(
  input: string,
  { kty, n, e, d, p, q, dp, dq, qi }: TestKey = rsaKey,
): Promise<string> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const privateKey = JSON.parse(JSON.stringify({ kty, n, e, d, p, q, dp, dq, qi }))
  const signingKey = await crypto.subtle.importKey('jwk', privateKey, algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign(algorithm, signingKey, new TextEncoder().encode(input))
  return `${input}.${encode(new Uint8Array(signature))}`
}

export function encode(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64url')
}

/** The one header that the right key needs. */
export const rightHeader = JSON.stringify({ alg: 'RS256', kid: rsaKey.kid, typ: 'JWT' })
