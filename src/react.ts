import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import type { Session, SessionState } from './session/index.js'

/**
 * The state of a session. No provider is needed. While a page that a server rendered is hydrated it
 * is `loading`, as on the server.
 */
export function useSession(session: Session): SessionState {
  return useSyncExternalStore(session.subscribe, session.getState, session.getInitialState)
}

/** Properties of {@link Guard}. */
export interface GuardProps {
  /** What `createSession` gave. */
  session: Session
  /** Sends the person to the login. Called once for each time nobody is logged in. */
  logIn: () => void
  /** Shown to whoever is not logged in, and while that is not known. Default: nothing. */
  fallback?: ReactNode
  /** Shown to whoever is logged in. */
  children?: ReactNode
}

/** Shows its children to people who are logged in. */
export function Guard({ session, logIn, fallback, children }: GuardProps): ReactNode {
  const { status } = useSession(session)
  const hasCalled = useRef(false)
  useEffect(() => {
    // StrictMode runs effects twice
    if (status === 'out' && !hasCalled.current) logIn()
    hasCalled.current = status === 'out'
  })
  return status === 'in' ? children : fallback
}
