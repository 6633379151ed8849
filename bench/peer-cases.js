// The peers' part of the run in the page: calls of their public API that come nearest to what
// Postern is timed at.
import { Auth0Client } from '@auth0/auth0-spa-js'
import { OktaAuth } from '@okta/okta-auth-js/core'
import auth0 from 'auth0-js'
import Keycloak from 'keycloak-js'
import * as oauth from 'oauth4webapi'
import { OidcClient, SigninResponse } from 'oidc-client-ts'
import { clientId, createClient, forgetAll, memoryRecords, redirectUri, server } from './client.js'

const { issuer } = server
// okta-auth-js puts a slash after it
const oktaIssuer = issuer.replace(/\/$/, '')
const metadata = {
  issuer,
  authorization_endpoint: `${issuer}authorize`,
  token_endpoint: `${issuer}oauth/token`,
  jwks_uri: `${issuer}.well-known/jwks.json`,
}

export async function authorizePeers() {
  const web = new auth0.WebAuth({
    domain: 'login.example.test',
    clientID: clientId,
    redirectUri,
    responseType: 'token id_token',
  })
  const oidc = new OidcClient({
    authority: issuer,
    client_id: clientId,
    redirect_uri: redirectUri,
    metadata,
    scope: 'openid profile email',
  })
  const spa = new Auth0Client({
    domain: 'login.example.test',
    clientId,
    authorizationParams: { redirect_uri: redirectUri },
  })
  const keycloak = new Keycloak({ url: issuer, realm: 'bench', clientId })
  await keycloak.init({ pkceMethod: 'S256', checkLoginIframe: false })
  const state = 'x'.repeat(43)

  const byHand = async () => {
    const verifier = oauth.generateRandomCodeVerifier()
    const parameters = {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }
    return `${metadata.authorization_endpoint}?${new URLSearchParams(parameters)}`
  }

  return [
    {
      name: 'auth0-js, client.buildAuthorizeUrl',
      run: () => web.client.buildAuthorizeUrl({ state, nonce: state }),
      batch: 20,
    },
    { name: 'oauth4webapi, helpers', run: byHand, batch: 20 },
    {
      name: 'oidc-client-ts, createSigninRequest',
      run: () => oidc.createSigninRequest({}),
      clean: forgetAll,
      batch: 10,
    },
    {
      name: 'keycloak-js, createLoginUrl',
      run: () => keycloak.createLoginUrl({ redirectUri }),
      clean: forgetAll,
      batch: 10,
    },
    {
      name: '@auth0/auth0-spa-js, loginWithRedirect',
      run: () => spa.loginWithRedirect({ openUrl: () => {} }),
      clean: forgetAll,
      batch: 10,
    },
  ]
}

/** An answered login whose record is handed to a peer in place of its own. */
async function foreignLogin(auth) {
  const url = await auth.buildAuthorizeUrl('google-oauth2')
  const { state, nonce } = Object.fromEntries(new URL(url).searchParams)
  return { callback: new URL(await server.answer(url)), state, nonce }
}

export function callbackPeers() {
  const frontChannel = createClient({ storage: memoryRecords })
  const hybrid = createClient({ responseType: 'code id_token', storage: memoryRecords })
  const auth0Key = `${location.origin}/jwks.json`
  const web = new auth0.WebAuth({
    domain: 'login.example.test',
    clientID: clientId,
    redirectUri,
    responseType: 'token id_token',
    overrides: { __tenant: 'login', __token_issuer: issuer, __jwks_uri: auth0Key },
  })
  const okta = new OktaAuth({
    issuer: oktaIssuer,
    clientId,
    redirectUri,
    pkce: false,
    httpRequestClient: async (_method, url) => {
      const response = await server.fetch(url)
      const text = await response.text()
      return {
        status: response.status,
        responseText: text,
        responseJSON: JSON.parse(text),
        headers: { 'content-type': 'application/json' },
      }
    },
  })

  const byAuth0 = ({ callback, state, nonce }) =>
    new Promise((resolve, reject) => {
      web.parseHash({ hash: callback.hash, state, nonce }, (error, result) =>
        error ? reject(new Error(`${error.error}: ${error.errorDescription}`)) : resolve(result),
      )
    })
  const byOauth = ({ callback, state, nonce }) =>
    oauth.validateCodeIdTokenResponse(
      metadata,
      { client_id: clientId },
      new URLSearchParams(callback.hash.slice(1)),
      nonce,
      state,
      undefined,
      { [oauth.customFetch]: server.fetch },
    )
  const byOkta = ({ callback, nonce }) => {
    const response = new URLSearchParams(callback.hash.slice(1))
    const idToken = response.get('id_token')
    const claims = okta.token.decode(idToken).payload
    return okta.token.verify(
      {
        idToken,
        claims,
        issuer: oktaIssuer,
        clientId,
        expiresAt: claims.exp,
        scopes: [],
        authorizeUrl: metadata.authorization_endpoint,
      },
      { issuer: oktaIssuer, clientId, nonce, accessToken: response.get('access_token') },
    )
  }

  return [
    {
      name: 'oauth4webapi, validateCodeIdTokenResponse',
      prepare: () => foreignLogin(hybrid),
      run: byOauth,
      clean: forgetAll,
    },
    {
      name: '@okta/okta-auth-js, token.verify',
      prepare: () => foreignLogin(frontChannel),
      run: byOkta,
      clean: forgetAll,
    },
    {
      name: 'auth0-js, parseHash',
      prepare: () => foreignLogin(frontChannel),
      run: byAuth0,
      clean: forgetAll,
    },
    {
      name: 'oidc-client-ts, SigninResponse, parses alone',
      prepare: () => foreignLogin(frontChannel),
      run: ({ callback }) => new SigninResponse(new URLSearchParams(callback.hash.slice(1))),
      clean: forgetAll,
    },
  ]
}
