import { type AuthorizeParams, buildAuthorizeUrl } from './authorize-url.js'
import type { Config } from './config.js'
import { checkSecureUrl } from './secure-url.js'

export interface LogoutOptions {
  /** Where the person goes then: absolute, https (http on loopback), registered at the server. */
  returnTo?: string
  /** The ID Token of the session to end; for servers with `endSession`. */
  idTokenHint?: string
  /** Auth0: log out at the upstream provider too. Sent to either endpoint. */
  federated?: boolean
  /** Sent along, in wire spelling. */
  params?: AuthorizeParams
}

/**
 * The URL that ends the session at the server: OpenID Connect RP-Initiated Logout §2 where
 * `endpoints.endSession` is known, else Auth0's `/v2/logout`. Pure. Throws `invalid_config`.
 */
export function buildLogoutUrl(
  { clientId, endpoints }: Config,
  { returnTo, idTokenHint, federated, params }: LogoutOptions = {},
): string {
  if (returnTo !== undefined) checkSecureUrl(returnTo, 'returnTo')
  const { endSession, logout } = endpoints
  return buildAuthorizeUrl(endSession ?? logout, {
    ...params,
    client_id: clientId,
    ...(endSession
      ? { id_token_hint: idTokenHint, post_logout_redirect_uri: returnTo }
      : { returnTo }),
    federated: federated ? '' : undefined,
  })
}
