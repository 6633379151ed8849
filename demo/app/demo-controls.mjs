import express from 'express'
import { logInElsewhere } from './login-elsewhere.mjs'

const seconds = (most) => (value) => Number.isInteger(value) && value >= 0 && value <= most
const boolean = (value) => typeof value === 'boolean'

/** The hooks that a page may change too: what they are unless changed, and what they may be. */
const switches = {
  accessTokenLifetime: { usual: 3600, allows: (value) => seconds(86_400)(value) && value > 0 },
  graceInterval: { usual: 0, allows: seconds(600) },
  dpopNonce: { usual: false, allows: boolean },
  apiRefuses: { usual: false, allows: boolean },
}

/**
 * What the demo's pages ask of the demo itself, below /demo on the app's own origin: the list of
 * requests, a few switches of the servers, and an attacker who logs in somewhere else. Other
 * origins cannot use it, since none is let in by CORS and a form cannot send JSON.
 */
export function createDemoControls({
  appUrl,
  tenant,
  clientId,
  stranger,
  certificate,
  hooks,
  log,
}) {
  const routes = express.Router()
  routes.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  routes.get('/requests', (request, response) => {
    const after = Number(request.query.after ?? log.length)
    response.json({ requests: log.slice(after), next: log.length })
  })

  const current = () =>
    Object.fromEntries(
      Object.entries(switches).map(([name, { usual }]) => [name, hooks[name] ?? usual]),
    )
  routes.get('/switches', (_request, response) => response.json(current()))
  routes.post('/switches', express.json(), (request, response) => {
    const wanted = Object.entries(request.body ?? {})
    const allowed = ([name, value]) => Object.hasOwn(switches, name) && switches[name].allows(value)
    if (wanted.length === 0 || !wanted.every(allowed)) return response.status(400).end()
    Object.assign(hooks, Object.fromEntries(wanted))
    response.json(current())
  })

  routes.post('/attack', express.json(), async (request, response) => {
    if (!request.body) return response.status(400).end()
    const link = await logInElsewhere({
      tenant,
      clientId,
      redirectUri: `${appUrl}callback`,
      person: stranger,
      certificate,
    })
    response.json({ link })
  })
  return routes
}
