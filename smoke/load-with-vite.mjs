// node load-with-vite.mjs ROOT MODULE: loads a module as Vite's development server does for a page
// that is rendered on the server.
import { createServer } from 'vite'

const [root, module] = process.argv.slice(2)
const server = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false },
})
const { finished } = await server.ssrLoadModule(module)
await finished
await server.close()
