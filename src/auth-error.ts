/** Every failure that Postern itself finds. */
export const CODES = [
  'invalid_config',
  'browser_required',
  'insecure_context',
  'storage_unavailable',
  'state_too_large',
  'state_missing',
  'state_unknown',
  'state_expired',
  'issuer_mismatch',
  'invalid_response',
  'invalid_token',
  'popup_blocked',
  'popup_closed',
  'aborted',
  'timeout',
  'network_error',
  'token_error',
  'redirect_loop',
] as const

/**
 * Codes of failures that Postern itself finds. Each has one meaning; the README lists when it
 * happens and what to do.
 */
export type PosternErrorCode = (typeof CODES)[number]

/**
 * Our own codes, and whatever code the server sent: `access_denied`, `login_required`,
 * `consent_required`, … (RFC 6749 §4.1.2.1).
 */
export type AuthErrorCode = PosternErrorCode | (string & {})

/** What stands beside an error, for programs. Which members are there follows from the code. */
export interface AuthErrorDetail {
  /** The server's error code; also of the token endpoint. */
  readonly error?: string | undefined
  /**
   * The server's text, at most 300 characters. Plain text from outside: never put it into a page as
   * markup.
   */
  readonly description?: string | undefined
  /** HTTP status of the server's answer. */
  readonly status?: number
  /** The ID Token claim at fault. */
  readonly claim?: string
  /** What the claim had to be. */
  readonly expected?: unknown
  /**
   * What it was; for a claim bound to a secret or a person (`nonce`, `at_hash`, `c_hash`, `sub`)
   * only its type.
   */
  readonly actual?: unknown
}

export interface AuthErrorOptions {
  readonly appState?: unknown
  readonly detail?: AuthErrorDetail | undefined
  readonly cause?: unknown
}

/**
 * The only error Postern throws or rejects with. Neither message, detail nor cause ever holds a
 * token, code, verifier, state or nonce.
 */
export class AuthError extends Error {
  /** Stable: switch on it. The message is for people and may change. */
  declare readonly code: AuthErrorCode
  /** What the app handed to this login, as soon as the login is known. */
  declare readonly appState?: unknown
  declare readonly detail?: AuthErrorDetail | undefined

  constructor(code: AuthErrorCode, message: string, options?: AuthErrorOptions) {
    super(message)
    Object.assign(this, { name: 'AuthError', code }, options)
  }
}

/**
 * Whether a value is an {@link AuthError}, also of another copy of this library (ES module beside
 * CommonJS). Never throws.
 */
export function isAuthError(value: unknown): value is AuthError {
  return value instanceof Error && value.name === 'AuthError' && 'code' in value
}

/** An error of ours. `found` says what was met and what to do; it must hold no secret. */
export function createError(
  code: PosternErrorCode,
  found: string,
  detail?: AuthErrorDetail,
): AuthError {
  return new AuthError(code, `${code}: ${found}`, { detail })
}

/** One line of a list of checks: throws unless the condition holds. */
export function check(
  holds: unknown,
  code: PosternErrorCode,
  found: string,
  detail?: AuthErrorDetail,
): asserts holds {
  if (!holds) throw createError(code, found, detail)
}

/**
 * Runs what may throw anything, and throws an error of ours for it, without the cause, which may
 * quote a secret.
 */
export function attempt<T>(run: () => T, code: PosternErrorCode, found: string): T {
  try {
    return run()
  } catch {
    throw createError(code, found)
  }
}
