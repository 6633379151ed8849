import { getCurrentInstance, shallowRef, onMounted, onScopeDispose } from 'vue';

/**
 * The state of a session, in `setup`, or in any other effect scope. While a component that a server
 * rendered is hydrated it is `loading`, as on the server.
 */
function useSession(session) {
    const instance = getCurrentInstance();
    // a component that takes over an element of the page is hydrated
    const state = shallowRef(instance?.vnode.el ? session.getInitialState() : session.getState());
    let stop;
    const follow = () => {
        stop = session.subscribe((next) => {
            state.value = next;
        });
    };
    // a server mounts nothing; what is mounted is not mounted again
    if (instance && !instance.isMounted)
        onMounted(follow);
    else
        follow();
    onScopeDispose(() => stop?.());
    return state;
}

export { useSession };
