// @vitest-environment node
import { generateProof, calculateThumbprint as thumbprintByDpop } from 'dpop'
import { calculateJwkThumbprint, compactVerify, decodeJwt, EmbeddedJWK, type JWK } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { updateRecord } from '../../src/database.js'
import { createDpop } from '../../src/dpop/index.js'
import { exportPublicJwk, sha256 } from '../../src/dpop/proof.js'
import {
  accepted,
  claimsOf,
  clientOf,
  proofOf,
  tokenRequest,
  useFreshProfile,
  verifyProof,
  withToken,
} from '../support/dpop.js'

/** The two proofs that RFC 9449 prints, and what they were made from. */
const printed = {
  header: [
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0',
    'VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10',
    'NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19',
  ].join(''),
  tokenRequest: [
    'eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1w',
    'bGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg',
    '4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg',
  ].join(''),
  resourceRequest: [
    'eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFt',
    'cGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNF',
    'c05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6',
    'pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA',
  ].join(''),
  accessToken: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
  thumbprint: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
}
const tokenProof = `${printed.header}.${printed.tokenRequest}`
const resourceProof = `${printed.header}.${printed.resourceRequest}`

const shape = (value: object) =>
  Object.entries(value)
    .map(([name, member]) => `${name}: ${typeof member}`)
    .sort()

const publicKeyOf = (jwk: JsonWebKey) =>
  crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])

beforeEach(useFreshProfile)

describe('a proof', () => {
  test.each([
    ['§4.1, a token request', tokenProof, 'https://server.example.com/token', tokenRequest()],
    [
      '§7.1, a request with a token',
      resourceProof,
      'https://resource.example.org/protectedresource',
      withToken(printed.accessToken),
    ],
  ])('says what the proof of RFC 9449 %s, says', async (_, example, url, request) => {
    const { protectedHeader, payload } = await compactVerify(example, EmbeddedJWK)
    const expected = JSON.parse(new TextDecoder().decode(payload))
    const { dpop, requests } = clientOf([accepted], { now: () => expected.iat * 1000 })
    await dpop.fetch(url, request)
    const proof = await verifyProof(proofOf(requests[0]))
    expect(proof.payload).toEqual({ ...expected, jti: proof.payload.jti })
    expect(shape(proof.protectedHeader)).toEqual(shape(protectedHeader))
    expect(shape(proof.protectedHeader.jwk ?? {})).toEqual(shape(protectedHeader.jwk ?? {}))
  })

  test('is what the package dpop makes of the same key and request', async () => {
    const iat = Math.floor(Date.now() / 1000)
    const url = 'https://api.example/notes'
    const nonce = () => accepted({ 'DPoP-Nonce': 'the nonce' })
    const { dpop, requests } = clientOf([nonce], { name: 'ours', now: () => iat * 1000 })
    await dpop.fetch(url, { method: 'PUT', ...withToken() })
    await dpop.fetch(url, { method: 'PUT', ...withToken() })
    const pair = await updateRecord('keys', 'ours', (found?: CryptoKeyPair) => found)
    if (!pair) throw new Error('There is no key')
    const ours = await verifyProof(proofOf(requests[1]))
    const theirs = await verifyProof(await generateProof(pair, url, 'PUT', 'the nonce', 'token'))
    expect(ours.protectedHeader).toEqual(theirs.protectedHeader)
    const { jti, iat: _, ...claims } = theirs.payload
    expect(ours.payload).toMatchObject(claims)
    expect(shape(ours.payload)).toEqual(shape(theirs.payload))
    expect(ours.payload).toMatchObject({ iat, nonce: 'the nonce', htm: 'PUT' })
    expect(ours.payload.jti).not.toBe(jti)
  })

  test('has the key’s required members, and none that is private (RFC 9449 §4.2)', async () => {
    const { dpop, requests } = clientOf([accepted])
    await dpop.fetch('https://api.example/', withToken())
    const { protectedHeader } = await verifyProof(proofOf(requests[0]))
    expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'jwk', 'typ'])
    expect(Object.keys(protectedHeader.jwk ?? {}).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  })

  test('has a jti of its own, of at least 96 random bits (RFC 9449 §4.2, §11.1)', async () => {
    const { dpop, requests } = clientOf([accepted])
    await Promise.all(
      Array.from({ length: 20 }, () => dpop.fetch('https://api.example/', withToken())),
    )
    const ids = requests.map((request) => claimsOf(request).jti ?? '')
    expect(new Set(ids).size).toBe(20)
    // a UUID of version 4: 122 random bits
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-/)
  })

  test.each([
    ['https://api.example/notes?tag=a&page=2#top', 'https://api.example/notes'],
    ['https://api.example/notes#?', 'https://api.example/notes'],
    ['https://API.example:443', 'https://api.example/'],
    ['https://api.example:8443/a/../b%20c/é', 'https://api.example:8443/b%20c/%C3%A9'],
  ])('of a request to %s is for %s (RFC 9449 §4.2)', async (url, htu) => {
    const { dpop, requests } = clientOf([accepted])
    await dpop.fetch(url, withToken())
    await dpop.fetch(new URL(url), withToken())
    await dpop.fetch(new Request(url, withToken()))
    expect(requests.map((request) => claimsOf(request).htu)).toEqual([htu, htu, htu])
  })

  test('names the access token by its hash; a token request has none (RFC 9449 §4.2)', async () => {
    const { dpop, requests } = clientOf([accepted])
    await dpop.fetch('https://api.example/', withToken(printed.accessToken))
    await dpop.fetch('https://login.example/token', tokenRequest())
    expect(claimsOf(requests[0]).ath).toBe(decodeJwt(resourceProof).ath)
    expect(claimsOf(requests[1])).not.toHaveProperty('ath')
  })
})

describe('the thumbprint', () => {
  test('of the key that RFC 9449 prints is that of its §6.1', async () => {
    const { protectedHeader } = await compactVerify(tokenProof, EmbeddedJWK)
    const publicKey = await publicKeyOf(protectedHeader.jwk as JsonWebKey)
    await updateRecord('keys', 'default', () => ({ publicKey, privateKey: publicKey }))
    expect(await createDpop().thumbprint()).toBe(printed.thumbprint)
  })

  test('is the hash of RFC 7638 §3.1', async () => {
    const n = [
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_B',
      'JECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_F',
      'DW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4',
      'vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
    ].join('')
    expect(await sha256(JSON.stringify({ e: 'AQAB', kty: 'RSA', n }))).toBe(
      'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    )
  })

  test('is what jose and the package dpop make of the same key', async () => {
    const dpop = createDpop()
    const thumbprint = await dpop.thumbprint()
    const pair = await updateRecord('keys', 'default', (found?: CryptoKeyPair) => found)
    if (!pair) throw new Error('There is no key')
    expect(thumbprint).toBe(await thumbprintByDpop(pair.publicKey))
    expect(thumbprint).toBe(await calculateJwkThumbprint((await exportPublicJwk(pair)) as JWK))
  })

  test('is that of the key in the proofs', async () => {
    const { dpop, requests } = clientOf([accepted])
    const thumbprint = await dpop.thumbprint()
    await dpop.fetch('https://api.example/', withToken())
    const { protectedHeader } = await verifyProof(proofOf(requests[0]))
    expect(await calculateJwkThumbprint(protectedHeader.jwk ?? {})).toBe(thumbprint)
  })
})
