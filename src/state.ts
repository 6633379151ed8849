import { AuthError } from './auth-error.js'
import type { ReceivedResponse } from './authorization-response.js'
import type { Config } from './config.js'
import type { Transaction } from './transaction.js'

/** How the callback page knows, without any storage, whom a response is for: the popup's opener, the frame's parent, or itself. */
export type StateMark = 'p.' | 'f.' | ''

declare const matched: unique symbol

/** A response that answers a login which began here. Only {@link matchState} makes one, so that nothing else can be completed. */
export interface MatchedResponse {
  readonly received: ReceivedResponse
  readonly transaction: Transaction
  readonly [matched]: true
}

/** Whether a response must be handed to an opener or parent. */
export function isRelayed(state: string | null): state is string {
  return /^[pf]\./.test(`${state}`)
}

export function belongsTo({ clientId, issuer }: Config, transaction: Transaction): boolean {
  return transaction.clientId === clientId && transaction.issuer === issuer
}

/**
 * The first of all checks: the response names a state that was made here, for this client, not too long ago (RFC 6749 §10.12, RFC 9700 §4.7).
 * Throws `state_missing`, `state_unknown`, `state_expired`.
 */
export function matchState(config: Config, received: ReceivedResponse, transaction: Transaction | undefined): MatchedResponse {
  if (!received.state) {
    throw new AuthError(
      'state_missing',
      'A response without state: nobody here asked for it (a bookmark, a link from outside?). Start the login again.',
    )
  }
  if (!transaction) {
    throw new AuthError(
      'state_unknown',
      'No login that began in this browser is waiting for this response: it was answered before, begun elsewhere, or forgotten. Start the login again.',
    )
  }
  if (config.now() / 1000 > transaction.createdAt + config.transactionTtl) {
    throw new AuthError('state_expired', `This login took longer than ${config.transactionTtl} s. Start it again.`, {
      appState: transaction.appState,
    })
  }
  return { received, transaction } as MatchedResponse
}
