/// <reference path="node_modules/postern/dist/auth0-js/index.d.ts" />
// A page without modules: `dist/postern-auth0.min.js` sets the global.

const webAuth = new auth0.WebAuth({ domain: 'acme.example', clientID: 'app' })
webAuth.authorize({ connection: 'google-oauth2' })

/** What a test of an app makes in its place. */
class Double implements Pick<auth0.WebAuth, keyof auth0.WebAuth> {
  declare readonly baseOptions: auth0.WebAuth['baseOptions']
  declare readonly client: auth0.Authentication
  declare readonly popup: auth0.Popup
  declare readonly redirect: auth0.Redirect
  declare readonly crossOriginAuthentication: auth0.CrossOriginAuthentication
  authorize() {}
  parseHash() {}
  validateAuthenticationResponse() {}
  validateToken() {}
  checkSession() {}
  renewAuth() {}
  logout() {}
  login() {}
  signup() {}
  signupAndAuthorize() {}
  changePassword() {}
  passwordlessStart() {}
  passwordlessLogin() {}
  passwordlessVerify() {}
  declare renderCaptcha: auth0.WebAuth['renderCaptcha']
  declare renderSignupCaptcha: auth0.WebAuth['renderSignupCaptcha']
  declare renderPasswordlessCaptcha: auth0.WebAuth['renderPasswordlessCaptcha']
  declare renderPasswordResetCaptcha: auth0.WebAuth['renderPasswordResetCaptcha']
  customTokenExchange() {}
  crossOriginVerification() {}
  crossOriginAuthenticationCallback() {}
}
const double: auth0.WebAuth = new Double()
double.logout({ returnTo: 'https://app.example/' })
