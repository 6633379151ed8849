import { AuthError } from './auth-error.js'
import { findResponse, type ReceivedResponse } from './authorization-response.js'
import type { Config } from './config.js'
import { relayResponse } from './relay.js'
import { belongsTo, isRelayed, type MatchedResponse, matchState } from './state.js'
import { findTransaction, removeTransaction, type Transaction } from './transaction.js'

/**
 * Takes a response that is for this client: removes its record, so that it is used once, and judges its state; one of a popup or frame is handed home.
 * Null, and nothing touched, for what is another client's or the app's own. Which it is, is decided before the first wait.
 */
export function takeResponse(config: Config, received: ReceivedResponse): Promise<MatchedResponse> | null {
  const { state, mode, text } = received
  if (isRelayed(state)) return sendHome(state, (mode === 'query' ? '?' : '#') + text)
  try {
    const transaction = state ? findTransaction(config, state) : undefined
    if (transaction ? !belongsTo(config, transaction) : mode === 'query') return null
    if (state && transaction) removeTransaction(config, state)
    return judge(config, received, transaction)
  } catch (error) {
    // without its storage nobody can say whose a query is
    return mode === 'query' ? null : Promise.reject(error)
  }
}

/** Removes a response from this page's URL, if it is there: no history entry is made, and `history.state` survives (RFC 9700 §4.3.1). */
export function cleanUrl({ text }: ReceivedResponse): boolean {
  const here = typeof document === 'undefined' ? null : findResponse(location.href)
  const found = here?.text === text
  if (found) history.replaceState(history.state, '', here.remainder())
  return found
}

async function judge(config: Config, received: ReceivedResponse, transaction: Transaction | undefined): Promise<MatchedResponse> {
  return matchState(config, received, transaction)
}

async function sendHome(state: string, response: string): Promise<never> {
  if (await relayResponse(state, response)) return new Promise(() => {})
  throw new AuthError('state_unknown', 'No page is waiting for this login any more: it was closed or reloaded. Start the login again.')
}
