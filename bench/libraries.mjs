// The libraries beside each other: what a program imports to log in with each, and what was read
// about it in its published package.

/**
 * @typedef {object} Library
 * @property {string} name as on npm
 * @property {string} program source of a program that uses the login features and nothing else
 * @property {string} features what those bytes can do
 * @property {string} unchecked what it does not check of a response; read, not measured
 */

/** @type {Library[]} */
export const peers = [
  {
    name: 'oauth4webapi',
    program: `export { authorizationCodeGrantRequest, calculatePKCECodeChallenge,
      discoveryRequest, generateRandomCodeVerifier, generateRandomNonce, generateRandomState,
      processAuthorizationCodeResponse, processDiscoveryResponse,
      validateApplicationLevelSignature, validateAuthResponse,
      validateCodeIdTokenResponse } from 'oauth4webapi'`,
    features: 'protocol functions; no redirect, no popup, nothing stored, no URL built',
    unchecked:
      '`at_hash`. The signature in the code flow takes a further call; ' +
      'the state is the caller’s to keep',
  },
  {
    name: 'keycloak-js',
    program: `export { default } from 'keycloak-js'`,
    features: 'redirect; no popup outside Cordova',
    unchecked: 'signature, `iss`, `aud`, `azp`, `exp`, `iat`, `at_hash`, the `iss` parameter',
  },
  {
    name: 'oidc-client-ts',
    program: `export { UserManager } from 'oidc-client-ts'`,
    features: 'redirect, popup, silent renewal; `code` alone',
    unchecked:
      'signature, `iss`, `aud`, `exp`, `iat`, `at_hash`, the `iss` parameter; ' +
      '`nonce` where the caller gave one',
  },
  {
    name: '@okta/okta-auth-js',
    program: `export { OktaAuth } from '@okta/okta-auth-js/core'`,
    features: 'redirect, popup, token store; the entry `core`, without the sign-in widget’s parts',
    unchecked:
      '`nonce` in the PKCE flow, `azp`, `sub`, the state of an error; ' +
      '`at_hash` where it is missing; the `iss` parameter',
  },
  {
    name: 'auth0-js',
    program: `import auth0 from 'auth0-js'\nexport const { WebAuth } = auth0`,
    features: 'redirect, popup, silent login; front channel alone',
    unchecked:
      '`at_hash` where it is missing, the state of an error, `iat` in the future; ' +
      '`nonce` where none is known; the `iss` parameter',
  },
  {
    name: '@auth0/auth0-spa-js',
    program: `export { Auth0Client } from '@auth0/auth0-spa-js'`,
    features: 'redirect, popup, silent login, token store; `code` alone',
    unchecked: 'signature, the state of an error, `at_hash`, the `iss` parameter',
  },
  {
    name: '@azure/msal-browser',
    program: `export { PublicClientApplication } from '@azure/msal-browser'`,
    features: 'redirect, popup, silent login, token store; `code` alone',
    unchecked:
      'signature, `iss`, `aud`, `azp`, `exp`, `iat`, `at_hash`, `max_age`, the `iss` parameter',
  },
]
