/** Keeps begun logins in a map, each for as long as it was told to by this clock (ms). */
function memoryStorage(now) {
    const records = new Map();
    const ends = new Map();
    return {
        records,
        get: (state) => (now() < (ends.get(state) ?? 0) ? records.get(state) : undefined),
        set(state, record, maxAge) {
            records.set(state, record);
            ends.set(state, now() + maxAge * 1000);
        },
        remove: (state) => void records.delete(state),
    };
}

export { memoryStorage };
