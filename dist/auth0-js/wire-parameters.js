/** Instance options that every URL takes over. */
const URL_OPTIONS = [
    'clientID',
    'responseType',
    'responseMode',
    'redirectUri',
    'scope',
    'audience',
];
/** Those that every login takes over. */
const LOGIN_OPTIONS = [...URL_OPTIONS, '_csrf', 'state', '_intstate', 'nonce'];
/** Those that a login with a page for the person takes over. */
const PAGE_OPTIONS = [...LOGIN_OPTIONS, 'organization', 'invitation'];
/** OpenID Connect Core §5.5, §7.2.1; RFC 9396 §2 */
const JSON_PARAMETERS = ['claims', 'registration', 'authorization_details'];
/** The members of that name, those that are empty left out, and over them what the call has. */
function mergeOptions(base, names, call) {
    const own = Object.entries(base).filter(([name, value]) => value && names.includes(name));
    return { ...Object.fromEntries(own), ...call };
}
/**
 * The options of a call as the tenant reads them: names in snake_case, whatever they are; `null` as
 * an empty value; extra scopes joined by commas; what is JSON as JSON; other objects taken apart.
 * A function has no members, and is not sent.
 * @param omitted names that are not sent
 * @param unchanged names that keep their spelling
 */
function toWireParameters(options, omitted, unchanged = ['auth0Client']) {
    const sent = Object.entries(options)
        .filter(([name]) => !omitted.includes(name))
        .flatMap(([name, value]) => {
        const parameter = unchanged.includes(name) ? name : toSnakeCase(name);
        const isJson = JSON_PARAMETERS.includes(parameter) && Object(value) === value;
        if (isJson)
            return [[parameter, JSON.stringify(value)]];
        if (parameter === 'connection_scope' && isFlat(value))
            return [[parameter, `${value}`]];
        return takeApart(parameter, value);
    });
    return Object.fromEntries(sent);
}
const isFlat = (value) => Array.isArray(value) && !value.some((item) => Object(item) === item);
/** The members of an object as `name[member]`; a list is one parameter for each item. */
function takeApart(name, value, spell = toSnakeCase) {
    if (Object(value) !== value || isFlat(value))
        return [[name, value === null ? '' : value]];
    // auth0-js leaves alone what is in a list
    const spellInside = Array.isArray(value) ? String : spell;
    return Object.entries(value).flatMap(([member, inner]) => takeApart(`${name}[${spellInside(member)}]`, inner, spellInside));
}
/** A capital or a digit that follows something else begins a word. */
const toSnakeCase = (name) => name.replace(/[^A-Z](?=[A-Z])|\D(?=\d)/g, '$&_').toLowerCase();

export { LOGIN_OPTIONS, PAGE_OPTIONS, URL_OPTIONS, mergeOptions, toWireParameters };
