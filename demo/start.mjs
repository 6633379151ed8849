import { randomBytes } from 'node:crypto'
import { account } from './account.mjs'
import { createApp } from './app/app-server.mjs'
import { createCertificate } from './certificate.mjs'
import { directory, startDirectory } from './ldap/directory-server.mjs'
import { listen } from './listen.mjs'
import { createRequestLog } from './request-log.mjs'
import { createSamlIdentityProvider, entityId as samlEntityId } from './saml/identity-provider.mjs'
import { createSocialProvider } from './social/social-provider.mjs'
import { publicClient } from './tenant/authorization-server.mjs'
import { createDatabaseConnection } from './tenant/database-connection.mjs'
import { createLdapConnection } from './tenant/ldap-connection.mjs'
import { createSamlConnection } from './tenant/saml-connection.mjs'
import { rotateKeys } from './tenant/signing-key.mjs'
import { createSocialConnection } from './tenant/social-connection.mjs'
import { createTenant } from './tenant/tenant.mjs'

export const defaultPorts = { app: 4300, tenant: 4301, social: 4302, saml: 4303, ldap: 4389 }

// Each name under .localhost is a site of its own, so app and tenant are as far apart as on the internet.
const hostNames = { app: 'app.localhost', tenant: 'tenant.localhost', social: 'murmur.localhost', saml: 'brixen.localhost' }

// The same names under one registrable domain: a hidden frame then gets the tenant's cookie.
const sameSiteHostNames = { ...hostNames, app: 'app.demo.localhost', tenant: 'tenant.demo.localhost' }

export const clientId = 'postern-demo'

/**
 * Starts the tenant, the social provider, the SAML identity provider, the LDAP directory and the sample app, all on loopback.
 *
 * @param {object} [options]
 * @param {Partial<typeof defaultPorts>} [options.ports] 0 lets the system choose; one that is taken is replaced by another
 * @param {boolean} [options.sameSite] app and tenant under one registrable domain; default false
 * @param {Partial<typeof hostNames>} [options.hosts] other host names
 * @param {boolean} [options.https] TLS with a self-signed certificate; default false
 * @param {'lax' | 'none'} [options.sessionCookie] SameSite of the tenant's session cookie; `none` needs https
 * @param {string[]} [options.redirectUris] more redirect URIs of the demo's client, for pages served elsewhere; their origins may send requests
 * @param {{ client_id: string, redirect_uris: string[] }[]} [options.clients] more clients of the tenant
 * @param {string} [options.frameAncestors] who may frame the app; default `'self'`
 * @param {Partial<Hooks>} [options.hooks] see below; also changeable later, at the returned `hooks`
 *
 * @typedef {object} Hooks what tests change while everything runs
 * @property {string} coop Cross-Origin-Opener-Policy of every login page
 * @property {string} appCoop the same for the app's page
 * @property {string} callbackCoop the same for the app's callback pages
 * @property {number} delay milliseconds before each response of tenant and app
 * @property {boolean | string} denyAll every login ends with this error; true is `login_required`
 */
