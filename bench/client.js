// What the cases in the page share: one server, Postern's client of it, and an empty browser.
import { createAuth } from '../dist/index.js'
import { createTestServer, generateTestKey } from '../dist/testing/index.js'

export const clientId = 'app-0123456789abcdef0123456789ab'
export const redirectUri = 'https://app.example/callback'

/** In memory: what costs nothing. */
const records = new Map()
export const memoryRecords = {
  get: (state) => records.get(state),
  set: (state, record) => records.set(state, record),
  remove: (state) => records.delete(state),
}

export function forgetAll() {
  records.clear()
  localStorage.clear()
  sessionStorage.clear()
  for (const cookie of document.cookie.split('; ')) {
    // biome-ignore lint/suspicious/noDocumentCookie: the bench looks at cookies from outside
    if (cookie) document.cookie = `${cookie.split('=')[0]}=; Path=/; Max-Age=0`
  }
  // a read waits until all of them are written, and so would the first read that is timed
  return document.cookie
}

/** One server and one key for all: making an RSA key takes long. */
const key = await generateTestKey('RS256')
export const server = createTestServer({ key })

/**
 * @param {{ responseType?: string, storage?: object }} [options] without a storage: the origin's
 */
export function createClient({ responseType = 'token id_token', ...options } = {}) {
  const { issuer, fetch, algorithms } = server
  return createAuth({
    domain: issuer,
    issuer,
    fetch,
    algorithms,
    clientId,
    redirectUri,
    responseType,
    navigate: () => {},
    ...options,
  })
}

/** A begun and answered login: the callback URL. */
export const answered = async (auth, request) =>
  server.answer(await auth.buildAuthorizeUrl('google-oauth2', request))
