// Where oidc-provider is stricter than Auth0, or refuses to be a demo on loopback: each function
// takes one such refusal away.
import { internalsOf } from '../oidc-provider.mjs'
import { shortLivedStore } from '../short-lived.mjs'

/** Its constructor refuses the response type `token`, although its handlers know it. */
export function allowPlainToken(provider) {
  internalsOf(provider).configuration.responseTypes.push('token')
}

/**
 * It answers `token` with an access token alone; Auth0 puts an ID Token beside it, as for
 * `token id_token`. Its own code for that runs for the response type `id_token` only.
 */
export function addIdTokenToPlainToken(provider) {
  const { responseModes } = internalsOf(provider)

  async function idTokenBeside(accessToken, context) {
    const { account, grant, params, requestParamScopes } = context.oidc
    const scope = grant.getOIDCScopeFiltered(requestParamScopes)
    if (!scope.split(' ').includes('openid')) return undefined
    const claims = await account.claims('id_token', scope, {}, [])
    const idToken = new provider.IdToken(claims, { ctx: context })
    idToken.scope = scope
    if (params.nonce !== undefined) idToken.set('nonce', params.nonce)
    idToken.set('at_hash', accessToken)
    return idToken.issue({ use: 'idtoken' })
  }

  for (const [mode, send] of responseModes) {
    responseModes.set(mode, async (context, redirectUri, answer) => {
      const { access_token: accessToken } = answer
      if (accessToken === undefined || context.oidc.params.response_type !== 'token')
        return send(context, redirectUri, answer)
      const id_token = await idTokenBeside(accessToken, context)
      return send(context, redirectUri, { ...answer, ...(id_token && { id_token }) })
    })
  }
}

/**
 * It refuses implicit clients with redirect URIs on http and localhost, which is where a demo
 * lives.
 */
export function allowImplicitOnLoopback(provider) {
  const { prototype } = provider.Client.Schema
  const { invalidate } = prototype
  prototype.invalidate = function invalidateUnlessLoopback(message, code) {
    if (code !== 'implicit-force-https' && code !== 'implicit-forbid-localhost')
      invalidate.call(this, message, code)
  }
}

/**
 * It drops the scope `offline_access` unless the request asks for consent too. The wish is read
 * from the request as it came, and kept under the one value that the code will carry again.
 */
export function offlineAccessWithoutConsent(authorizePath) {
  const wishes = shortLivedStore()
  return {
    async remember(context, next) {
      const { scope, code_challenge: challenge } = context.query
      if (
        context.path === authorizePath &&
        challenge &&
        String(scope).split(' ').includes('offline_access')
      )
        wishes.put(challenge, true)
      await next()
    },
    issueRefreshToken: async (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') && wishes.peek(code.codeChallenge) === true,
  }
}

/**
 * It says nothing of how long keys may be kept. A browser that keeps them needs no request for them
 * at the next login.
 */
export const letBrowsersKeepKeys = (jwksPath) => async (context, next) => {
  await next()
  if (context.path === jwksPath && context.status === 200)
    context.set('Cache-Control', 'public, max-age=3600')
}
