import { randomBytes } from 'node:crypto'
import { createMemoryAdapter, errors, Provider } from '../oidc-provider.mjs'
import {
  addIdTokenToPlainToken,
  allowImplicitOnLoopback,
  allowPlainToken,
  letBrowsersKeepKeys,
  offlineAccessWithoutConsent,
} from './like-auth0.mjs'
import { loginPolicy } from './login-policy.mjs'
import { keepSpentRefreshTokens } from './refresh-token-rotation.mjs'
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

export const responseTypes = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
]

/**
 * A client that runs in a browser: no secret, every response type of the endpoint. `more` is other
 * client metadata (OpenID Connect Dynamic Client Registration §2).
 */
export const publicClient = (more) => ({
  application_type: 'web',
  token_endpoint_auth_method: 'none',
  grant_types: ['implicit', 'authorization_code', 'refresh_token'],
  response_types: [...responseTypes, 'token'],
  ...more,
})

/** npm oidc-provider, with Auth0's paths and Auth0's manners. */
export async function createAuthorizationServer({
  issuer,
  clients,
  people,
  connectionNames,
  webOriginsOf,
  sessionCookie,
  hooks,
}) {
  const offlineAccess = offlineAccessWithoutConsent(routes.authorization)

  const provider = new Provider(issuer, {
    adapter: keepSpentRefreshTokens(createMemoryAdapter(0), () => hooks.graceInterval),
    clients,
    jwks: await createKeySet(),
    routes,
    responseTypes,
    findAccount: (_context, id) =>
      people.has(id) && { accountId: id, claims: () => ({ sub: id, ...people.get(id).profile }) },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'nickname'] },
    // profile and e-mail are in the ID Token beside an access token too
    conformIdTokenClaims: false,
    extraParams: {
      connection(_context, name) {
        if (name === undefined || name === '' || connectionNames.includes(name)) return
        const known = connectionNames.join(', ')
        throw new errors.InvalidRequest(
          `The connection "${name.slice(0, 60)}" is not known here. Known: ${known}.`,
        )
      },
      audience: null,
      screen_hint: null,
      organization: null,
      invitation: null,
    },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      long: {
        httpOnly: true,
        overwrite: true,
        sameSite: sessionCookie,
        ...(sessionCookie === 'none' && { secure: true }),
      },
    },
    // what a request brings is checked; a server-side app with a secret may bring none
    pkce: { required: () => false },
    clientBasedCORS: (_context, origin, { clientId }) => webOriginsOf(clientId).includes(origin),
    issueRefreshToken: offlineAccess.issueRefreshToken,
    rotateRefreshToken: true, // one that comes twice ends all tokens of its grant
    expiresWithSession: () => false, // a logout ends the session here; tokens end by themselves
    features: {
      devInteractions: { enabled: false },
      dPoP: {
        enabled: true,
        nonceSecret: randomBytes(32),
        requireNonce: () => Boolean(hooks.dpopNonce),
      },
      revocation: { enabled: true, allowedPolicy: () => true },
      webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          const { IdTokenHint } = context.oidc.entities
          context.type = 'html'
          context.body = signOutPage(form, {
            atOnce: IdTokenHint?.payload.sub === context.oidc.session.accountId,
          })
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
        getResourceServerInfo: (_context, audience) => ({
          audience,
          scope: 'read:notes',
          accessTokenFormat: 'jwt',
        }),
      },
    },
    interactions: {
      url: (_context, { uid }) => `/u/login/${uid}`,
      policy: loginPolicy({ connectionNames, hooks }),
    },
    renderError(context, { error, error_description: description }) {
      context.type = 'html'
      context.body = errorPage({ code: error, description })
    },
    async loadExistingGrant({ oidc }) {
      const { client, session, params } = oidc
      // A grant of its own for each login: a refresh token that comes twice ends this one alone.
      const grant = new provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      })
      grant.addOIDCScope(params.scope || 'openid')
      for (const resource of Object.keys(oidc.resourceServers))
        grant.addResourceScope(resource, params.scope ?? '')
      await grant.save()
      return grant
    },
    ttl: {
      AccessToken: () => hooks.accessTokenLifetime ?? 3600,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 600,
      Session: 3600,
      Grant: 86400,
      RefreshToken: 86400,
    },
  })

  allowPlainToken(provider)
  addIdTokenToPlainToken(provider)
  allowImplicitOnLoopback(provider)
  provider.use(offlineAccess.remember)
  provider.use(async (context, next) => {
    await next()
    const { logEntry } = context.req
    if (logEntry && context.path === routes.token)
      logEntry.grantType = context.oidc?.params?.grant_type
  })
  provider.use(letBrowsersKeepKeys(routes.jwks))
  return provider
}
