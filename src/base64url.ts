/** base64url without padding (RFC 7515 §2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return toUrlAlphabet(String.fromCharCode(...bytes))
}

/**
 * The bytes of a base64url text. Throws unless it is the one canonical spelling: no padding, white
 * space, other alphabet or stray trailing bits.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  // RFC 7515 §2, RFC 4648 §3.5: one token, one spelling
  if (toUrlAlphabet(binary) !== text) throw text
  const bytes = new Uint8Array(binary.length)
  // Uint8Array.from goes through an iterator, which took longer than the signature's verification
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

const toUrlAlphabet = (binary: string) =>
  btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The first bytes of a hash, in base64url: all, or one of so many parts. */
export async function hashText(algorithm: string, text: string, parts: number): Promise<string> {
  const digest = await crypto.subtle.digest(algorithm, new TextEncoder().encode(text))
  return encodeBase64url(new Uint8Array(digest, 0, digest.byteLength / parts))
}
