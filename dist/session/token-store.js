import { check } from '../auth-error.js';
import { updateRecord } from '../database.js';

/**
 * The store that `keep` names: in memory; in sessionStorage between two pages of a tab, and only
 * then, since it is copied with the tab, and two tabs must not hold one refresh token; or in
 * IndexedDB, which shows every tab what was written last, as localStorage does not. Throws
 * `invalid_config`.
 * @param key names the record
 */
function createTokenStore(keep, key) {
    check(/^(page|tab|browser)$/.test(keep), 'invalid_config: keep');
    let tokens;
    let isDatabaseUsed = keep === 'browser';
    const handOver = () => {
        try {
            if (tokens)
                sessionStorage.setItem(key, JSON.stringify(tokens));
            // a page that the browser keeps for Back takes them again, unless a page between has them
            tokens = undefined;
        }
        catch { }
    };
    const takeOver = () => {
        globalThis.addEventListener?.('pagehide', handOver);
        try {
            tokens = JSON.parse(`${sessionStorage.getItem(key)}`) ?? undefined;
            sessionStorage.removeItem(key);
        }
        catch { }
    };
    return async (update) => {
        const carryOut = () => updateRecord('sessions', key, update ?? ((found) => found));
        try {
            if (isDatabaseUsed) {
                // a second time: iOS may have taken the database away while the page slept
                tokens = await carryOut().catch(carryOut);
                return tokens;
            }
        }
        catch {
            isDatabaseUsed = !update;
        }
        if (keep === 'tab' && !tokens)
            takeOver();
        if (update)
            tokens = update(tokens);
        return tokens;
    };
}

export { createTokenStore };
