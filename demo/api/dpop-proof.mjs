import { createHash, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import { shortLivedStore } from '../short-lived.mjs'
import { Refusal } from './access-token.mjs'

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')
const sha256 = (text) => base64url(createHash('sha256').update(text).digest())

/**
 * Checks the proof that goes with a DPoP token (RFC 9449 §4.3, §7): made with the token's key, for
 * this request and this token, once. Where `requireNonce` says so it must hold a nonce that this
 * API gave out (§9).
 */
export function createProofCheck({ requireNonce }) {
  const seen = shortLivedStore()
  const nonces = shortLivedStore()

  function newNonce(response) {
    const nonce = base64url(randomBytes(24))
    nonces.put(nonce, true)
    response.set('DPoP-Nonce', nonce)
  }

  async function verify(proof) {
    try {
      const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
        algorithms: ['ES256'],
        typ: 'dpop+jwt',
        maxTokenAge: '5 minutes',
        clockTolerance: 60,
      })
      return { ...payload, thumbprint: await calculateJwkThumbprint(protectedHeader.jwk) }
    } catch {
      return {}
    }
  }

  return async ({ proof = '', method, url, token, thumbprint, response }) => {
    const { htm, htu, ath, jti, nonce, thumbprint: signer } = await verify(proof)
    const refuse = (error, description) => new Refusal(error, description, { scheme: 'DPoP' })
    const belongs = htm === method && htu === url && ath === sha256(token) && jti
    if (signer !== thumbprint || !belongs || seen.peek(jti))
      throw refuse('invalid_dpop_proof', 'The proof is not for this request and this token.')
    if (requireNonce() && !nonces.peek(nonce)) {
      newNonce(response)
      throw refuse('use_dpop_nonce', 'The proof has to hold the nonce in this answer.')
    }
    seen.put(jti, true)
  }
}
