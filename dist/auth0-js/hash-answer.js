const PARAMETER = /^((access|id|refresh)_token|token_type|expires_in|scope|code|state|error(_description)?)$/;
/**
 * Reads a hash, with or without `#`, and with the `/` that a hash router may have put there. A
 * parameter without a value is none (RFC 6749 §3.1).
 */
function readHash(hash) {
    const text = hash.replace(/^#?\/?/, '');
    const known = [...new URLSearchParams(text)].filter(([name, value]) => PARAMETER.test(name) && value);
    return {
        text,
        answer: Object.fromEntries(known),
        isAmbiguous: new Map(known).size < known.length,
    };
}
const hasTokens = ({ access_token, id_token, refresh_token }) => access_token || id_token || refresh_token;

export { hasTokens, readHash };
