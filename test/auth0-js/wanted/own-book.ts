import type { Calls } from '../support/observation.js'
import type { OwnBookCase, OwnBookObservation } from '../support/own-book.js'
import type { WantedDifference } from './difference.js'

type OwnBook = WantedDifference<OwnBookCase, OwnBookObservation>

const refused = (error: string, errorDescription: string, inTheSameTurn = true): Calls => ({
  calls: [[{ error, errorDescription }]],
  inTheSameTurn,
})
const wrongState = refused('invalid_token', '`state` does not match.')

const isKnown = ({ answer, handed }: OwnBookCase) =>
  /^(state|another nonce)/.test(handed) && !/forged state|no state|nothing/.test(answer)
const isParsed = ({ method }: OwnBookCase) => method === 'parseHash'
const brings = ({ responseType, answer }: OwnBookCase, word: 'token' | 'id_token') =>
  !/error|only a code|nothing/.test(answer) &&
  !(answer === 'no access token' && word === 'token') &&
  !(answer === 'no ID Token' && word === 'id_token') &&
  (answer === 'tokens nobody asked for' || responseType.split(' ').includes(word))

export const ownBookDifferences: OwnBook[] = [
  {
    what: 'nothing is sent about the library',
    why: 'it is nobody’s business',
    holds: () => true,
    change: ({ parameters: { auth0Client, ...parameters }, parsed }) => ({ parameters, parsed }),
  },
  {
    what: 'tokens count only with the nonce of their login, where nothing else is remembered',
    why: 'a state that is handed in proves nothing of itself: the app may have read it in the link',
    holds: (given, { parsed }) =>
      isKnown(given) &&
      given.handed === 'state' &&
      (brings(given, 'token') || brings(given, 'id_token') || given.answer === 'a refresh token') &&
      (parsed as Calls).calls[0]?.length === 2,
    change: (seen) => ({ ...seen, parsed: refused('invalid_token', '<text>') }),
  },
  {
    what: 'an ID Token without the nonce is refused before it is looked at',
    why: 'there is nothing that it could prove',
    holds: (given, { parsed }) =>
      isKnown(given) && given.handed === 'state' && !(parsed as Calls).inTheSameTurn,
    change: (seen) => ({ ...seen, parsed: { ...(seen.parsed as Calls), inTheSameTurn: true } }),
  },
  {
    what: 'verifying takes a turn',
    why: 'WebCrypto is asynchronous, and one rule is easier to know',
    holds: (given) =>
      isKnown(given) &&
      given.handed !== 'state' &&
      brings(given, 'id_token') &&
      /HS256|no JWT/.test(given.answer),
    change: (seen) => ({ ...seen, parsed: { ...(seen.parsed as Calls), inTheSameTurn: false } }),
  },
  {
    what: 'at_hash must be there beside an access token',
    why: 'OpenID Connect Core §3.2.2.9: without it, the access token can be another’s',
    holds: (given, { parsed }) =>
      given.answer === 'no at_hash' &&
      brings(given, 'token') &&
      brings(given, 'id_token') &&
      (parsed as Calls).calls[0]?.length === 2,
    change: (seen) => ({ ...seen, parsed: refused('invalid_token', '<text>', false) }),
  },
  {
    what: 'an error counts only with a state that is known here',
    why: 'anybody can write a link with an error',
    holds: (given) => isParsed(given) && /error/.test(given.answer) && !isKnown(given),
    change: (seen) => ({ ...seen, parsed: wrongState }),
  },
  {
    what: 'the state is judged before what is missing',
    why: 'nobody asked for this: there is nothing that could be missing',
    holds: (given, { parsed }) =>
      isParsed(given) && !isKnown(given) && JSON.stringify(parsed).includes('invalid_hash'),
    change: (seen) => ({ ...seen, parsed: wrongState }),
  },
  {
    what: 'a parameter that is there twice is refused',
    why: 'RFC 6749 §3.1: two readers could read two things',
    holds: (given) =>
      (given.answer === 'access token twice' && brings(given, 'token')) ||
      (given.answer === 'state twice' && (brings(given, 'token') || brings(given, 'id_token'))),
    change: (seen) => ({ ...seen, parsed: refused('invalid_hash', '<text>') }),
  },
]
