import type { TransactionStorage } from '../../src/index.js'

/** Storage that never forgets by itself, and keeps what was asked of it. */
export interface MemoryStorage extends TransactionStorage {
  readonly records: Map<string, string>
  readonly calls: ['get' | 'set' | 'remove', state: string][]
}

export function memoryStorage(): MemoryStorage {
  const records = new Map<string, string>()
  const calls: MemoryStorage['calls'] = []
  return {
    records,
    calls,
    get(state) {
      calls.push(['get', state])
      return records.get(state)
    },
    set(state, record) {
      calls.push(['set', state])
      records.set(state, record)
    },
    remove(state) {
      calls.push(['remove', state])
      records.delete(state)
    },
  }
}
