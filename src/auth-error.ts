/** What every code means, and what to do about it: the words that its message begins with. */
const MEANINGS = {
  invalid_config: 'Wrong option or parameter',
  browser_required: 'Only a browser page can do this',
  insecure_context: 'No WebCrypto: serve this page over https',
  storage_unavailable: 'No storage for the login: allow cookies',
  state_too_large: 'appState is too large',
  state_missing: 'Nobody here asked for this response: start again',
  state_unknown: 'No login waits for this response (used, forgotten, or begun elsewhere): start again',
  state_expired: 'The login took too long: start again',
  issuer_mismatch: 'Wrong issuer',
  invalid_response: 'Wrong response',
  invalid_token: 'Wrong ID Token',
  popup_blocked: 'The window was blocked: open it in the click',
  popup_closed: 'The window was closed',
  aborted: 'The login was aborted',
  timeout: 'No answer in time',
  network_error: 'No answer',
  token_error: 'The server refused',
  redirect_loop: 'The login goes round in circles: show its error',
}

/** Codes of failures that Postern itself finds. Each has one meaning; the README lists when it happens and what to do. */
export type PosternErrorCode = keyof typeof MEANINGS

/** Our own codes, and whatever code the server sent: `access_denied`, `login_required`, `consent_required`, … (RFC 6749 §4.1.2.1). */
export type AuthErrorCode = PosternErrorCode | (string & {})

/** What stands beside an error, for programs. Which members are there follows from the code. */
export interface AuthErrorDetail {
  /** The server's error code; also of the token endpoint. */
  readonly error?: string
  /** The server's text, at most 300 characters. Plain text from outside: never put it into a page as markup. */
  readonly description?: string
  /** HTTP status of the server's answer. */
  readonly status?: number
  /** The ID Token claim at fault. */
  readonly claim?: string
  /** What the claim had to be. */
  readonly expected?: unknown
  /** What it was; for a claim bound to a secret or a person (`nonce`, `at_hash`, `c_hash`, `sub`) only its type. */
  readonly actual?: unknown
}

export interface AuthErrorOptions {
  readonly appState?: unknown
  readonly detail?: AuthErrorDetail
  readonly cause?: unknown
}

/** The only error Postern throws or rejects with. Neither message, detail nor cause ever holds a token, code, verifier, state or nonce. */
export class AuthError extends Error {
  /** Stable: switch on it. The message is for people and may change. */
  declare readonly code: AuthErrorCode
  /** What the app handed to this login, as soon as the login is known. */
  declare readonly appState?: unknown
  declare readonly detail?: AuthErrorDetail

  constructor(code: AuthErrorCode, message: string, options?: AuthErrorOptions) {
    super(message, options)
    Object.assign(this, { name: 'AuthError', code }, options)
  }
}

/** Whether a value is an {@link AuthError}, also of another copy of this library (ES module beside CommonJS). Never throws. */
export function isAuthError(value: unknown): value is AuthError {
  return value instanceof Error && value.name === 'AuthError' && 'code' in value
}

export function isPosternErrorCode(code: string): code is PosternErrorCode {
  return Object.hasOwn(MEANINGS, code)
}

/** An error of ours. `found` says what was met; it must hold no secret. */
export function createError(code: PosternErrorCode, found?: string, detail?: AuthErrorDetail): AuthError {
  return new AuthError(code, found ? `${MEANINGS[code]}: ${found}` : MEANINGS[code], detail && { detail })
}

/** One line of a list of checks: throws unless the condition holds. */
export function check(holds: unknown, code: PosternErrorCode, found?: string, detail?: AuthErrorDetail): asserts holds {
  if (!holds) throw createError(code, found, detail)
}

/** Runs what may throw anything, and throws an error of ours for it, without the cause, which may quote a secret. */
export function attempt<T>(run: () => T, code: PosternErrorCode, found?: string): T {
  try {
    return run()
  } catch {
    throw createError(code, found)
  }
}
