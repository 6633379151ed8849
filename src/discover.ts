import { type AuthError, check, guard } from './auth-error.js'
import type { AuthOptions } from './auth-options.js'
import { DEFAULT_TIMEOUT, fetchJson, type JsonObject } from './fetch-json.js'
import { ownMembers } from './own-members.js'
import { checkSecureUrl } from './secure-url.js'

/** What a server says of itself, as options for `createAuth`. */
export type DiscoveredOptions = Required<
  Pick<AuthOptions, 'domain' | 'issuer' | 'endpoints' | 'requireIss'>
>

/** How {@link discover} asks, and what it may find. */
export interface DiscoverOptions {
  /** What the metadata must name where that is not the address; several spellings as a list. */
  issuer?: string | readonly string[]
  /** Default: the global `fetch`. */
  fetch?: typeof fetch
  /** Stops the request: `aborted`. */
  signal?: AbortSignal
}

/**
 * What the metadata calls each endpoint (OpenID Connect Discovery §3, RP-Initiated Logout §2.1).
 */
const MEMBERS = {
  authorize: 'authorization_endpoint',
  token: 'token_endpoint',
  jwks: 'jwks_uri',
  userInfo: 'userinfo_endpoint',
  endSession: 'end_session_endpoint',
} as const

/**
 * Reads a server's metadata: OpenID Connect Discovery 1.0 §4, else RFC 8414 §3. Spread what it
 * resolves to into `createAuth`; an endpoint that the metadata does not name is null there. Rejects
 * `network_error`, `timeout`, `aborted`, `issuer_mismatch` if the metadata is another issuer's (RFC
 * 8414 §3.3), `invalid_config` for URLs that are not https, or a server without PKCE by S256.
 */
export function discover(
  address: string,
  options?: DiscoverOptions | null,
): Promise<DiscoveredOptions> {
  return guard(readMetadata)(address, options)
}

async function readMetadata(
  address: string,
  options: DiscoverOptions | null | undefined,
): Promise<DiscoveredOptions> {
  const { issuer = address, fetch: fetcher = fetch, signal = null } = ownMembers(options)
  checkSecureUrl(address, 'address')
  const metadata = await loadMetadata(address, fetcher, signal)
  const issuers = [issuer].flat()
  const found = metadata.issuer
  check(
    issuers.some((name) => name === found),
    'issuer_mismatch: metadata',
    {
      expected: issuer,
      actual: found,
    },
  )
  checkChallengeMethods(metadata.code_challenge_methods_supported)
  return {
    domain: address,
    issuer,
    endpoints: { ...readEndpoints(metadata, address), logout: null },
    requireIss: metadata.authorization_response_iss_parameter_supported === true,
  }
}

/** The second place is asked where the first has nothing to say: any answer of 4xx. */
async function loadMetadata(address: string, fetcher: typeof fetch, signal: AbortSignal | null) {
  const { origin, pathname } = new URL(address)
  const path = pathname.replace(/\/$/, '')
  const load = (url: string) =>
    fetchJson(fetcher, url, 'network_error', DEFAULT_TIMEOUT, { signal })
  return load(`${origin}${path}/.well-known/openid-configuration`).catch((error: AuthError) => {
    const { status = 0 } = error.detail ?? {}
    if (status < 400 || status > 499) throw error
    return load(`${origin}/.well-known/oauth-authorization-server${path}`)
  })
}

/** RFC 9700 §2.1.1, RFC 8414 §2: where methods are listed, the one that is used is among them. */
function checkChallengeMethods(methods: unknown): void {
  const isListed = !Array.isArray(methods) || methods.includes('S256')
  check(isListed, 'invalid_config: S256')
}

/** Null and empty members are absent. An http issuer on loopback may name http endpoints there. */
function readEndpoints(metadata: JsonObject, address: string) {
  const isHttps = /^https:/i.test(address)
  const endpoints = Object.entries(MEMBERS).map(([name, member]) => {
    const value = metadata[member]
    if (!value) return [name, null]
    const url = checkSecureUrl(value, member)
    check(!isHttps || /^https:/i.test(url), `invalid_config: http-endpoint ${member}`)
    return [name, url]
  })
  return Object.fromEntries(endpoints) as { [name in keyof typeof MEMBERS]: string | null }
}
