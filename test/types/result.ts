// What comes back follows from the response type: its words, not their order.
import type { Auth, AuthResult, IdTokenClaims, ResponseType, TokenResult } from '../../src/index.js'
import { createAuth } from '../../src/index.js'
import type { Expect, Plain, Same } from './expect.js'
import { some } from './expect.js'

interface Common<S> {
  readonly scope: string | null
  readonly appState: S
}

interface AccessToken {
  readonly accessToken: string
  readonly tokenType: 'Bearer' | 'DPoP'
  readonly expiresIn: number | null
  readonly expiresAt: number | null
}

interface IdToken {
  readonly idToken: string
  readonly claims: IdTokenClaims
}

type WithToken = Plain<Common<unknown> & AccessToken & Partial<IdToken>>
type WithIdToken = Plain<Common<unknown> & IdToken>
type WithBoth = Plain<Common<unknown> & AccessToken & IdToken>
type WithCode = Plain<WithBoth & { readonly refreshToken?: string }>

type Result<R extends ResponseType> = Plain<AuthResult<R>>

export type EveryResponseType = [
  Expect<Same<Result<'token'>, WithToken>>,
  Expect<Same<Result<'id_token'>, WithIdToken>>,
  Expect<Same<Result<'token id_token'>, WithBoth>>,
  Expect<Same<Result<'id_token token'>, WithBoth>>,
  Expect<Same<Result<'code'>, WithCode>>,
  Expect<Same<Result<'code token'>, WithCode>>,
  Expect<Same<Result<'token code'>, WithCode>>,
  Expect<Same<Result<'code id_token'>, WithCode>>,
  Expect<Same<Result<'id_token code'>, WithCode>>,
  Expect<Same<Result<'code id_token token'>, WithCode>>,
  Expect<Same<Result<'code token id_token'>, WithCode>>,
  Expect<Same<Result<'id_token code token'>, WithCode>>,
  Expect<Same<Result<'id_token token code'>, WithCode>>,
  Expect<Same<Result<'token code id_token'>, WithCode>>,
  Expect<Same<Result<'token id_token code'>, WithCode>>,
]

export type NoOtherResponseType = Expect<
  Same<
    ResponseType,
    | 'code'
    | 'token'
    | 'id_token'
    | 'code token'
    | 'token code'
    | 'code id_token'
    | 'id_token code'
    | 'token id_token'
    | 'id_token token'
    | 'code id_token token'
    | 'code token id_token'
    | 'id_token code token'
    | 'id_token token code'
    | 'token code id_token'
    | 'token id_token code'
  >
>

/** A client whose response type is known only at run time gives one of all results. */
export type UnknownResponseType = [
  Expect<Same<Result<ResponseType>, WithToken | WithIdToken | WithBoth | WithCode>>,
  Expect<Same<Plain<AuthResult>, Result<ResponseType>>>,
  Expect<Same<Result<'token' | 'token id_token'>, WithToken | WithBoth>>,
  Expect<Same<Result<'id_token' | 'token'>, WithIdToken | WithToken>>,
]

export function membersThatMustBeAskedFor(result: AuthResult) {
  const accessToken: string | undefined = 'accessToken' in result ? result.accessToken : undefined
  const claims: IdTokenClaims | undefined = 'claims' in result ? result.claims : undefined
  const scope: string | null = result.scope
  return { accessToken, claims, scope }
}

const client = <const R extends ResponseType>(responseType: R) =>
  createAuth({ domain: 'acme.eu.auth0.com', clientId: 'abc', responseType })

const implicit = client('token id_token')
const token = client('token')
const idToken = client('id_token')
const code = client('code')

export type InferredFromTheOptions = [
  Expect<Same<typeof implicit, Auth<'token id_token'>>>,
  Expect<Same<typeof code, Auth<'code'>>>,
  Expect<
    Same<
      Awaited<ReturnType<typeof implicit.parseHash<number>>>,
      AuthResult<'token id_token', number> | null
    >
  >,
  Expect<
    Same<Awaited<ReturnType<typeof implicit.popup<number>>>, AuthResult<'token id_token', number>>
  >,
  Expect<
    Same<
      Awaited<ReturnType<typeof implicit.checkSession<number>>>,
      AuthResult<'token id_token', number>
    >
  >,
  Expect<Same<Awaited<ReturnType<typeof implicit.authorize<number>>>, never>>,
]

export async function membersThatAreThere() {
  const result = await implicit.popup()
  const accessToken: string = result.accessToken
  const email: string | undefined = result.claims.email
  const refreshToken: string | undefined = (await code.popup()).refreshToken
  const subject: string = (await idToken.checkSession()).claims.sub
  const roles: unknown = result.claims['https://app.example/roles']
  return { accessToken, email, refreshToken, subject, roles }
}

export async function membersThatAreNotThere() {
  // @ts-expect-error no ID Token was asked for: it may come, or not
  ;(await token.popup()).claims.sub
  // @ts-expect-error no ID Token was asked for: it may come, or not
  ;(await token.popup()).idToken.length
  // @ts-expect-error no access token was asked for
  ;(await idToken.popup()).accessToken
  // @ts-expect-error no access token was asked for
  ;(await idToken.checkSession()).expiresAt
  // @ts-expect-error a refresh token comes with a code alone
  ;(await implicit.popup()).refreshToken
  // @ts-expect-error parseHash may be null
  ;(await implicit.parseHash()).accessToken
  // @ts-expect-error not every response type has one
  some<AuthResult>().accessToken
}

export function membersThatStandStill() {
  const result = some<AuthResult<'code'>>()
  // @ts-expect-error a result is not written to
  result.accessToken = 'another'
  // @ts-expect-error nor are the claims
  result.claims.sub = 'another'
  // @ts-expect-error under exactOptionalPropertyTypes it is there or it is not
  some<(result: AuthResult<'code'>) => void>()({ ...result, refreshToken: undefined })
}

export type Renewal = Expect<
  Same<
    Plain<TokenResult>,
    AccessToken & { readonly idToken?: string; readonly claims?: IdTokenClaims } & Pick<
        Common<unknown>,
        'scope'
      > & {
        readonly refreshToken: string
      } extends infer T
      ? Plain<T>
      : never
  >
>

/** One function for clients of every kind. */
export function anyClient(auth: Auth): void {
  void auth.authorize()
}
anyClient(implicit)
anyClient(code)

export function wrongResponseTypes() {
  // @ts-expect-error it has no default
  createAuth({ domain: 'a', clientId: 'b' })
  // @ts-expect-error no word
  client('')
  // @ts-expect-error unknown word
  client('none')
  // @ts-expect-error a word twice
  client('token token')
  // @ts-expect-error comma
  client('token,id_token')
  // @ts-expect-error two spaces
  client('token  id_token')
  // @ts-expect-error other case
  client('Token')
  // @ts-expect-error some text
  client(some<string>())
}
