/** What every session begins with. */
const LOADING = { status: 'loading' };
/** Claims that differ at each renewal, though nobody would see it. */
const VOLATILE = /^(iat|exp|nbf|jti|nonce|.+_hash)$/;
/** A state as people see it. */
const appearance = (state) => {
    const { code, detail } = state.error ?? {};
    const seen = { ...state, error: [code, detail?.status, detail?.error] };
    const names = [];
    JSON.stringify(seen, (name, value) => {
        if (!VOLATILE.test(name))
            names.push(name);
        return value;
    });
    // in one order, whatever that of the claims is
    return JSON.stringify(seen, names.sort());
};
/** @param watch called when the first listener comes; what it returns, when the last has gone */
function createStateSource(watch) {
    let state = LOADING;
    let unwatch;
    const subscriptions = new Set();
    return {
        getState: () => state,
        setState(next) {
            if (appearance(next) === appearance(state))
                return;
            state = next;
            for (const tell of [...subscriptions]) {
                // a listener changed it again, and everybody has been told
                if (state !== next)
                    return;
                if (subscriptions.has(tell))
                    tell();
            }
        },
        subscribe(listener) {
            // called at once; what it throws becomes an unhandled rejection, which the browser reports,
            // and which stops neither us nor the other listeners
            const tell = async () => listener(state);
            if (!subscriptions.size)
                unwatch = watch();
            subscriptions.add(tell);
            tell();
            return () => {
                if (subscriptions.delete(tell) && !subscriptions.size)
                    unwatch();
            };
        },
    };
}

export { LOADING, createStateSource };
