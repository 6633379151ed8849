import { ownMembers } from '../own-members.js'
import { microsoftEndpoints } from './microsoft-endpoints.js'
import type { EitherOrder, Provider } from './provider.js'
import { segment } from './segment.js'

/** Which user flow of Azure AD B2C an application uses. */
export interface AzureB2COptions {
  /** Host of the tenant: `acme.b2clogin.com`, or your own */
  domain: string
  /** The directory's ID, a GUID. */
  tenantId: string
  /** The user flow, or the custom policy: `B2C_1_signupsignin` */
  policy: string
  /** The application's ID, which is the scope of an access token for itself too. */
  clientId: string
}

/**
 * Azure AD B2C, one user flow. Without a scope of its own or of an API it gives no access token at
 * all, hence `clientId` here. `profile` and `email` are no scopes there: the claims are chosen in
 * the user flow. There is no userinfo endpoint.
 *
 * From: Azure AD B2C, "OAuth 2.0 authorization code flow", "Single-page sign in using the OAuth 2.0
 * implicit flow", "Configure tokens"; read in November 2026.
 */
export function azureB2C(
  options: AzureB2COptions,
): Provider<'code' | 'id_token' | EitherOrder<'token', 'id_token'>> & { clientId: string } {
  const { domain, tenantId, policy, clientId } = ownMembers(options)
  // as tokens spell it
  const tenant = `https://${domain}/${segment(tenantId)}`.toLowerCase()
  return {
    domain,
    issuer: `${tenant}/v2.0/`,
    endpoints: microsoftEndpoints(`${tenant}/${segment(policy)}`),
    clientId,
    scope: `openid ${clientId}`,
  }
}
