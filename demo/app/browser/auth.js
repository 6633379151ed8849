import { createAuth } from 'postern'

const { domain, clientId, audience } = document.body.dataset

// An app of your own creates one client, here at the top of a module. This one shows every response
// type, so it has a client for each.
const clients = new Map()

export function authFor({ responseType, responseMode }) {
  const key = `${responseType} ${responseMode}`
  if (!clients.has(key)) {
    const redirectUri = `${location.origin}/callback`
    clients.set(
      key,
      createAuth({ domain, clientId, audience, responseType, responseMode, redirectUri }),
    )
  }
  return clients.get(key)
}
