import type { Config } from '../config.js'
import { belongsTo } from '../state.js'
import { findTransaction, removeTransaction } from '../transaction.js'
import type { LoginRecord } from './login-request.js'

/** What one page load knows of the logins that were begun on earlier ones. */
export interface LoginMemory {
  /**
   * Takes the record that a state names, so that it is used once; undefined if there is none in
   * time, null if it is another client's, which is left alone. The same answer finds the same
   * record for as long as the page lives.
   */
  take(state: string | undefined, text: string): LoginRecord | undefined | null
  /** Forgets them all. */
  clear(): void
}

export function createLoginMemory(config: Config): LoginMemory {
  const taken = new Map<string, LoginRecord>()
  return {
    take(state, text) {
      const known = taken.get(text)
      if (known || !state) return known
      const record: LoginRecord | undefined = findTransaction(config, state)
      if (!record) return undefined
      if (!belongsTo(config, record)) return null
      removeTransaction(config, state)
      if (config.now() / 1000 > record.createdAt + config.transactionTtl) return undefined
      taken.set(text, record)
      return record
    },
    clear: () => taken.clear(),
  }
}
