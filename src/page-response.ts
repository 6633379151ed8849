import { check } from './auth-error.js'
import type { ReceivedResponse } from './authorization-response.js'
import type { Config } from './config.js'
import { requirePage } from './environment.js'
import { relayResponse } from './relay.js'
import { belongsTo, isMarked, type MatchedResponse, matchState } from './state.js'
import { findTransaction, removeTransaction } from './transaction.js'

/**
 * Takes a response that is for this client: removes its record, so that it is used once, and judges
 * its state; one of a popup or frame is handed home. Null, and nothing touched, for what is another
 * client's or the app's own. Which it is, is decided before the first wait.
 */
export function takeResponse(
  config: Config,
  received: ReceivedResponse,
): Promise<MatchedResponse> | null {
  const { response, mode, text } = received
  const { state = '' } = response
  if (isMarked(state)) return sendHome(state, (mode === 'query' ? '?' : '#') + text)
  try {
    const transaction = state ? findTransaction(config, state) : undefined
    if (transaction && !belongsTo(config, transaction)) return null
    const matched = matchState(received, transaction)
    removeTransaction(config, state)
    return Promise.resolve(matched)
  } catch (error) {
    // a query is ours only if its state is known here
    return mode === 'query' ? null : Promise.reject(error)
  }
}

async function sendHome(state: string, response: string): Promise<never> {
  requirePage()
  check(
    await relayResponse(state, response),
    'state_unknown',
    'the page that waited is gone: start again there',
  )
  return new Promise(() => {})
}
