// An authorize URL by the platform's own means: the bare price, and that of memory beside it.
import { clientId, redirectUri, server } from './client.js'

const toText = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

function requestOf() {
  const random = crypto.getRandomValues(new Uint8Array(64))
  return {
    client_id: clientId,
    response_type: 'token id_token',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    connection: 'google-oauth2',
    state: toText(random.subarray(0, 32)),
    nonce: toText(random.subarray(32)),
  }
}

const toUrl = (parameters) => `${server.issuer}authorize?${new URLSearchParams(parameters)}`

export const primitives = () => toUrl(requestOf())

/**
 * A person's own code with the storage accesses that Postern makes: the record is written, all
 * records of both areas are listed, each other one is read for its age, all but five are removed,
 * and what was written is read back.
 */
export function primitivesWithStorage() {
  const parameters = requestOf()
  const name = `bench.${parameters.state}`
  const record = `${Date.now()} ${JSON.stringify(parameters)}`
  localStorage.setItem(name, record)
  const others = [localStorage, sessionStorage].flatMap((area) =>
    Object.keys(area)
      .filter((key) => key.startsWith('bench.') && key !== name)
      .map((key) => ({ area, key, createdAt: Number.parseInt(area.getItem(key), 10) })),
  )
  others.sort((a, b) => b.createdAt - a.createdAt)
  for (const { area, key } of others.slice(4)) area.removeItem(key)
  const [kept] = [localStorage, sessionStorage].map((area) => area.getItem(name))
  if (kept !== record) throw new Error('no storage')
  return toUrl(parameters)
}

export const storedText = 'x'.repeat(400)

export function primitivesWithCookie() {
  const url = primitives()
  // biome-ignore lint/suspicious/noDocumentCookie: the bare price of a write
  document.cookie = `bench=${storedText}; Path=/; SameSite=Lax; Max-Age=3600`
  if (!document.cookie.includes('bench=')) throw new Error('no cookies')
  return url
}

export async function primitivesWithDigest() {
  const url = primitives()
  return (
    url +
    toText(
      new Uint8Array(
        await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url.slice(-43))),
      ),
    )
  )
}
