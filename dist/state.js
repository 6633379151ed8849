import { check } from './auth-error.js';

/** Whether a response must be handed to an opener or parent. */
const isMarked = (state) => /^[pf]\.[\w-]{43}$/.test(`${state}`);
const belongsTo = ({ clientId, issuer }, transaction) => transaction.clientId === clientId && transaction.issuer === issuer;
/**
 * The first of all checks: the response names a state that was made here (RFC 6749 §10.12, RFC 9700
 * §4.7). Throws `state_missing`, `state_unknown`.
 */
function matchState(received, transaction) {
    check(received.response.state, 'state_missing', 'nobody here asked for this response: start again');
    check(transaction, 'state_unknown', 'no login waits for this response (used, forgotten or begun elsewhere): start again');
    return { ...received, transaction };
}

export { belongsTo, isMarked, matchState };
