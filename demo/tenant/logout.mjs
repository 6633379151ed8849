import { randomBytes } from 'node:crypto'
import { shortLivedStore } from '../short-lived.mjs'
import { errorPage, signedOutPage } from './tenant-pages.mjs'

/**
 * Auth0's /v2/logout: ends the session here, with `federated` at the social provider too, and goes
 * back to `returnTo` if that is on the list of the client. (OpenID's own logout is at /oidc/logout
 * and comes with oidc-provider.)
 */
export function serveLogout(app, { provider, people, social, clientIds, logoutTargets }) {
  const returns = shortLivedStore()

  async function endSession(request, response) {
    const session = await provider.Session.get(provider.createContext(request, response))
    const person = people.get(session.accountId)
    if (session.accountId) await session.destroy()
    response.clearCookie(provider.cookieName('session'), { path: '/' })
    response.clearCookie(`${provider.cookieName('session')}.sig`, { path: '/' })
    return person
  }

  app.get('/v2/logout', async (request, response) => {
    const { client_id: clientId, returnTo, federated } = request.query
    if (clientId !== undefined && !clientIds.includes(clientId)) {
      return response
        .status(400)
        .send(errorPage({ code: 'invalid_request', description: 'No client has this client_id.' }))
    }
    if (returnTo !== undefined && !logoutTargets.includes(returnTo)) {
      return response.status(400).send(
        errorPage({
          code: 'invalid_request',
          description: 'This returnTo is not an allowed logout URL.',
        }),
      )
    }
    const person = await endSession(request, response)
    const idToken = person?.upstream?.idToken
    if (federated !== undefined && person?.connection === 'social' && idToken) {
      const state = randomBytes(32).toString('base64url')
      returns.put(state, { returnTo })
      return response.redirect(302, social.logoutUrl({ idToken, state }))
    }
    if (returnTo !== undefined) return response.redirect(302, returnTo)
    response.send(signedOutPage())
  })

  app.get('/v2/logout/return', (request, response) => {
    const { returnTo } = returns.take(request.query.state) ?? {}
    if (returnTo !== undefined) return response.redirect(302, returnTo)
    response.send(signedOutPage())
  })
}
