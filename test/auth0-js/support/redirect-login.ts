import { type AnswerKind, answers, encodeAnswer } from './answers.js'
import { countRemembered, forgetEverything, load, watchBrowser } from './browser.js'
import type { Library } from './libraries.js'
import { attempt, type Calls, collect, normalise, type Thrown, takeApart } from './observation.js'
import type { Tenant } from './tenant.js'

/** A login by redirect: begun on one page, answered on another, and the answer loaded once more. */
export interface RedirectCase {
  /** Options of the instance, beside domain and client. */
  readonly instance: Readonly<Record<string, unknown>>
  /** Options of authorize. */
  readonly call: Readonly<Record<string, unknown>>
  readonly answer: AnswerKind
  /** How parseHash is told of the hash. */
  readonly hash: 'page' | 'option' | 'bare option' | 'with a slash'
  /** Options of parseHash. */
  readonly parse: Readonly<Record<string, unknown>>
}

export interface RedirectObservation {
  readonly begun: Thrown | { endpoint: string; parameters: Record<string, string[]> }
  readonly remembered: number
  readonly parsed?: Calls | Thrown
  readonly parsedAgain?: Calls | Thrown
  readonly hashAfter?: Record<string, string>
  readonly parsedOnALaterLoad?: Calls | Thrown
}

export async function observeRedirectLogin(
  { WebAuth }: Library,
  tenant: Tenant,
  { instance, call, answer, hash, parse }: RedirectCase,
): Promise<RedirectObservation> {
  forgetEverything()
  const browser = watchBrowser()
  const options = () => ({ ...tenant.options, ...instance })
  try {
    const failure = attempt(() => new WebAuth(options()).authorize({ ...call }))
    const url = browser.navigations[0]
    const remembered = countRemembered()
    if (url === undefined) return { begun: failure as Thrown, remembered }
    const begun = takeApart(url)
    const sent = (name: string) => begun.parameters[name]?.[0]
    const asked = {
      issuer: tenant.issuer,
      responseType: `${sent('response_type')}`,
      state: sent('state'),
      nonce: sent('nonce'),
    }
    const text = encodeAnswer(await answers[answer](asked))
    const parseOn = (webAuth: InstanceType<typeof WebAuth>) => {
      const own = {
        page: {},
        option: { hash: `#${text}` },
        'bare option': { hash: text },
        'with a slash': {},
      }[hash]
      const given = { ...own, ...parse }
      return collect((callback) =>
        Object.keys(given).length
          ? webAuth.parseHash(given, callback)
          : webAuth.parseHash(callback),
      )
    }
    const loadPage = () => {
      const mark = { page: '#', option: '#', 'bare option': '#', 'with a slash': '#/' }[hash]
      load(`http://localhost:4000/callback${mark}${text}`)
      return new WebAuth(options())
    }
    const page = loadPage()
    const observation = {
      begun,
      remembered,
      parsed: await parseOn(page),
      hashAfter: Object.fromEntries(new URLSearchParams(location.hash.replace(/^#\/?/, ''))),
      parsedAgain: await parseOn(page),
      parsedOnALaterLoad: await parseOn(loadPage()),
    }
    const isOwn = (name: string) => [instance[name], call[name]].includes(sent(name))
    return normalise(observation, {
      state: isOwn('state') ? undefined : sent('state'),
      nonce: isOwn('nonce') ? undefined : sent('nonce'),
      'nonce of another login': 'n-of-another-login',
    })
  } finally {
    browser.restore()
  }
}
