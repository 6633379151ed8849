import { type Config, resolveConfig } from '../config.js'
import type { BaseOptions } from './base-options.js'

/**
 * The tenant in the login's own terms. The issuer is the domain's own URL, with a slash at its end:
 * `https://{domain}/` for a host, and what `domain` says for a URL. Throws `invalid_config`.
 */
export function resolveTenant(options: BaseOptions): Config {
  const { rootUrl, clientID, leeway, stateExpiration, overrides, __clock } = options
  const { __token_issuer: issuer, __jwks_uri: jwks } = overrides ?? {}
  const config = resolveConfig({
    domain: rootUrl,
    clientId: clientID,
    responseType: 'token',
    transactionTtl: (stateExpiration || 30) * 60,
    ...(issuer && { issuer }),
    ...(jwks && { endpoints: { jwks } }),
    ...(__clock && { now: () => __clock().getTime() }),
  })
  // one that cannot be used is told when it is used
  return { ...config, leeway: leeway || 60 }
}
