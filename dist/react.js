import { useRef, useEffect, useSyncExternalStore } from 'react';

/**
 * The state of a session. No provider is needed. While a page that a server rendered is hydrated it
 * is `loading`, as on the server.
 */
function useSession(session) {
    return useSyncExternalStore(session.subscribe, session.getState, session.getInitialState);
}
/** Shows its children to people who are logged in. */
function Guard({ session, logIn, fallback, children }) {
    const { status } = useSession(session);
    const hasCalled = useRef(false);
    useEffect(() => {
        // StrictMode runs effects twice
        if (status === 'out' && !hasCalled.current)
            logIn();
        hasCalled.current = status === 'out';
    });
    return status === 'in' ? children : fallback;
}

export { Guard, useSession };
