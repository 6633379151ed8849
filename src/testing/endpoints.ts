import { refuse, type TestAnswer, type TestEndpoint, type TestRequest } from './answer.js'
import { answerAuthorize } from './authorize.js'
import { dpopAlgorithms, dpopNonceFor } from './dpop-proof.js'
import { publicKey, type TestKey } from './keys.js'
import type { Knowledge } from './knowledge.js'
import { answerApi, answerUserInfo } from './resource.js'
import { answerToken } from './token-endpoint.js'

/** Auth0's paths below the issuer. */
const paths: Record<string, TestEndpoint> = {
  authorize: 'authorize',
  'oauth/token': 'token',
  userinfo: 'userinfo',
  '.well-known/jwks.json': 'jwks',
  '.well-known/openid-configuration': 'metadata',
  'v2/logout': 'logout',
  'oidc/logout': 'logout',
}

/** Reads what `fetch`, or a visit to a page, asked for. */
export function readRequest(knowledge: Knowledge, url: URL, init: RequestInit): TestRequest {
  const method = (init.method ?? 'GET').toUpperCase()
  const headers = new Headers(init.headers)
  // As `fetch` does for a body of this type.
  if (init.body instanceof URLSearchParams && !headers.has('content-type')) {
    headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
  }
  const parameters = init.body ? new URLSearchParams(String(init.body)) : url.searchParams
  return { endpoint: endpointAt(knowledge, url), method, url: url.href, headers, parameters, init }
}

/** Fills in the answer of a server that is right in every way. */
export async function answerRequest(
  knowledge: Knowledge,
  answer: TestAnswer,
  key: TestKey,
): Promise<void> {
  const { endpoint, request, headers } = answer
  if (['token', 'userinfo', 'api'].includes(endpoint)) {
    const nonce = dpopNonceFor(knowledge, request.url)
    if (nonce !== undefined) headers.set('dpop-nonce', nonce)
  }
  switch (endpoint) {
    case 'authorize':
      return answerAuthorize(knowledge, answer)
    case 'token':
      return answerToken(knowledge, answer)
    case 'userinfo':
      return answerUserInfo(knowledge, answer)
    case 'api':
      return answerApi(knowledge, answer)
    case 'jwks':
      headers.set('cache-control', 'public, max-age=600')
      answer.body = { keys: [publicKey(key)] }
      return
    case 'metadata':
      answer.body = metadata(knowledge)
      return
    case 'logout':
      return answerLogout(knowledge, answer)
    case 'unknown':
      refuse(answer, 'not_found', `${answer.request.url} is no endpoint of ${knowledge.issuer}`)
      answer.status = 404
  }
}

function answerLogout(knowledge: Knowledge, answer: TestAnswer): void {
  const { parameters } = answer.request
  knowledge.session = undefined
  const back = parameters.get('returnTo') ?? parameters.get('post_logout_redirect_uri')
  if (back === null) return
  const url = new URL(back)
  const state = parameters.get('state')
  // RP-Initiated Logout §3
  if (state !== null) url.searchParams.set('state', state)
  answer.status = 302
  answer.headers.set('location', url.href)
}

/** OpenID Connect Discovery §3, RFC 8414 §2. */
function metadata({ issuer, algorithm }: Knowledge) {
  return {
    issuer,
    authorization_endpoint: below(issuer, 'authorize'),
    token_endpoint: below(issuer, 'oauth/token'),
    userinfo_endpoint: below(issuer, 'userinfo'),
    jwks_uri: below(issuer, '.well-known/jwks.json'),
    end_session_endpoint: below(issuer, 'oidc/logout'),
    response_types_supported: [
      'code',
      'token',
      'id_token',
      'code token',
      'code id_token',
      'token id_token',
      'code token id_token',
    ],
    response_modes_supported: ['query', 'fragment', 'web_message'],
    grant_types_supported: ['authorization_code', 'implicit', 'refresh_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [algorithm],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    dpop_signing_alg_values_supported: dpopAlgorithms,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  }
}

function endpointAt({ issuer, apis }: Knowledge, { origin, pathname }: URL): TestEndpoint {
  const page = origin + pathname
  const { origin: home, pathname: base } = new URL(issuer)
  // RFC 8414 §3.1 puts the well-known part before the path of the issuer
  if (page === `${home}/.well-known/oauth-authorization-server${base.replace(/\/$/, '')}`)
    return 'metadata'
  for (const [path, endpoint] of Object.entries(paths))
    if (page === below(issuer, path)) return endpoint
  return apis.some((api) => `${page}/`.startsWith(below(api, ''))) ? 'api' : 'unknown'
}

function below(issuer: string, path: string): string {
  return `${issuer.replace(/\/$/, '')}/${path}`
}
