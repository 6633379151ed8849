import { ownMembers } from '../own-members.js'
import type { Provider } from './provider.js'
import { server } from './segment.js'

/** Where a tenant of FusionAuth is. */
export interface FusionAuthOptions {
  /** The server, without a slash at its end: `https://id.example` */
  url: string
  /** "Issuer" in the tenant's settings, `acme.com` until somebody changes it. */
  issuer: string
}

/**
 * FusionAuth. `token` alone is refused there where the scope holds `openid`. `idp_hint` in `params`
 * leads straight to an identity provider; `tenantId` chooses one of several tenants.
 *
 * From: fusionauth.io/docs, "OAuth2 Endpoints", "OAuth Response Modes", "OAuth Issuer Validation";
 * read in November 2026.
 */
export function fusionAuth(
  options: FusionAuthOptions,
): Provider<'code' | 'id_token' | 'token id_token'> {
  // an issuer that is missing must be told, not be the address
  const { url, issuer = '' } = ownMembers(options)
  const base = `${server(url)}/oauth2`
  return {
    domain: base,
    issuer,
    endpoints: {
      authorize: `${base}/authorize`,
      token: `${base}/token`,
      jwks: `${server(url)}/.well-known/jwks.json`,
      userInfo: `${base}/userinfo`,
      endSession: `${base}/logout`,
    },
  }
}
