// What the app hands in comes back with its type.
import type {
  AuthError,
  AuthorizeRequest,
  AuthResult,
  PopupRequest,
  SilentRequest,
} from '../../src/index.js'
import { createAuth } from '../../src/index.js'
import type { Expect, Same } from './expect.js'
import { some } from './expect.js'

interface AppState {
  returnTo: string
}

const auth = createAuth({ domain: 'acme.eu.auth0.com', clientId: 'abc', responseType: 'token' })

export async function inferred() {
  const { appState } = await auth.popup('google-oauth2', {
    appState: { returnTo: '/inbox', step: 2 },
  })
  const silent = await auth.checkSession({ appState: ['a', 'b'] })
  const given = await auth.popup('google-oauth2', some<PopupRequest<AppState>>())
  return [
    some<Expect<Same<typeof appState, { returnTo: string; step: number }>>>(),
    some<Expect<Same<typeof silent.appState, string[]>>>(),
    some<Expect<Same<typeof given.appState, AppState>>>(),
  ]
}

export async function named() {
  const result = await auth.parseHash<AppState>()
  const returnTo: string | undefined = result?.appState.returnTo
  await auth.authorize<AppState>('google-oauth2', { appState: { returnTo: '/inbox' } })
  await auth.buildAuthorizeUrl<AppState>('', { appState: { returnTo: '/inbox' } })
  return returnTo
}

export async function unknownUnlessNamed() {
  const result = await auth.parseHash()
  const popup = await auth.popup()
  // @ts-expect-error nobody said what it is
  result?.appState.returnTo
  return [
    some<Expect<Same<NonNullable<typeof result>['appState'], unknown>>>(),
    some<Expect<Same<(typeof popup)['appState'], unknown>>>(),
    some<Expect<Same<AuthResult<'token'>['appState'], unknown>>>(),
    some<Expect<Same<AuthError['appState'], unknown>>>(),
  ]
}

export async function notAsNamed() {
  // @ts-expect-error another type than the one named
  await auth.authorize<AppState>('google-oauth2', { appState: { returnTo: 7 } })
  // @ts-expect-error a member is missing
  await auth.popup<AppState>('google-oauth2', { appState: {} })
  const result = await auth.parseHash<AppState>()
  // @ts-expect-error not a member of it
  result?.appState.elsewhere
}

export type OfEveryRequest = [
  Expect<Same<AuthorizeRequest<AppState>['appState'], AppState | undefined>>,
  Expect<Same<PopupRequest<AppState>['appState'], AppState | undefined>>,
  Expect<Same<SilentRequest<AppState>['appState'], AppState | undefined>>,
]
