import { check, createError, type ReasonWithSubject } from './auth-error.js'
import { startTimer } from './environment.js'

/** How long a request to the server may take, ms. */
export const DEFAULT_TIMEOUT = 10_000

export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object: no array, no null. */
export function isObject(value: unknown): value is JsonObject {
  return Object(value) === value && !Array.isArray(value)
}

/** One question to the server. */
export interface JsonRequest {
  readonly url: string
  readonly init?: RequestInit
  /** ms until the wait ends with `timeout`; the request itself goes on. */
  readonly timeout: number
  /** Why an answer is refused that is not 2xx, no JSON object, or does not fit. */
  readonly refused: 'network_error: answer' | 'token_error: answer'
  readonly fits?: (body: JsonObject) => boolean
  /** What the request sends and the error must not repeat. */
  readonly secrets?: readonly string[]
}

/**
 * Asks the server for a JSON object. No answer: `network_error`, `timeout`, or `aborted` by the
 * signal of `init`. A status other than 2xx, or a body that does not fit, is refused whatever the
 * body says (RFC 6749 §5.2), with the server's own words in `detail`.
 */
export function fetchJson(fetcher: typeof fetch, request: JsonRequest): Promise<JsonObject> {
  const { url, init, timeout } = request
  const answer = async () => {
    let response: Response
    let body: unknown
    try {
      response = await fetcher(url, {
        credentials: 'omit',
        // a redirect could carry code and verifier elsewhere
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        ...init,
      })
      body = await response.json().catch((error) => {
        if (init?.signal?.aborted) throw error
      })
    } catch {
      throw createError(
        init?.signal?.aborted ? 'aborted: signal' : `network_error: unreachable ${url}`,
      )
    }
    return checkAnswer(response, body, request)
  }
  return endAfter(timeout, answer(), `timeout: server ${url}`)
}

function checkAnswer(
  { ok, status }: Response,
  body: unknown,
  { url, refused, fits = isObject, secrets = [] }: JsonRequest,
): JsonObject {
  const { error, error_description, message } = isObject(body) ? body : ({} as JsonObject)
  check(ok && isObject(body) && fits(body), `${refused} ${url}`, {
    status,
    error: quote(error, secrets, 100),
    description: quote(error_description, secrets, 300) ?? quote(message, secrets, 300),
  })
  return body
}

/** What the server says of an error, in its own words: cut, and none that repeats a secret. */
export function quote(
  text: unknown,
  secrets: readonly (string | undefined)[],
  length: number,
): string | undefined {
  if (typeof text !== 'string') return undefined
  const repeats = secrets.some(
    (secret) => secret && (text.includes(secret) || text.includes(encodeURIComponent(secret))),
  )
  return repeats ? undefined : text.slice(0, length)
}

/** The same promise, unless it takes longer: then it rejects. */
export function endAfter<T>(
  timeout: number,
  work: Promise<T>,
  reason: ReasonWithSubject,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = startTimer(() => reject(createError(reason)), timeout)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
