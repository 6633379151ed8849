import { ownMembers } from '../own-members.js'
import { microsoftEndpoints } from './microsoft-endpoints.js'
import type { EitherOrder, Provider } from './provider.js'
import { segment } from './segment.js'

/** What the v2.0 endpoint answers to a page; an access token alone would come in the query. */
export type EntraResponseType =
  | 'code'
  | 'id_token'
  | EitherOrder<'token', 'id_token'>
  | EitherOrder<'code', 'id_token'>

/** Who may log in at Microsoft Entra ID. */
export interface EntraOptions {
  /**
   * The directory's ID, a GUID: its people alone. `common`, `organizations`, `consumers`: people of
   * any directory, whose GUID the ID Token's `tid` names.
   */
  tenant: string
}

/**
 * Microsoft Entra ID, endpoint v2.0. `domain_hint` in `params` leads straight to the company's own
 * login. The access token is for Microsoft Graph, until the scope names another API.
 *
 * From: Microsoft identity platform, "OAuth 2.0 authorization code flow", "OAuth 2.0 implicit grant
 * flow", "OpenID Connect on the Microsoft identity platform"; read in November 2026.
 */
export function entra(options: EntraOptions): Provider<EntraResponseType> {
  const { tenant } = ownMembers(options)
  // as tokens spell it
  const base = `https://login.microsoftonline.com/${segment(tenant)}`.toLowerCase()
  return {
    domain: base,
    // a GUID stays, a word gives way to the GUID of whoever logs in
    issuer: `${base.replace(/\/[a-z]+$/, '/{tenantid}')}/v2.0`,
    endpoints: microsoftEndpoints(base),
    scope: 'openid profile email',
  }
}

/** Where an external tenant of Microsoft Entra is. */
export interface EntraExternalIdOptions {
  /** Host of the tenant: `acme.ciamlogin.com` */
  domain: string
  /** The directory's ID, a GUID. */
  tenantId: string
}

/**
 * Microsoft Entra External ID: an app's customers. Its tokens name the tenant's GUID in the host,
 * whatever the address was. Scope: the permissions that such a tenant has.
 *
 * From: Microsoft Entra External ID, "Supported features in external tenants"; read in November
 * 2026.
 */
export function entraExternalId(options: EntraExternalIdOptions): Provider<EntraResponseType> {
  const { domain, tenantId } = ownMembers(options)
  const tenant = `${segment(tenantId)}`.toLowerCase()
  return {
    domain,
    issuer: `https://${tenant}.ciamlogin.com/${tenant}/v2.0`,
    endpoints: microsoftEndpoints(`https://${domain}/${tenant}`),
    scope: 'openid profile',
  }
}
