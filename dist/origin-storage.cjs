'use strict';

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
    return areas().flatMap((area) => Object.keys(area).flatMap((key) => {
        const record = RECORD_KEY.test(key) && area.getItem(key);
        return record ? [{ area, key, record }] : [];
    }));
}
/**
 * This origin's storage, one key for each state: no server sees it, and neither a sibling subdomain
 * nor another port of the host can write it. At most five records stay: who saves one removes those
 * that are expired, and the oldest. What was not kept is noticed by whoever reads it back.
 */
const originStorage = {
    get(state) {
        const found = areas().map((area) => area.getItem(PREFIX + state));
        return found.find((record) => record !== null);
    },
    set(state, record, maxAge) {
        const key = PREFIX + state;
        areas().some((area) => canWrite(area, key, record));
        const now = createdAt(record);
        storedRecords()
            .filter((stored) => stored.key !== key)
            .map((stored) => ({ ...stored, age: now - createdAt(stored.record) }))
            .sort((a, b) => a.age - b.age)
            .forEach(({ area, key, age }, index) => {
            // one from the future is no record either
            if (!(Math.abs(age) <= maxAge) || index > MAX_RECORDS - 2)
                area.removeItem(key);
        });
    },
    remove(state) {
        for (const area of areas())
            area.removeItem(PREFIX + state);
    },
};
function canWrite(area, key, record) {
    try {
        area.setItem(key, record);
        return true;
    }
    catch {
        // full, or refused
        return false;
    }
}
/** Seconds since 1970; NaN for what is no record. */
const createdAt = (record) => Number(/"createdAt":(\d+)/.exec(record)?.[1]);

exports.originStorage = originStorage;
exports.storedRecords = storedRecords;
