import { expect } from 'vitest'
import { AuthError, type AuthErrorCode } from '../../src/index.js'

/** Expects a promise to reject with an AuthError of this code, and gives the error. */
export async function rejects(promise: Promise<unknown>, code: AuthErrorCode): Promise<AuthError> {
  const outcome = promise.then(
    () => expect.fail(`expected a rejection with ${code}`),
    (reason: unknown) => reason,
  )
  return authError(await outcome, code)
}

/** Expects a call to throw an AuthError of this code at once, and gives the error. */
export function throws(call: () => unknown, code: AuthErrorCode): AuthError {
  let thrown: unknown
  try {
    call()
  } catch (reason) {
    thrown = reason
  }
  return authError(thrown, code)
}

function authError(reason: unknown, code: AuthErrorCode): AuthError {
  // Anything else is a fault of its own: shown as it is, with its stack.
  if (reason instanceof Error && !(reason instanceof AuthError)) throw reason
  expect(reason, `expected an AuthError with ${code}`).toBeInstanceOf(AuthError)
  const error = reason as AuthError
  expect(error.code, error.message).toBe(code)
  return error
}
