// What an app hands over: right options compile, wrong ones do not, under
// exactOptionalPropertyTypes too.
import type {
  Auth,
  AuthOptions,
  AuthorizationResponse,
  DiscoveredOptions,
  IdTokenClaims,
  Transaction,
  TransactionStorage,
  UserInfo,
} from '../../src/index.js'
import {
  createAuth,
  discover,
  type readResponse,
  type safeReturnTo,
  verifyIdToken,
} from '../../src/index.js'
import type { Expect, Same } from './expect.js'
import { some } from './expect.js'

const least = { domain: 'acme.eu.auth0.com', clientId: 'abc', responseType: 'code' } as const

export const everyOption: Required<AuthOptions<'code'>> = {
  ...least,
  redirectUri: 'https://app.example/callback',
  responseMode: 'query',
  scope: 'openid',
  audience: 'https://api.example/',
  params: { prompt: 'login' },
  issuer: 'https://acme.eu.auth0.com/',
  endpoints: { endSession: 'https://acme.eu.auth0.com/oidc/logout' },
  requireIss: true,
  returnToName: 'logout_uri',
  assumeBearer: true,
  algorithms: ['RS256', 'ES384', 'PS512', 'EdDSA', 'Ed25519'],
  leeway: 0,
  transactionTtl: 600,
  timeout: Number.POSITIVE_INFINITY,
  storage: { get: () => null, set() {}, remove() {} },
  dpop: { fetch, thumbprint: async () => 'key', clear: async () => {} },
  fetch,
  now: () => 0,
  navigate() {},
}
createAuth(everyOption)
createAuth({ ...least, issuer: ['https://accounts.example', 'accounts.example'] })
createAuth({ ...least, endpoints: { logout: null, token: 'https://login.example/token' } })
createAuth({ ...least, navigate: async () => {} })

export function wrongOptions() {
  // @ts-expect-error a browser keeps no secret (RFC 10017 §6.3.3.1)
  createAuth({ ...least, clientSecret: 'x' })
  // @ts-expect-error the client is missing
  createAuth({ domain: 'acme.eu.auth0.com', responseType: 'code' })
  // @ts-expect-error the server is missing
  createAuth({ clientId: 'abc', responseType: 'code' })
  createAuth({ ...least, responseMode: { code: 'query', token: 'fragment' } })
  // @ts-expect-error the server answers tokens alone
  createAuth({ ...least, responseMode: { token: 'fragment' } })
  // @ts-expect-error script cannot read it
  createAuth({ ...least, responseMode: 'form_post' })
  // @ts-expect-error no HMAC in a browser
  createAuth({ ...least, algorithms: ['HS256'] })
  // @ts-expect-error nor unsigned
  createAuth({ ...least, algorithms: ['none'] })
  // @ts-expect-error no such algorithm
  createAuth({ ...least, algorithms: ['ES128'] })
  // @ts-expect-error seconds
  createAuth({ ...least, leeway: '60' })
  // @ts-expect-error no such endpoint
  createAuth({ ...least, endpoints: { authorise: 'https://acme.eu.auth0.com/authorize' } })
  // @ts-expect-error storage is synchronous
  createAuth({ ...least, storage: { get: async () => null, set() {}, remove() {} } })
  // @ts-expect-error storage must be able to forget
  createAuth({ ...least, storage: { get: () => null, set() {} } })
  // @ts-expect-error under exactOptionalPropertyTypes an option is there or it is not
  createAuth({ ...least, redirectUri: undefined })
  // @ts-expect-error a misspelt option
  createAuth({ ...least, redirectURI: 'https://app.example/callback' })
}

const auth = createAuth(least)

