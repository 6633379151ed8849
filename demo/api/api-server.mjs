import { createPagesApp } from '../pages/pages-app.mjs'
import { shortLivedStore } from '../short-lived.mjs'
import { createTokenCheck, Refusal, readAuthorization } from './access-token.mjs'
import { apiPage } from './api-page.mjs'
import { createProofCheck } from './dpop-proof.mjs'

const scope = 'read:notes'

const notes = [
  'A gate is for going through.',
  'One key for each door.',
  'Who knocks twice is let in once.',
]

/**
 * An API of the app's, on an origin of its own: `GET /notes` for access tokens of the tenant that
 * were made for it, bound to a key (DPoP) or not. `POST /expire` ends the token it comes with, for
 * this API, as a server does that takes one back early.
 */
export function createApi({ origin, issuer, appUrl, appOrigins, certificate, hooks }) {
  const checkToken = createTokenCheck({ issuer, audience: origin, certificate })
  const checkProof = createProofCheck({ requireNonce: () => hooks.dpopNonce })
  const expired = shortLivedStore()

  const app = createPagesApp({
    assets: new URL('assets', import.meta.url),
    formTargets: [],
    hooks: {},
  })
  app.get('/', (_request, response) => response.send(apiPage({ origin, appUrl, scope })))

  app.use((request, response, next) => {
    const from = request.get('Origin')
    response.set({ Vary: 'Origin', 'Cache-Control': 'no-store' })
    if (appOrigins.includes(from)) {
      response.set({
        'Access-Control-Allow-Origin': from,
        'Access-Control-Expose-Headers': 'DPoP-Nonce, WWW-Authenticate',
      })
      if (request.method === 'OPTIONS')
        return response
          .set({
            'Access-Control-Allow-Methods': 'GET, POST',
            'Access-Control-Allow-Headers': 'Authorization, Content-Type, DPoP',
            'Access-Control-Max-Age': '600',
          })
          .status(204)
          .end()
    }
    next()
  })

  async function authorize(request, response) {
    const { scheme, token } = readAuthorization(request.get('Authorization'))
    const claims = await checkToken(token)
    const thumbprint = claims.cnf?.jkt
    if (thumbprint && scheme !== 'DPoP')
      throw new Refusal('invalid_token', 'This token is bound to a key.', { scheme: 'DPoP' })
    if (scheme === 'DPoP')
      await checkProof({
        proof: request.get('DPoP'),
        method: request.method,
        url: origin + request.path,
        token,
        thumbprint,
        response,
      })
    if (hooks.apiRefuses) throw new Refusal('invalid_token', 'This API refuses every token.')
    if (expired.peek(claims.jti)) throw new Refusal('invalid_token', 'The access token has ended.')
    if (!String(claims.scope).split(' ').includes(scope))
      throw new Refusal('insufficient_scope', `This needs the scope ${scope}.`, { status: 403 })
    return claims
  }

  app.get('/notes', async (request, response) => {
    const { sub } = await authorize(request, response)
    response.json({ readBy: sub, notes })
  })
  app.post('/expire', async (request, response) => {
    const { jti } = await authorize(request, response)
    expired.put(jti, true)
    response.status(204).end()
  })
  app.use((error, _request, response, next) => {
    if (!(error instanceof Refusal)) return next(error)
    const { status, scheme, error: code, message } = error
    const details = code ? ` error="${code}", error_description="${message}"` : ''
    response.set('WWW-Authenticate', `${scheme}${details}`)
    response.status(status).json({ error: code, error_description: message })
  })
  app.use((_request, response) => response.status(404).json({ error: 'not_found' }))
  return app
}
