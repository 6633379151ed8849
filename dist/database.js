/**
 * Reads one record of this origin's IndexedDB database `postern`, and in the same transaction puts
 * what `update` makes of it in its place: the record itself leaves it as it is, undefined removes
 * it. Resolves with what stands there then, once it is written: two tabs that do this at once do it
 * one after the other. Rejects where the browser refuses its storage.
 *
 * Keys and tokens lie in one database, so that they vanish together. Each call opens it anew: iOS
 * drops a connection while the page sleeps.
 */
async function updateRecord(store, name, update) {
    const opening = indexedDB.open('postern', 1);
    opening.onupgradeneeded = () => {
        opening.result.createObjectStore('keys');
        opening.result.createObjectStore('sessions');
    };
    const database = await settled(opening);
    try {
        const transaction = database.transaction(store, 'readwrite');
        const records = transaction.objectStore(store);
        const reading = records.get(name);
        let next = undefined;
        // not after a promise: while a window opens, Firefox goes on with one too late for this
        reading.onsuccess = () => {
            try {
                next = update(reading.result);
                if (!next)
                    records.delete(name);
                else if (next !== reading.result)
                    records.put(next, name);
            }
            catch {
                transaction.abort();
            }
        };
        await settled(transaction);
        return next;
    }
    finally {
        database.close();
    }
}
function settled(work) {
    return new Promise((resolve, reject) => {
        const succeed = () => resolve(work.result);
        Object.assign(work, {
            onsuccess: succeed,
            oncomplete: succeed,
            onerror: reject,
            onabort: reject,
        });
    });
}

export { updateRecord };
