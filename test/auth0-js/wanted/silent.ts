import type { Calls } from '../support/observation.js'
import type { SilentCase, SilentObservation } from '../support/silent-login.js'
import type { WantedDifference } from './difference.js'

type Silent = WantedDifference<SilentCase, SilentObservation>

const isCheck = ({ method }: SilentCase) => method === 'checkSession'
const wordsOf = ({ instance, call, method }: SilentCase) =>
  `${call.responseType ?? instance.responseType ?? (method === 'renewAuth' ? 'token' : '')}`.split(
    ' ',
  )
const asksTokens = (given: SilentCase) => wordsOf(given).join() !== 'code'
const ownState = ({ instance, call }: SilentCase) => call.state ?? instance.state
const brings = (given: SilentCase, word: 'token' | 'id_token') => {
  const { answer } = given
  if (/error|only a code|nothing|none at all|login_required/.test(answer)) return false
  if (answer === 'no access token' && word === 'token') return false
  if (answer === 'no ID Token' && word === 'id_token') return false
  return answer === 'tokens nobody asked for' || wordsOf(given).includes(word)
}
const wasAsked = (_: SilentCase, { asked }: SilentObservation) => asked !== null

/** The failure, in the shape of the method. */
const failed = ({ method }: SilentCase, error: string, inTheSameTurn: boolean): Calls => {
  const original = { error, errorDescription: '<text>' }
  const wrapped = {
    original,
    code: error,
    description: '<text>',
    error,
    error_description: '<text>',
  }
  return { calls: [[method === 'checkSession' ? wrapped : original]], inTheSameTurn }
}
const setOutcome = (outcome: Calls) => (seen: SilentObservation) => ({ ...seen, outcome })
const setParameter =
  (name: string, value: string[] | undefined) =>
  (seen: SilentObservation): SilentObservation => {
    if (!seen.asked) return seen
    const { [name]: _, ...others } = seen.asked.parameters
    const parameters = value ? { ...others, [name]: value } : others
    return { ...seen, asked: { ...seen.asked, parameters } }
  }

export const silentDifferences: Silent[] = [
  {
    what: 'nothing is sent about the library',
    why: 'it is nobody’s business',
    holds: wasAsked,
    change: setParameter('auth0Client', undefined),
  },
  {
    what: 'the state of tokens is random, whatever the app calls it',
    why: 'a state that the app chose can be guessed, or be the same every time',
    holds: (given, seen) =>
      wasAsked(given, seen) && asksTokens(given) && ownState(given) !== undefined,
    change: setParameter('state', ['<state>']),
  },
  {
    what: 'a nonce is sent for `token` too',
    why: 'an ID Token that comes unasked proves nothing without one',
    holds: (given, seen) =>
      wasAsked(given, seen) && asksTokens(given) && given.call.nonce === undefined,
    change: setParameter('nonce', ['<nonce>']),
  },
  {
    what: 'a check is remembered in memory alone',
    why: 'its answer comes to this very page',
    holds: isCheck,
    change: (seen) => ({ ...seen, remembered: 0 }),
  },
  {
    what: 'a code under the app’s own state is not remembered',
    why: 'the app remembers it',
    holds: (given) => !asksTokens(given) && ownState(given) !== undefined,
    change: (seen) => ({ ...seen, remembered: 0 }),
  },
  {
    what: 'tokens count only with the nonce of their login',
    why: 'a code is asked for without one',
    holds: (given, { outcome }) =>
      !asksTokens(given) &&
      given.call.nonce === undefined &&
      (given.answer === 'tokens nobody asked for' || given.answer === 'a refresh token') &&
      (outcome as Calls).calls[0]?.[0] === null,
    change: (seen, given) =>
      given.answer === 'a refresh token' && ownState(given) === undefined
        ? seen
        : setOutcome(failed(given, 'invalid_token', false))(seen),
  },
  {
    what: 'an ID Token that was not asked for holds the nonce',
    why: 'it was sent',
    holds: (given) =>
      given.answer === 'tokens nobody asked for' && !wordsOf(given).includes('id_token'),
    change: (seen, given) => {
      const { calls } = seen.outcome as Calls
      const [error, result] = calls[0] as [unknown, { idTokenPayload: object }?]
      if (error || !result) return seen
      const nonce = given.call.nonce ?? '<nonce>'
      const claims = { ...result.idTokenPayload, nonce }
      const outcome = {
        calls: [[null, { ...result, idTokenPayload: claims }]],
        inTheSameTurn: false,
      }
      return { ...seen, outcome }
    },
  },
  {
    what: 'at_hash must be there beside an access token',
    why: 'OpenID Connect Core §3.2.2.9: without it, the access token can be another’s',
    holds: (given, { asked }) =>
      asked !== null &&
      given.answer === 'no at_hash' &&
      brings(given, 'token') &&
      brings(given, 'id_token'),
    change: (seen, given) => setOutcome(failed(given, 'invalid_token', false))(seen),
  },
  {
    what: 'a parameter that is there twice is refused',
    why: 'RFC 6749 §3.1: two readers could read two things',
    holds: (given, { asked }) =>
      asked !== null && given.answer === 'access token twice' && brings(given, 'token'),
    change: (seen, given) => setOutcome(failed(given, 'invalid_hash', false))(seen),
  },
]
