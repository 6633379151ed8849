import { AuthError } from './auth-error.js'

const LOOPBACK = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Refuses with `invalid_config` whatever is not an absolute https URL, or an http URL on loopback
 * (RFC 6749 §3.1.2.1, RFC 9700 §2.6); user info and white space are refused too. Returns the URL exactly as it was given.
 */
export function checkSecureUrl(value: unknown, name: string): string {
  let url: URL | undefined
  try {
    // a string is taken as written; URL would silently drop control characters and turn \ into /
    if (typeof value === 'string' && /^[!-[\]-~]+$/.test(value)) url = new URL(value)
  } catch {
    // reported below
  }
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))
  if (!secure || url?.username || url?.password) {
    throw new AuthError('invalid_config', `${name} must be an absolute https URL (http only on loopback).`)
  }
  return value as string
}
