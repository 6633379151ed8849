const toUrlAlphabet = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** base64url without padding (RFC 7515 §2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return toUrlAlphabet(btoa(String.fromCharCode(...bytes)))
}

/** The bytes of a base64url text. Throws unless it is the one canonical spelling: no padding, white space, other alphabet or stray trailing bits. */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  // RFC 7515 §2, RFC 4648 §3.5: one token, one spelling
  if (toUrlAlphabet(btoa(binary)) !== text) throw new TypeError()
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/**
 * `count` independent random values of 43 base64url characters, more than 256 bits each, from one call of the CSPRNG
 * (RFC 6749 §10.10, RFC 7636 §7.1). Nothing stands in for a missing `crypto`.
 */
export function randomValues(count: number): string[] {
  // 33 bytes make 44 characters without padding, so that one encoding serves all values
  const text = encodeBase64url(crypto.getRandomValues(new Uint8Array(33 * count)))
  return Array.from({ length: count }, (_, index) => text.slice(44 * index, 44 * index + 43))
}
