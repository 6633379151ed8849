import { encodeBase64url } from './base64url.js'

/**
 * 256 bits of the CSPRNG (RFC 6749 §10.10, RFC 7636 §7.1). Nothing stands in for a missing
 * `crypto`.
 */
const randomBytes = () => crypto.getRandomValues(new Uint8Array(32))

/**
 * For `state` and `nonce`: 64 hexadecimal digits, since some servers take letters and digits alone.
 */
export function randomHex(): string {
  return Array.from(randomBytes(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** For `code_verifier`: 43 characters of base64url (RFC 7636 §4.1). */
export const randomBase64url = () => encodeBase64url(randomBytes())
