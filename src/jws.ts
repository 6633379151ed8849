import { attempt, check } from './auth-error.js'
import { decodeBase64url } from './base64url.js'
import { isObject, type JsonObject } from './fetch-json.js'

const MAX_LENGTH = 128 * 1024

/** A signed JWT, taken apart. Nothing in it is believed yet. */
export interface Jws {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly signature: Uint8Array<ArrayBuffer>
  /** The bytes that the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>
}

/**
 * Takes a signed JWT apart: exactly three segments in strict base64url, header and payload JSON
 * objects in valid UTF-8 (RFC 7515 §5.2, §7.1; RFC 7519 §7.2). Throws `invalid_token`.
 */
export function parseJws(token: unknown): Jws {
  return attempt(() => {
    const text = token as string // what is none throws here
    const segments = text.split('.')
    if (segments.length !== 3 || text.length > MAX_LENGTH) throw text
    const [header = '', payload = '', signature = ''] = segments
    return {
      header: parseObject(header),
      payload: parseObject(payload),
      signature: decodeBase64url(signature),
      signed: new TextEncoder().encode(`${header}.${payload}`),
    }
  }, 'invalid_token: jwt')
}

function parseObject(segment: string): JsonObject {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64url(segment))
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) throw segment
  return value
}

/**
 * Classes of JWT that are no ID Tokens (RFC 8725 §3.11): access tokens (RFC 9068 §2.1), logout
 * tokens (Back-Channel Logout §2.4), security events (RFC 8417 §2.3), proofs (RFC 9449 §4.2),
 * signed requests (RFC 9101 §10.8), introspection answers (RFC 9701 §5), client attestations, key
 * bindings. Servers call the class of an ID Token by many names, so that only these are refused.
 */
const OTHER_CLASS =
  /(^|\/)(at|logout|secevent|dpop|oauth-authz-req|token-introspection|kb)\+jwt$|sd-jwt$/i

// two tests: one pattern for both takes a long text apart in as many ways as it has letters
const isOtherClass = (typ: string) =>
  OTHER_CLASS.test(typ) || (/client/i.test(typ) && /\+jwt$/i.test(typ))

/**
 * The `alg` of a header, if it is allowed. Keys and URLs in the header are never looked at (RFC
 * 8725 §3.10). Throws `invalid_token`.
 */
export function checkHeader({ alg, typ, crit }: JsonObject, algorithms: readonly string[]): string {
  const isIdToken = typ === undefined || (typeof typ === 'string' && !isOtherClass(typ))
  const allowed = algorithms.find((name) => name === alg)
  const wrongAlg = { expected: algorithms, actual: nameOf(alg) }
  check(allowed, 'invalid_token: alg', wrongAlg) // RFC 8725 §3.1
  check(isIdToken, 'invalid_token: typ', { actual: nameOf(typ) }) // RFC 8725 §3.11, §3.12
  check(crit === undefined, 'invalid_token: crit') // RFC 7515 §4.1.11
  return allowed
}

/** A name to quote; a longer text could be a secret that was put there. */
const nameOf = (value: unknown) =>
  typeof value === 'string' && value.length <= 24 ? value : undefined
