import type { SigningAlgorithm } from '../auth-options.js'
import { draftAnswer, sendAnswer } from './answer.js'
import { driveLogins } from './drive-logins.js'
import { answerRequest, readRequest } from './endpoints.js'
import { fetchFrom } from './fetch.js'
import { generateTestKey, type TestKey } from './keys.js'
import type { Knowledge } from './knowledge.js'
import { memoryStorage } from './memory-storage.js'
import type { TestServer, TestServerOptions } from './test-server.js'
import { createVisits } from './visits.js'

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
  const { respond } = options
  let ahead = 0
  const now = () => (options.now ?? Date.now)() + ahead
  const knowledge = createKnowledge(options, now)
  const { issuer, algorithm, reuses } = knowledge
  const requests: TestServer['requests'] = []
  const visits = createVisits()
  let key: TestKey | Promise<TestKey> | undefined = options.key

  const handle = async (url: URL, init: RequestInit): Promise<Response> => {
    const request = readRequest(knowledge, url, init)
    requests.push(request)
    key ??= generateTestKey(algorithm)
    const signingKey = await key
    const answer = draftAnswer(request, signingKey, algorithm, now())
    await answerRequest(knowledge, answer, signingKey)
    return (await respond?.(answer)) ?? sendAnswer(answer)
  }

  return {
    issuer,
    algorithms: [algorithm],
    now,
    requests,
    reuses,
    fetch: fetchFrom(handle),
    storage: memoryStorage(now),
    navigate: visits.goTo,
    async answer(url) {
      const response = await handle(new URL(url ?? (await visits.next())), {})
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
    advanceTime(seconds) {
      ahead += seconds * 1000
    },
    ...driveLogins(knowledge),
  }
}

function createKnowledge(options: TestServerOptions, now: () => number): Knowledge {
  return {
    issuer: options.issuer ?? 'https://login.example.test/',
    algorithm: options.algorithm ?? ((options.key?.alg ?? 'RS256') as SigningAlgorithm),
    now: () => Math.floor(now() / 1000),
    accessTokenLifetime: options.accessTokenLifetime ?? 7200,
    refreshTokenRotation: options.refreshTokenRotation ?? true,
    refreshTokenGrace: options.refreshTokenGrace ?? 0,
    dpopNonceLifetime: options.dpopNonceLifetime,
    apis: options.apis ?? ['https://api.example.test/'],
    user: options.user ?? {
      sub: 'test|zoe',
      name: 'Zoë Example',
      email: 'zoe@example.test',
      email_verified: true,
    },
    session: undefined,
    renewalFault: undefined,
    reuses: [],
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    proofs: new Set(),
    dpopNonces: new Map(),
  }
}
