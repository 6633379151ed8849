import { type AuthorizeParams, buildAuthorizeUrl } from './authorize-url.js'
import { type Config, endpointOf } from './config.js'
import { ownMembers } from './own-members.js'
import { checkSecureUrl } from './secure-url.js'

/** What a logout asks for. */
export interface LogoutOptions {
  /** Where the person goes then: absolute, https (http on loopback), registered at the server. */
  returnTo?: string
  /** The ID Token of the session to end; for servers with `endSession`. */
  idTokenHint?: string
  /** Auth0: log out at the upstream provider too. Sent to either endpoint. */
  federated?: boolean
  /** Sent along, in wire spelling; the client id and the options above win where they are given. */
  params?: AuthorizeParams
}

/**
 * The URL that ends the session at the server: OpenID Connect RP-Initiated Logout §2 where
 * `endpoints.endSession` is known, else Auth0's `/v2/logout`. Pure. Throws `invalid_config`.
 */
export function buildLogoutUrl(config: Config, options?: LogoutOptions | null): string {
  const { returnTo, idTokenHint, federated, params } = ownMembers(options)
  if (returnTo !== undefined) checkSecureUrl(returnTo, 'returnTo', true)
  const { endSession } = config.endpoints
  const standardName = endSession ? 'post_logout_redirect_uri' : 'returnTo'
  return buildAuthorizeUrl(endSession || endpointOf(config, 'logout'), {
    ...params,
    ...ownMembers({
      client_id: config.clientId,
      id_token_hint: endSession ? idTokenHint : undefined,
      [config.returnToName ?? standardName]: returnTo,
      federated: federated ? '' : undefined,
    }),
  })
}
