import { check } from './auth-error.js';

/** A mark and 64 hexadecimal digits; `f` is a digit too, but a redirect's state has 64 alone. */
const MARKED_STATE = /^[pf][\da-f]{64}$/;
/** Whether a response must be handed to an opener or parent. */
const isMarked = (state) => MARKED_STATE.test(`${state}`);
/** Whether a login is this client's. */
const belongsTo = ({ clientId, issuers }, transaction) => transaction.clientId === clientId && issuers.includes(transaction.issuer);
/** Whether a login took so long that its response comes too late. */
const isExpired = ({ now, transactionTtl }, { createdAt }) => now() / 1000 > createdAt + transactionTtl;
/**
 * The first of all checks: the response names a state that was made here (RFC 6749 §10.12, RFC 9700
 * §4.7). Throws `state_missing`, `state_unknown`.
 */
function matchState(received, transaction) {
    check(received.response.state, 'state_missing: state');
    check(transaction, 'state_unknown: state');
    return { ...received, transaction };
}

export { belongsTo, isExpired, isMarked, matchState };
