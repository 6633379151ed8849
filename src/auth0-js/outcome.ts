/** A failure as apps get it: they spread, compare and stringify it. */
export type PlainError = Record<string, unknown>

/** The arguments of the one call that a callback gets. */
export type Outcome = readonly [error: PlainError] | readonly [error: null, result: unknown]

/** An app's callback, whatever it says that it takes. */
export type Callback = (error: never, result: never) => void

/**
 * Calls back: in the same turn where the outcome is known, else outside of the promise, so that
 * what the app throws is reported once and never becomes a second call.
 */
export function callBack(
  outcome: Outcome | Promise<Outcome>,
  callback: Callback | null | undefined,
): void {
  const call = (settled: Outcome) => (callback as ((...args: Outcome) => void) | null)?.(...settled)
  if ('then' in outcome) outcome.then((settled) => queueMicrotask(() => call(settled)))
  else call(outcome)
}

/** What parseHash gives for a failure. */
export const describeError = (
  error: string,
  errorDescription: string | undefined,
  state?: unknown,
): PlainError => ({ error, errorDescription, ...(state ? { state } : {}) })

/** RFC 6749 §3.1: two readers could read two things. */
export const describeTwice = () => describeError('invalid_hash', 'a parameter is there twice')

/** An answer, or an ID Token in it, proves nothing. */
export const invalidToken = (errorDescription: string) =>
  describeError('invalid_token', errorDescription)

/** Neither an error nor a result. */
export const describeNothing = () => describeError('generic_error', 'Something went wrong')

/**
 * An error of whatever spelling with its facts under the names that all but parseHash use.
 * @param said what they are taken from, if not from the error itself
 */
export function wrapError(
  original: PlainError | string,
  said: PlainError = Object(original),
): PlainError {
  const { code, error, error_code, status, name, policy } = said
  const { error_codes: codes, error_details: details } = said
  return {
    original,
    code: code || error || error_code || status || null,
    description:
      said.errorDescription ||
      said.error_description ||
      said.description ||
      error ||
      said.details ||
      said.err ||
      null,
    ...(codes && details ? { errorDetails: { codes, details } } : {}),
    ...(name ? { name } : {}),
    ...(policy ? { policy } : {}),
  }
}
