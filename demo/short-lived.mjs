// What a server remembers between two requests of one login: kept for ten minutes, taken once.
const lifetime = 10 * 60 * 1000

export function shortLivedStore() {
  const entries = new Map()
  const forgetExpired = () => {
    for (const [key, { expiresAt }] of entries) {
      if (expiresAt > Date.now()) break // entries are in order of age
      entries.delete(key)
    }
  }
  const peek = (key) => {
    forgetExpired()
    return entries.get(key)?.value
  }
  return {
    put(key, value) {
      forgetExpired()
      entries.delete(key)
      entries.set(key, { value, expiresAt: Date.now() + lifetime })
    },
    peek,
    take(key) {
      const value = peek(key)
      entries.delete(key)
      return value
    },
  }
}
