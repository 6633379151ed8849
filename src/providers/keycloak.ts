import { ownMembers } from '../own-members.js'
import type { ResponseType } from '../response-type.js'
import type { Provider } from './provider.js'
import { segment, server } from './segment.js'

/** Where a realm of Keycloak is. */
export interface KeycloakOptions {
  /**
   * The server, without a slash at its end: `https://id.example`; before Keycloak 17 with `/auth`
   */
  url: string
  /** Its name, if that has no dots or spaces; else see `discover`. */
  realm: string
}

/**
 * Keycloak, since version 18. `kc_idp_hint` in `params` leads straight to an identity provider.
 *
 * From: keycloak.org, Securing applications, "Securing applications and services with OpenID
 * Connect", "Available Endpoints"; read in November 2026.
 */
export function keycloak(options: KeycloakOptions): Provider<ResponseType> {
  const { url, realm } = ownMembers(options)
  const issuer = `${server(url)}/realms/${segment(realm)}`
  const base = `${issuer}/protocol/openid-connect/`
  return {
    domain: issuer,
    issuer,
    endpoints: {
      authorize: `${base}auth`,
      token: `${base}token`,
      jwks: `${base}certs`,
      userInfo: `${base}userinfo`,
      endSession: `${base}logout`,
    },
  }
}
