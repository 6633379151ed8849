import { check } from './auth-error.js'
import { encodeForm } from './authorize-url.js'
import type { ResponseMode } from './config.js'

type ParameterName =
  | `${'access' | 'id' | 'refresh'}_token`
  | 'token_type'
  | 'expires_in'
  | 'scope'
  | 'code'
  | 'state'
  | 'iss'
  | 'error'
  | 'error_description'
  | 'error_uri'
  | 'session_state'

/**
 * A response as received, in wire spelling (RFC 6749 §4.1.2, §4.2.2; RFC 9207 §2). Nothing in it is
 * checked: do not believe it.
 */
export type AuthorizationResponse = { readonly [name in ParameterName]?: string }

/** A response found in a text, before anything of it is judged. */
export interface ReceivedResponse {
  readonly response: AuthorizationResponse
  readonly mode: ResponseMode
  /** The response alone: the text that makes two of them the same. */
  readonly text: string
  /** A parameter is there more than once. */
  readonly ambiguous: boolean
  /**
   * What the text is without the response: the app's own route, parameters and fragment survive.
   */
  readonly rest: string
}

const PARAMETER =
  /^((access|id|refresh)_token|token_type|expires_in|scope|code|(session_)?state|iss|error(_description|_uri)?)$/

type UrlParts = [
  string,
  base: string,
  query: string | undefined,
  route: string | undefined,
  text: string,
]

/**
 * Finds the response in a hash, a query, a bare string or a whole URL; null if there is none. A
 * fragment is one with `access_token` or `id_token`, or with `code` or `error` and a `state`; a
 * query always needs a `state`. In front of a fragment a hash router may have put its own `/`, `!`
 * or route.
 */
export function findResponse(input: string): ReceivedResponse | null {
  const url = (/^[a-z][\w+.-]*:|^\?|#/i.test(input) ? '' : '#') + input
  const [, base, query = '', route = '', text] =
    /^([^?#]*)(\?[^#]*)?(?:(#[^=&?]*[?&])|#[#!/]*)?(.*)$/s.exec(url) as unknown as UrlParts
  const start = base + query
  return (
    receive('fragment', text, start + route, route) ??
    receive('query', query.slice(1), `${base}?`, true, url.slice(start.length))
  )
}

/** A response that came as the members of a message (OAuth 2.0 Web Message Response Mode §4). */
export function receiveMessage(members: object): ReceivedResponse | null {
  return receive('web_message', `${encodeForm({ ...members })}`)
}

/**
 * @param start what stands before the response; `keeps`: beside the response may be parameters of
 * the app's own; `end`: what follows
 */
function receive(
  mode: ResponseMode,
  text: string,
  start = '',
  keeps?: unknown,
  end = '',
): ReceivedResponse | null {
  // RFC 6749 Appendix B: + is a space, and everything is decoded exactly once
  // §1.9: names have a case; §4.2.2: unknown names do not count
  const knownIn = (part: string) =>
    [...new URLSearchParams(part)].filter(([name]) => PARAMETER.test(name))
  const known = knownIn(text)
  // §3.1: a parameter without a value is none; but an empty iss is a wrong one (RFC 9207 §2.4)
  const response: AuthorizationResponse = Object.fromEntries(
    known.reverse().filter(([name, value]) => value || name === 'iss'),
  )
  const { access_token, id_token, code, error, state } = response
  const tokens = access_token || id_token
  if (!(state ? tokens || code || error : mode === 'fragment' && tokens)) return null
  const own = text.split('&').filter((part) => keeps && part && !knownIn(part)[0])
  return {
    response,
    mode,
    text,
    ambiguous: new Map(known).size < known.length,
    rest: (start + own.join('&')).replace(/#?[?&]$/, '') + end,
  }
}

/**
 * RFC 6749 §3.1: of a parameter that is there twice, two readers could read two different things.
 * Throws `invalid_response`.
 */
export function checkUnambiguous({ ambiguous }: ReceivedResponse): void {
  check(!ambiguous, 'invalid_response', 'a parameter twice')
}

/**
 * Reads a response without believing it, and without a look at what is remembered: pure and
 * synchronous.
 * @param hashOrQueryOrUrl `location.hash`, `location.search`, a bare string, or a whole URL
 * @returns null if it holds no response. Tokens in a query are none: they belong into the fragment
 * @throws AuthError `invalid_response` if a parameter is there more than once
 */
export function readResponse(hashOrQueryOrUrl: string): AuthorizationResponse | null {
  const received = findResponse(hashOrQueryOrUrl)
  if (!received) return null
  checkUnambiguous(received)
  const { response, mode } = received
  return mode === 'query' && (response.access_token || response.id_token) ? null : response
}
