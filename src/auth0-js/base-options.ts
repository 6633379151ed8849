import type { AuthOptions } from './call-options.js'

/**
 * The options of an instance, and what follows from them. A copy: the caller's stay as they are.
 */
export interface BaseOptions extends AuthOptions {
  /** Where the tenant's endpoints lie. */
  readonly rootUrl: string
}

/** What options that need not be there have to look like. */
const EXAMPLES = {
  responseType: '',
  responseMode: '',
  redirectUri: '',
  scope: '',
  audience: '',
  popupOrigin: '',
  leeway: 0,
  maxAge: 0,
  stateExpiration: 0,
  _timesToRetryFailedRequests: 0,
  legacySameSiteCookie: true,
  _disableDeprecationWarnings: true,
  _sendTelemetry: true,
  _telemetryInfo: {},
  overrides: {},
  plugins: [],
}

/** Checks the options of an instance. Throws an Error that names the one at fault. */
export function readBaseOptions(given: AuthOptions): BaseOptions {
  ensure(given && typeof given === 'object', 'options parameter is not valid')
  const { domain, plugins } = given
  ensureText(given, 'domain')
  ensureText(given, 'clientID')
  for (const [name, example] of Object.entries(EXAMPLES)) {
    const value = given[name as keyof typeof EXAMPLES]
    ensure(!value || typeof value === typeof example, `${name} is not valid`)
  }
  // there is nothing here that one could take the place of
  ensure(!plugins?.length, 'plugins is not valid')
  return {
    ...given,
    rootUrl: (/^http/i.test(domain) ? domain : `https://${domain}`).replace(/\/+$/, ''),
  }
}

/** Throws an Error unless the member is a text. */
export function ensureText(options: object, name: string): void {
  const value = (options as Record<string, unknown>)[name]
  ensure(value && typeof value === 'string', `${name} option is required`)
}

/** Throws an Error with this text unless the condition holds. */
export function ensure(holds: unknown, text: string): asserts holds {
  if (!holds) throw new Error(text)
}
