import { Client, EqualityFilter, InvalidCredentialsError, OrFilter } from 'ldapts'

/**
 * People of a company's directory: the tenant searches for the name with a reading account of its
 * own, then binds as the person found, which is how the directory checks the password.
 */
export function createLdapConnection({ url, base, reader }) {
  const findPerson = async (client, name) => {
    const filter = new OrFilter({
      filters: ['mail', 'uid'].map((attribute) => new EqualityFilter({ attribute, value: name })),
    })
    const { searchEntries } = await client.search(base, {
      scope: 'sub',
      filter,
      attributes: ['uid', 'mail', 'cn'],
    })
    return searchEntries.length === 1 ? searchEntries[0] : null
  }
  return {
    async check(name, password) {
      // RFC 4513 §5.1.2: an empty password would bind as nobody, successfully
      if (!name.trim() || !password) return null
      const client = new Client({ url, timeout: 5000, connectTimeout: 5000 })
      try {
        await client.bind(reader.dn, reader.password)
        const person = await findPerson(client, name.trim())
        if (!person) return null
        await client.bind(person.dn, password)
        return {
          id: person.uid,
          name: person.cn,
          nickname: person.uid,
          email: person.mail,
          email_verified: true,
        }
      } catch (error) {
        if (error instanceof InvalidCredentialsError) return null
        throw error
      } finally {
        await client.unbind()
      }
    },
  }
}
