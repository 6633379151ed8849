import { ownMembers } from '../own-members.js'
import type { Provider } from './provider.js'
import { server } from './segment.js'

/** Where a tenant of Logto is. */
export interface LogtoOptions {
  /** The server, without a slash at its end: `https://acme.logto.app` */
  url: string
}

/**
 * Logto. Signs with ES384 until its keys are rotated to RSA. `direct_sign_in` in `params` leads
 * straight to a connector: `social:google`.
 *
 * From: docs.logto.io, "Understand authentication flow", "Authentication parameters"; Logto's
 * source,
 * `oidc/init.ts`; read in November 2026.
 */
export function logto(options: LogtoOptions): Provider<'code'> {
  const issuer = `${server(ownMembers(options).url)}/oidc`
  return {
    domain: issuer,
    issuer,
    endpoints: {
      authorize: `${issuer}/auth`,
      token: `${issuer}/token`,
      jwks: `${issuer}/jwks`,
      userInfo: `${issuer}/me`,
      endSession: `${issuer}/session/end`,
    },
    algorithms: ['ES384', 'RS256'],
    requireIss: true,
  }
}
