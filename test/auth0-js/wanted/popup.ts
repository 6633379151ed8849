import type { Calls } from '../support/observation.js'
import type { PopupCase, PopupObservation } from '../support/popup-login.js'
import type { WantedDifference } from './difference.js'

type Popup = WantedDifference<PopupCase, PopupObservation>

const wordsOf = ({ instance, call }: PopupCase) =>
  `${call.responseType ?? instance.responseType}`.split(' ')
const asksTokens = (given: PopupCase) => wordsOf(given).some((word) => /^(id_)?token$/.test(word))
const ownState = ({ instance, call }: PopupCase) => call.state ?? instance.state
const brings = (given: PopupCase, word: 'token' | 'id_token') => {
  const { answer } = given
  if (/error|only a code|nothing/.test(answer)) return false
  if (answer === 'no access token' && word === 'token') return false
  if (answer === 'no ID Token' && word === 'id_token') return false
  return answer === 'tokens nobody asked for' || wordsOf(given).includes(word)
}
const setParameter =
  (name: string, value: string[] | undefined) =>
  (seen: PopupObservation): PopupObservation => {
    if (!seen.asked) return seen
    const { [name]: _, ...others } = seen.asked.parameters
    const parameters = value ? { ...others, [name]: value } : others
    return { ...seen, asked: { ...seen.asked, parameters } }
  }
const failed = (error: string): Calls => ({
  calls: [
    [{ original: { error, errorDescription: '<text>' }, code: error, description: '<text>' }],
  ],
  inTheSameTurn: false,
})

export const popupDifferences: Popup[] = [
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
    change: setParameter('state', ['<state>']),
  },
  {
    what: 'a nonce is sent for `token` too',
    why: 'an ID Token that comes unasked proves nothing without one',
    holds: (given) => asksTokens(given) && given.call.nonce === undefined,
    change: setParameter('nonce', ['<nonce>']),
  },
  {
    what: 'a popup is remembered in memory alone',
    why: 'its answer comes to this very page, and two popups never cross',
    holds: () => true,
    change: (seen) => ({ ...seen, remembered: 0 }),
  },
  {
    what: 'an ID Token beside a code that was asked for alone is refused',
    why: 'a code is asked for without a nonce, and nothing ties the token to this login',
    holds: (given) =>
      given.answer === 'tokens nobody asked for' &&
      !asksTokens(given) &&
      given.call.nonce === undefined,
    change: (seen) => ({ ...seen, outcome: failed('invalid_token') }),
  },
  {
    what: 'an ID Token that was not asked for holds the nonce',
    why: 'it was sent',
    holds: (given) =>
      given.answer === 'tokens nobody asked for' &&
      asksTokens(given) &&
      !wordsOf(given).includes('id_token'),
    change: (seen, given) => {
      const { calls } = seen.outcome as Calls
      const [error, result] = calls[0] as [unknown, { idTokenPayload: object }?]
      if (error || !result) return seen
      const claims = { ...result.idTokenPayload, nonce: given.call.nonce ?? '<nonce>' }
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
    holds: (given) =>
      given.answer === 'no at_hash' && brings(given, 'token') && brings(given, 'id_token'),
    change: (seen) => ({ ...seen, outcome: failed('invalid_token') }),
  },
  {
    what: 'a parameter that is there twice is refused',
    why: 'RFC 6749 §3.1: two readers could read two things',
    holds: (given) => given.answer === 'access token twice' && brings(given, 'token'),
    change: (seen) => ({ ...seen, outcome: failed('invalid_hash') }),
  },
  {
    what: 'what the login asked for must come, whatever the instance says',
    why: 'the record knows what was asked',
    holds: (given) =>
      given.instance.responseType === undefined &&
      ((given.answer === 'no ID Token' && wordsOf(given).includes('id_token')) ||
        (given.answer === 'no access token' && wordsOf(given).includes('token'))) &&
      (brings(given, 'token') || brings(given, 'id_token')),
    change: (seen) => ({ ...seen, outcome: failed('invalid_hash') }),
  },
]
