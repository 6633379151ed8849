export { createSession } from './create-session.js'
export type { Session, SessionOptions, SessionResponseType, TokenRequest } from './session.js'
export type { SessionState } from './session-state.js'
