'use strict';

var authError = require('./auth-error.cjs');

/** RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2: asymmetric ones that WebCrypto knows. */
const ASYMMETRIC = /^([RPE]S(256|384|512)|EdDSA|Ed25519)$/;
/** How far clocks may be apart at most, seconds. */
const MAX_LEEWAY = 300;
/** What holds where the app says nothing. */
const ID_TOKEN_DEFAULTS = {
    algorithms: ['RS256'],
    leeway: 60,
    // the clock that the page has when it is asked: tests put another in its place
    now: () => Date.now(),
};
/**
 * What may sign is the app's choice (RFC 8725 §3.1), and no clock is far off. Throws
 * `invalid_config`.
 */
function checkRules({ algorithms, leeway, }) {
    const isList = Array.isArray(algorithms) && algorithms.length > 0;
    authError.check(isList && algorithms.every((name) => ASYMMETRIC.test(name)), 'invalid_config: algorithms');
    authError.check(Number.isFinite(leeway) && leeway >= 0 && leeway <= MAX_LEEWAY, 'invalid_config: leeway');
}
/** What an issuer of many tenants has in place of the tenant (Entra: `common`, `organizations`). */
const TENANT = '{tenantid}';
/** Whether `iss` is one of the issuers, letter by letter. */
function isIssuer(issuers, iss) {
    return issuers.some((issuer) => issuer === iss && !issuer.includes(TENANT));
}
/** The tenant that an `iss` names where an issuer with `{tenantid}` fits it; else undefined. */
function tenantOf(issuers, iss) {
    for (const issuer of issuers) {
        // what is no issuer at all fits nothing
        const [before, after] = `${issuer}`.split(TENANT);
        if (after === undefined)
            continue;
        const tenant = `${iss}`.slice(before?.length, -after.length || undefined);
        if (/^[\w.-]+$/.test(tenant) && issuer.replace(TENANT, tenant) === iss)
            return tenant;
    }
    return undefined;
}

exports.ID_TOKEN_DEFAULTS = ID_TOKEN_DEFAULTS;
exports.MAX_LEEWAY = MAX_LEEWAY;
exports.checkRules = checkRules;
exports.isIssuer = isIssuer;
exports.tenantOf = tenantOf;
