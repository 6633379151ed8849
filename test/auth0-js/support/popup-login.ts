import { vi } from 'vitest'
import { turn, visit } from '../../support/page.js'
import { type AnswerKind, answers, encodeAnswer } from './answers.js'
import { countRemembered, forgetEverything, watchBrowser } from './browser.js'
import type { Library } from './libraries.js'
import { type Calls, collect, normalise, type Thrown, takeApart } from './observation.js'
import { redirectUri, type Tenant } from './tenant.js'

/** A login in a window beside the page. */
export interface PopupCase {
  readonly instance: Readonly<Record<string, unknown>>
  readonly call: Readonly<Record<string, unknown>>
  readonly answer: AnswerKind
  /** Whether the window was opened before. */
  readonly isPreloaded: boolean
}

export interface PopupObservation {
  readonly asked: ReturnType<typeof takeApart> | null
  readonly windows: number
  /** Size and place of the window. */
  readonly features: Record<string, string>
  /** What authorize gave. */
  readonly handle: string[]
  readonly remembered: number
  readonly outcome: Calls | Thrown
  readonly isClosed: boolean
}

export async function observePopupLogin(
  { WebAuth }: Library,
  tenant: Tenant,
  { instance, call, answer, isPreloaded }: PopupCase,
): Promise<PopupObservation> {
  forgetEverything()
  const browser = watchBrowser()
  const options = () => ({ ...tenant.options, redirectUri, ...instance })
  const page = location.href
  const origin = location.origin
  const isOwn = (name: string) => [instance[name], call[name]].includes(sent(name))
  const sent = (name: string) => asked?.parameters[name]?.[0]
  let asked: PopupObservation['asked'] = null
  let handle: string[] = []
  let remembered = 0
  try {
    const { popup } = new WebAuth(options())
    const outcome = await collect(
      (callback) => {
        const preloaded = isPreloaded && {
          popupHandler: popup.preload({ popupOptions: call.popupOptions }),
        }
        handle = Object.keys(popup.authorize({ ...call, ...preloaded }, callback)).sort()
      },
      async () => {
        remembered = countRemembered()
        await turn()
        const window = browser.opened[0]?.window
        const url = window?.visited.filter((address) => address.startsWith('http')).at(-1)
        if (!window || !url) return
        asked = takeApart(url)
        const hash = `#${encodeAnswer(
          await answers[answer]({
            issuer: tenant.issuer,
            responseType: `${sent('response_type')}`,
            state: sent('state'),
            nonce: sent('nonce'),
          }),
        )}`
        // the callback page runs in this very window, one turn at its own address
        const post = (data: unknown, source: unknown) =>
          dispatchEvent(new MessageEvent('message', { data, origin, source: source as Window }))
        const opener = { postMessage: (data: unknown) => queueMicrotask(() => post(data, window)) }
        window.onPost = (data) => post(data, opener)
        vi.stubGlobal('opener', opener)
        vi.stubGlobal('close', () => window.close())
        visit(`${redirectUri}${hash}`)
        new WebAuth(options()).popup.callback()
        for (let turns = 0; turns < 3; turns++) await turn()
        if ('doPost' in globalThis) throw new Error('the callback page found no opener')
        await new Promise((resolve) => setTimeout(resolve, 5))
        visit(page)
      },
    )
    const { window, features = '' } = browser.opened[0] ?? {}
    const observation = {
      asked,
      windows: browser.opened.length,
      features: Object.fromEntries(features.split(',').map((feature) => feature.split('='))),
      handle,
      remembered,
      outcome,
      isClosed: Boolean(window?.closed),
    }
    return normalise(observation, {
      state: isOwn('state') ? undefined : sent('state'),
      nonce: isOwn('nonce') ? undefined : sent('nonce'),
      'nonce of another login': 'n-of-another-login',
    })
  } finally {
    browser.restore()
  }
}
