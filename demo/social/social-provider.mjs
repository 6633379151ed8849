import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { isAccount } from '../account.mjs'
import { passedThrough } from '../authorize-params.mjs'
import { createMemoryAdapter, interactionPolicy, Provider } from '../oidc-provider.mjs'
import { createPagesApp, readForm } from '../pages/pages-app.mjs'
import { shortLivedStore } from '../short-lived.mjs'
import { aboutPage, errorPage, loginPage, signedOutPage } from './social-pages.mjs'

const subject = '48210977'

// Nothing to consent to: the one app that may ask here is the tenant.
function loginOnly() {
  const policy = interactionPolicy.base()
  policy.remove('consent')
  return policy
}

async function createProvider({ issuer, account, client }) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    adapter: createMemoryAdapter(0),
    clients: [
      {
        ...client,
        token_endpoint_auth_method: 'client_secret_post',
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        name: account.name,
        nickname: account.username,
        email: account.email,
        email_verified: true,
      }),
    }),
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name', 'nickname'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      jwks: '/.well-known/jwks.json',
      end_session: '/logout',
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => confirmAtOnce(context, form),
      },
    },
    interactions: { url: (_context, { uid }) => `/signin/${uid}`, policy: loginOnly() },
    renderError(context, { error_description: description }) {
      context.type = 'html'
      context.body = errorPage(description)
    },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      })
      grant.addOIDCScope(oidc.params.scope)
      await grant.save()
      return grant
    },
    ttl: {
      Session: 3600,
      Interaction: 600,
      AuthorizationCode: 60,
      AccessToken: 600,
      IdToken: 600,
      Grant: 3600,
    },
  })
  return provider
}

// The tenant sends people here who pressed its own logout: asking again would be one question too
// many.
function confirmAtOnce(context, form) {
  context.type = 'html'
  context.body = signedOutPage(form)
}

/**
 * The social network: a second OpenID provider, independent of the tenant, with its own accounts,
 * session and login page.
 */
export async function createSocialProvider({
  issuer,
  account,
  client,
  appUrl,
  formTargets,
  hooks,
}) {
  const provider = await createProvider({ issuer, account, client })
  const received = shortLivedStore() // what the tenant passed on with a login, shown on the page

  provider.use(async (context, next) => {
    await next()
    const { Interaction } = context.oidc?.entities ?? {}
    if (context.path === '/authorize' && Interaction)
      received.put(Interaction.uid, passedThrough(context.query))
  })

  const app = createPagesApp({ assets: new URL('assets', import.meta.url), formTargets, hooks })
  app.get('/', (_request, response) => response.send(aboutPage({ appUrl })))
  app.get('/signin/:uid', async (request, response) => {
    const { uid, params } = await provider.interactionDetails(request, response)
    response.send(
      loginPage({
        account,
        cancelUrl: `/signin/${uid}/cancel`,
        received: received.peek(uid),
        email: params.login_hint,
      }),
    )
  })
  app.post('/signin/:uid', readForm, async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response)
    const { email = '', password } = request.body ?? {}
    if (isAccount(account, email, password)) {
      return provider.interactionFinished(request, response, { login: { accountId: subject } })
    }
    const problem = 'That combination of e-mail and password is not known here.'
    response.status(401).send(
      loginPage({
        account,
        cancelUrl: `/signin/${uid}/cancel`,
        received: received.peek(uid),
        email,
        problem,
      }),
    )
  })
  app.get('/signin/:uid/cancel', (request, response) =>
    provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'The person declined to log in at Murmur',
    }),
  )
  app.use(provider.callback())
  app.use((error, _request, response, _next) =>
    response.status(error.status ?? 500).send(errorPage(error.error_description)),
  )
  return app
}
