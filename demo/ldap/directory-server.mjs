import ldap from 'ldapjs'

const base = 'dc=alderholm,dc=example'
export const directory = {
  base,
  organisation: 'Alder & Holm',
  reader: { dn: `cn=login-page,ou=services,${base}`, password: 'reads-only' },
}

const people = (account) => [
  {
    dn: `uid=${account.username},ou=people,${base}`,
    password: account.password,
    attributes: {
      objectClass: ['inetOrgPerson'],
      uid: account.username,
      cn: account.name,
      givenName: account.givenName,
      sn: account.familyName,
      mail: account.email,
    },
  },
]

const sameName = (dn, other) => ldap.parseDN(other).equals(dn)

/**
 * A small LDAP directory on loopback: people are found by search, and show their password by bind.
 */
export async function startDirectory({ port, account }) {
  const server = ldap.createServer()
  const entries = people(account)

  server.bind(base, (request, response, next) => {
    const credentials = request.credentials
    const known = [directory.reader, ...entries].find(({ dn }) => sameName(request.dn, dn))
    // RFC 4513 §5.1.2: a bind with a name and no password proves nothing
    if (!credentials || known?.password !== credentials)
      return next(new ldap.InvalidCredentialsError())
    response.end()
    return next()
  })

  server.search(base, (request, response, next) => {
    if (!sameName(request.connection.ldap.bindDN, directory.reader.dn))
      return next(new ldap.InsufficientAccessRightsError())
    for (const { dn, attributes } of entries) {
      if (request.filter.matches(attributes)) response.send({ dn, attributes })
    }
    response.end()
    return next()
  })

  const listenAt = (wanted) =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(wanted, '127.0.0.1', () => {
        server.removeListener('error', reject)
        resolve(server.address().port)
      })
    })
  const chosen = await listenAt(port).catch((error) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    return listenAt(0)
  })
  return {
    port: chosen,
    url: `ldap://127.0.0.1:${chosen}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