export function wrongRequests() {
  void auth.popup('google-oauth2', {
    width: 480,
    height: 640,
    onBlocked: 'redirect',
    timeout: 1000,
    signal: AbortSignal.timeout(1),
    window: some<Window>(),
  })
  void auth.checkSession({
    timeout: 1000,
    signal: AbortSignal.timeout(1),
    scope: 'openid',
    audience: 'a',
    redirectUri: 'https://app.example/',
    sub: 'auth0|1',
  })
  void auth.refresh('rt', { sub: 'auth0|1', scope: 'openid', timeout: 1000 })
  void auth.userInfo('at', { sub: 'auth0|1', signal: AbortSignal.timeout(1) })
  // @ts-expect-error the person of a redirect is whoever logs in
  void auth.authorize('google-oauth2', { sub: 'auth0|1' })
  // @ts-expect-error what to do is one of two
  void auth.popup('google-oauth2', { onBlocked: 'retry' })
  // @ts-expect-error authorize leaves the page: it has no window to size
  void auth.authorize('google-oauth2', { width: 480 })
  // @ts-expect-error a frame has no size
  void auth.checkSession({ width: 480 })
  // @ts-expect-error no connection can be chosen where nobody sees a page
  void auth.checkSession('google-oauth2')
  // @ts-expect-error which token?
  void auth.refresh()
  // @ts-expect-error a refresh hands nothing over
  void auth.refresh('rt', { appState: 1 })
  // @ts-expect-error whose?
  void auth.userInfo()
  // @ts-expect-error a text
  auth.logout({ returnTo: new URL('https://app.example/') })
  // @ts-expect-error an object
  auth.logout('https://app.example/')
}

/** Who a client is for, as text. */
export type Identity = [
  Expect<Same<Auth<'code'>['issuer'], string>>,
  Expect<Same<Auth<'code'>['clientId'], string>>,
]

/** All methods work detached. */
export function detached({ authorize, parseHash, logout }: Auth<'code'>) {
  return [authorize, parseHash, logout]
}

/** What discover() found spreads into the options, and an app's own options win. */
export async function discovered() {
  const found = await discover('https://login.example.test/')
  void discover('https://login.example.test/', { issuer: ['urn:acme', 'acme.com'], fetch })
  const client = createAuth({
    clientId: 'abc',
    responseType: 'token id_token',
    ...found,
    requireIss: false,
  })
  // @ts-expect-error which client, and what is asked for, no server can say
  createAuth({ ...found })
  return [
    client,
    some<Expect<Same<typeof client, Auth<'token id_token'>>>>(),
    some<Expect<Same<keyof DiscoveredOptions, 'domain' | 'issuer' | 'endpoints' | 'requireIss'>>>(),
  ]
}

export type PureFunctions = [
  Expect<Same<ReturnType<typeof readResponse>, AuthorizationResponse | null>>,
  Expect<Same<ReturnType<typeof safeReturnTo>, string>>,
  Expect<Same<ReturnType<typeof verifyIdToken>, Promise<IdTokenClaims>>>,
  Expect<Same<ReturnType<Auth['buildLogoutUrl']>, string>>,
  Expect<Same<ReturnType<Auth['logout']>, void>>,
  Expect<Same<ReturnType<Auth['userInfo']>, Promise<UserInfo>>>,
  Expect<Same<ReturnType<TransactionStorage['get']>, string | null | undefined>>,
]

export function verified() {
  void verifyIdToken('h.c.s', {
    issuer: 'https://login.example.test/',
    clientId: 'abc',
    nonce: 'n',
    jwksUri: 'https://login.example.test/keys',
  })
  // @ts-expect-error a token without a nonce of our own proves nothing
  void verifyIdToken('h.c.s', { issuer: 'https://login.example.test/', clientId: 'abc' })
  // @ts-expect-error for whom?
  void verifyIdToken('h.c.s', { issuer: 'https://login.example.test/', nonce: 'n' })
}

/** Claims: those the checks prove are there; any other is looked at before it is used. */
export type Claims = [
  Expect<Same<IdTokenClaims['sub'], string>>,
  Expect<Same<IdTokenClaims['iss'], string>>,
  Expect<Same<IdTokenClaims['exp'], number>>,
  Expect<Same<IdTokenClaims['email'], string | undefined>>,
  Expect<Same<IdTokenClaims['org_id'], string | undefined>>,
  Expect<Same<IdTokenClaims['anything'], unknown>>,
  Expect<Same<UserInfo['sub'], string>>,
  Expect<Same<UserInfo['anything'], unknown>>,
]

/** The documented format of a record, for tests and tools. */
export type RecordFormat = [
  Expect<Same<Transaction['v'], 1>>,
  Expect<Same<Transaction['nonce'], string>>,
  Expect<Same<Transaction['createdAt'], number>>,
  Expect<Same<Transaction['appState'], unknown>>,
  Expect<Same<Transaction['maxAge'], number | undefined>>,
]
