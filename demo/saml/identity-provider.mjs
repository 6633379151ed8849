import { promisify } from 'node:util'
import samlp from 'samlp'
import { isAccount } from '../account.mjs'
import { createPagesApp, readForm } from '../pages/pages-app.mjs'
import { refusal } from './refusal.mjs'
import { aboutPage, errorPage, handOverPage, loginPage } from './saml-pages.mjs'

const parseRequest = promisify(samlp.parseRequest)
const getSamlResponse = promisify(samlp.getSamlResponse)
export const entityId = 'urn:brixen-group:single-sign-on'

/**
 * The company's SAML 2.0 identity provider: takes a request from the tenant, asks for a password,
 * posts a signed assertion back.
 */
export function createSamlIdentityProvider({
  account,
  certificate,
  assertionConsumerUrl,
  audience,
  appUrl,
  formTargets,
  hooks,
}) {
  const app = createPagesApp({ assets: new URL('assets', import.meta.url), formTargets, hooks })
  app.use('/sso', (_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })

  // The request stays in the query of all three steps, so the company keeps nothing before somebody
  // has logged in.
  const cancelUrl = (request) => `/sso/cancel${new URL(request.url, 'http://loopback').search}`
  const requestFrom = async (request) => {
    const samlRequest = await parseRequest(request, {})
    if (
      samlRequest?.issuer !== audience ||
      samlRequest.assertionConsumerServiceURL !== assertionConsumerUrl
    ) {
      throw Object.assign(
        new Error('This sign-in request comes from an application that is not registered here.'),
        { status: 400 },
      )
    }
    return samlRequest
  }
  const handOver = (request, response, samlResponse) =>
    response.send(
      handOverPage({
        action: assertionConsumerUrl,
        fields: {
          SAMLResponse: Buffer.from(samlResponse).toString('base64'),
          RelayState: String(request.query.RelayState ?? ''),
        },
      }),
    )

  app.get('/', (_request, response) => response.send(aboutPage({ appUrl })))
  app.get('/sso', async (request, response) => {
    await requestFrom(request)
    response.send(loginPage({ account, cancelUrl: cancelUrl(request) }))
  })
  app.post('/sso', readForm, async (request, response) => {
    const { id } = await requestFrom(request)
    const { username = '', password } = request.body ?? {}
    if (!isAccount(account, username, password)) {
      return response.status(401).send(
        loginPage({
          account,
          cancelUrl: cancelUrl(request),
          username,
          problem: 'The user ID or password is incorrect.',
        }),
      )
    }
    const user = {
      id: account.username,
      displayName: account.name,
      name: { givenName: account.givenName, familyName: account.familyName },
      emails: [{ value: account.email }],
    }
    const settings = {
      issuer: entityId,
      audience,
      recipient: assertionConsumerUrl,
      destination: assertionConsumerUrl,
      inResponseTo: id,
      lifetimeInSeconds: 300,
      signResponse: true,
      signatureAlgorithm: 'rsa-sha256',
      digestAlgorithm: 'sha256',
      key: certificate.key,
      cert: certificate.cert,
    }
    handOver(request, response, await getSamlResponse(settings, user))
  })
  app.get('/sso/cancel', async (request, response) => {
    const { id } = await requestFrom(request)
    handOver(
      request,
      response,
      refusal({
        issuer: entityId,
        destination: assertionConsumerUrl,
        inResponseTo: id,
        privateKey: certificate.key,
      }),
    )
  })
  app.use((error, _request, response, _next) =>
    response.status(error.status ?? 500).send(errorPage(error.status ? error.message : undefined)),
  )
  return app
}
