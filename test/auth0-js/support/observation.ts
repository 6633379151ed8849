import { turn } from '../../support/page.js'

/** How a library called back. */
export interface Calls {
  /** The arguments of each call. */
  readonly calls: unknown[][]
  /** Whether the first came before the method returned. */
  readonly inTheSameTurn: boolean
}

/** What was thrown at a call, by its text; for an error of its own, texts are free. */
export interface Thrown {
  readonly thrown: string
}

type Callback = (...args: unknown[]) => void

/** Lets a method call back, and waits until it has, and whether it does so again. */
export async function collect(
  begin: (callback: Callback) => unknown,
  afterwards: () => Promise<unknown> | unknown = () => {},
): Promise<Calls | Thrown> {
  const calls: unknown[][] = []
  let returned = false
  let inTheSameTurn = false
  try {
    begin((...args) => {
      calls.push(args)
      inTheSameTurn ||= !returned
    })
  } catch (error) {
    return { thrown: `${(error as Error).message}` }
  }
  returned = true
  await afterwards()
  const end = performance.now() + 1500
  while (calls.length === 0 && performance.now() < end) await turn()
  for (let turns = 0; turns < 10; turns++) await turn()
  return { calls, inTheSameTurn }
}

/** Runs a call and gives what it threw, if it did. */
export function attempt<T>(call: () => T): T | Thrown {
  try {
    return call()
  } catch (error) {
    return { thrown: `${(error as Error).message}` }
  }
}

/** Texts that apps compare, or that come from the server. All others are free. */
const literalTexts = [
  '`state` does not match.',
  'not this one',
  'access_denied',
  'User closed the popup window',
  "responseType can't be `code`",
  "redirectUri can't be empty",
  'Something went wrong',
  'expired',
  'not here',
]

/**
 * An observation without what is different each time, or free: random values, tokens, times, and
 * texts for people.
 */
export function normalise<T>(observation: T, secrets: Record<string, string | undefined>): T {
  const withoutTexts = JSON.stringify(observation, (name, value) => {
    const isText = /description$/i.test(name) && typeof value === 'string'
    if (isText && !literalTexts.includes(value)) return '<text>'
    return typeof value === 'number' && value > 1_600_000_000 ? '<time>' : value
  })
  let text = withoutTexts.replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '<token>')
  for (const [name, secret] of Object.entries(secrets))
    if (secret) text = text.replaceAll(secret, `<${name}>`)
  return JSON.parse(text)
}

/** A URL as its endpoint and a set of parameters, each with its values in order. */
export function takeApart(url: string) {
  const { origin, pathname, searchParams } = new URL(url)
  const parameters = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]),
  )
  return { endpoint: `${origin}${pathname}`, parameters: parameters as Record<string, string[]> }
}
