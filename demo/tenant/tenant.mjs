import { passedThrough } from '../authorize-params.mjs'
import { createPagesApp, readForm } from '../pages/pages-app.mjs'
import { shortLivedStore } from '../short-lived.mjs'
import { createAuthorizationServer } from './authorization-server.mjs'
import { serveLogout } from './logout.mjs'
import { createPeople } from './people.mjs'
import { aboutPage, errorPage, expiredPage, loginPage } from './tenant-pages.mjs'
import { createTickets } from './tickets.mjs'

const wrongPassword = {
  database: 'Wrong e-mail or password.',
  ldap: 'The directory does not know this name with this password.',
}

/**
 * The tenant: Auth0-like endpoints, a hosted Login Page for the connections that ask for a password
 * here (`database`, `ldap`), and federation for those that send the person elsewhere (`social`,
 * `saml`).
 */
export async function createTenant({
  issuer,
  clients,
  connections,
  organisation,
  account,
  appUrl,
  appOrigins,
  webOriginsOf,
  logoutTargets,
  sessionCookie,
  hooks,
}) {
  const people = createPeople()
  const tickets = createTickets()
  // parameters for the provider behind a connection, by interaction
  const passedOn = shortLivedStore()
  const connectionNames = Object.keys(connections)
  const provider = await createAuthorizationServer({
    issuer,
    clients,
    people,
    connectionNames,
    webOriginsOf,
    sessionCookie,
    hooks,
  })

  const connectionOf = (params) => params.connection || 'database'
  const isFederated = (name) => 'begin' in connections[name]
  const federate = (uid, name) => connections[name].begin(uid, passedOn.peek(uid) ?? {})

  // oidc-provider sends everybody to /u/login with a 303. A federated connection needs no page
  // here: the 302 leads to the provider itself.
  provider.use(async (context, next) => {
    await next()
    const { Interaction } = context.oidc?.entities ?? {}
    if (context.path !== '/authorize' || context.status !== 303) return
    context.status = 302
    if (!Interaction) return
    const { uid, params } = Interaction
    passedOn.put(uid, passedThrough(context.query))
    if (isFederated(connectionOf(params)) && !hooks.denyAll)
      context.redirect(await federate(uid, connectionOf(params)))
  })

  const app = createPagesApp({
    assets: new URL('assets', import.meta.url),
    formTargets: appOrigins,
    hooks,
  })
  const page = (uid, name, more) =>
    loginPage({
      connection: name,
      organisation,
      account,
      cancelUrl: `/u/login/${uid}/cancel`,
      ...more,
    })
  const finish = (request, response, result) =>
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })

  app.get('/', (_request, response) => response.send(aboutPage({ appUrl })))

  app.use('/u/login', (_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  app.get('/u/login/:uid', async (request, response) => {
    const { uid, params } = await provider.interactionDetails(request, response)
    if (hooks.denyAll)
      return finish(request, response, {
        error: hooks.denyAll === true ? 'login_required' : hooks.denyAll,
      })
    const name = connectionOf(params)
    if (isFederated(name)) return response.redirect(302, await federate(uid, name))
    response.send(page(uid, name, { username: params.login_hint }))
  })

  app.post('/u/login/:uid', readForm, async (request, response) => {
    const { uid, params } = await provider.interactionDetails(request, response)
    const name = connectionOf(params)
    const { email, username = email ?? '', password = '' } = request.body ?? {}
    const profile = isFederated(name) ? null : await connections[name].check(username, password)
    if (!profile)
      return response.status(401).send(page(uid, name, { username, problem: wrongPassword[name] }))
    await finish(request, response, { login: { accountId: people.remember(name, profile) } })
  })

  app.get('/u/login/:uid/cancel', (request, response) =>
    finish(request, response, {
      error: 'access_denied',
      error_description: 'The person cancelled the login',
    }),
  )

  // The cookie of a login is bound to /u/login/:uid, so an answer from elsewhere is brought there
  // with a ticket. It also proves that the browser which comes back is the one that left.
  app.get('/u/login/:uid/done', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response)
    const ticket = tickets.redeem(request.query.ticket, uid)
    if (!ticket) return response.status(400).send(expiredPage())
    await finish(request, response, ticket)
  })

  const bringHome = (name, answer, response) => {
    if (!answer) return response.status(400).send(expiredPage())
    const { uid, refused, profile, idToken } = answer
    const result = refused ?? { login: { accountId: people.remember(name, profile, { idToken }) } }
    return response.redirect(303, `/u/login/${uid}/done?ticket=${tickets.issue(uid, result)}`)
  }
  app.get('/login/callback', async (request, response) =>
    bringHome('social', await connections.social.complete(request.query), response),
  )
  app.post('/login/saml', readForm, async (request, response) =>
    bringHome('saml', await connections.saml.complete(request.body ?? {}), response),
  )

  serveLogout(app, {
    provider,
    people,
    social: connections.social,
    clientIds: clients.map(({ client_id }) => client_id),
    logoutTargets,
  })
  app.use(provider.callback())
  app.use((error, _request, response, _next) => {
    if (error.name === 'SessionNotFound') return response.status(400).send(expiredPage())
    response
      .status(error.status ?? 500)
      .send(errorPage({ code: 'server_error', description: 'The login page ran into a fault.' }))
  })
  return { app, provider }
}
