import { randomBytes } from 'node:crypto'
import { account, stranger } from './account.mjs'
import { createApi } from './api/api-server.mjs'
import { createApp } from './app/app-server.mjs'
import { createDemoControls } from './app/demo-controls.mjs'
import { createCertificate } from './certificate.mjs'
import { directory } from './ldap/directory-server.mjs'
import { clientId, mistakenClientIds, registerApps, sessionClientIds } from './registered-apps.mjs'
import { createSamlIdentityProvider, entityId as samlEntityId } from './saml/identity-provider.mjs'
import { createSocialProvider } from './social/social-provider.mjs'
import { createDatabaseConnection } from './tenant/database-connection.mjs'
import { createLdapConnection } from './tenant/ldap-connection.mjs'
import { createSamlConnection } from './tenant/saml-connection.mjs'
import { rotateKeys } from './tenant/signing-key.mjs'
import { createSocialConnection } from './tenant/social-connection.mjs'
import { createTenant } from './tenant/tenant.mjs'

/**
 * Introduces everybody to everybody: the handlers of tenant, social provider, SAML identity
 * provider, API and app, which know each other's addresses.
 */
export async function createServers({
  origin,
  ldapUrl,
  certificate,
  redirectUris,
  clients,
  sessionCookie,
  frameAncestors,
  sameSite,
  log,
  hooks,
}) {
  const appUrl = `${origin.app}/`
  const issuer = `${origin.tenant}/` // with Auth0's closing slash
  const { appOrigins, webOriginsOf, logoutTargets, tenantClients } = registerApps({
    appOrigin: origin.app,
    redirectUris,
    clients,
  })
  const wayHome = [origin.tenant, ...appOrigins]

  const socialRedirectUri = `${origin.tenant}/login/callback`
  const afterSocialLogout = `${origin.tenant}/v2/logout/return`
  const tenantAtSocial = {
    client_id: 'gatehouse',
    client_secret: randomBytes(32).toString('base64url'),
  }

  const assertionConsumerUrl = `${origin.tenant}/login/saml`
  const samlAudience = `urn:gatehouse:${new URL(origin.tenant).hostname}`
  const samlCertificate = await createCertificate('Brixen Group single sign-on')

  const connections = {
    database: createDatabaseConnection({ accounts: [account, stranger] }),
    social: createSocialConnection({
      issuer: origin.social,
      clientId: tenantAtSocial.client_id,
      clientSecret: tenantAtSocial.client_secret,
      redirectUri: socialRedirectUri,
      afterLogoutUri: afterSocialLogout,
      certificate,
    }),
    ldap: createLdapConnection({ url: ldapUrl, base: directory.base, reader: directory.reader }),
    saml: createSamlConnection({
      entryPoint: `${origin.saml}/sso`,
      certificate: samlCertificate.cert,
      idpIssuer: samlEntityId,
      callbackUrl: assertionConsumerUrl,
      entityId: samlAudience,
    }),
  }
  const { app: tenant, provider } = await createTenant({
    issuer,
    clients: tenantClients,
    connections,
    organisation: directory.organisation,
    account,
    appUrl,
    appOrigins,
    webOriginsOf,
    logoutTargets,
    sessionCookie,
    hooks,
  })
  const social = await createSocialProvider({
    issuer: origin.social,
    account,
    client: {
      ...tenantAtSocial,
      redirect_uris: [socialRedirectUri],
      post_logout_redirect_uris: [afterSocialLogout],
    },
    appUrl,
    formTargets: wayHome,
    hooks,
  })
  const saml = createSamlIdentityProvider({
    account,
    certificate: samlCertificate,
    assertionConsumerUrl,
    audience: samlAudience,
    appUrl,
    formTargets: wayHome,
    hooks,
  })
  const api = createApi({ origin: origin.api, issuer, appUrl, appOrigins, certificate, hooks })
  const app = await createApp({
    settings: {
      domain: origin.tenant,
      clientId,
      account,
      demo: { apiUrl: origin.api, sessionClientIds, mistakenClientIds, sameSite },
    },
    servers: [origin.tenant, origin.api],
    controls: createDemoControls({
      appUrl,
      tenant: origin.tenant,
      clientId,
      stranger,
      certificate,
      hooks,
      log,
    }),
    frameAncestors,
    hooks,
  })
  return { issuer, tenant, social, saml, api, app, rotateKeys: () => rotateKeys(provider) }
}
