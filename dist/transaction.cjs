'use strict';

var authError = require('./auth-error.cjs');
var environment = require('./environment.cjs');
var originStorage = require('./origin-storage.cjs');
var ownMembers = require('./own-members.cjs');

/** Characters; origin storage holds some millions, for all that the app keeps there. */
const MAX_RECORD_LENGTH = 16_000;
/**
 * Remembers a login until its response comes, and makes sure that it is remembered before the page
 * is left. Throws `state_too_large`, `storage_unavailable`, or `invalid_config` for an appState
 * that JSON cannot hold.
 */
function saveTransaction(config, state, transaction) {
    const record = authError.attempt(() => JSON.stringify(transaction), 'invalid_config: appState');
    authError.check(record.length <= MAX_RECORD_LENGTH, 'state_too_large: appState');
    withStorage(config, (storage) => {
        storage.set(state, record, config.transactionTtl);
        authError.check(storage.get(state) === record, 'storage_unavailable: storage');
    });
}
/**
 * The remembered login of a state; undefined if there is none that can be read, or one from the
 * future, which nobody here has written. Throws `storage_unavailable`.
 */
function findTransaction(config, state) {
    return parseRecord(config, withStorage(config, (storage) => storage.get(state)));
}
/** Logins that wait for their response in this origin's storage; none in a storage of the app's. */
function pendingTransactions(config) {
    try {
        const records = config.storage ? [] : originStorage.storedRecords();
        return records.flatMap(({ record }) => parseRecord(config, record) ?? []);
    }
    catch {
        // one that cannot be read: who needs a record of it says so
        return [];
    }
}
function parseRecord(config, record) {
    try {
        const transaction = ownMembers.ownMembers(JSON.parse(`${record}`));
        const { v, nonce, createdAt } = transaction;
        const isPast = createdAt <= config.now() / 1000 + config.leeway;
        return v === 1 && nonce && isPast ? transaction : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * Forgets a login: a state is good for one response, whatever comes of it (RFC 6749 §10.12). Throws
 * `storage_unavailable`.
 */
function removeTransaction(config, state) {
    withStorage(config, (storage) => storage.remove(state));
}
function withStorage({ storage }, use) {
    if (!storage)
        environment.requirePage();
    return authError.attempt(() => use(storage ?? originStorage.originStorage), 'storage_unavailable: storage');
}

exports.findTransaction = findTransaction;
exports.pendingTransactions = pendingTransactions;
exports.removeTransaction = removeTransaction;
exports.saveTransaction = saveTransaction;
