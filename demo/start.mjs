import { account } from './account.mjs'
import { createCertificate } from './certificate.mjs'
import { startDirectory } from './ldap/directory-server.mjs'
import { listen } from './listen.mjs'
import { clientId } from './registered-apps.mjs'
import { createRequestLog } from './request-log.mjs'
import { createServers } from './servers.mjs'

export const defaultPorts = {
  app: 4300,
  tenant: 4301,
  social: 4302,
  saml: 4303,
  api: 4304,
  ldap: 4389,
}

// App, login page and API are one company's, under one registrable domain, so that a hidden frame
// gets the cookie of the login page. Each name right under .localhost is a site of its own.
const hostNames = {
  app: 'app.postern.localhost',
  tenant: 'login.postern.localhost',
  api: 'api.postern.localhost',
  social: 'murmur.localhost',
  saml: 'brixen.localhost',
}

// As far apart as an app and somebody else's login page are on the internet.
const crossSiteHostNames = {
  ...hostNames,
  app: 'app.localhost',
  tenant: 'tenant.localhost',
  api: 'api.localhost',
}

/**
 * Starts the tenant, the social provider, the SAML identity provider, the LDAP directory, the API
 * and the sample app, all on loopback.
 *
 * @param {object} [options]
 * @param {Partial<typeof defaultPorts>} [options.ports] 0 lets the system choose; one that is taken
 * is replaced by another
 * @param {boolean} [options.sameSite] app and tenant under one registrable domain; default true
 * @param {Partial<typeof hostNames>} [options.hosts] other host names
 * @param {boolean} [options.https] TLS with a self-signed certificate; default false
 * @param {'lax' | 'none'} [options.sessionCookie] SameSite of the tenant's session cookie; `none`
 * needs https
 * @param {string[]} [options.redirectUris] more redirect URIs of the demo's client, for pages
 * served elsewhere; their origins may send requests
 * @param {{ client_id: string, redirect_uris: string[] }[]} [options.clients] more clients of the
 * tenant, with whatever other metadata they need
 * @param {string} [options.frameAncestors] who may frame the app; default `'self'`
 * @param {Partial<Hooks>} [options.hooks] see below; also changeable later, at the returned `hooks`
 *
 * @typedef {object} Hooks what tests change while everything runs
 * @property {string} coop Cross-Origin-Opener-Policy of every login page
 * @property {string} appCoop the same for the app's page
 * @property {string} callbackCoop the same for the app's callback pages
 * @property {number} delay milliseconds before each response of tenant and app
 * @property {boolean | string} denyAll every login ends with this error; true is `login_required`
 * @property {number} accessTokenLifetime seconds that new access tokens live; default 3600
 * @property {number} graceInterval seconds for which a spent refresh token still counts
 * @property {boolean} dpopNonce a DPoP proof has to hold a nonce, at the tenant and at the API
 * @property {boolean} apiRefuses the API answers 401 to every token
 */
export async function startDemo({
  ports = {},
  sameSite = true,
  hosts = {},
  https = false,
  sessionCookie = 'lax',
  redirectUris = [],
  clients = [],
  frameAncestors,
  hooks = {},
} = {}) {
  const names = { ...(sameSite ? hostNames : crossSiteHostNames), ...hosts }
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
      Object.entries(names).map(([site, host]) => [
        site,
        `${https ? 'https' : 'http'}://${host}:${sites[site].port}`,
      ]),
    )
    const log = createRequestLog()
    const servers = await createServers({
      origin,
      ldapUrl: ldap.url,
      certificate: tls?.cert,
      redirectUris,
      clients,
      sessionCookie,
      frameAncestors,
      sameSite,
      log: log.entries,
      hooks,
    })
    const serve = (site, handler, delayed) =>
      sites[site].serve((request, response) => {
        log.record(site, request, response)
        if (delayed && hooks.delay) setTimeout(() => handler(request, response), hooks.delay)
        else handler(request, response)
      })
    serve('tenant', servers.tenant, true)
    serve('social', servers.social, false)
    serve('saml', servers.saml, false)
    serve('api', servers.api, false)
    serve('app', servers.app, true)

    const listening = {
      ...Object.fromEntries(Object.entries(sites).map(([site, { port }]) => [site, port])),
      ldap: ldap.port,
    }
    return {
      appUrl: `${origin.app}/`,
      tenantUrl: servers.issuer,
      socialUrl: `${origin.social}/`,
      samlUrl: `${origin.saml}/`,
      apiUrl: `${origin.api}/`,
      ldapUrl: ldap.url,
      issuer: servers.issuer,
      clientId,
      account,
      certificate: tls?.cert,
      /** Ports that were asked for and taken, with the ones used instead. */
      movedPorts: Object.entries(listening).flatMap(([site, port]) =>
        wanted[site] === 0 || wanted[site] === port ? [] : [{ site, wanted: wanted[site], port }],
      ),
      log: log.entries,
      hooks,
      rotateKeys: servers.rotateKeys,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
