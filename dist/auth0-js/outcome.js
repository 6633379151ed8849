/**
 * Calls back: in the same turn where the outcome is known, else outside of the promise, so that
 * what the app throws is reported once and never becomes a second call.
 */
function callBack(outcome, callback) {
    const call = (settled) => callback?.(...settled);
    if ('then' in outcome)
        outcome.then((settled) => queueMicrotask(() => call(settled)));
    else
        call(outcome);
}
/** What parseHash gives for a failure. */
const describeError = (error, errorDescription, state) => ({ error, errorDescription, ...(state ? { state } : {}) });
/** RFC 6749 §3.1: two readers could read two things. */
const describeTwice = () => describeError('invalid_hash', 'a parameter is there twice');
/** An answer, or an ID Token in it, proves nothing. */
const invalidToken = (errorDescription) => describeError('invalid_token', errorDescription);
/** Neither an error nor a result. */
const describeNothing = () => describeError('generic_error', 'Something went wrong');
/**
 * An error of whatever spelling with its facts under the names that all but parseHash use.
 * @param said what they are taken from, if not from the error itself
 */
function wrapError(original, said = Object(original)) {
    const { code, error, error_code, status, name, policy } = said;
    const { error_codes: codes, error_details: details } = said;
    return {
        original,
        code: code || error || error_code || status || null,
        description: said.errorDescription ||
            said.error_description ||
            said.description ||
            error ||
            said.details ||
            said.err ||
            null,
        ...(codes && details ? { errorDetails: { codes, details } } : {}),
        ...(name ? { name } : {}),
        ...(policy ? { policy } : {}),
    };
}

export { callBack, describeError, describeNothing, describeTwice, invalidToken, wrapError };
