import { createTestServer, type TestServerOptions } from '../../src/testing/index.js'
import { keyFor } from '../support/keys.js'

export const clientId = 'abc123'
export const redirectUri = 'https://app.example/callback'

/** What a provider's documentation says of its server. */
export interface ServerShape
  extends Pick<TestServerOptions, 'issuer' | 'idTokenForToken' | 'respond'> {
  algorithm?: 'RS256' | 'ES384'
  /** Where its endpoints are; it has no others. */
  endpoints: NonNullable<TestServerOptions['endpoints']>
  /** Gives refresh tokens without the scope `offline_access`. */
  alwaysRefreshes?: boolean
  /** Whether each renewal brings another refresh token; default true. */
  refreshTokenRotation?: boolean
}

const noEndpoints = {
  authorize: null,
  token: null,
  jwks: null,
  userInfo: null,
  logout: null,
  endSession: null,
}

/** A server of a provider's shape: the same addresses, the same answers, real keys. */
export async function simulateServer({
  algorithm = 'RS256',
  endpoints,
  alwaysRefreshes,
  ...shape
}: ServerShape) {
  const server = createTestServer({
    domain: 'https://login.example.test',
    key: await keyFor(algorithm),
    endpoints: { ...noEndpoints, ...endpoints },
    idTokenForToken: false,
    ...shape,
  })
  const { storage, now, fetch, requests } = server

  return {
    requests,
    /** What `createAuth` needs of it. */
    client: { clientId, redirectUri, storage, now, fetch },
    /** Where the browser is sent to from this page of the server. */
    visit(address: string) {
      const url = new URL(address)
      const scope = url.searchParams.get('scope')
      if (alwaysRefreshes && scope) url.searchParams.set('scope', `${scope} offline_access`)
      return server.answer(url.href)
    },
  }
}

export type SimulatedServer = Awaited<ReturnType<typeof simulateServer>>

/** As much of a client as a login needs. */
interface Client<Result> {
  buildAuthorizeUrl(connection?: string, request?: object): Promise<string>
  parseHash(hash: string): Promise<Result | null>
}

/** Logs in from end to end; rejects as `parseHash` does. */
export async function logIn<Result>(auth: Client<Result>, server: SimulatedServer) {
  const url = new URL(await auth.buildAuthorizeUrl())
  const callbackUrl = await server.visit(url.href)
  const result = await auth.parseHash(callbackUrl)
  if (result === null) throw new Error('parseHash took the answer for something else')
  return { url, callbackUrl, result }
}

/** Lets the server refuse: what the person, or the provider, answers in place of a login. */
export async function refusal(
  auth: Client<unknown>,
  place: '?' | '#',
  parameters: Record<string, string>,
): Promise<unknown> {
  const url = new URL(await auth.buildAuthorizeUrl())
  const state = url.searchParams.get('state') ?? ''
  const answer = new URLSearchParams({ ...parameters, state })
  return auth.parseHash(redirectUri + place + answer)
}
