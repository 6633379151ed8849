import type { AuthErrorCode, AuthOptions, AuthResult, TransactionStorage } from 'postern'
import {
  buildAuthorizeUrl,
  createAuth,
  discover,
  isAuthError,
  readResponse,
  safeReturnTo,
  verifyIdToken,
} from 'postern'
import Moved from 'postern/auth0-js'
import { relay } from 'postern/callback'
import { createTestServer, type TestServer } from 'postern/testing'

const server: TestServer = createTestServer()
const storage: TransactionStorage = server.storage
const options: AuthOptions<'token id_token'> = {
  domain: server.issuer,
  clientId: 'app',
  responseType: 'token id_token',
  redirectUri: 'https://app.example/',
}

interface State {
  returnTo: string
}

export async function logIn(): Promise<string> {
  const auth = createAuth({ ...options, ...server, storage })
  const url: string = await auth.buildAuthorizeUrl<State>('google-oauth2', {
    appState: { returnTo: '/' },
    params: { prompt: 'login' },
  })
  const result: AuthResult<'token id_token', State> | null = await auth.parseHash<State>(
    await server.answer(url),
  )
  if (!result) return safeReturnTo('/')
  // @ts-expect-error: no code was asked for, so there is no refresh token
  result.refreshToken
  return `${result.accessToken}${result.claims.sub}${result.appState.returnTo.toUpperCase()}`
}

export async function logInWithCode(): Promise<string | undefined> {
  const metadata = await discover('https://login.example/')
  const auth = createAuth({ clientId: 'app', responseType: 'code', ...metadata })
  const { refreshToken } = await auth.popup('google-oauth2', {
    signal: new AbortController().signal,
  })
  return refreshToken
}

export async function accessTokenAlone(): Promise<string> {
  const auth = createAuth({ domain: 'login.example', clientId: 'app', responseType: 'token' })
  const result = await auth.checkSession()
  // @ts-expect-error: no ID Token was asked for, so there may be no claims
  result.claims.sub
  return result.accessToken
}

// @ts-expect-error: not a response type
createAuth({ domain: 'login.example', clientId: 'app', responseType: 'codes' })

// @ts-expect-error: exactOptionalPropertyTypes: left out, or a text
createAuth({ domain: 'login.example', clientId: 'app', responseType: 'code', scope: undefined })

export const taken: false | Promise<boolean> = relay()

export const pure: [string, string | undefined, Promise<string>] = [
  buildAuthorizeUrl('https://login.example/authorize', { client_id: 'app', response_type: 'code' }),
  readResponse('#code=abc&state=xyz')?.code,
  verifyIdToken('a.b.c', { issuer: 'https://login.example/', clientId: 'app', nonce: 'n' }).then(
    ({ sub }) => sub,
  ),
]

export function codeOf(error: unknown): AuthErrorCode | undefined {
  return isAuthError(error) ? error.code : undefined
}

// whatever the local name of the default is, it is a namespace of types too
export function nameTypesByTheDefault(webAuth: Moved.WebAuth): void {
  webAuth.parseHash((error: Moved.Auth0Error | null, hash: Moved.Auth0DecodedHash | null) => {
    const text: string | undefined = error?.errorDescription ?? hash?.accessToken
    return text ?? Moved.version.raw
  })
  // @ts-expect-error: no such type
  new Moved.WebAuth({ domain: 'd', clientID: 'c' }) satisfies Moved.Nothing
}
