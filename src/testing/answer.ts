import { signToken, type TestHeader, type TestKey } from './keys.js'

/**
 * What a request asked for. `api` is every URL below the option `apis`; `unknown` is every URL that
 * the test server does not serve, which it answers 404.
 */
export type TestEndpoint =
  | 'authorize'
  | 'token'
  | 'jwks'
  | 'userinfo'
  | 'metadata'
  | 'logout'
  | 'api'
  | 'unknown'

/** A request as it reached the test server. */
export interface TestRequest {
  readonly endpoint: TestEndpoint
  readonly method: string
  readonly url: string
  readonly headers: Headers
  /** From the query, or from the form in the body of a POST. */
  readonly parameters: URLSearchParams
  /**
   * The second argument of `fetch`, with `credentials`, `redirect`, `cache`, `signal`; empty for a
   * page visit.
   */
  readonly init: Readonly<RequestInit>
}

/**
 * Members of an answer: parameters of the callback URL, or of a JSON text. The well-known names are
 * spelled out, any other may be added.
 */
export interface TestBody {
  access_token?: unknown
  token_type?: unknown
  expires_in?: unknown
  scope?: unknown
  id_token?: unknown
  refresh_token?: unknown
  code?: unknown
  state?: unknown
  iss?: unknown
  error?: unknown
  error_description?: unknown
  sub?: unknown
  issuer?: unknown
  keys?: unknown[]
  [name: string]: unknown
}

/** Claims of the ID Token in an answer. */
export interface TestClaims {
  iss?: unknown
  sub?: unknown
  aud?: unknown
  azp?: unknown
  exp?: unknown
  iat?: unknown
  nbf?: unknown
  nonce?: unknown
  auth_time?: unknown
  at_hash?: unknown
  c_hash?: unknown
  org_id?: unknown
  org_name?: unknown
  [name: string]: unknown
}

/**
 * An answer about to be sent, right in every way. `respond` may change each member; a value of
 * `undefined` leaves the member of
 * `body`, `claims` or `header` out.
 */
export interface TestAnswer {
  readonly endpoint: TestEndpoint
  readonly request: TestRequest
  /** HTTP status. */
  status: number
  readonly headers: Headers
  /**
   * What is sent: as JSON, or in the callback URL, where an array repeats the parameter. `id_token`
   * is the function {@link TestAnswer.sign} wherever an ID Token is due: a function is called, and
   * its result sent, after `respond`.
   */
  body: TestBody
  /** Part of the callback URL that carries the body; of the `authorize` endpoint alone. */
  responseMode: 'fragment' | 'query' | undefined
  /**
   * Header of the ID Token. An `alg` of another kind of key needs another {@link TestAnswer.key};
   * `none` leaves the signature empty.
   */
  header: TestHeader
  /** Claims of the ID Token. */
  claims: TestClaims
  /** What signs the ID Token. */
  key: TestKey
  /** Signs `claims` and `header`, as they are when it is called, with `key`. */
  readonly sign: () => Promise<string>
}

/** An empty answer of status 200, for an endpoint to fill. Its date is that of `now` (ms). */
export function draftAnswer(
  request: TestRequest,
  key: TestKey,
  alg: string,
  now: number,
): TestAnswer {
  const answer: TestAnswer = {
    endpoint: request.endpoint,
    request,
    status: 200,
    headers: new Headers({ 'cache-control': 'no-store', date: new Date(now).toUTCString() }),
    body: {},
    responseMode: undefined,
    header: { alg, kid: key.kid, typ: 'JWT' },
    claims: {},
    key,
    sign: () => signToken(answer.header, answer.claims, answer.key),
  }
  return answer
}

/**
 * Makes an answer an error of the endpoint: 400 and JSON, or, where the body goes to the callback
 * URL, a redirect (RFC 6749 §4.1.2.1, §5.2).
 */
export function refuse(answer: TestAnswer, error: string, description: string): void {
  if (!answer.responseMode) answer.status = 400
  answer.body = { error, error_description: description, state: answer.body.state }
}

/** The answer as it is sent. */
export async function sendAnswer({
  body,
  headers,
  status,
  responseMode,
  request,
}: TestAnswer): Promise<Response> {
  const members = await Promise.all(
    Object.entries(body).map(
      async ([name, value]) => [name, typeof value === 'function' ? await value() : value] as const,
    ),
  )
  if (responseMode && status < 400) {
    const redirectUri = request.parameters.get('redirect_uri') ?? ''
    headers.set('location', redirectUri + separator(redirectUri, responseMode) + queryOf(members))
  }
  // the Fetch Standard lets these have no body; nobody reads that of a redirect
  const isRedirect = status >= 300 && status < 400 && headers.has('location')
  if (isRedirect || [204, 205, 304].includes(status)) return new Response(null, { status, headers })
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(Object.fromEntries(members)), { status, headers })
}

function separator(redirectUri: string, responseMode: 'fragment' | 'query'): string {
  if (responseMode === 'fragment') return '#'
  return redirectUri.includes('?') ? '&' : '?'
}

function queryOf(members: (readonly [name: string, value: unknown])[]): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of members) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== undefined && single !== null) parameters.append(name, String(single))
    }
  }
  return parameters.toString()
}
