import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { createCertificate } from '../../demo/certificate.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

const cookiesScript = async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [`${root}dist/cookies.js`],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'posternCookies',
    conditions: ['production'],
    tsconfigRaw: '{}',
  })
  return outputFiles[0].text
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A neighbour</title>
<link rel="icon" href="data:,"><script src="/postern.js"></script><script src="/cookies.js">
</script></html>`

const host = 'app.site.localhost'
const siblingHost = 'evil.site.localhost'

function listen(credentials, answer) {
  const server = createServer(credentials, answer)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/**
 * An app on https, `appUrl`, and what can stand beside it: another subdomain of its site, and
 * another port of its host. All three serve the same empty page with the library in it, and keep
 * the headers of each request.
 *
 * @typedef {Awaited<ReturnType<typeof startNeighbours>>} Neighbours
 */
export async function startNeighbours() {
  const credentials = await createCertificate(host, [host, siblingHost])
  const scripts = {
    '/postern.js': readFileSync(`${root}dist/postern.min.js`),
    '/cookies.js': await cookiesScript(),
  }
  const requests = []
  const answer = ({ url, headers }, response) => {
    const script = scripts[url]
    if (!script) requests.push({ url, headers })
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    response.end(script ?? page)
  }
  const [here, elsewhere] = [await listen(credentials, answer), await listen(credentials, answer)]
  const at = (name, { port } = here.address()) => `https://${name}:${port}`
  return {
    /** Every visit of a page so far: its path with query, and its headers. */
    requests,
    appUrl: at(host),
    siblingUrl: at(siblingHost),
    otherPortUrl: at(host, elsewhere.address()),
    async close() {
      for (const server of [here, elsewhere]) {
        server.closeAllConnections()
        await new Promise((closed) => server.close(closed))
      }
    },
  }
}
