import type { TransactionStorage } from '../auth-options.js'

/** Keeps begun logins in a map, each for as long as it was told to by this clock (ms). */
export function memoryStorage(
  now: () => number,
): TransactionStorage & { readonly records: Map<string, string> } {
  const records = new Map<string, string>()
  const ends = new Map<string, number>()
  return {
    records,
    get: (state) => (now() < (ends.get(state) ?? 0) ? records.get(state) : undefined),
    set(state, record, maxAge) {
      records.set(state, record)
      ends.set(state, now() + maxAge * 1000)
    },
    remove: (state) => void records.delete(state),
  }
}
