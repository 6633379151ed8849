import type { Calls } from '../support/observation.js'
import type { RedirectCase, RedirectObservation } from '../support/redirect-login.js'
import type { WantedDifference } from './difference.js'

type Redirect = WantedDifference<RedirectCase, RedirectObservation>

const called = (...args: unknown[]): Calls => ({ calls: [args], inTheSameTurn: true })
const invalidToken = called({ error: 'invalid_token', errorDescription: '<text>' })
const wrongState = called({ error: 'invalid_token', errorDescription: '`state` does not match.' })
const invalidHash = called({ error: 'invalid_hash', errorDescription: '<text>' })
const later = (calls: Calls): Calls => ({ ...calls, inTheSameTurn: false })

const wordsOf = ({ instance, call }: RedirectCase) =>
  `${call.responseType ?? instance.responseType}`.split(' ')
const asksTokens = (given: RedirectCase) =>
  wordsOf(given).some((word) => word === 'token' || word === 'id_token')
const ownState = ({ instance, call }: RedirectCase) => call.state ?? instance.state

/** What the answer has, as far as the case tells. */
const brings = (given: RedirectCase, word: 'token' | 'id_token') => {
  const { answer } = given
  if (/error|only a code|nothing/.test(answer)) return false
  if (answer === 'no access token' && word === 'token') return false
  if (answer === 'no ID Token' && word === 'id_token') return false
  return answer === 'tokens nobody asked for' || wordsOf(given).includes(word)
}
const bringsTokens = (given: RedirectCase) =>
  brings(given, 'token') || brings(given, 'id_token') || given.answer === 'a refresh token'
const isError = ({ answer }: RedirectCase) => /error/.test(answer)

/** Whether the state of the answer is one that is known here, or that the app hands in. */
const isKnown = (given: RedirectCase) => {
  const { answer, parse } = given
  if (/forged state|no state|nothing/.test(answer)) return false
  const own = ownState(given)
  if (parse.state) return parse.state === own
  // a code under the app's own state is remembered by the app
  return asksTokens(given) || !own
}

const setParameter =
  (name: string, value: string[] | undefined) =>
  (seen: RedirectObservation): RedirectObservation => {
    if ('thrown' in seen.begun) return seen
    const { [name]: _, ...others } = seen.begun.parameters
    const parameters = value ? { ...others, [name]: value } : others
    return { ...seen, begun: { ...seen.begun, parameters } }
  }

const parsed = (calls: Calls) => (seen: RedirectObservation) => ({ ...seen, parsed: calls })

