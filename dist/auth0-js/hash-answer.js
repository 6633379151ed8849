const PARAMETER = /^((access|id|refresh)_token|token_type|expires_in|scope|code|state|error(_description)?)$/;
/**
 * Reads a hash, with or without `#`, and with the `/` that a hash router may have put there. A
 * parameter without a value is none (RFC 6749 §3.1).
 */
function readHash(hash) {
    const text = hash.replace(/^#?\/?/, '');
    // a ? that the parameters begin with is part of a name, or a route's
    const parameters = new URLSearchParams(text.replace(/^\?/, '%3F'));
    const known = [...parameters].filter(([name]) => PARAMETER.test(name));
    return {
        text,
        answer: Object.fromEntries(known.filter(([, value]) => value)),
        isAmbiguous: new Map(known).size < known.length,
    };
}
/** What other readers make of a parameter that is there twice. */
const hasLists = (answer) => Object.entries(answer).some(([name, value]) => PARAMETER.test(name) && Array.isArray(value));
const hasTokens = ({ access_token, id_token, refresh_token }) => access_token || id_token || refresh_token;

export { hasLists, hasTokens, readHash };
