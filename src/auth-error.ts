import { explain, type Reason } from '#explain'

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
 * Codes of failures that Postern itself finds. Each has one meaning; docs/errors.md lists when it
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
   * The server's text, at most 300 characters; left out where it repeats a secret that was sent.
   * Plain text from outside: never put it into a page as markup.
   */
  readonly description?: string | undefined
  /** HTTP status of the server's answer. */
  readonly status?: number
  /** The ID Token claim at fault. */
  readonly claim?: string
  /** What had to be there. */
  readonly expected?: unknown
  /**
   * What was there; for a claim bound to a secret or a person (`nonce`, `at_hash`, `c_hash`, `sub`)
   * only its type.
   */
  readonly actual?: unknown
}

/** What an {@link AuthError} can carry beside code and message. */
export interface AuthErrorOptions {
  /** What the app handed to the login that failed. */
  readonly appState?: unknown
  /** The facts behind the message. */
  readonly detail?: AuthErrorDetail | undefined
  /** As of any `Error`. Postern itself sets none: it could quote a secret. */
  readonly cause?: unknown
}

/**
 * What Postern throws or rejects with. Only what stands in for something else also fails as that
 * does: `session.fetch` and `dpop.fetch` as `fetch`, `postern/auth0-js` as auth0-js. Neither
 * message, detail nor cause ever holds a token, code, verifier, state or nonce.
 */
export class AuthError extends Error {
  /** Stable: switch on it. */
  declare readonly code: AuthErrorCode
  /** What the app handed to this login, as soon as the login is known. */
  declare readonly appState?: unknown
  /** The facts behind the message, for programs. */
  declare readonly detail?: AuthErrorDetail | undefined

  /**
   * @param message for people, and may change: a sentence in development builds and in Node, the
   *   code and a word in production bundles
   */
  constructor(code: AuthErrorCode, message: string, options?: AuthErrorOptions) {
    super(message)
    Object.assign(this, { name: 'AuthError', code }, options)
  }
}

/**
 * Whether a value is an {@link AuthError}, also of another copy of this library (an ES module
 * beside CommonJS) or of another realm (a frame). Never throws.
 */
export function isAuthError(value: unknown): value is AuthError {
  try {
    const { name, code } = value as AuthError
    // unlike instanceof, which knows the errors of its own realm alone
    const isError = Object.prototype.toString.call(value) === '[object Error]'
    return isError && name === 'AuthError' && typeof code === 'string'
  } catch {
    return false
  }
}

/** A code and a word, as in `invalid_token: alg`; a subject may follow after a space. */
export type ReasonWithSubject = Reason | `${Reason} ${string}`

/** An error of ours: what went wrong, and the facts that its sentence names. None is a secret. */
export function createError(reason: ReasonWithSubject, detail?: AuthErrorDetail): AuthError {
  const [code = ''] = reason.split(':')
  return new AuthError(code, explain(reason, detail), { detail })
}

/** One line of a list of checks: throws unless the condition holds. */
export function check(
  holds: unknown,
  reason: ReasonWithSubject,
  detail?: AuthErrorDetail,
): asserts holds {
  if (!holds) throw createError(reason, detail)
}

/**
 * Runs what may throw anything, and throws an error of ours for it, without the cause, which may
 * quote a secret.
 */
export function attempt<T>(run: () => T, reason: ReasonWithSubject): T {
  try {
    return run()
  } catch (error) {
    throw isAuthError(error) ? error : createError(reason)
  }
}

/**
 * The same function, which rejects with an error of ours alone: what callers hand over may throw
 * anything, out of a getter or a function of theirs.
 */
export function guard<F extends (...given: never[]) => Promise<unknown>>(run: F): F {
  const guarded = async (...given: Parameters<F>) => {
    try {
      return await run(...given)
    } catch (error) {
      throw isAuthError(error) ? error : createError('invalid_config: unusable')
    }
  }
  return guarded as F
}

/**
 * The error of one login, with what the app handed to it. A new one: two logins can fail for the
 * same reason.
 */
export function errorOfLogin(failure: unknown, appState: unknown): AuthError {
  const known = isAuthError(failure) ? failure : createError('invalid_config: unusable')
  return new AuthError(known.code, known.message, { appState, detail: known.detail })
}
