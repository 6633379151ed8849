import { readFileSync } from 'node:fs'
import { createCertificate } from '../../demo/certificate.mjs'
import { listen } from '../../demo/listen.mjs'

const script = readFileSync(new URL('../../dist/postern.min.js', import.meta.url), 'utf8')

const page = (settings) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>App</title>
<link rel="icon" href="data:,">
<button id="redirect" disabled>Log in</button>
<button id="popup" disabled>Log in by popup</button>
<output></output>
<script src="/postern.min.js"></script>
<script type="module">
  const { server, ...settings } = ${JSON.stringify(settings)}
  const redirectUri = location.origin + location.pathname
  globalThis.client = postern.createAuth({
    ...(server && (await postern.discover(server))),
    ...settings,
    redirectUri,
  })
  const show = (login) =>
    login.then(
      (result) => result && { result },
      ({ code, message, detail, appState }) => ({ error: { code, message, detail, appState } }),
    ).then((outcome) => {
      document.querySelector('output').value = outcome ? JSON.stringify(outcome) : ''
    })
  const request = { appState: { returnTo: '/inbox' } }
  document.querySelector('#redirect').onclick = () => show(client.authorize(undefined, request))
  document.querySelector('#popup').onclick = () => show(client.popup(undefined, request))
  for (const button of document.querySelectorAll('button')) button.disabled = false
  await show(client.parseHash())
</script>
</html>
`

/**
 * An app with one page for each way to be set up, which is its own callback page, at
 * `https://app.localhost`: better-auth takes no plain http but at `localhost` itself.
 *
 * @typedef {object} Settings options of `createAuth`
 * @property {string} [server] the address that `discover` is asked for the others
 * @property {string} [domain]
 * @property {string} [issuer]
 * @property {Record<string, string | null>} [endpoints]
 * @property {string} clientId
 * @property {string} responseType
 * @property {string} [responseMode]
 * @property {string} [scope]
 * @property {string[]} [algorithms]
 * @property {object} [params]
 */
export async function startApp() {
  const server = await listen(0, await createCertificate('app.localhost', ['app.localhost']))
  /** @type {Map<string, Settings>} by path */
  const settings = new Map()
  server.serve(({ url }, response) => {
    const send = (type, body) => response.writeHead(200, { 'Content-Type': type }).end(body)
    const { pathname } = new URL(url, 'https://app.localhost')
    if (pathname === '/postern.min.js') return send('text/javascript', script)
    if (settings.has(pathname)) return send('text/html', page(settings.get(pathname)))
    response.writeHead(404).end()
  })
  return { origin: `https://app.localhost:${server.port}`, settings, close: server.close }
}
