import { randomBytes } from 'node:crypto'
import { publicClient } from './tenant/authorization-server.mjs'

export const clientId = 'postern-demo'

/** What the Session page logs in as: without and with DPoP, so that each has tokens of its own. */
export const sessionClientIds = { bearer: 'postern-demo-session', dpop: 'postern-demo-dpop' }

/** Apps set up wrongly, one for each of the usual mistakes that a server can see. */
export const mistakenClientIds = {
  origin: 'mistake-origin',
  responseType: 'mistake-response-type',
  secret: 'mistake-secret',
}

const ownApps = (appOrigin) => {
  const at = (...paths) => paths.map((path) => `${appOrigin}${path}`)
  const mistaken = { redirect_uris: at('/callback-static') }
  return [
    { client_id: sessionClientIds.bearer, redirect_uris: at('/session', '/callback-static') },
    {
      client_id: sessionClientIds.dpop,
      redirect_uris: at('/session', '/callback-static'),
      dpop_bound_access_tokens: true, // which rules out tokens from the front
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token'],
    },
    { client_id: mistakenClientIds.origin, ...mistaken, webOrigins: [] },
    { client_id: mistakenClientIds.responseType, ...mistaken, response_types: ['code'] },
    {
      client_id: mistakenClientIds.secret,
      ...mistaken,
      client_secret: randomBytes(32).toString('base64url'),
      token_endpoint_auth_method: 'client_secret_post',
    },
  ]
}

const originsOf = (uris) => [...new Set(uris.map((uri) => new URL(uri).origin))]

/**
 * The apps that may log in at the tenant, where they may come back to, from where their pages may
 * send requests (`webOrigins`, by default where they come back to), and what follows from that.
 */
export function registerApps({ appOrigin, redirectUris, clients }) {
  const demoApp = {
    client_id: clientId,
    redirect_uris: [
      ...['/callback', '/callback-static', '/'].map((path) => `${appOrigin}${path}`),
      ...redirectUris,
    ],
  }
  const apps = [demoApp, ...ownApps(appOrigin), ...clients]
  const everyUri = apps.flatMap(({ redirect_uris }) => redirect_uris)
  const appOrigins = originsOf(everyUri)
  const logoutTargets = [
    ...new Set([...appOrigins, ...appOrigins.map((origin) => `${origin}/`), ...everyUri]),
  ]
  const webOrigins = new Map(
    apps.map(({ client_id, redirect_uris, webOrigins: given }) => [
      client_id,
      given ?? originsOf(redirect_uris),
    ]),
  )
  return {
    appOrigins,
    logoutTargets,
    webOriginsOf: (id) => webOrigins.get(id) ?? [],
    tenantClients: apps.map(({ webOrigins: _ours, ...metadata }) =>
      publicClient({ ...metadata, post_logout_redirect_uris: logoutTargets }),
    ),
  }
}
