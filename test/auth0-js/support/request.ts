import { countRemembered, forgetEverything, watchBrowser } from './browser.js'
import type { Library } from './libraries.js'
import { attempt, normalise, type Thrown, takeApart } from './observation.js'
import { redirectUri, type Tenant } from './tenant.js'

/** One call that makes a URL, with whatever options. */
export interface RequestCase {
  readonly method: 'authorize' | 'buildAuthorizeUrl' | 'logout' | 'buildLogoutUrl'
  readonly instance: Readonly<Record<string, unknown>>
  readonly call: unknown
}

export interface RequestObservation {
  readonly made: Thrown | { endpoint: string; parameters: Record<string, string[]> }
  readonly remembered: number
  /** What became of the caller's own objects. */
  readonly options: unknown
}

export function observeRequest(
  { WebAuth }: Library,
  tenant: Tenant,
  { method, instance, call }: RequestCase,
): RequestObservation {
  forgetEverything()
  const browser = watchBrowser()
  const isOwn = (name: string, value: string | undefined) =>
    [instance[name], (call as Record<string, unknown> | null)?.[name]]
      .map(String)
      .includes(`${value}`)
  try {
    const given = structuredCloneOf(call)
    const made = attempt(() => {
      const webAuth = new WebAuth({ ...tenant.options, redirectUri, ...instance })
      const built = method.startsWith('build')
        ? webAuth.client[method](given)
        : webAuth[method](given)
      return takeApart(built ?? browser.navigations[0])
    })
    const sent = (name: string) => ('thrown' in made ? undefined : made.parameters[name]?.[0])
    const random = (name: string) => (isOwn(name, sent(name)) ? undefined : sent(name))
    return normalise(
      { made: firstWord(made), remembered: countRemembered(), options: given },
      { state: random('state'), nonce: random('nonce') },
    )
  } finally {
    browser.restore()
  }
}

const structuredCloneOf = (call: unknown) => (call && typeof call === 'object' ? { ...call } : call)

/** Of what was thrown the name of the option counts, the rest of the text is free. */
function firstWord<T>(made: T | Thrown): T | Thrown {
  const isThrown = made && typeof made === 'object' && 'thrown' in made
  return isThrown ? { thrown: `${made.thrown.split(/[ :]/)[0]}` } : made
}
