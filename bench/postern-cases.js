// Postern's part of the run in the page: its logins, and the platform's own primitives beside them.
import { createAuth } from '../dist/index.js'
import { createTestServer, generateTestKey } from '../dist/testing.js'

const clientId = 'app-0123456789abcdef0123456789ab'
const redirectUri = 'https://app.example/callback'

export const sessionRecords = {
  get: (state) => sessionStorage.getItem(`bench.${state}`),
  set: (state, record) => sessionStorage.setItem(`bench.${state}`, record),
  remove: (state) => sessionStorage.removeItem(`bench.${state}`),
}

/** In memory: what costs nothing. */
const records = new Map()
const memoryRecords = {
  get: (state) => records.get(state),
  set: (state, record) => records.set(state, record),
  remove: (state) => records.delete(state),
}

export function forgetAll() {
  records.clear()

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

/** @param {{ responseType?: string, storage?: object }} [options] without a storage: cookies */
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

const toText = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

function primitives() {
  const random = crypto.getRandomValues(new Uint8Array(64))
  const parameters = {
    client_id: clientId,
    response_type: 'token id_token',
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    connection: 'google-oauth2',
    state: toText(random.subarray(0, 32)),
    nonce: toText(random.subarray(32)),
  }
  return `${server.issuer}authorize?${new URLSearchParams(parameters)}`
}

const cookieText = 'x'.repeat(300)

function primitivesWithCookie() {
  const url = primitives()
  // biome-ignore lint/suspicious/noDocumentCookie: the bare price of a write
  document.cookie = `bench=${cookieText}; Path=/; SameSite=Lax; Max-Age=3600`
  if (!document.cookie.includes('bench=')) throw new Error('no cookies')
  return url
}

async function primitivesWithDigest() {
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

export function authorizeCases() {
  const inSession = createClient({ storage: sessionRecords })
  const inCookies = createClient()
  const codeInSession = createClient({ responseType: 'code', storage: sessionRecords })
  const build = (auth) => () => auth.buildAuthorizeUrl('google-oauth2')
  return [
    { name: 'primitives', run: primitives, batch: 100 },
    { name: 'primitives, cookie read and written', run: primitivesWithCookie, clean: forgetAll },
    { name: 'primitives, SHA-256', run: primitivesWithDigest, batch: 20 },
    // five at a time: then nothing is pruned yet
    { name: 'postern, web storage', run: build(inSession), clean: forgetAll, batch: 20 },
    { name: 'postern, cookies', run: build(inCookies), clean: forgetAll },
    { name: 'postern, code, web storage', run: build(codeInSession), clean: forgetAll, batch: 20 },
  ]
}

export async function callbackCases() {
  const inMemory = createClient({ storage: memoryRecords })
  const inSession = createClient({ storage: sessionRecords })
  const inCookies = createClient()
  const idTokenAlone = createClient({ responseType: 'id_token', storage: memoryRecords })
  const { idToken } = await inMemory.parseHash(await answered(inMemory))
  const [header, payload, signature] = idToken.split('.')
  const signed = new TextEncoder().encode(`${header}.${payload}`)
  const bytes = Uint8Array.from(
    atob(signature.replace(/-/g, '+').replace(/_/g, '/')),
    (character) => character.charCodeAt(0),
  )
  const jwks = await (await server.fetch(`${server.issuer}.well-known/jwks.json`)).json()
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const publicKey = await crypto.subtle.importKey('jwk', jwks.keys[0], algorithm, false, ['verify'])
  await Promise.all(
    [inSession, inCookies, idTokenAlone].map(async (auth) => auth.parseHash(await answered(auth))),
  )
  // five cookies at a time: more would be pruned
  const parse = (name, auth, batch = 20) => ({
    name,
    prepare: () => answered(auth),
    run: (url) => auth.parseHash(url),
    clean: forgetAll,
    batch,
  })
  return [
    {
      name: 'one subtle.verify',
      run: () => crypto.subtle.verify(algorithm, publicKey, bytes, signed),
      batch: 20,
    },
    {
      name: 'importKey and subtle.verify',
      run: async () => {
        const imported = await crypto.subtle.importKey('jwk', jwks.keys[0], algorithm, false, [
          'verify',
        ])
        return crypto.subtle.verify(algorithm, imported, bytes, signed)
      },
    },
    { name: 'document.cookie, read', run: () => document.cookie },
    {
      name: 'sessionStorage, read and removed',
      prepare: () => {
        const name = `${Math.random()}`
        sessionRecords.set(name, cookieText)
        return name
      },
      run: (name) => {
        sessionRecords.get(name)
        sessionRecords.remove(name)
      },
      batch: 20,
    },
    parse('postern, id_token', idTokenAlone),
    parse('postern, token id_token', inMemory),
    parse('postern, token id_token, web storage', inSession),
    parse('postern, token id_token, cookies', inCookies, 5),
  ]
}

const headerBytes = async () => Number(await (await fetch('/cookie-bytes')).text())

function restoreCookies(cookies) {
  forgetAll()
  // biome-ignore lint/suspicious/noDocumentCookie: the bench puts back what it saw
  for (const cookie of cookies) document.cookie = `${cookie}; Path=/; SameSite=Lax; Max-Age=3600`
  return document.cookie // as above
}

/**
 * What abandoned logins leave behind, and what a login costs after them: each number of logins
 * once, then all of them in turns.
 */
export async function measureGrowth(median) {
  const auth = createClient()
  await auth.parseHash(await answered(auth))
  const rows = []
  for (const appState of [undefined, 'x'.repeat(1000)]) {
    for (const abandoned of [1, 10, 100, 1000]) {
      forgetAll()
      for (let index = 0; index < abandoned; index++)
        await auth.buildAuthorizeUrl('google-oauth2', { appState })
      const cookieHeaderBytes = await headerBytes()
      rows.push({
        abandoned,
        appState,
        cookieHeaderBytes,
        cookies: document.cookie.split('; '),
        authorize: [],
        parseHash: [],
      })
    }
  }
  for (let round = 0; round < 40; round++) {
    for (const { appState, cookies, authorize, parseHash } of rows) {
      restoreCookies(cookies)
      const start = performance.now()
      const url = await auth.buildAuthorizeUrl('google-oauth2', { appState })
      authorize.push((performance.now() - start) * 1000)
      const callback = await server.answer(url)
      const back = performance.now()
      await auth.parseHash(callback)
      parseHash.push((performance.now() - back) * 1000)
    }
  }
  forgetAll()
  return rows.map(({ abandoned, appState, cookieHeaderBytes, authorize, parseHash }) => ({
    abandoned,
    appStateBytes: appState?.length ?? 0,
    cookieHeaderBytes,
    authorize: median(authorize),
    parseHash: median(parseHash),
  }))
}
