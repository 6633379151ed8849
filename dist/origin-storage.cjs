'use strict';

var idTokenRules = require('./id-token-rules.cjs');

const PREFIX = 'postern.';
/** A record's key: {@link PREFIX} and a state as made here. Other keys are the app's. */
const RECORD_KEY = /^postern\.[pf]?[\da-f]{64}$/;
const MAX_RECORDS = 5;
/**
 * `localStorage`, which other tabs of the origin see too; then `sessionStorage`, for where the
 * first is full or refused. A page may have neither, and even to ask for one can throw.
 */
function areas() {
    return [() => localStorage, () => sessionStorage].flatMap((area) => {
        try {
            return area() ?? [];
        }
        catch {
            return [];
        }
    });
}
/** Every record here, whichever client's. */
function storedRecords() {
    return areas().flatMap((area) => Object.keys(area)
        .filter((key) => RECORD_KEY.test(key))
        .map((key) => ({ area, key, record: `${area.getItem(key)}` })));
}
/**
 * This origin's storage, one key for each state: no server sees it, and neither a sibling subdomain
 * nor another port of the host can write it. At most five records stay: who saves one removes its
 * client's expired ones, and the oldest. What was not kept is noticed by whoever reads it back.
 */
const originStorage = {
    get(state) {
        const found = areas().map((area) => area.getItem(PREFIX + state));
        return found.find((record) => record !== null);
    },
    set(state, record, maxAge) {
        const own = PREFIX + state;
        areas().some((area) => {
            try {
                area.setItem(own, record);
                return true;
            }
            catch {
                // full, or refused
                return false;
            }
        });
        const ageOf = (stored) => createdAt(record) - createdAt(stored.record);
        const others = storedRecords().filter(({ key }) => key !== own);
        const alive = others
            // one from the future, which the clock was set back from, is no record either
            .filter((stored) => ageOf(stored) >= -idTokenRules.MAX_LEEWAY)
            // another client may give its logins more time
            .filter((stored) => ageOf(stored) <= maxAge || clientOf(stored.record) !== clientOf(record))
            .sort((a, b) => ageOf(a) - ageOf(b))
            .slice(0, MAX_RECORDS - 1);
        for (const stored of others)
            if (!alive.includes(stored))
                stored.area.removeItem(stored.key);
    },
    remove(state) {
        for (const area of areas())
            area.removeItem(PREFIX + state);
    },
};
const clientOf = (record) => /"clientId":"[^"]*"/.exec(record)?.[0];
/** Seconds since 1970; NaN for what is no record. */
const createdAt = (record) => Number(/"createdAt":(\d+)/.exec(record)?.[1]);

exports.originStorage = originStorage;
exports.storedRecords = storedRecords;
