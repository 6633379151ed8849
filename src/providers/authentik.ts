import { ownMembers } from '../own-members.js'
import type { Provider } from './provider.js'
import { segment, server } from './segment.js'

/** Where an application of authentik is. */
export interface AuthentikOptions {
  /** The server, without a slash at its end: `https://id.example` */
  url: string
  /** The application's slug. */
  application: string
}

/**
 * authentik, an OAuth2/OpenID provider with a signing key and an issuer of its own. Response types
 * are compared there as texts, so the words have one order; `token` alone is not among them.
 *
 * From: docs.goauthentik.io, "OAuth 2.0 provider"; authentik's source,
 * `providers/oauth2/views/authorize.py`; read in November 2026.
 */
export function authentik(
  options: AuthentikOptions,
): Provider<
  'code' | 'id_token' | 'id_token token' | 'code token' | 'code id_token' | 'code id_token token'
> {
  const { url, application } = ownMembers(options)
  const base = `${server(url)}/application/o/`
  const issuer = `${base}${segment(application)}/`
  return {
    domain: issuer,
    issuer,
    endpoints: {
      authorize: `${base}authorize/`,
      token: `${base}token/`,
      jwks: `${issuer}jwks/`,
      userInfo: `${base}userinfo/`,
      endSession: `${issuer}end-session/`,
    },
  }
}
