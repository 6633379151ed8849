'use strict';

var state = require('../state.cjs');
var transaction = require('../transaction.cjs');
var hashAnswer = require('./hash-answer.cjs');

function createPageLogins(tenant) {
    const records = new Map();
    const removed = new Map();
    return {
        read: () => removed.get(location.href) ?? hashAnswer.readHash(location.hash),
        take(state$1, text) {
            const known = records.get(text);
            if (known || !state$1)
                return known;
            const record = transaction.findTransaction(tenant, state$1);
            if (!record)
                return undefined;
            if (!state.belongsTo(tenant, record))
                return null;
            transaction.removeTransaction(tenant, state$1);
            if (state.isExpired(tenant, record))
                return undefined;
            records.set(text, record);
            return record;
        },
        remove(hash) {
            const { origin, pathname, search } = location;
            const { text, answer } = hashAnswer.readHash(location.hash);
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

exports.createPageLogins = createPageLogins;
