import { attempt, check } from './auth-error.js'

type ParameterValue = string | number | boolean | object | null | undefined

/**
 * Parameters of the authorize request beside the SDK's own, in wire spelling. The well-known names
 * are typed; any other name is accepted. Values go out exactly as given: arrays as repeated
 * parameters, objects as JSON, `undefined` and `null` left out.
 */
export interface AuthorizeParams {
  /**
   * OpenID Connect Core §3.1.2.1: `none`, `login`, `consent`, `select_account`, or several
   * separated by spaces.
   */
  prompt?: 'none' | 'login' | 'consent' | 'select_account' | (string & {}) | null | undefined
  /**
   * Oldest acceptable login, seconds; 0 asks for a fresh one. Remembered, and held against the ID
   * Token's `auth_time`.
   */
  max_age?: number | string | null | undefined
  /**
   * Auth0 organization, by id (`org_…`) or by name. Remembered, and held against the ID Token's
   * `org_id` or `org_name`.
   */
  organization?: string | null | undefined
  /** Auth0 invitation ticket; goes with `organization`. */
  invitation?: string | null | undefined
  /** Whom the login page should suggest: an e-mail address, for example. */
  login_hint?: string | null | undefined
  /** Auth0: `signup` opens the hosted page on registration. */
  screen_hint?: 'signup' | 'login' | (string & {}) | null | undefined
  /** `popup`, `touch`, `wap`, `page`: how the provider should lay out its page. */
  display?: 'page' | 'popup' | 'touch' | 'wap' | (string & {}) | null | undefined
  /** Preferred languages (BCP 47), best first, separated by spaces. */
  ui_locales?: string | null | undefined
  /** Requested authentication context classes. Sent only: check the `acr` claim yourself. */
  acr_values?: string | null | undefined
  /** An ID Token of an earlier login, as a hint about the person. */
  id_token_hint?: string | null | undefined
  /** Passed to the upstream provider: `offline` asks Google for a refresh token. */
  access_type?: 'offline' | 'online' | (string & {}) | null | undefined
  /** Extra scopes for the upstream provider. */
  connection_scope?: string | readonly string[] | null | undefined
  /** The `claims` request of OpenID Connect Core §5.5; an object goes out as JSON. */
  claims?: object | string | null | undefined
  [name: string]: ParameterValue
}

/**
 * form-urlencoded (RFC 6749 Appendix B): arrays repeated, objects as JSON, `undefined` and `null`
 * left out. Throws `invalid_config` for a value that JSON cannot hold.
 */
export function encodeForm(parameters: Readonly<Record<string, ParameterValue>>): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    const reason = `invalid_config: value ${name}` as const
    for (const item of attempt(() => [value].flat(), reason)) {
      if (item == null) continue
      const text = attempt(() => (Object(item) === item ? JSON.stringify(item) : `${item}`), reason)
      check(typeof text === 'string', reason)
      form.append(name, text)
    }
  }
  return form
}

/**
 * The URL of an authorize request. Pure: saves nothing, checks nothing, works in Node and workers.
 * A query that `endpoint` already has is kept (RFC 6749 §3.1). Spaces go out as `%20`, which every
 * server reads. Throws `invalid_config` for a value that JSON cannot hold, or without an endpoint.
 */
export function buildAuthorizeUrl(endpoint: string, params: AuthorizeParams): string {
  check(typeof endpoint === 'string', 'invalid_config: text')
  const form = attempt(() => encodeForm(params ?? {}), 'invalid_config: unusable')
  const query = `${form}`.replaceAll('+', '%20')
  return endpoint + (endpoint.includes('?') ? '&' : '?') + query
}
