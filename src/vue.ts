import { getCurrentInstance, onMounted, onScopeDispose, type ShallowRef, shallowRef } from 'vue'
import type { Session, SessionState } from './session/index.js'

/**
 * The state of a session, in `setup`, or in any other effect scope. While a component that a server
 * rendered is hydrated it is `loading`, as on the server.
 */
export function useSession(session: Session): Readonly<ShallowRef<SessionState>> {
  const instance = getCurrentInstance()
  // a component that takes over an element of the page is hydrated
  const state = shallowRef(instance?.vnode.el ? session.getInitialState() : session.getState())
  let stop: (() => void) | undefined
  const follow = () => {
    stop = session.subscribe((next) => {
      state.value = next
    })
  }
  // a server mounts nothing; what is mounted is not mounted again
  if (instance && !instance.isMounted) onMounted(follow)
  else follow()
  onScopeDispose(() => stop?.())
  return state
}
