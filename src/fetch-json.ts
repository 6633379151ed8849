import { check, createError } from './auth-error.js'
import { ownMembers } from './own-members.js'
import { waitWithin } from './wait-within.js'

/** How long a request to the server may take, ms. */
export const DEFAULT_TIMEOUT = 10_000

/** What was sent, and no error may repeat. */
export type Secrets = readonly (string | undefined)[]

export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object: no array, no null. */
export function isObject(value: unknown): value is JsonObject {
  return Object(value) === value && !Array.isArray(value)
}

/**
 * Asks the server for a JSON object. No answer: `network_error`, `timeout`, or `aborted` by the
 * signal of `init`. A status other than 2xx, or a body that does not fit, is refused whatever the
 * body says (RFC 6749 §5.2), with the server's own words in `detail`.
 * @param refused the code for it
 * @param timeout ms until the wait ends; the request itself goes on
 * @param secrets what the request sends, and the error must not repeat
 */
export function fetchJson(
  fetcher: typeof fetch,
  url: string,
  refused: 'network_error' | 'token_error',
  timeout: number,
  init: RequestInit,
  secrets: Secrets = [],
  fits: (body: JsonObject) => unknown = isObject,
): Promise<JsonObject> {
  const own = ownMembers(init, {
    credentials: 'omit',
    // a redirect could carry code and verifier elsewhere
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  } as const)
  const ask = async () => {
    let response: Response
    let body: unknown
    try {
      response = await fetcher(url, own)
      // one that is no JSON fits nothing
      body = await response.json().catch(() => undefined)
    } catch {
      throw createError(`network_error: unreachable ${url}`)
    }
    const { ok, status } = response
    const { error, error_description, message } = Object(body)
    // the address may be wrong; of any other refusal the status says enough
    const isAstray = !isObject(body) && (ok || status === 404) && refused === 'token_error'
    const reason = isAstray ? 'token_error: json' : (`${refused}: answer` as const)
    check(ok && isObject(body) && fits(body), `${reason} ${url}`, {
      status,
      ...quoteError(error, error_description ?? message, secrets),
    })
    return ownMembers(body)
  }
  return waitWithin(ask(), `timeout: server ${url}`, timeout, own.signal)
}

/**
 * What the server says of an error, in its own words, as members of `detail`: cut, and none that
 * repeats a secret.
 */
export function quoteError(error: unknown, description: unknown, secrets: Secrets) {
  return { error: quote(error, secrets, 100), description: quote(description, secrets, 300) }
}

/**
 * Whether a text holds one of the secrets: as it is, or as a form holds it, in whatever way the
 * server writes its escapes.
 */
export function repeats(text: string, secrets: Secrets): boolean {
  const decoded = new URLSearchParams(`=${text.replaceAll('&', '%26')}`).get('')
  return secrets.some((secret) => secret && (text + decoded).includes(secret))
}

/** A text from outside: cut, and undefined if it repeats a secret or anybody's JWT. */
export function quote(text: unknown, secrets: Secrets, length: number): string | undefined {
  if (typeof text !== 'string') return undefined
  // of what is quoted alone: a long text would be read once for each of its letters
  const quoted = text.slice(0, length)
  return repeats(text, secrets) || /eyJ[\w-]+\.eyJ/.test(quoted) ? undefined : quoted
}
