import type { RequestCase, RequestObservation } from '../support/request.js'
import type { WantedDifference } from './difference.js'

type Request = WantedDifference<RequestCase, RequestObservation>

const wordsOf = ({ instance, call }: RequestCase) => {
  const own: Record<string, unknown> = { ...(call as object) }
  const responseType = 'responseType' in own ? own.responseType : instance.responseType
  return `${responseType}`.split(' ')
}
const asksTokens = (given: RequestCase) =>
  given.method === 'authorize' && wordsOf(given).some((word) => /^(id_)?token$/.test(word))
const option = ({ instance, call }: RequestCase, name: string) => {
  const own: Record<string, unknown> = { ...(call as object) }
  return own[name] === undefined ? instance[name] : own[name]
}

const withParameters =
  (
    change: (parameters: Record<string, string[]>, given: RequestCase) => Record<string, string[]>,
  ) =>
  (seen: RequestObservation, given: RequestCase): RequestObservation =>
    'thrown' in seen.made
      ? seen
      : { ...seen, made: { ...seen.made, parameters: change(seen.made.parameters, given) } }

const thrown = (text: string) => (seen: RequestObservation) => ({
  ...seen,
  made: { thrown: text },
  remembered: 0,
})

export const requestDifferences: Request[] = [
  {
    what: 'nothing is sent about the library',
    why: 'it is nobody’s business',
    holds: (given) => option(given, 'auth0Client') === undefined,
    change: withParameters(({ auth0Client, ...others }) => others),
  },
  {
    what: 'the app’s own name for itself stays',
    why: 'nothing takes its place',
    holds: (given) => option(given, 'auth0Client') !== undefined,
    change: withParameters((parameters) => ({ ...parameters, auth0Client: ['mine'] })),
  },
  {
    what: 'the state of tokens is random, whatever the app calls it',
    why: 'a state that the app chose can be guessed, or be the same every time',
    holds: asksTokens,
    change: withParameters(({ 'state[a]': _, ...parameters }) => ({
      ...parameters,
      state: ['<state>'],
    })),
  },
  {
    what: 'a nonce is sent for `token` too',
    why: 'an ID Token that comes unasked proves nothing without one',
    holds: (given) => {
      const options = { ...given.instance, ...(given.call as object) }
      return asksTokens(given) && !('nonce' in options && options.nonce)
    },
    change: withParameters((parameters) => ({ ...parameters, nonce: ['<nonce>'] })),
  },
  {
    what: 'a code under the app’s own state is not remembered',
    why: 'the app remembers it',
    holds: (given) =>
      given.method === 'authorize' && !asksTokens(given) && Boolean(option(given, 'state')),
    change: (seen) => ({ ...seen, remembered: 0 }),
  },
  {
    what: 'what is thrown leaves nothing behind',
    why: 'a login that did not begin needs no record',
    holds: (_, { made }) => 'thrown' in made,
    change: (seen) => ({ ...seen, remembered: 0 }),
  },
  {
    what: '`claims` and `registration` go out as JSON',
    why: 'OpenID Connect Core §5.5, §7.2.1; nobody reads brackets there',
    holds: (given) => ['claims', 'registration'].some((name) => option(given, name)),
    change: withParameters((parameters, given) => {
      const name = option(given, 'claims') ? 'claims' : 'registration'
      const others = Object.entries(parameters).filter(([other]) => !other.startsWith(name))
      return { ...Object.fromEntries(others), [name]: [JSON.stringify(option(given, name))] }
    }),
  },
  {
    what: 'a list is a parameter for each item',
    why: 'nobody reads brackets',
    holds: (given) => Array.isArray(option(given, 'foo')),
    change: withParameters((parameters, given) => ({
      ...Object.fromEntries(Object.entries(parameters).filter(([name]) => !name.includes('['))),
      foo: option(given, 'foo') as string[],
    })),
  },
  {
    what: 'tokens by form_post are refused',
    why: 'a page cannot read them',
    holds: (given) => asksTokens(given) && option(given, 'responseMode') === 'form_post',
    change: (seen) => ('thrown' in seen.made ? seen : thrown('responseMode')(seen)),
  },
]
