'use strict';

var vue = require('vue');

/**
 * The state of a session, in `setup`, or in any other effect scope. While a component that a server
 * rendered is hydrated it is `loading`, as on the server.
 */
function useSession(session) {
    const instance = vue.getCurrentInstance();
    // a component that takes over an element of the page is hydrated
    const state = vue.shallowRef(instance?.vnode.el ? session.getInitialState() : session.getState());
    let stop;
    const follow = () => {
        stop = session.subscribe((next) => {
            state.value = next;
        });
    };
    // a server mounts nothing; what is mounted is not mounted again
    if (instance && !instance.isMounted)
        vue.onMounted(follow);
    else
        follow();
    vue.onScopeDispose(() => stop?.());
    return state;
}

exports.useSession = useSession;
