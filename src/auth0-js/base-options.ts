import type { AuthOptions } from './call-options.js'

/** The options of an instance, and what follows from them. A copy: the caller's stay as they are. */
export interface BaseOptions extends AuthOptions {
  /** Where the tenant's endpoints lie. */
  readonly rootUrl: string
  readonly tenant: string
}

/** Options that need not be there, by the type that they must have. */
const OPTIONAL_BY_TYPE = {
  string: ['responseType', 'responseMode', 'redirectUri', 'scope', 'audience', 'popupOrigin'],
  number: ['leeway', 'maxAge', 'stateExpiration', '_timesToRetryFailedRequests'],
  boolean: ['legacySameSiteCookie', '_disableDeprecationWarnings', '_sendTelemetry'],
  object: ['plugins', 'overrides', '_telemetryInfo'],
} as const

/** Checks the options of an instance. Throws an Error that names the one at fault. */
export function readBaseOptions(given: AuthOptions): BaseOptions {
  ensure(given && typeof given === 'object', 'options parameter is not valid')
  const options = { ...given }
  const { domain, overrides, plugins } = options
  ensureText(options, 'domain')
  ensureText(options, 'clientID')
  for (const [type, names] of Object.entries(OPTIONAL_BY_TYPE)) {
    for (const name of names) {
      ensure(!options[name] || typeof options[name] === type, `${name} is not valid`)
    }
  }
  for (const [name, value] of Object.entries(overrides ?? {})) {
    ensure(!value || typeof value === 'string', `overrides: ${name} is not valid`)
  }
  ensure(!plugins?.length, 'plugins: there is nothing here that a plugin could take the place of')
  return {
    ...options,
    rootUrl: (/^http/i.test(domain) ? domain : `https://${domain}`).replace(/\/+$/, ''),
    tenant: overrides?.__tenant || `${domain.split('.')[0]}`,
  }
}

/** Throws an Error unless the member is a text. */
export function ensureText(options: object, name: string): void {
  const value = (options as Record<string, unknown>)[name]
  ensure(value && typeof value === 'string', `${name} option is required`)
}

/** Throws an Error with this text unless the condition holds. */
export function ensure(holds: unknown, found: string): asserts holds {
  if (!holds) throw new Error(found)
}
