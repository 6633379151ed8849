/** Every failure that Postern itself finds. Each code has one meaning; the README lists when it happens and what to do. */
const CODES = [
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

/** Codes of failures that Postern itself finds. */
export type PosternErrorCode = (typeof CODES)[number]

/** Our own codes, and whatever code the server sent: `access_denied`, `login_required`, `consent_required`, … (RFC 6749 §4.1.2.1). */
export type AuthErrorCode = PosternErrorCode | (string & {})

/** What stands beside an error, for programs. Which members are there follows from the code. */
export interface AuthErrorDetail {
  /** The server's error code; also of the token endpoint. */
  readonly error?: string
  /** The server's text, at most 300 characters. Plain text from outside: never put it into a page as markup. */
  readonly description?: string
  /** HTTP status of the token or userinfo endpoint. */
  readonly status?: number
  /** The ID Token claim at fault. */
  readonly claim?: string
  /** What the claim had to be. */
  readonly expected?: unknown
  /** What it was; for a claim bound to a secret (`nonce`, `at_hash`, `c_hash`, `sub`) only its type. */
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
  readonly code: AuthErrorCode
  /** What the app handed to this login, as soon as the login is known. */
  readonly appState?: unknown
  readonly detail?: AuthErrorDetail

  constructor(code: AuthErrorCode, message: string, options?: AuthErrorOptions) {
    super(message, options)
    this.name = 'AuthError'
    this.code = code
    Object.assign(this, options)
  }
}

/** Whether a value is an {@link AuthError}, also of another copy of this library (ES module beside CommonJS). Never throws. */
export function isAuthError(value: unknown): value is AuthError {
  return value instanceof Error && value.name === 'AuthError' && 'code' in value
}

export function isPosternErrorCode(code: string): code is PosternErrorCode {
  return (CODES as readonly string[]).includes(code)
}
