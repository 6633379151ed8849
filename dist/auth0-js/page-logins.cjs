'use strict';

var state = require('../state.cjs');
var transaction = require('../transaction.cjs');
var hashAnswer = require('./hash-answer.cjs');

/** The records of the answers that this page has seen, by their text. */
const records = new Map();
/** The answer that was taken out of the URL, and where the page was then. */
let removed;
function forget() {
    records.clear();
    removed = undefined;
}
/** Back, and any other address, is elsewhere. A router may write a state of its own. */
function leave({ type }) {
    if (type === 'popstate' || location.href !== removed?.href)
        removed = undefined;
}
/** Of one client; its instances share what is known, as an app may make one in each render. */
const createPageLogins = (tenant) => ({
    read() {
        const { hash, href, entries } = removed ?? {};
        if (hash && href === location.href && entries === history.length)
            return hash;
        // the page was elsewhere: whoever comes back has not logged in by that
        removed = undefined;
        return hashAnswer.readHash(location.hash);
    },
    take(state$1, text) {
        const known = records.get(text);
        const record = known ?? (state$1 ? transaction.findTransaction(tenant, state$1) : undefined);
        if (!record)
            return undefined;
        const { sentClientId: clientId = '' } = record;
        if (![record, { ...record, clientId }].some((one) => state.belongsTo(tenant, one)))
            return null;
        if (known)
            return known;
        transaction.removeTransaction(tenant, `${state$1}`);
        if (state.isExpired(tenant, record))
            return undefined;
        records.set(text, record);
        // the browser may keep a page that is left, and show it again
        addEventListener('pagehide', forget, { once: true });
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
        removed = { hash, href: location.href, entries: history.length };
        addEventListener('popstate', leave);
        const { navigation } = globalThis;
        navigation?.addEventListener('currententrychange', leave);
    },
    clear: forget,
});

exports.createPageLogins = createPageLogins;