export async function startDemo({
  ports = {},
  sameSite = false,
  hosts = {},
  https = false,
  sessionCookie = 'lax',
  redirectUris = [],
  clients = [],
  frameAncestors,
  hooks = {},
} = {}) {
  const names = { ...(sameSite ? sameSiteHostNames : hostNames), ...hosts }
  const wanted = { ...defaultPorts, ...ports }
  const tls = https ? await createCertificate('Postern demo', Object.values(names)) : undefined

  const sites = {}
  for (const site of Object.keys(names)) sites[site] = await listen(wanted[site], tls)
  const ldap = await startDirectory({ port: wanted.ldap, account })
  const close = async () => {
    await Promise.all([...Object.values(sites), ldap].map((server) => server.close()))
  }

  try {
    const origin = Object.fromEntries(
      Object.entries(names).map(([site, host]) => [site, `${https ? 'https' : 'http'}://${host}:${sites[site].port}`]),
    )
    const issuer = `${origin.tenant}/` // with Auth0's closing slash
    const socialIssuer = origin.social
    const callbacks = { oidc: `${origin.tenant}/login/callback`, saml: `${origin.tenant}/login/saml` }
    const afterSocialLogout = `${origin.tenant}/v2/logout/return`
    const socialClient = { client_id: 'gatehouse', client_secret: randomBytes(32).toString('base64url') }
    const samlCertificate = await createCertificate('Brixen Group single sign-on')
    const samlAudience = `urn:gatehouse:${names.tenant}`

    const ownRedirectUris = [`${origin.app}/callback`, `${origin.app}/callback-static`, `${origin.app}/`, ...redirectUris]
    const allClients = [{ client_id: clientId, redirect_uris: ownRedirectUris }, ...clients]
    const appOrigins = [...new Set(allClients.flatMap(({ redirect_uris }) => redirect_uris).map((uri) => new URL(uri).origin))]
    const logoutTargets = [...appOrigins.flatMap((app) => [app, `${app}/`]), ...allClients.flatMap(({ redirect_uris }) => redirect_uris)]

    const tenant = await createTenant({
      issuer,
      clients: allClients.map((client) => publicClient({ ...client, post_logout_redirect_uris: logoutTargets })),
      connections: {
        database: createDatabaseConnection({ account }),
        social: createSocialConnection({
          issuer: socialIssuer,
          clientId: socialClient.client_id,
          clientSecret: socialClient.client_secret,
          redirectUri: callbacks.oidc,
          afterLogoutUri: afterSocialLogout,
          certificate: tls?.cert,
        }),
        ldap: createLdapConnection({ url: ldap.url, base: directory.base, reader: directory.reader }),
        saml: createSamlConnection({
          entryPoint: `${origin.saml}/sso`,
          certificate: samlCertificate.cert,
          idpIssuer: samlEntityId,
          callbackUrl: callbacks.saml,
          entityId: samlAudience,
        }),
      },
      organisation: directory.organisation,
      appOrigins,
      logoutTargets,
      sessionCookie,
      hooks,
    })
    const social = await createSocialProvider({
      issuer: socialIssuer,
      account,
      client: { ...socialClient, redirect_uris: [callbacks.oidc], post_logout_redirect_uris: [afterSocialLogout] },
      formTargets: [origin.tenant, ...appOrigins],
      hooks,
    })
    const saml = createSamlIdentityProvider({
      account,
      certificate: samlCertificate,
      assertionConsumerUrl: callbacks.saml,
      audience: samlAudience,
      formTargets: [origin.tenant, ...appOrigins],
      hooks,
    })
    const app = await createApp({
      settings: { domain: origin.tenant, clientId, account, demoTenant: true },
      tenantOrigin: origin.tenant,
      frameAncestors,
      hooks,
    })

    const log = createRequestLog()
    const serve = (site, handler, delayed) =>
      sites[site].serve((request, response) => {
        log.record(site, request)
        if (delayed && hooks.delay) setTimeout(() => handler(request, response), hooks.delay)
        else handler(request, response)
      })
    serve('tenant', tenant.app, true)
    serve('social', social, false)
    serve('saml', saml, false)
    serve('app', app, true)

    const listening = { ...Object.fromEntries(Object.entries(sites).map(([site, { port }]) => [site, port])), ldap: ldap.port }
    return {
      appUrl: `${origin.app}/`,
      tenantUrl: issuer,
      socialUrl: `${origin.social}/`,
      samlUrl: `${origin.saml}/`,
      ldapUrl: ldap.url,
      issuer,
      clientId,
      account,
      certificate: tls?.cert,
      /** Ports that were asked for and taken, with the ones used instead. */
      movedPorts: Object.entries(listening).flatMap(([site, port]) =>
        wanted[site] === 0 || wanted[site] === port ? [] : [{ site, wanted: wanted[site], port }],
      ),
      log: log.entries,
      hooks,
      rotateKeys: () => rotateKeys(tenant.provider),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
