'use strict';

var config = require('../config.cjs');

/**
 * The issuer is the domain's own URL, with a slash at its end: `https://{domain}/` for a host, and
 * what `domain` says for a URL. Throws `invalid_config`.
 */
function createTenant(client) {
    const { rootUrl, clientID, leeway, stateExpiration, overrides, __clock } = client.baseOptions;
    const { __token_issuer: issuer, __jwks_uri: jwks } = overrides ?? {};
    const config$1 = config.resolveConfig({
        domain: rootUrl,
        clientId: clientID,
        responseType: 'token',
        transactionTtl: (stateExpiration || 30) * 60,
        ...(issuer && { issuer }),
        ...(jwks && { endpoints: { jwks } }),
        ...(__clock && { now: () => Number(__clock()) }),
    });
    // one that cannot be used is told when it is used
    return { ...config$1, leeway: leeway || 60, client };
}

exports.createTenant = createTenant;
