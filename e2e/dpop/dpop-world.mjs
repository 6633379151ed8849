import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { listen } from '../../demo/listen.mjs'
import { defaultPorts, startDemo } from '../../demo/start.mjs'
import { createApi } from './api.mjs'

const anyPorts = Object.fromEntries(Object.keys(defaultPorts).map((server) => [server, 0]))

const page = ({ tenantUrl, clientId }) =>
  `<!doctype html><html lang="en">
<meta charset="utf-8"><title>DPoP</title><link rel="icon" href="data:,">
<body data-domain="${tenantUrl}" data-client-id="${clientId}">
<button type="button" id="redirect">redirect</button>
<button type="button" id="popup">popup</button>
<script src="/app.js"></script></body></html>`

async function bundle(file) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    // our own would lead `#explain` to the sources
    tsconfigRaw: '{}',
  })
  return outputFiles[0].text
}

/**
 * An app with DPoP beside the demo, at whose tenant it logs in, and two APIs: each on an origin of
 * its own.
 *
 * @typedef {Awaited<ReturnType<typeof startDpopWorld>>} DpopWorld
 */
export async function startDpopWorld() {
  const network = await listen(0)
  const at = (name) => `http://${name}.localhost:${network.port}`
  const app = at('dpop-app')
  const demo = await startDemo({ ports: anyPorts, redirectUris: [`${app}/`] })
  const [api, otherApi] = ['dpop-api', 'dpop-other'].map((name) => createApi(at(name)))
  const script = await bundle('app/app.js')
  /** The keys that the app's pages tell it by themselves, with `?tell`. */
  const told = []

  network.serve(async (request, response) => {
    const origin = `http://${request.headers.host}`
    for (const one of [api, otherApi])
      if (one.origin === origin) return one.handle(request, response)
    const send = (type, body) =>
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body)
    const { pathname } = new URL(request.url, origin)
    if (pathname === '/told') {
      told.push(await text(request))
      return response.writeHead(204).end()
    }
    if (pathname === '/app.js') return send('text/javascript', script)
    // a token endpoint that knows nothing of DPoP (RFC 9449 §5)
    if (pathname === '/bearer')
      return send('application/json', JSON.stringify({ access_token: 'a', token_type: 'Bearer' }))
    send('text/html', page(demo))
  })

  /** Requests to the tenant since then: method and path of each. */
  const tenantRequestsSince = (start) =>
    demo.log
      .slice(start)
      .filter(({ server }) => server === 'tenant')
      .map(({ method, path }) => `${method} ${path}`)

  return {
    demo,
    app: `${app}/`,
    api,
    otherApi,
    told,
    tenantRequestsSince,
    /** As it was in the beginning. */
    reset() {
      delete demo.hooks.dpopNonce
      for (const one of [api, otherApi]) one.reset()
      told.length = 0
    },
    async close() {
      await demo.close()
      await network.close()
    },
  }
}
