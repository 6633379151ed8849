import { createTestServer, type TestAnswer, type TestEndpoint } from '../../src/testing/index.js'
import { keyFor } from '../support/keys.js'

export const clientId = 'abc123'
export const redirectUri = 'https://app.example/callback'

/** What a provider's documentation says of its server. */
export interface ServerShape {
  /** `iss` of its ID Tokens. */
  issuer?: string
  algorithm?: 'RS256' | 'ES384'
  /** Where its endpoints are. A request to another place is answered 404. */
  endpoints: Partial<Record<TestEndpoint, string>>
  /** Gives refresh tokens without the scope `offline_access`. */
  alwaysRefreshes?: boolean
  /** What its answers have more, less or otherwise than those of a server by the book. */
  respond?: (answer: TestAnswer) => void
}

/** Where the test server, which does the work, has its own endpoints. */
const home = 'https://login.example.test/'
const homePaths = {
  authorize: 'authorize',
  token: 'oauth/token',
  jwks: '.well-known/jwks.json',
  userinfo: 'userinfo',
  logout: 'oidc/logout',
  metadata: '.well-known/openid-configuration',
  unknown: 'unknown',
}

/** A server of a provider's shape: the same addresses, the same answers, real keys. */
export async function simulateServer({
  issuer,
  algorithm = 'RS256',
  endpoints,
  alwaysRefreshes,
  respond,
}: ServerShape) {
  const server = createTestServer({
    issuer: home,
    key: await keyFor(algorithm),
    respond(answer) {
      if (issuer) answer.claims.iss = issuer
      respond?.(answer)
    },
  })

  /** The same request, at the test server. */
  const translate = (address: string) => {
    const { origin, pathname, searchParams } = new URL(address)
    const isAsked = ([, endpoint]: [string, string]) => endpoint === origin + pathname
    const [name] = Object.entries(endpoints).find(isAsked) ?? ['unknown']
    const scope = searchParams.get('scope')
    if (alwaysRefreshes && scope) searchParams.set('scope', `${scope} offline_access`)
    return `${home}${homePaths[name as TestEndpoint]}?${searchParams}`
  }

  return {
    requests: server.requests,
    /** What `createAuth` needs of it. */
    client: {
      clientId,
      redirectUri,
      storage: server.storage,
      now: server.now,
      fetch: ((input, init) => server.fetch(translate(`${input}`), init)) as typeof fetch,
    },
    /** Where the browser is sent to from this page of the server. */
    visit: (address: string) => server.answer(translate(address)),
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
