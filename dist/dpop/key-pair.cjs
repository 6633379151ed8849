'use strict';

var database = require('../database.cjs');
var environment = require('../environment.cjs');
var jwks = require('../jwks.cjs');

/** Keeps it in IndexedDB; in memory without a name, or where the browser refuses its storage. */
function createKeyPairSource(name) {
    let inMemory;
    return {
        async find() {
            environment.requireSubtleCrypto();
            // looked for at each call: another tab may have removed it
            const stored = name === null ? undefined : await findStored(name).catch(() => undefined);
            inMemory = stored ?? inMemory ?? generateKeyPair();
            return inMemory;
        },
        async forget() {
            inMemory = undefined;
            // where the storage is refused, no key is in it
            if (name !== null)
                await database.updateRecord('keys', name, () => undefined).catch(() => undefined);
        },
    };
}
async function findStored(name) {
    const found = await database.updateRecord('keys', name, (pair) => pair);
    if (found)
        return found;
    const made = await generateKeyPair();
    // of several tabs that make one at once, the first wins
    return database.updateRecord('keys', name, (pair) => pair ?? made);
}
/** No script can read the private key (RFC 9449 §11.4). */
const generateKeyPair = () => crypto.subtle.generateKey(jwks.signatureAlgorithm('ES256'), false, [
    'sign',
    'verify',
]);

exports.createKeyPairSource = createKeyPairSource;
