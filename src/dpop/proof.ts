import { encodeBase64url, hashText } from '../base64url.js'
import { signatureAlgorithm } from '../jwks.js'

/** What a proof says (RFC 9449 §4.2). */
export interface ProofClaims {
  readonly htm: string
  readonly htu: string
  /** Seconds. */
  readonly iat: number
  readonly nonce: string | undefined
  readonly ath: string | undefined
}

/** A proof that whoever sends a request has this key: a signed JWT (RFC 9449 §4.2). */
export async function createProof(pair: CryptoKeyPair, claims: ProofClaims): Promise<string> {
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: await exportPublicJwk(pair) }
  const input = [header, { jti: crypto.randomUUID(), ...claims }]
    .map((part) => encodeBase64url(encodeText(JSON.stringify(part))))
    .join('.')
  const signature = await crypto.subtle.sign(
    signatureAlgorithm(header.alg),
    pair.privateKey,
    encodeText(input),
  )
  return `${input}.${encodeBase64url(new Uint8Array(signature))}`
}

const encodeText = (text: string) => new TextEncoder().encode(text)

/** The public key, by its required members alone, in the order of RFC 7638 §3.2. */
export async function exportPublicJwk({ publicKey }: CryptoKeyPair) {
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
  return { crv, kty, x, y }
}

/** SHA-256 in base64url: of a token, `ath`; of a key as JSON, its thumbprint (RFC 7638 §3). */
export const sha256 = (text: string) => hashText('SHA-256', text, 1)
