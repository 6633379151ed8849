import { check } from './auth-error.js'
import type { ReceivedResponse } from './authorization-response.js'
import type { Config } from './config.js'
import type { Transaction } from './transaction.js'

/**
 * How the callback page knows, without any storage, whom a response is for: a popup's opener, a
 * frame's parent, or itself.
 */
export type StateMark = 'p.' | 'f.' | ''

declare const matched: unique symbol

/**
 * A response that answers a login which began here. Only {@link matchState} makes one, so that
 * nothing else can be completed.
 */
export interface MatchedResponse extends ReceivedResponse {
  readonly transaction: Transaction
  readonly [matched]: true
}

/** Whether a response must be handed to an opener or parent. */
export const isMarked = (state: string | undefined) => /^[pf]\.[\w-]{43}$/.test(`${state}`)

export const belongsTo = ({ clientId, issuer }: Config, transaction: Transaction) =>
  transaction.clientId === clientId && transaction.issuer === issuer

/**
 * The first of all checks: the response names a state that was made here (RFC 6749 §10.12, RFC 9700
 * §4.7). Throws `state_missing`, `state_unknown`.
 */
export function matchState(
  received: ReceivedResponse,
  transaction: Transaction | undefined,
): MatchedResponse {
  check(
    received.response.state,
    'state_missing',
    'nobody here asked for this response: start again',
  )
  check(
    transaction,
    'state_unknown',
    'no login waits for this response (used, forgotten or begun elsewhere): start again',
  )
  return { ...received, transaction } as MatchedResponse
}
