import type { SigningAlgorithm, TransactionStorage } from '../auth-options.js'
import { draftAnswer, sendAnswer, type TestAnswer, type TestRequest } from './answer.js'
import { answerRequest, readRequest } from './endpoints.js'
import { fetchFrom } from './fetch.js'
import { generateTestKey, type TestKey } from './keys.js'
import type { Knowledge, TestUser } from './tokens.js'

export type {
  TestAnswer,
  TestBody,
  TestClaims,
  TestEndpoint,
  TestRequest,
} from './answer.js'
export { generateTestKey, type TestHeader, type TestKey } from './keys.js'
export type { TestUser } from './tokens.js'

/** Options of {@link createTestServer}. */
export interface TestServerOptions {
  /** https URL. Default `https://login.example.test/`. The endpoints are Auth0's, below it. */
  issuer?: string
  /**
   * Scripts misbehaviour: called with each answer before it is signed and sent, and may change it.
   * What it throws is a network failure; a `Response` that it returns is sent in place of the
   * answer. While a promise that it returned is pending, so is the answer.
   */
  respond?: (
    answer: TestAnswer,
  ) => Response | undefined | void | Promise<void> | Promise<Response | undefined>
  /** The person who logs in. Default: Zoë, `{ sub: 'test|zoe', name, email, email_verified }`. */
  user?: TestUser
  /** What ID Tokens are signed with. Default: what `key` was made for, else `RS256`. */
  algorithm?: SigningAlgorithm
  /** A key from {@link generateTestKey}. Default: a new one. */
  key?: TestKey
  /** Milliseconds. Default `Date.now`. */
  now?: () => number
}

/**
 * An authorization server inside the test. `...server` may be spread into the options of
 * `createAuth`.
 */
export interface TestServer {
  readonly issuer: string
  /** The one algorithm that the server signs with. */
  readonly algorithms: SigningAlgorithm[]
  /** The clock of server and storage, in milliseconds. */
  readonly now: () => number
  /** Answers for the server's endpoints; any other URL is answered 404. */
  readonly fetch: typeof globalThis.fetch
  /** Takes note of the page that the client wants to go to, for {@link TestServer.answer}. */
  readonly navigate: (url: string) => void
  /** Remembers transactions in `records`, one for each state. */
  readonly storage: TransactionStorage & { readonly records: Map<string, string> }
  /**
   * Lets the person log in at an authorize URL and resolves with the callback URL that the browser
   * is sent to. Without a URL it takes the one last given to `navigate`, and waits for it. Rejects
   * where a real server would show an error page. With `response_mode=web_message` the parameters
   * stand in the fragment. A logout URL is answered too.
   */
  readonly answer: (url?: string) => Promise<string>
  /** Every request so far, page visits included, oldest first. */
  readonly requests: TestRequest[]
  /** From now on another key, with another `kid`, signs; the key set shows it alone. */
  readonly rotateKeys: (key?: TestKey) => void
}

/**
 * Starts an authorization server in this process: real keys, real signatures, PKCE, rotating
 * refresh tokens, no network, nothing global touched.
 *
 * ```ts
 * const server = createTestServer()
 * const auth = createAuth({ domain: server.issuer, clientId: 'app', responseType: 'code',
 * redirectUri: 'https://app.example/', ...server }) const result = await auth.parseHash(await
 * server.answer(await auth.buildAuthorizeUrl('google-oauth2')))
 * ```
 */
export function createTestServer(options: TestServerOptions = {}): TestServer {
  const {
    issuer = 'https://login.example.test/',
    algorithm = (options.key?.alg ?? 'RS256') as SigningAlgorithm,
    user = {
      sub: 'test|zoe',
      name: 'Zoë Example',
      email: 'zoe@example.test',
      email_verified: true,
    },
    now = () => Date.now(),
    respond,
  } = options
  const requests: TestRequest[] = []
  const knowledge: Knowledge = {
    issuer,
    algorithm,
    user,
    now: () => Math.floor(now() / 1000),
    session: undefined,
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
  }
  let key: TestKey | Promise<TestKey> | undefined = options.key

  const handle = async (url: URL, init: RequestInit): Promise<Response> => {
    const request = readRequest(issuer, url, init)
    requests.push(request)
    key ??= generateTestKey(algorithm)
    const signingKey = await key
    const answer = draftAnswer(request, signingKey, algorithm)
    await answerRequest(knowledge, answer, signingKey)
    return (await respond?.(answer)) ?? sendAnswer(answer)
  }

  let visited: string | undefined
  const waiting: ((url: string) => void)[] = []
  const nextVisit = () =>
    new Promise<string>((resolve) => {
      if (visited === undefined) waiting.push(resolve)
      else resolve(visited)
      visited = undefined
    })

  return {
    issuer,
    algorithms: [algorithm],
    now,
    requests,
    fetch: fetchFrom(handle),
    storage: memoryStorage(now),
    navigate(url) {
      const resolve = waiting.shift()
      if (resolve) resolve(url)
      else visited = url
    },
    async answer(url) {
      const response = await handle(new URL(url ?? (await nextVisit())), {})
      const callbackUrl = response.headers.get('location')
      if (callbackUrl === null)
        throw new Error(
          `the test server shows a page, status ${response.status}: ${await response.text()}`,
        )
      return callbackUrl
    },
    rotateKeys(next) {
      key = next
    },
  }
}

function memoryStorage(now: () => number): TestServer['storage'] {
  const records = new Map<string, string>()
  const ends = new Map<string, number>()
  return {
    records,
    get: (state) => (now() < (ends.get(state) ?? 0) ? records.get(state) : undefined),
    set(state, record, maxAge) {
      records.set(state, record)
      ends.set(state, now() + maxAge * 1000)
    },
    remove: (state) => void records.delete(state),
  }
}
