import { AuthError } from './auth-error.js'
import { encodeForm } from './authorize-url.js'

const NAMES = [
  'access_token',
  'token_type',
  'expires_in',
  'scope',
  'id_token',
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'session_state',
  'refresh_token',
] as const

/** A response as received, in wire spelling (RFC 6749 §4.1.2, §4.2.2; RFC 9207 §2). Nothing in it is checked: do not believe it. */
export type AuthorizationResponse = { readonly [name in (typeof NAMES)[number]]?: string }

/** A response found in a text, before anything of it is judged. */
export interface ReceivedResponse {
  readonly mode: 'fragment' | 'query' | 'web_message'
  /** The response alone: the text that makes two of them the same. */
  readonly text: string
  readonly parameters: URLSearchParams
  readonly state: string | null
  /** What the text is without the response: the app's own route, parameters and fragment survive. */
  remainder(): string
}

const OF_A_RESPONSE = new RegExp(`^(${NAMES.join('|')})=`)

/**
 * Finds the response in a hash, a query, a bare string or a whole URL; null if there is none. A fragment is one with `access_token` or `id_token`,
 * or with `code` or `error` and a `state`; a query always needs a `state`. In front of a fragment a hash router may have put its own `/`, `!` or route.
 */
export function findResponse(input: string): ReceivedResponse | null {
  const whole = /^[a-z][\w+.-]*:|^\?|#/i.test(input) ? input : `#${input}`
  const [, base, query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(whole) as RegExpExecArray
  const [, marks = '', route = '', text = ''] = /^(#[#!/]*)((?:[^=&?]*[?&])?)(.*)$/s.exec(hash) ?? []

  const inFragment = received('fragment', text, () => base + query + (route.length > 1 ? marks + withoutResponse(route, text) : ''))
  if (inFragment) return inFragment
  return received('query', query.slice(1), () => base + withoutResponse('?', query.slice(1)) + hash)
}

/** A response that came as the members of a message (OAuth 2.0 Web Message Response Mode §4). */
export function receivedMessage(members: Record<string, string>): ReceivedResponse | null {
  return received('web_message', String(encodeForm(members)), String)
}

function received(mode: ReceivedResponse['mode'], text: string, remainder: () => string): ReceivedResponse | null {
  // RFC 6749 Appendix B: + is a space, and everything is decoded exactly once
  const parameters = new URLSearchParams(text)
  // RFC 6749 §3.1: without a value is as good as absent, wherever among duplicates the value stands
  const has = (...names: string[]) => names.some((name) => parameters.getAll(name).join(''))
  const isResponse = has('state')
    ? has('access_token', 'id_token', 'code', 'error')
    : mode === 'fragment' && has('access_token', 'id_token')
  return isResponse ? { mode, text, parameters, state: parameters.get('state'), remainder } : null
}

function withoutResponse(start: string, text: string): string {
  const own = text.split('&').filter((segment) => !OF_A_RESPONSE.test(String(new URLSearchParams(segment))))
  return (start + own.join('&')).replace(/[?&]+$/, '')
}

/** The parameters as an object. RFC 6749 §3.1: none may be there twice, or two readers could read two different things. */
export function toAuthorizationResponse({ parameters }: ReceivedResponse): AuthorizationResponse {
  const response: Record<string, string> = {}
  for (const name of NAMES) {
    const [value, ...more] = parameters.getAll(name)
    if (more.length) throw new AuthError('invalid_response', `The response has ${name} more than once. Start the login again.`)
    // an empty iss is a wrong one (RFC 9207 §2.4)
    if (value || (name === 'iss' && value === '')) response[name] = value
  }
  return response
}

/**
 * Reads a response without believing it, and without a look at what is remembered: pure and synchronous.
 * @param hashOrQueryOrUrl `location.hash`, `location.search`, a bare string, or a whole URL
 * @returns null if it holds no response. Tokens in a query are none: they belong into the fragment
 * @throws AuthError `invalid_response` if a parameter is there more than once
 */
export function readResponse(hashOrQueryOrUrl: string): AuthorizationResponse | null {
  const found = findResponse(hashOrQueryOrUrl)
  const response = found && toAuthorizationResponse(found)
  return found?.mode === 'query' && (response?.access_token || response?.id_token) ? null : response
}
