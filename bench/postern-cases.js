// Postern's part of the run in the page, with the platform's own prices and the hand-written login
// beside it.
import { cookieStorage } from '../dist/cookies.js'
import {
  answered,
  clientId,
  createClient,
  forgetAll,
  memoryRecords,
  redirectUri,
  server,
} from './client.js'
import { createLogin } from './hand-written.js'
import {
  primitives,
  primitivesWithCookie,
  primitivesWithDigest,
  primitivesWithStorage,
  storedText,
} from './primitives.js'

export function authorizeCases() {
  const inMemory = createClient({ storage: memoryRecords })
  const byDefault = createClient()
  const inCookies = createClient({ storage: cookieStorage() })
  const codeByDefault = createClient({ responseType: 'code' })
  const { issuer } = server
  const byHand = createLogin({ issuer, clientId, redirectUri, responseType: 'token id_token' })
  const build = (auth) => () => auth.buildAuthorizeUrl('google-oauth2')
  // five of ten find room, the others remove the oldest record
  const kept = { clean: forgetAll, batch: 10 }
  return [
    { name: 'primitives', run: primitives, batch: 20 },
    { name: 'primitives, SHA-256', run: primitivesWithDigest, batch: 20 },
    { name: 'primitives, localStorage read and written', run: primitivesWithStorage, ...kept },
    { name: 'primitives, cookie read and written', run: primitivesWithCookie, ...kept },
    { name: 'hand-written login', run: build(byHand), ...kept },
    { name: 'postern', run: build(byDefault), ...kept },
    { name: 'postern, code', run: build(codeByDefault), ...kept },
    { name: 'postern, in memory', run: build(inMemory), ...kept },
    { name: 'postern, cookieStorage', run: build(inCookies), ...kept },
  ]
}

export async function callbackCases() {
  const inMemory = createClient({ storage: memoryRecords })
  const byDefault = createClient()
  const inCookies = createClient({ storage: cookieStorage() })
  const tokenAlone = createClient({ responseType: 'token', storage: memoryRecords })
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
  // so that each has the keys
  await Promise.all(
    [byDefault, inCookies, tokenAlone, idTokenAlone].map(async (auth) =>
      auth.parseHash(await answered(auth)),
    ),
  )
  // five at a time, as the stopwatch does it anyway: of more the oldest records would be removed
  const parse = (name, auth) => ({
    name,
    prepare: () => answered(auth),
    run: (url) => auth.parseHash(url),
    clean: forgetAll,
  })
  return [
    {
      name: 'one subtle.verify',
      run: () => crypto.subtle.verify(algorithm, publicKey, bytes, signed),
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
    {
      name: 'localStorage, read and removed',
      prepare: () => {
        const name = `${Math.random()}`
        localStorage.setItem(name, storedText)
        return name
      },
      run: (name) => {
        localStorage.getItem(name)
        localStorage.removeItem(name)
      },
    },
    parse('postern, id_token, in memory', idTokenAlone),
    parse('postern, token, in memory', tokenAlone),
    parse('postern, token id_token, in memory', inMemory),
    parse('postern, token id_token', byDefault),
    parse('postern, token id_token, cookieStorage', inCookies),
  ]
}
