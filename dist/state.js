import { AuthError } from './auth-error.js';

/** Whether a response must be handed to an opener or parent. */
function isRelayed(state) {
    return /^[pf]\./.test(`${state}`);
}
function belongsTo({ clientId, issuer }, transaction) {
    return transaction.clientId === clientId && transaction.issuer === issuer;
}
/**
 * The first of all checks: the response names a state that was made here, for this client, not too long ago (RFC 6749 §10.12, RFC 9700 §4.7).
 * Throws `state_missing`, `state_unknown`, `state_expired`.
 */
function matchState(config, received, transaction) {
    if (!received.state) {
        throw new AuthError('state_missing', 'A response without state: nobody here asked for it (a bookmark, a link from outside?). Start the login again.');
    }
    if (!transaction) {
        throw new AuthError('state_unknown', 'No login that began in this browser is waiting for this response: it was answered before, begun elsewhere, or forgotten. Start the login again.');
    }
    if (config.now() / 1000 > transaction.createdAt + config.transactionTtl) {
        throw new AuthError('state_expired', `This login took longer than ${config.transactionTtl} s. Start it again.`, {
            appState: transaction.appState,
        });
    }
    return { received, transaction };
}

export { belongsTo, isRelayed, matchState };
