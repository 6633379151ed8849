/** A failure as apps get it: they spread, compare and stringify it. */
export type PlainError = Record<string, unknown>

/** The arguments of the one call that a callback gets. */
export type Outcome = readonly [error: PlainError] | readonly [error: null, result: unknown]

/** An app's callback, whatever it says that it takes. */
export type Callback = (error: never, result: never) => void

/**
 * Calls back: in the same turn where the outcome is known, else outside of the promise, so that what
 * the app throws is reported once and never becomes a second call.
 */
export function callBack(
  outcome: Outcome | Promise<Outcome>,
  callback: Callback | null | undefined,
): void {
  const call = (settled: Outcome) =>
    (callback as ((...settled: Outcome) => void) | undefined)?.(...settled)
  if ('then' in outcome) outcome.then((settled) => queueMicrotask(() => call(settled)))
  else call(outcome)
}

/** What parseHash gives for a failure. */
export const describeError = (
  error: string,
  errorDescription: string | undefined,
  state?: unknown,
): PlainError => ({ error, errorDescription, ...(state ? { state } : {}) })

/** RFC 6749 §3.1 */
export const describeTwice = () => describeError('invalid_hash', 'a parameter is there twice')

/** An answer, or an ID Token in it, proves nothing. */
export const invalidToken = (errorDescription: string) =>
  describeError('invalid_token', errorDescription)

/**
 * The error with its facts under the names that popup.authorize uses, and those of checkSession
 * beside them.
 */
export function wrapError(original: PlainError | string, legacy: boolean): PlainError {
  const { error, errorDescription, error_description } = original as PlainError
  const code = error ?? null
  const description = errorDescription ?? error_description ?? code
  return {
    original,
    code,
    description,
    ...(legacy && { error: code, error_description: description }),
  }
}

/** The text of an error that the login's parts threw. */
export const textOf = (error: unknown) => (error as Error).message
