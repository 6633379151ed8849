// A provider's options compile with the response types that it answers to a page, and no others.
import { createAuth, type ResponseType } from '../../src/index.js'
import {
  authentik,
  azureB2C,
  cognito,
  discord,
  entra,
  entraExternalId,
  facebook,
  fusionAuth,
  google,
  keycloak,
  logto,
  okta,
  type Provider,
  spotify,
  twitch,
} from '../../src/providers/index.js'
import type { Expect, Same } from './expect.js'
import { some } from './expect.js'

/** The response types that a provider's options name. */
type Answered<P> = P extends Provider<infer R> ? R : never

type TokenAndIdToken = 'token id_token' | 'id_token token'

export type AnsweredToAPage = [
  Expect<Same<Answered<ReturnType<typeof cognito>>, 'code' | 'token'>>,
  Expect<
    Same<
      Answered<ReturnType<typeof entra>>,
      'code' | 'id_token' | TokenAndIdToken | 'code id_token' | 'id_token code'
    >
  >,
  Expect<Same<ReturnType<typeof entraExternalId>, ReturnType<typeof entra>>>,
  Expect<Same<Answered<ReturnType<typeof azureB2C>>, 'code' | 'id_token' | TokenAndIdToken>>,
  Expect<Same<Answered<ReturnType<typeof okta>>, ResponseType>>,
  Expect<Same<Answered<ReturnType<typeof keycloak>>, ResponseType>>,
  Expect<Same<Answered<ReturnType<typeof google>>, 'token' | 'id_token' | TokenAndIdToken>>,
  Expect<Same<Answered<ReturnType<typeof fusionAuth>>, 'code' | 'id_token' | 'token id_token'>>,
  Expect<Same<Answered<ReturnType<typeof logto>>, 'code'>>,
  Expect<
    Same<
      Answered<ReturnType<typeof authentik>>,
      | 'code'
      | 'id_token'
      | 'id_token token'
      | 'code token'
      | 'code id_token'
      | 'code id_token token'
    >
  >,
  Expect<Same<Answered<ReturnType<typeof spotify>>, 'code'>>,
  Expect<Same<Answered<ReturnType<typeof facebook>>, 'token'>>,
  Expect<Same<Answered<ReturnType<typeof twitch>>, 'token' | 'id_token' | 'token id_token'>>,
  Expect<Same<Answered<ReturnType<typeof discord>>, 'code' | 'token'>>,
]

const clientId = 'abc'
const pool = { region: 'eu-central-1', userPool: 'eu-central-1_A', domain: 'acme.example' }
const guid = '8eaef023-2b34-4da1-9baa-8bc8c9d6a490'
const directory = { domain: 'acme.example', tenantId: guid }
const url = 'https://id.example'

export function right() {
  createAuth({ ...cognito(pool), clientId, responseType: 'code' })
  createAuth({ ...cognito(pool), clientId, responseType: some<'code' | 'token'>() })
  createAuth({ ...entra({ tenant: guid }), clientId, responseType: 'id_token token' })
  createAuth({ ...entraExternalId(directory), clientId, responseType: 'code' })
  const flow = azureB2C({ ...directory, policy: 'B2C_1_signin', clientId })
  createAuth({ ...flow, responseType: 'token id_token' })
  createAuth({ ...okta({ domain: 'acme.okta.com' }), clientId, responseType: 'id_token code' })
  createAuth({ ...keycloak({ url, realm: 'main' }), clientId, responseType: 'token' })
  createAuth({ ...google(), clientId, responseType: 'token id_token' })
  createAuth({ ...fusionAuth({ url, issuer: 'acme.com' }), clientId, responseType: 'code' })
  createAuth({ ...logto({ url }), clientId, responseType: 'code' })
  createAuth({ ...authentik({ url, application: 'shop' }), clientId, responseType: 'code' })
  createAuth({ ...spotify(), clientId, responseType: 'code' })
  createAuth({ ...facebook(), clientId, responseType: 'token' })
  createAuth({ ...twitch(), clientId, responseType: 'token id_token' })
  createAuth({ ...discord(), clientId, responseType: 'token' })
  // whoever knows better says how it is answered
  createAuth({ ...google(), clientId, responseType: 'code', responseMode: 'query' })
}

export function wrong() {
  // @ts-expect-error refused there: `token` brings both
  createAuth({ ...cognito(pool), clientId, responseType: 'token id_token' })
  // @ts-expect-error one of these is
  createAuth({ ...cognito(pool), clientId, responseType: some<ResponseType>() })
  // @ts-expect-error an access token alone comes in the query
  createAuth({ ...entra({ tenant: guid }), clientId, responseType: 'token' })
  // @ts-expect-error the same
  createAuth({ ...entraExternalId(directory), clientId, responseType: 'token' })
  const flow = azureB2C({ ...directory, policy: 'B2C_1_signin', clientId })
  // @ts-expect-error no such hybrid
  createAuth({ ...flow, responseType: 'code token' })
  // @ts-expect-error a code needs a secret
  createAuth({ ...google(), clientId, responseType: 'code' })
  // @ts-expect-error not beside `openid`
  createAuth({ ...fusionAuth({ url, issuer: 'acme.com' }), clientId, responseType: 'token' })
  // @ts-expect-error code alone
  createAuth({ ...logto({ url }), clientId, responseType: 'id_token' })
  const shop = authentik({ url, application: 'shop' })
  // @ts-expect-error compared as a text, in the other order
  createAuth({ ...shop, clientId, responseType: 'token id_token' })
  // @ts-expect-error ended in November 2025
  createAuth({ ...spotify(), clientId, responseType: 'token' })
  // @ts-expect-error a code needs a secret
  createAuth({ ...facebook(), clientId, responseType: 'code' })
  // @ts-expect-error a code needs a secret
  createAuth({ ...twitch(), clientId, responseType: 'code' })
  // @ts-expect-error no ID Token
  createAuth({ ...discord(), clientId, responseType: 'token id_token' })

  // @ts-expect-error the realm is missing
  keycloak({ url })
  // @ts-expect-error the issuer is missing
  fusionAuth({ url })
  // @ts-expect-error no such option
  google({ hd: 'acme.example' })
}