/** In the order in which the entry comes to them. */
export const redirectDifferences: Redirect[] = [
  {
    what: 'nothing is sent about the library',
    why: 'it is nobody’s business',
    holds: () => true,
    change: setParameter('auth0Client', undefined),
  },
  {
    what: 'the state of tokens is random, whatever the app calls it',
    why: 'a state that the app chose can be guessed, or be the same every time',
    holds: (given) => asksTokens(given) && ownState(given) !== undefined,
    change: (seen) => {
      const { hashAfter } = seen
      const renamed =
        hashAfter?.state === 'own-state' ? { ...hashAfter, state: '<state>' } : hashAfter
      return { ...setParameter('state', ['<state>'])(seen), ...(renamed && { hashAfter: renamed }) }
    },
  },
  {
    what: 'a nonce is sent for `token` too',
    why: 'an ID Token that comes unasked proves nothing without one',
    holds: (given) => asksTokens(given) && given.call.nonce === undefined,
    change: setParameter('nonce', ['<nonce>']),
  },
  {
    what: 'a code under the app’s own state is not remembered',
    why: 'the app remembers it; a record under an app’s word could never be told from its own',
    holds: (given) => !asksTokens(given) && ownState(given) !== undefined,
    change: (seen) => ({ ...seen, remembered: 0 }),
  },
  {
    what: 'an ID Token that was not asked for holds the nonce',
    why: 'it was sent',
    holds: (given) =>
      given.answer === 'tokens nobody asked for' && !wordsOf(given).includes('id_token'),
    change: (seen, given) => {
      const { calls = [] } = (seen.parsed ?? {}) as Calls
      const [error, result] = calls[0] ?? []
      if (error || !asksTokens(given)) return seen
      const { idTokenPayload, ...others } = result as { idTokenPayload: object }
      const nonce = given.call.nonce ?? '<nonce>'
      return {
        ...seen,
        parsed: later(called(null, { ...others, idTokenPayload: { ...idTokenPayload, nonce } })),
      }
    },
  },
  {
    what: 'at_hash must be there beside an access token',
    why: 'OpenID Connect Core §3.2.2.9: without it, the access token can be another’s',
    holds: (given) =>
      brings(given, 'token') && brings(given, 'id_token') && given.answer === 'no at_hash',
    change: parsed(later(invalidToken)),
  },
  {
    what: 'tokens count only with the nonce of their login',
    why: 'beside a code that was asked for alone nothing ties them to it',
    holds: (given, { parsed }) =>
      !asksTokens(given) &&
      bringsTokens(given) &&
      isKnown(given) &&
      given.call.nonce === undefined &&
      (parsed as Calls | undefined)?.calls[0]?.[0] === null &&
      (given.answer === 'tokens nobody asked for' || ownState(given) !== undefined),
    change: (seen, given) =>
      ownState(given)
        ? { ...seen, parsed: invalidToken, parsedOnALaterLoad: invalidToken }
        : { ...seen, parsed: later(invalidToken) },
  },
  {
    what: 'what the login asked for must come, whatever the instance says',
    why: 'the record knows what was asked',
    holds: ({ instance, answer }) =>
      instance.responseType === undefined && /no (access|ID) [tT]oken/.test(answer),
    change: (seen, given) => {
      const missing = given.answer === 'no ID Token' ? 'id_token' : 'token'
      return wordsOf(given).includes(missing) && bringsTokens(given)
        ? parsed(invalidHash)(seen)
        : seen
    },
  },
  {
    what: 'verifying takes a turn',
    why: 'WebCrypto is asynchronous, and one rule is easier to know',
    holds: (given) => brings(given, 'id_token') && /HS256|no JWT/.test(given.answer),
    change: (seen) => ({ ...seen, parsed: later(seen.parsed as Calls) }),
  },
  {
    what: 'an answer without a state is refused, whatever the option says',
    why: 'it can be anybody’s',
    holds: (given) =>
      given.answer === 'no state' &&
      bringsTokens(given) &&
      Boolean(given.parse.__enableIdPInitiatedLogin),
    change: parsed(invalidToken),
  },
  {
    what: 'an error counts only with a state that is known here',
    why: 'anybody can write a link with an error',
    holds: (given) => isError(given) && !isKnown(given),
    change: (seen, given) =>
      given.parse.__enableIdPInitiatedLogin && given.answer === 'error, no state'
        ? parsed(invalidToken)(seen)
        : parsed(wrongState)(seen),
  },
  {
    what: 'a parameter that is there twice is refused',
    why: 'RFC 6749 §3.1: two readers could read two things',
    holds: (given) =>
      bringsTokens(given) &&
      ((given.answer === 'access token twice' && brings(given, 'token')) ||
        given.answer === 'state twice'),
    change: parsed(invalidHash),
  },
  {
    what: 'the answer leaves the address bar; a code of the app’s stays',
    why: 'tokens do not belong into the history, nor to the analytics of the next page',
    holds: (given) => bringsTokens(given) || (isError(given) && isKnown(given)),
    change: (seen) => {
      const { code, state } = seen.hashAfter ?? {}
      return { ...seen, hashAfter: code ? { code, ...(state && { state }) } : {} }
    },
  },
  {
    what: 'the same answer gives the same result, for as long as the page lives',
    why: 'React runs effects twice, and routers look twice',
    holds: (given) => bringsTokens(given) || isError(given),
    change: (seen) => ({ ...seen, parsedAgain: seen.parsed as Calls }),
  },
  {
    what: 'on a later load nothing is left of the login',
    why: 'a state is good for one response (RFC 6749 §10.12)',
    holds: (given) => {
      const isAppsOwnBook = Boolean(given.parse.state) && !asksTokens(given) && isKnown(given)
      return (isError(given) || bringsTokens(given)) && !isAppsOwnBook
    },
    change: (seen, { answer, parse }) => {
      // judged before anything that is remembered is looked at
      const isEarly = seen.parsed === invalidHash && /twice/.test(answer)
      const isStateless = /no state/.test(answer) && parse.__enableIdPInitiatedLogin
      const again = isEarly || isStateless
      return { ...seen, parsedOnALaterLoad: again ? (seen.parsed as Calls) : wrongState }
    },
  },
]
