import { check } from './auth-error.js'
import type { ReceivedResponse } from './authorization-response.js'
import type { Config } from './config.js'
import type { Transaction } from './transaction.js'

/**
 * How the callback page knows, without any storage, whom a response is for: a popup's opener, a
 * frame's parent, or itself.
 */
export type StateMark = 'p' | 'f' | ''

/** A mark and 64 hexadecimal digits; `f` is a digit too, but a redirect's state has 64 alone. */
const MARKED_STATE = /^[pf][\da-f]{64}$/

/** Whether a response must be handed to an opener or parent. */
export const isMarked = (state: string | undefined) => MARKED_STATE.test(`${state}`)

/** Whether a login is this client's. */
export const belongsTo = ({ clientId, issuers }: Config, transaction: Transaction) =>
  transaction.clientId === clientId && issuers.includes(transaction.issuer)

/** Whether a login took so long that its response comes too late. */
export const isExpired = ({ now, transactionTtl }: Config, { createdAt }: Transaction) =>
  now() / 1000 > createdAt + transactionTtl

declare const matched: unique symbol

/**
 * A response that answers a login which began here. Only {@link matchState} makes one, so that
 * nothing else can be completed.
 */
export interface MatchedResponse extends ReceivedResponse {
  readonly transaction: Transaction
  readonly [matched]: true
}

/**
 * The first of all checks: the response names a state that was made here (RFC 6749 §10.12, RFC 9700
 * §4.7). Throws `state_missing`, `state_unknown`.
 */
export function matchState(
  received: ReceivedResponse,
  transaction: Transaction | undefined,
): MatchedResponse {
  check(received.response.state, 'state_missing: state')
  check(transaction, 'state_unknown: state')
  return { ...received, transaction } as MatchedResponse
}
