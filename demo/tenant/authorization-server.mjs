import { randomBytes } from 'node:crypto'
import { createMemoryAdapter, errors, interactionPolicy, internalsOf, Provider } from '../oidc-provider.mjs'
import { shortLivedStore } from '../short-lived.mjs'
import { createKeySet } from './signing-key.mjs'
import { errorPage, signedOutPage, signOutPage } from './tenant-pages.mjs'

const routes = {
  authorization: '/authorize',
  token: '/oauth/token',
  userinfo: '/userinfo',
  jwks: '/.well-known/jwks.json',
  end_session: '/oidc/logout',
  revocation: '/oauth/revoke',
}

export const responseTypes = ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token']

/** A client that runs in a browser: no secret, every response type of the endpoint. */
export const publicClient = ({ client_id, redirect_uris, post_logout_redirect_uris = [] }) => ({
  client_id,
  redirect_uris,
  post_logout_redirect_uris,
  application_type: 'web',
  token_endpoint_auth_method: 'none',
  grant_types: ['implicit', 'authorization_code', 'refresh_token'],
  response_types: [...responseTypes, 'token'],
})

const connectionOf = (accountId) => accountId?.split('|')[0]

/** Who has to log in: nobody yet there, somebody there through another connection than the one asked for, or everybody (a test hook). */
function loginPolicy({ connectionNames, hooks }) {
  const { Check } = interactionPolicy
  const policy = interactionPolicy.base()
  policy.remove('consent') // the demo's apps are the tenant's own, as Auth0 treats them
  const { checks } = policy.get('login')
  checks.add(
    new Check('another_connection', 'The session was opened through another connection', 'login_required', ({ oidc }) => {
      const wanted = oidc.params.connection
      return connectionNames.includes(wanted) && oidc.session.accountId !== undefined && connectionOf(oidc.session.accountId) !== wanted
    }),
  )
  checks.add(new Check('denied', 'The server was told to refuse every login', 'login_required', () => Boolean(hooks.denyAll)))
  return policy
}

/** npm oidc-provider, with Auth0's paths and Auth0's manners. */
export async function createAuthorizationServer({ issuer, clients, people, connectionNames, appOrigins, sessionCookie, hooks }) {
  const offlineWishes = shortLivedStore()

  const provider = new Provider(issuer, {
    adapter: createMemoryAdapter(0),
    clients,
    jwks: await createKeySet(),
    routes,
    responseTypes,
    findAccount: (_context, id) => people.has(id) && { accountId: id, claims: () => ({ sub: id, ...people.get(id).profile }) },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'nickname'] },
    conformIdTokenClaims: false, // profile and e-mail are in the ID Token beside an access token too
    extraParams: {
      connection(_context, name) {
        if (name === undefined || name === '' || connectionNames.includes(name)) return
        throw new errors.InvalidRequest(`The connection "${name.slice(0, 60)}" is not known here. Known: ${connectionNames.join(', ')}.`)
      },
      audience: null,
      screen_hint: null,
      organization: null,
      invitation: null,
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      long: { httpOnly: true, overwrite: true, sameSite: sessionCookie, ...(sessionCookie === 'none' && { secure: true }) },
    },
    pkce: { required: () => false }, // what a request brings is checked; a server-side app with a secret may bring none
    clientBasedCORS: (_context, origin) => appOrigins.includes(origin),
    issueRefreshToken: async (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') && offlineWishes.peek(code.codeChallenge) === true,
    rotateRefreshToken: true,
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true, allowedPolicy: () => true },
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          const { IdTokenHint } = context.oidc.entities
          context.type = 'html'
          context.body = signOutPage(form, { atOnce: IdTokenHint?.payload.sub === context.oidc.session.accountId })
        },
        postLogoutSuccessSource(context) {
          context.type = 'html'
          context.body = signedOutPage()
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: ({ oidc }) => oidc.params?.audience || undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, audience) => ({ audience, scope: 'read:notes', accessTokenFormat: 'jwt' }),
      },
    },
    interactions: { url: (_context, { uid }) => `/u/login/${uid}`, policy: loginPolicy({ connectionNames, hooks }) },
    renderError(context, { error, error_description: description }) {
      context.type = 'html'
      context.body = errorPage({ code: error, description })
    },
    async loadExistingGrant({ oidc }) {
      const { client, session, params } = oidc
      const known = session.grantIdFor(client.clientId)
      const grant =
        (known && (await provider.Grant.find(known))) || new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(params.scope || 'openid')
      for (const resource of Object.keys(oidc.resourceServers)) grant.addResourceScope(resource, params.scope ?? '')
      await grant.save()
      return grant
    },
    ttl: { AccessToken: 3600, AuthorizationCode: 60, IdToken: 3600, Interaction: 600, Session: 3600, Grant: 86400, RefreshToken: 86400 },
  })

  allowPlainToken(provider)
  allowImplicitOnLoopback(provider)
  provider.use(rememberOfflineWishes(offlineWishes))
  provider.use(letBrowsersKeepKeys)
  return provider
}

// The constructor of oidc-provider 9 refuses the response type `token`, although its handlers know it.
function allowPlainToken(provider) {
  internalsOf(provider).configuration.responseTypes.push('token')
}

// It also refuses implicit clients with redirect URIs on http and localhost, which is where a demo lives.
function allowImplicitOnLoopback(provider) {
  const { prototype } = provider.Client.Schema
  const { invalidate } = prototype
  prototype.invalidate = function onlyIfNotLoopback(message, code) {
    if (code !== 'implicit-force-https' && code !== 'implicit-forbid-localhost') invalidate.call(this, message, code)
  }
}

// It drops the scope `offline_access` unless the request asks for consent too. Auth0 does not, so the wish is taken from the request as it
// came, and kept under the one value that the code will carry again.
const rememberOfflineWishes = (wishes) => async (context, next) => {
  const { scope, code_challenge: challenge } = context.query
  if (context.path === routes.authorization && challenge && String(scope).split(' ').includes('offline_access')) wishes.put(challenge, true)
  await next()
}

// A login after the first then needs no request for the keys.
async function letBrowsersKeepKeys(context, next) {
  await next()
  if (context.path === routes.jwks && context.status === 200) context.set('Cache-Control', 'public, max-age=3600')
}
