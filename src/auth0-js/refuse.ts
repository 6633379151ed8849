const PAGE = 'it has no forms of its own, so that no password passes through the app'
export const LOG_IN = `${PAGE}: authorize() opens the login page`
export const SIGN_UP = `${PAGE}: authorize({ screen_hint: 'signup' }) opens the registration`
export const PASSWORDLESS = `${PAGE}: authorize({ connection: 'email' }) opens the login page`
export const SERVER = 'a page keeps no secret: let your server do it'

/** Throws the Error of a method that auth0-js has, and this entry does not: why, and the way out. */
export function refuse(method: string, why: string): never {
  throw new Error(`${method} is not in postern/auth0-js: ${why}`)
}
