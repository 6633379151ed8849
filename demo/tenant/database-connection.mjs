import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Accounts of the tenant's own: e-mail and a password of which only a salted hash is kept. */
export function createDatabaseConnection({ accounts }) {
  const salt = randomBytes(16)
  const hash = (password) => scryptSync(password, salt, 32)
  const rows = new Map(
    accounts.map(({ email, name, username, password }, index) => [
      email,
      { id: `6507c1e${index + 2}`, name, nickname: username, hash: hash(password) },
    ]),
  )
  // costs the same time, so that nobody learns which addresses exist
  const noSuchPerson = { hash: randomBytes(32) }

  return {
    async check(email, password) {
      const row = rows.get(email.trim().toLowerCase()) ?? noSuchPerson
      if (!timingSafeEqual(row.hash, hash(password)) || row === noSuchPerson) return null
      return {
        id: row.id,
        name: row.name,
        nickname: row.nickname,
        email: email.trim().toLowerCase(),
        email_verified: true,
      }
    },
  }
}
