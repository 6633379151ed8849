import { check } from './auth-error.js';

/** RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2: asymmetric ones that WebCrypto knows. */
const ASYMMETRIC = /^([RPE]S(256|384|512)|EdDSA|Ed25519)$/;
/** RFC 8725 §3.1: what may sign is the app's choice. Throws `invalid_config`. */
function checkAlgorithms(algorithms) {
    const isList = Array.isArray(algorithms) && algorithms.length > 0;
    check(isList && algorithms.every((name) => ASYMMETRIC.test(name)), 'invalid_config: algorithms');
}
/** Throws `invalid_config`. */
function checkLeeway(leeway) {
    check(Number.isFinite(leeway) && leeway >= 0 && leeway <= 300, 'invalid_config: leeway');
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
        const [before, after] = issuer.split(TENANT);
        if (after === undefined)
            continue;
        const tenant = `${iss}`.slice(before?.length, -after.length || undefined);
        if (/^[\w.-]+$/.test(tenant) && issuer.replace(TENANT, tenant) === iss)
            return tenant;
    }
    return undefined;
}

export { checkAlgorithms, checkLeeway, isIssuer, tenantOf };
