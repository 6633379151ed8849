// Errors: one class, a closed union of our own codes, and the server's as text.
import type { AuthErrorCode, AuthErrorDetail, PosternErrorCode } from '../../src/index.js'
import { AuthError, isAuthError } from '../../src/index.js'
import type { Expect, Same } from './expect.js'
import { some } from './expect.js'

export type ClosedUnion = Expect<
  Same<
    PosternErrorCode,
    | 'invalid_config'
    | 'browser_required'
    | 'insecure_context'
    | 'storage_unavailable'
    | 'state_too_large'
    | 'state_missing'
    | 'state_unknown'
    | 'state_expired'
    | 'issuer_mismatch'
    | 'invalid_response'
    | 'invalid_token'
    | 'popup_blocked'
    | 'popup_closed'
    | 'aborted'
    | 'timeout'
    | 'network_error'
    | 'token_error'
    | 'redirect_loop'
  >
>

/**
 * Every code handled: the compiler knows that nothing is left, and would say so if a code were
 * added.
 */
export function exhaustive(code: PosternErrorCode): string {
  switch (code) {
    case 'invalid_config':
    case 'browser_required':
    case 'insecure_context':
      return 'mend the app'
    case 'storage_unavailable':
    case 'state_too_large':
      return 'nothing can be remembered'
    case 'state_missing':
    case 'state_unknown':
    case 'state_expired':
    case 'redirect_loop':
      return 'start again'
    case 'issuer_mismatch':
    case 'invalid_response':
    case 'invalid_token':
      return 'refuse'
    case 'popup_blocked':
    case 'popup_closed':
    case 'aborted':
    case 'timeout':
    case 'network_error':
    case 'token_error':
      return 'try again'
  }
}

export function incomplete(code: PosternErrorCode): string {
  switch (code) {
    case 'invalid_config':
      return 'mend the app'
    default: {
      // @ts-expect-error codes are left
      const nothingLeft: never = code
      return nothingLeft
    }
  }
}

export function oneCodeIsNotAmongThem(code: PosternErrorCode): boolean {
  // @ts-expect-error misspelt
  return code === 'popup_close'
}

export function theServersOwnCodes(error: AuthError): boolean {
  const code: AuthErrorCode = error.code
  return code === 'login_required' || code === 'popup_closed' || code === 'anything_else'
}

export function caught(reason: unknown): string | undefined {
  // @ts-expect-error nothing is known of it yet
  reason.code
  if (!isAuthError(reason)) return undefined
  some<Expect<Same<typeof reason, AuthError>>>()
  const { code, detail, message, cause } = reason
  return [
    code,
    message,
    detail?.error,
    detail?.description,
    detail?.status?.toFixed(),
    detail?.claim,
    cause,
  ].join()
}

export type Members = [
  Expect<Same<ReturnType<typeof some<AuthError>>['code'], AuthErrorCode>>,
  Expect<Same<AuthError['detail'], AuthErrorDetail | undefined>>,
  Expect<Same<AuthErrorDetail['status'], number | undefined>>,
  Expect<Same<AuthErrorDetail['error'], string | undefined>>,
  Expect<Same<AuthErrorDetail['claim'], string | undefined>>,
  Expect<Same<AuthErrorDetail['expected'], unknown>>,
  Expect<Same<AuthErrorDetail['actual'], unknown>>,
  Expect<AuthError extends Error ? true : false>,
]

export function standingStill(error: AuthError): void {
  // @ts-expect-error a code is not written to
  error.code = 'timeout'
  // @ts-expect-error a code is not left out
  throw new AuthError()
}
