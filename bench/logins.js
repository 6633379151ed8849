// A login by redirect with each library, as an app would write it: `begin` leaves the page,
// `finish` reads the answer on the page that it comes back to and tells what the login was for: the
// person, or the access token. `run.mjs` bundles it; `drive-logins.mjs` calls `logins`.
import { Auth0Client } from '@auth0/auth0-spa-js'
import { PublicClientApplication } from '@azure/msal-browser'
import { OktaAuth } from '@okta/okta-auth-js/core'
import auth0 from 'auth0-js'
import Keycloak from 'keycloak-js'
import * as oauth from 'oauth4webapi'
import { UserManager } from 'oidc-client-ts'
import { createAuth } from '../dist/index.js'
import { createLogin } from './hand-written.js'

const redirectUri = `${location.origin}/login`
const scope = 'openid profile email'

function postern(responseType) {
  return ({ issuer, clientId }) => {
    const auth = createAuth({ domain: issuer, clientId, redirectUri, responseType })
    return {
      begin: () => auth.authorize(),
      finish: async () => {
        const { accessToken, claims } = await auth.parseHash()
        return claims?.sub ?? accessToken
      },
    }
  }
}

/**
 * The only library here that is functions alone: between them stands what an app has to write
 * itself.
 */
async function byHand({ issuer, clientId }) {
  const client = { client_id: clientId }
  const discover = async () => {
    const url = new URL(issuer)
    return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url))
  }
  return {
    begin: async () => {
      const { authorization_endpoint } = await discover()
      const login = {
        verifier: oauth.generateRandomCodeVerifier(),
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
      }
      sessionStorage.setItem('oauth4webapi', JSON.stringify(login))
      const parameters = {
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope,
        state: login.state,
        nonce: login.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(login.verifier),
        code_challenge_method: 'S256',
      }
      location.assign(`${authorization_endpoint}?${new URLSearchParams(parameters)}`)
    },
    finish: async () => {
      const server = await discover()
      const { verifier, state, nonce } = JSON.parse(sessionStorage.getItem('oauth4webapi'))
      const parameters = oauth.validateAuthResponse(server, client, new URL(location.href), state)
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        redirectUri,
        verifier,
      )
      const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
      })
      await oauth.validateApplicationLevelSignature(server, response)
      return oauth.getValidatedIdTokenClaims(result).sub
    },
  }
}

const libraries = {
  'postern, `token`': postern('token'),
  'postern, `id_token`': postern('id_token'),
  'postern, `token id_token`': postern('token id_token'),
  'postern, `code`': postern('code'),

  'hand-written': ({ issuer, clientId }) => {
    const login = createLogin({ issuer, clientId, redirectUri, responseType: 'code' })
    return {
      begin: () => login.authorize(),
      finish: async () => (await login.parseHash()).claims.sub,
    }
  },

  oauth4webapi: byHand,

  'keycloak-js': ({ issuer, clientId }) => {
    // it sends cookies along to the token endpoint, which Keycloak allows and other servers need
    // not
    const { fetch } = globalThis
    globalThis.fetch = (resource, options) => fetch(resource, { ...options, credentials: 'omit' })
    const keycloak = new Keycloak({ oidcProvider: issuer.replace(/\/$/, ''), clientId })
    const init = () =>
      keycloak.init({ checkLoginIframe: false, pkceMethod: 'S256', redirectUri, scope })
    return {
      begin: async () => {
        await init()
        await keycloak.login()
      },
      finish: async () => {
        await init()
        return keycloak.subject
      },
    }
  },

  'oidc-client-ts': ({ issuer, clientId }) => {
    const manager = new UserManager({
      authority: issuer,
      client_id: clientId,
      redirect_uri: redirectUri,
      scope,
    })
    return {
      begin: () => manager.signinRedirect(),
      finish: async () => (await manager.signinRedirectCallback()).profile.sub,
    }
  },

  '@okta/okta-auth-js': ({ issuer, clientId }) => {
    const { href: authorizeUrl } = new URL('authorize', issuer)
    const { href: tokenUrl } = new URL('oauth/token', issuer)
    const okta = new OktaAuth({
      issuer,
      clientId,
      redirectUri,
      authorizeUrl,
      tokenUrl,
      scopes: scope.split(' '),
    })
    return {
      begin: () => okta.token.getWithRedirect(),
      finish: async () => (await okta.token.parseFromUrl()).tokens.idToken.claims.sub,
    }
  },

  'auth0-js': ({ domain, clientId }) => {
    const web = new auth0.WebAuth({
      domain,
      clientID: clientId,
      redirectUri,
      responseType: 'token id_token',
      scope,
    })
    return {
      begin: () => web.authorize(),
      finish: () =>
        new Promise((resolve, reject) => {
          web.parseHash((error, result) =>
            result
              ? resolve(result.idTokenPayload.sub)
              : reject(new Error(`${error?.error}: ${error?.errorDescription}`)),
          )
        }),
    }
  },

  '@auth0/auth0-spa-js': ({ domain, clientId }) => {
    const client = new Auth0Client({
      domain,
      clientId,
      authorizationParams: { redirect_uri: redirectUri, scope },
    })
    return {
      begin: () => client.loginWithRedirect(),
      finish: async () => {
        await client.handleRedirectCallback()
        return (await client.getUser()).sub
      },
    }
  },

  '@azure/msal-browser': ({ issuer, domain, clientId }) => {
    const auth = { clientId, authority: issuer, knownAuthorities: [domain], redirectUri }
    const client = new PublicClientApplication({ auth, system: { protocolMode: 'OIDC' } })
    return {
      begin: async () => {
        await client.initialize()
        // as its documentation asks of every page
        await client.handleRedirectPromise()
        await client.loginRedirect({ scopes: scope.split(' ') })
      },
      finish: async () => {
        await client.initialize()
        return (await client.handleRedirectPromise()).idTokenClaims.sub
      },
    }
  },
}

let current

globalThis.logins = {
  names: Object.keys(libraries),

  /**
   * Does not wait for a page that is being left. @returns {Promise<string>} what went wrong, if
   * anything did at once
   */
  begin: async (name, server) => {
    current = await libraries[name](server)
    const failed = Promise.resolve(current.begin()).then(
      () => new Promise(() => {}),
      (error) => `${error?.errorCode ?? error?.code ?? error?.message}`,
    )
    return Promise.race([
      failed,
      new Promise((resolve) => addEventListener('pagehide', () => resolve(''))),
    ])
  },

  finish: async (name, server) => (await libraries[name](server)).finish(),
}
