import { ownMembers } from '../own-members.js'
import type { ResponseType } from '../response-type.js'
import type { Provider } from './provider.js'
import { segment } from './segment.js'

/** Where an authorization server of Okta is. */
export interface OktaOptions {
  /** Host of the organization: `acme.okta.com`, or your own */
  domain: string
  /** Its ID. Default `default`; null for the organization's own server. */
  authorizationServer?: string | null
}

/**
 * Okta. `idp` in `params` leads straight to an identity provider.
 *
 * From: developer.okta.com, "OpenID Connect & OAuth 2.0 API", `/authorize`; "Enable CORS"; read in
 * November 2026.
 */
export function okta(options: OktaOptions): Provider<ResponseType> {
  const { domain, authorizationServer = 'default' } = ownMembers(options)
  const organization = `https://${domain}`.toLowerCase()
  const isOwn = authorizationServer === null
  const base = `${organization}/oauth2${isOwn ? '' : `/${segment(authorizationServer)}`}`
  return {
    domain,
    issuer: isOwn ? organization : base,
    endpoints: {
      authorize: `${base}/v1/authorize`,
      token: `${base}/v1/token`,
      jwks: `${base}/v1/keys`,
      userInfo: `${base}/v1/userinfo`,
      endSession: `${base}/v1/logout`,
    },
  }
}
