/**
 * Everybody who ever logged in here, by the tenant's own id: the connection's name and the id that
 * the person has there.
 */
export function createPeople() {
  const people = new Map()
  return {
    has: (id) => people.has(id),
    get: (id) => people.get(id),
    /**
     * Returns the id. `upstream` is what a later logout at the provider behind the connection
     * needs.
     */
    remember(connection, { id, ...profile }, upstream) {
      const accountId = `${connection}|${id}`
      people.set(accountId, { profile, connection, upstream })
      return accountId
    },
  }
}
