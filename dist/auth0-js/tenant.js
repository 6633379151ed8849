import { attempt } from '../auth-error.js';
import { resolveConfig } from '../config.js';
import { isPage } from '../environment.js';
import { checkSecureUrl } from '../secure-url.js';

/**
 * The issuer is the domain's own URL, with a slash at its end: `https://{domain}/` for a host, and
 * what `domain` says for a URL. Throws `invalid_config`.
 */
function createTenant(client) {
    const { rootUrl, clientID, leeway, stateExpiration, overrides, __clock } = client.baseOptions;
    const { __token_issuer: issuer, __jwks_uri: jwks } = overrides ?? {};
    const config = resolveConfig({
        domain: rootUrl,
        clientId: clientID,
        responseType: 'token',
        transactionTtl: Math.min(Math.max(1, (stateExpiration || 30) * 60), Number.MAX_SAFE_INTEGER),
        ...(issuer && { issuer }),
        ...(jwks && { endpoints: { jwks: readAddress(jwks) } }),
        ...(__clock && { now: () => Number(__clock()) }),
    });
    // one that cannot be used is told when it is used
    return { ...config, leeway: leeway || 60, client };
}
/** The address of the keys, as a request from this page would read it. */
function readAddress(address) {
    const base = isPage() ? location.href : undefined;
    const { href } = attempt(() => new URL(address, base), 'invalid_config: https __jwks_uri');
    return checkSecureUrl(href, '__jwks_uri');
}

export { createTenant };
