import { createApp } from './app/app-server.mjs'
import { listen } from './listen.mjs'

const originOf = (domain) =>
  new URL(/^https?:\/\//.test(domain) ? domain : `https://${domain}`).origin

/**
 * Serves the sample app alone, against a tenant of your own: `{ appUrl, callbackUrl, movedPorts,
 * close() }`.
 *
 * @param {object} options
 * @param {number} [options.port] 0 lets the system choose
 * @param {string} options.domain
 * @param {string} options.clientId
 * @param {string[]} [options.connectionNames] each gets a way in of its own
 * @param {string} [options.audience]
 */
export async function startApp({ port = 4300, domain, clientId, connectionNames = [], audience }) {
  const app = await createApp({
    settings: { domain, clientId, connectionNames, audience },
    servers: [originOf(domain)],
  })
  const server = await listen(port)
  server.serve(app)
  const appUrl = `http://app.localhost:${server.port}/`
  return {
    appUrl,
    callbackUrl: `${appUrl}callback`,
    movedPorts:
      port === 0 || port === server.port ? [] : [{ site: 'app', wanted: port, port: server.port }],
    close: server.close,
  }
}
