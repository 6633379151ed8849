import { turn } from '../../support/page.js'
import { type AnswerKind, answers, encodeAnswer, type Parameters } from './answers.js'
import { countRemembered, forgetEverything, watchBrowser } from './browser.js'
import type { Library } from './libraries.js'
import { type Calls, collect, normalise, type Thrown, takeApart } from './observation.js'
import { redirectUri, type Tenant } from './tenant.js'

/** A login in a hidden frame. */
export interface SilentCase {
  readonly method: 'checkSession' | 'renewAuth'
  readonly instance: Readonly<Record<string, unknown>>
  readonly call: Readonly<Record<string, unknown>>
  readonly answer: AnswerKind | 'login_required' | 'none at all'
}

export interface SilentObservation {
  /** Where the frame went; undefined: there was none. */
  readonly asked: ReturnType<typeof takeApart> | null
  readonly remembered: number
  readonly outcome: Calls | Thrown
  /** Frames that are left when it is over. */
  readonly frames: number
}

const loginRequired = async ({ state }: { state: string | undefined }): Promise<Parameters> => ({
  error: 'login_required',
  error_description: 'Login required',
  state,
})

export async function observeSilentLogin(
  { WebAuth }: Library,
  tenant: Tenant,
  { method, instance, call, answer }: SilentCase,
): Promise<SilentObservation> {
  forgetEverything()
  const browser = watchBrowser()
  let asked: SilentObservation['asked'] = null
  let remembered = 0
  const isOwn = (name: string) => [instance[name], call[name]].includes(sent(name))
  const sent = (name: string) => asked?.parameters[name]?.[0]
  try {
    const webAuth = new WebAuth({ ...tenant.options, redirectUri, ...instance })
    const outcome = await collect(
      (callback) => webAuth[method]({ ...call }, callback),
      async () => {
        for (let turns = 0; turns < 3; turns++) await turn()
        const frame = document.querySelector('iframe')
        remembered = countRemembered()
        const url = frame ? browser.inside(frame).visited[0] : undefined
        if (!frame || !url) return
        asked = takeApart(url)
        if (answer === 'none at all') return
        const answered = await (answer === 'login_required' ? loginRequired : answers[answer])({
          issuer: tenant.issuer,
          responseType: `${sent('response_type')}`,
          state: sent('state'),
          nonce: sent('nonce'),
        })
        const inside = browser.inside(frame)
        const hash = `#${encodeAnswer(answered)}`
        const post = (data: unknown, origin: string) =>
          dispatchEvent(
            new MessageEvent('message', { data, origin, source: inside as unknown as Window }),
          )
        if (method === 'checkSession') {
          post({ type: 'authorization_response', response: answered }, tenant.origin)
        } else if (call.usePostMessage) {
          const data = call.postMessageDataType ? { type: call.postMessageDataType, hash } : hash
          post(data, location.origin)
        } else {
          frame.dispatchEvent(new Event('load'))
          Object.assign(inside.address, { protocol: 'http:', hash })
          frame.dispatchEvent(new Event('load'))
        }
      },
    )
    for (let turns = 0; turns < 5; turns++) await turn()
    await new Promise((resolve) => setTimeout(resolve, 5))
    const observation = {
      asked,
      remembered,
      outcome,
      frames: document.querySelectorAll('iframe').length,
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
