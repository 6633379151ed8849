import { Authentication } from './authentication.js'
import { Management } from './management.js'
import { WebAuth } from './web-auth.js'

/** The version of auth0-js whose place this takes. */
export const version = { raw: '10.2.1' }

export { Authentication, Management, WebAuth }
export default { Authentication, Management, WebAuth, version }

export type { DBConnection, PasswordlessAuthentication } from './authentication-refusals.js'
export type * from './call-options.js'
export type * from './callback-results.js'
export type { Popup } from './popup.js'
export type { PopupHandler } from './popup-handler.js'
export type * from './refused-options.js'
export type { CrossOriginAuthentication, Redirect } from './web-auth-refusals.js'
