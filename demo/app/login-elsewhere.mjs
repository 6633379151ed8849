import { randomBytes } from 'node:crypto'
import { request } from '../back-channel.mjs'

const random = () => randomBytes(32).toString('hex')

/** A browser reduced to what a login needs: it keeps cookies and follows one redirect at a time. */
function createBrowser(certificate) {
  const cookies = new Map()
  return async (url, form) => {
    const { headers } = await request(url, {
      form,
      certificate,
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
    for (const cookie of headers['set-cookie'] ?? []) {
      const [pair] = cookie.split(';')
      const [name, value] = pair.split(/=(.*)/)
      cookies.set(name, value)
    }
    return new URL(headers.location, url)
  }
}

/**
 * Logs a person in at the tenant in a browser of their own, and gives the address, with the answer
 * in it, that this browser was sent to. Somebody who means harm does the same by hand, and sends
 * the address to a victim.
 */
export async function logInElsewhere({ tenant, clientId, redirectUri, person, certificate }) {
  const visit = createBrowser(certificate)
  const query = new URLSearchParams({
    response_type: 'id_token token',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    connection: 'database',
    state: random(),
    nonce: random(),
  })
  const loginPage = await visit(new URL(`/authorize?${query}`, tenant))
  const { email, password } = person
  const loggedIn = await visit(loginPage, { email, password })
  return (await visit(loggedIn)).href
}
