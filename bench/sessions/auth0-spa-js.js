import { Auth0Client } from '@auth0/auth0-spa-js'
import { clientId, issuer, provide, redirectUri, scope } from './tab.js'

const client = new Auth0Client({
  domain: issuer,
  clientId,
  cacheLocation: 'localstorage',
  useRefreshTokens: true,
  authorizationParams: { redirect_uri: redirectUri, scope },
})

provide({
  async start() {
    if (!new URLSearchParams(location.search).has('code')) return
    await client.handleRedirectCallback()
    history.replaceState(null, '', redirectUri)
  },
  isIn: () => client.isAuthenticated(),
  logIn: () => client.loginWithRedirect(),
  getToken: () => client.getTokenSilently(),
})
