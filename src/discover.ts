import { type AuthError, check } from './auth-error.js'
import type { AuthOptions, Endpoints } from './config.js'
import { fetchJson } from './fetch-json.js'
import { checkSecureUrl } from './secure-url.js'

/** What a server says of itself, as options for `createAuth`. */
export type DiscoveredOptions = Required<
  Pick<AuthOptions, 'domain' | 'issuer' | 'endpoints' | 'requireIss'>
>

/**
 * Reads a server's metadata: OpenID Connect Discovery 1.0 §4, else RFC 8414 §3. Spread what it
 * resolves to into `createAuth`. Rejects `network_error`, `issuer_mismatch` if the metadata is
 * another issuer's (RFC 8414 §3.3), `invalid_config` for URLs that are not https.
 */
export async function discover(
  issuer: string,
  options: { fetch?: typeof fetch; signal?: AbortSignal } = {},
): Promise<DiscoveredOptions> {
  const { origin, pathname } = new URL(checkSecureUrl(issuer, 'issuer'))
  const path = pathname.replace(/\/$/, '')
  const load = (url: string) =>
    fetchJson(options.fetch ?? fetch, url, 'network_error', { signal: options.signal ?? null })
  const metadata = await load(`${origin}${path}/.well-known/openid-configuration`).catch(
    (error: AuthError) => {
      if (error.detail?.status !== 404) throw error
      return load(`${origin}/.well-known/oauth-authorization-server${path}`)
    },
  )
  check(
    metadata.issuer === issuer,
    'issuer_mismatch',
    `the metadata of ${issuer} names another, or spells it otherwise`,
  )
  const members = {
    authorize: 'authorization_endpoint',
    token: 'token_endpoint',
    jwks: 'jwks_uri',
    userInfo: 'userinfo_endpoint',
    endSession: 'end_session_endpoint',
  }
  const endpoints: Partial<Endpoints> = {}
  for (const [name, member] of Object.entries(members)) {
    if (metadata[member] !== undefined)
      endpoints[name as keyof Endpoints] = checkSecureUrl(metadata[member], member)
  }
  return {
    domain: issuer,
    issuer,
    endpoints,
    requireIss: metadata.authorization_response_iss_parameter_supported === true,
  }
}
