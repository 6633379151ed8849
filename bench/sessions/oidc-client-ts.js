import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { clientId, issuer, provide, redirectUri, scope } from './tab.js'

const manager = new UserManager({
  authority: issuer,
  client_id: clientId,
  redirect_uri: redirectUri,
  scope,
  userStore: new WebStorageStateStore({ store: localStorage }),
  // by calls alone: its timers would renew in every tab as well
  automaticSilentRenew: false,
  metadata: {
    issuer: `${issuer}/`,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  },
})

let renewing

provide({
  async start() {
    if (!new URLSearchParams(location.search).has('code')) return
    await manager.signinRedirectCallback()
    history.replaceState(null, '', redirectUri)
  },
  isIn: async () => Boolean(await manager.getUser()),
  logIn: () => manager.signinRedirect(),
  async getToken() {
    const user = await manager.getUser()
    if (user && !user.expired) return user.access_token
    // one renewal for the calls of a tab, as a careful app would write it
    renewing ??= manager.signinSilent().finally(() => {
      renewing = undefined
    })
    return (await renewing).access_token
  },
})
