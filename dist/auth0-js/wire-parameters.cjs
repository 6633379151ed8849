'use strict';

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
/** The members of that name, those that are empty left out, and over them what the call has. */
function mergeOptions(base, names, call) {
    const own = Object.entries(base).filter(([name, value]) => value && names.includes(name));
    return { ...Object.fromEntries(own), ...call };
}
/**
 * The options of a call as the tenant reads them: names in snake_case, whatever they are; `null` as
 * an empty value; extra scopes joined by commas. Functions are for this page.
 * @param omitted names that are not sent
 * @param unchanged a name that keeps its spelling
 */
function toWireParameters(options, omitted, unchanged = 'auth0Client') {
    const sent = Object.entries(options)
        .filter(([name, value]) => !omitted.includes(name) && typeof value !== 'function')
        .map(([name, value]) => {
        const parameter = name === unchanged ? name : toSnakeCase(name);
        const isScopeList = parameter === 'connection_scope' && Array.isArray(value);
        return [parameter, isScopeList ? `${value}` : value === null ? '' : value];
    });
    return Object.fromEntries(sent);
}
/** A capital or a digit that follows something else begins a word. */
const toSnakeCase = (name) => name.replace(/[^A-Z](?=[A-Z])|\D(?=\d)/g, '$&_').toLowerCase();

exports.LOGIN_OPTIONS = LOGIN_OPTIONS;
exports.PAGE_OPTIONS = PAGE_OPTIONS;
exports.URL_OPTIONS = URL_OPTIONS;
exports.mergeOptions = mergeOptions;
exports.toWireParameters = toWireParameters;
