import { randomBytes } from 'node:crypto'
import { shortLivedStore } from '../short-lived.mjs'

/**
 * Carries the outcome of a login elsewhere back to the interaction it belongs to. Each is good
 * once, for that interaction alone.
 */
export function createTickets() {
  const outcomes = shortLivedStore()
  return {
    issue(uid, outcome) {
      const ticket = randomBytes(32).toString('base64url')
      outcomes.put(ticket, { uid, outcome })
      return ticket
    },
    redeem(ticket, uid) {
      const found = outcomes.take(ticket)
      return found?.uid === uid ? found.outcome : undefined
    },
  }
}
