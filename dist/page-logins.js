import { check } from './auth-error.js';
import { requirePage, isPage, untilActivated } from './environment.js';
import { findOwnedResponses, chooseResponse, cleanPage, takeResponse } from './page-response.js';

function createPageLogins(config, complete) {
    const results = new Map(); // by state
    let latest; // of those that this page was loaded with
    const take = async (received) => complete(await takeResponse(config, received));
    const start = (received) => untilActivated()?.then(() => take(received)) ?? take(received);
    const find = (text) => {
        if (text)
            check(typeof text === 'string', 'invalid_config: text');
        else
            requirePage();
        const here = isPage() ? findOwnedResponses(config, location.href, results) : [];
        const chosen = chooseResponse(text ? findOwnedResponses(config, text, results) : here);
        const state = chosen?.response.state;
        // the page's own, though handed over as a text; a router may have decoded it
        const sameHere = state && here.find(({ response }) => response.state === state);
        const isFromPage = !text || sameHere;
        if (isFromPage)
            cleanPage(config, here);
        // a fragment that anybody can set does not replace a finished login
        if (isFromPage && latest && chosen?.owner !== 'this')
            return latest;
        if (!chosen)
            return null;
        // from the page itself rather than from the text: it has the address that it came to
        const result = results.get(state ?? '') ?? start(sameHere || chosen);
        // without a page nothing is kept: a server's next caller is another person
        if (state && isPage())
            results.set(state, result);
        if (isFromPage)
            latest = result;
        return result;
    };
    return {
        parseHash(text) {
            try {
                return find(text) ?? Promise.resolve(null);
            }
            catch (error) {
                return Promise.reject(error);
            }
        },
        forget() {
            results.clear();
            latest = undefined;
        },
    };
}

export { createPageLogins };
