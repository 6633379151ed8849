// Well-known names are typed, in wire spelling; any other name passes.
import type { AuthorizeParams } from '../../src/index.js'
import { buildAuthorizeUrl, createAuth } from '../../src/index.js'
import type { Expect, Same } from './expect.js'
import { some } from './expect.js'

export const wellKnown: AuthorizeParams = {
  prompt: 'login',
  max_age: 300,
  organization: 'org_42',
  invitation: 'ticket',
  login_hint: 'zoe@example.test',
  screen_hint: 'signup',
  display: 'popup',
  ui_locales: 'de en',
  acr_values: 'urn:mfa',
  id_token_hint: 'h.c.s',
  access_type: 'offline',
  connection_scope: ['calendar', 'contacts'],
  claims: { id_token: { email: { essential: true } } },
}

export const otherSpellingsOfValues: AuthorizeParams = {
  prompt: 'consent select_account',
  max_age: '0',
  connection_scope: 'a,b',
  claims: '{}',
}

export const leftOut: AuthorizeParams = {
  prompt: undefined,
  max_age: null,
  organization: undefined,
  login_hint: null,
  anything: undefined,
}

export const anyOtherName: AuthorizeParams = {
  'ext-color': 'red',
  resource: ['https://a.example', 'https://b.example'],
  n: 7,
  yes: true,
  o: { a: 1 },
}

export type Names = [
  Expect<Same<AuthorizeParams['max_age'], number | string | null | undefined>>,
  Expect<Same<AuthorizeParams['organization'], string | null | undefined>>,
  Expect<Same<AuthorizeParams['login_hint'], string | null | undefined>>,
  Expect<Same<AuthorizeParams['claims'], object | string | null | undefined>>,
  Expect<Same<AuthorizeParams['connection_scope'], string | readonly string[] | null | undefined>>,
  // Not `any`: what is read back from it must be looked at.
  Expect<Same<AuthorizeParams['anything'], string | number | boolean | object | null | undefined>>,
]

export const wrongValues: AuthorizeParams[] = [
  // @ts-expect-error a number
  { prompt: 7 },
  // @ts-expect-error no number of seconds
  { max_age: true },
  // @ts-expect-error a list
  { max_age: [300] },
  // @ts-expect-error a list
  { organization: ['org_42'] },
  // @ts-expect-error a number
  { organization: 42 },
  // @ts-expect-error an object
  { login_hint: { email: 'zoe@example.test' } },
  // @ts-expect-error a boolean
  { screen_hint: true },
  // @ts-expect-error a number
  { ui_locales: 7 },
  // @ts-expect-error a number
  { acr_values: 7 },
  // @ts-expect-error a number
  { invitation: 7 },
  // @ts-expect-error an object
  { id_token_hint: {} },
  // @ts-expect-error a boolean
  { access_type: true },
  // @ts-expect-error a boolean
  { display: true },
  // @ts-expect-error a number
  { claims: 7 },
  // @ts-expect-error a list of numbers
  { connection_scope: [1, 2] },
  // @ts-expect-error a symbol can stand in no URL
  { anything: Symbol('x') },
  // @ts-expect-error a bigint neither
  { anything: 7n },
]

const auth = createAuth({
  domain: 'acme.eu.auth0.com',
  clientId: 'abc',
  responseType: 'code',
  params: { prompt: 'login', audience2: 'x' },
})

export function wherever() {
  void auth.authorize('google-oauth2', { params: { access_type: 'offline', 'ext-color': 'red' } })
  void auth.checkSession({ params: { max_age: 0 } })
  auth.buildLogoutUrl({ params: { ui_locales: 'de' } })
  const url: string = buildAuthorizeUrl('https://acme.eu.auth0.com/authorize', {
    client_id: 'abc',
    response_type: 'code',
    max_age: 0,
  })
  // @ts-expect-error a number
  void auth.popup('google-oauth2', { params: { prompt: 7 } })
  // @ts-expect-error the name of a connection
  void auth.authorize({ params: {} })
  // @ts-expect-error wire spelling belongs into params
  void auth.authorize('google-oauth2', { login_hint: 'zoe@example.test' })
  // @ts-expect-error a text
  buildAuthorizeUrl(some<URL>(), {})
  return url
}
