// Apps written against @types/auth0-js compile unchanged: what they pass is taken, and what they
// read is there.
import type * as Theirs from 'auth0-js'
import type * as Ours from '../../src/auth0-js/index.js'
import auth0, { type WebAuth } from '../../src/auth0-js/index.js'

/** Compiles if one can be given where the other is wanted. */
type Fits<Given extends Wanted, Wanted> = [Given, Wanted]

/** What apps pass. */
export type Passed = [
  Fits<Theirs.AuthOptions, Ours.AuthOptions>,
  Fits<Theirs.AuthorizeOptions, Ours.AuthorizeOptions>,
  Fits<Theirs.AuthorizeUrlOptions, Ours.AuthorizeUrlOptions>,
  Fits<Theirs.BaseAuthOptions, Ours.BaseAuthOptions>,
  Fits<Theirs.ChangePasswordOptions, Ours.ChangePasswordOptions>,
  Fits<Theirs.CheckSessionOptions, Ours.CheckSessionOptions>,
  Fits<Theirs.CrossOriginLoginOptions, Ours.CrossOriginLoginOptions>,
  Fits<Theirs.DbSignUpOptions, Ours.DbSignUpOptions>,
  Fits<Theirs.DefaultLoginOptions, Ours.DefaultLoginOptions>,
  Fits<Theirs.DelegationOptions, Ours.DelegationOptions>,
  Fits<Theirs.LogoutOptions, Ours.LogoutOptions>,
  Fits<Theirs.ManagementOptions, Ours.ManagementOptions>,
  Fits<Theirs.ParseHashOptions, Ours.ParseHashOptions>,
  Fits<Theirs.PasswordlessLoginOptions, Ours.PasswordlessLoginOptions>,
  Fits<Theirs.PasswordlessStartOptions, Ours.PasswordlessStartOptions>,
  Fits<Theirs.PasswordlessVerifyOptions, Ours.PasswordlessVerifyOptions>,
  Fits<Theirs.RenewAuthOptions, Ours.RenewAuthOptions>,
  Fits<Parameters<Theirs.Popup['authorize']>, Parameters<Ours.Popup['authorize']>>,
  Fits<Parameters<Theirs.Popup['callback']>, Parameters<Ours.Popup['callback']>>,
  Fits<Parameters<Theirs.WebAuth['login']>, Parameters<Ours.WebAuth['login']>>,
]

/** What apps read. */
export type Read = [
  Fits<Ours.Auth0DecodedHash, Theirs.Auth0DecodedHash>,
  Fits<Ours.Auth0Error, Theirs.Auth0Error>,
  Fits<Ours.Auth0ParseHashError, Theirs.Auth0ParseHashError>,
  Fits<Ours.Auth0Result, Theirs.Auth0Result>,
  Fits<Ours.Auth0UserProfile, Theirs.Auth0UserProfile>,
  Fits<Ours.SsoDataResult, Theirs.SsoDataResult>,
]

export function useAsAppsDo(webAuth: WebAuth): void {
  webAuth.authorize({ connection: 'google-oauth2', accessType: 'offline', initialScreen: 'x' })
  webAuth.parseHash((error, result) => {
    const text: string | undefined = error?.errorDescription ?? error?.state
    const claim: string = result?.idTokenPayload['https://app.example/role'][0]
    const at = (result?.expiresIn ?? 0) * 1000
    return [text, claim, at, result?.appState.returnTo]
  })
  webAuth.parseHash({ hash: '#', state: 's', nonce: 'n' }, () => {})
  webAuth.checkSession({}, (error, result) => [error?.code, result.accessToken])
  webAuth.renewAuth({ usePostMessage: true }, (_error, result: { accessToken: string }) => result)
  webAuth.popup.authorize({ popupOptions: { width: 1 } }, (error, result) => [
    error?.original,
    result.idTokenPayload?.given_name,
  ])
  webAuth.popup.authorize(null, null)
  webAuth.popup.callback()
  webAuth.logout({ returnTo: '/', federated: true })
  webAuth.client.userInfo('token', (_error, { email, sub }) => [email, sub])
  webAuth.login({ email: 'e', password: 'p' }, (error) => error?.description)
  webAuth.validateAuthenticationResponse({}, {}, () => {})
  new auth0.Authentication({ domain: 'd', clientID: 'c' }).buildLogoutUrl()
  new auth0.WebAuth({ domain: 'd', clientID: 'c', stateExpiration: 5, legacySameSiteCookie: false })
  // @ts-expect-error: a client needs its id
  new auth0.WebAuth({ domain: 'd' })
  // @ts-expect-error: there is no such method
  webAuth.loginWithPopup()
}
