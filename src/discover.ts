import { AuthError } from './auth-error.js'
import type { AuthOptions, Endpoints } from './config.js'
import { fetchJson } from './fetch-json.js'
import { checkSecureUrl } from './secure-url.js'

/** What a server says of itself, as options for `createAuth`. */
export type DiscoveredOptions = Required<Pick<AuthOptions, 'domain' | 'issuer' | 'endpoints' | 'requireIss'>>

/**
 * Reads a server's metadata: OpenID Connect Discovery 1.0 §4, else RFC 8414 §3. Spread what it resolves to into `createAuth`.
 * Rejects `network_error`, `issuer_mismatch` if the metadata is another issuer's (RFC 8414 §3.3), `invalid_config` for URLs that are not https.
 */
export async function discover(issuer: string, options: { fetch?: typeof fetch; signal?: AbortSignal } = {}): Promise<DiscoveredOptions> {
  const { origin, pathname } = new URL(checkSecureUrl(issuer, 'issuer'))
  const path = pathname.replace(/\/$/, '')
  const load = (url: string) => fetchJson(options.fetch ?? fetch, url, 'network_error', options.signal && { signal: options.signal })
  const metadata = await load(`${origin}${path}/.well-known/openid-configuration`).catch((error: AuthError) => {
    if (error.detail?.status !== 404) throw error
    return load(`${origin}/.well-known/oauth-authorization-server${path}`)
  })
  if (metadata.issuer !== issuer) {
    throw new AuthError(
      'issuer_mismatch',
      `${origin} says that it is another issuer than ${issuer}. The text must be equal, slash included.`,
    )
  }
  const endpoints: Partial<Endpoints> = {}
  const take = (name: keyof Endpoints, member: string) => {
    if (metadata[member] !== undefined) endpoints[name] = checkSecureUrl(metadata[member], member)
  }
  take('authorize', 'authorization_endpoint')
  take('token', 'token_endpoint')
  take('jwks', 'jwks_uri')
  take('userInfo', 'userinfo_endpoint')
  take('endSession', 'end_session_endpoint')
  return { domain: issuer, issuer, endpoints, requireIss: metadata.authorization_response_iss_parameter_supported === true }
}
