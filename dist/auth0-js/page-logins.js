import { belongsTo, isExpired } from '../state.js';
import { findTransaction, removeTransaction } from '../transaction.js';
import { readHash } from './hash-answer.js';

function createPageLogins(tenant) {
    const records = new Map();
    const removed = new Map();
    return {
        read: () => removed.get(location.href) ?? readHash(location.hash),
        take(state, text) {
            const known = records.get(text);
            if (known || !state)
                return known;
            const record = findTransaction(tenant, state);
            if (!record)
                return undefined;
            if (!belongsTo(tenant, record))
                return null;
            removeTransaction(tenant, state);
            if (isExpired(tenant, record))
                return undefined;
            records.set(text, record);
            return record;
        },
        remove(hash) {
            const { origin, pathname, search } = location;
            const { text, answer } = readHash(location.hash);
            const { code, state } = answer;
            if (text !== hash.text && (!state || state !== hash.answer.state))
                return;
            const rest = code ? `#${new URLSearchParams({ code, ...(state && { state }) })}` : '';
            try {
                // no entry is made, and `history.state` survives (RFC 9700 §4.3.1)
                history.replaceState(history.state, '', origin + pathname + search + rest);
            }
            catch {
                // WebKit allows 100 calls in 10 s
            }
            removed.clear();
            removed.set(location.href, hash);
        },
        clear() {
            records.clear();
            removed.clear();
        },
    };
}

export { createPageLogins };
