import { visit } from '../../support/page.js'
import { type AnswerKind, answers, encodeAnswer } from './answers.js'
import { forgetEverything, watchBrowser } from './browser.js'
import type { Library } from './libraries.js'
import { type Calls, collect, normalise, type Thrown, takeApart } from './observation.js'
import { redirectUri, type Tenant } from './tenant.js'

/** A login whose state and nonce the app keeps itself: an extension, a desktop shell. */
export interface OwnBookCase {
  readonly responseType: string
  readonly answer: AnswerKind
  /** Which of them it hands to parseHash. */
  readonly handed: 'nothing' | 'state' | 'state and nonce' | 'another state' | 'another nonce'
  /** By parseHash, or by the method that takes an answer apart already. */
  readonly method: 'parseHash' | 'validateAuthenticationResponse'
}

export interface OwnBookObservation {
  readonly parameters: Record<string, string[]>
  readonly parsed: Calls | Thrown
}

const own = { state: 'own-state', nonce: 'own-nonce' }
const given = {
  nothing: {},
  state: { state: own.state },
  'state and nonce': own,
  'another state': { ...own, state: 'other' },
  'another nonce': { ...own, nonce: 'other' },
}

export async function observeOwnBook(
  { WebAuth }: Library,
  tenant: Tenant,
  { responseType, answer, handed, method }: OwnBookCase,
): Promise<OwnBookObservation> {
  forgetEverything()
  const browser = watchBrowser()
  try {
    const webAuth = new WebAuth({ ...tenant.options, redirectUri, responseType })
    const { parameters } = takeApart(webAuth.client.buildAuthorizeUrl(own))
    const parsedHash = await answers[answer]({ issuer: tenant.issuer, responseType, ...own })
    const hash = `#${encodeAnswer(parsedHash)}`
    visit(redirectUri)
    const options = { ...given[handed] }
    const parsed = await collect((callback) =>
      method === 'parseHash'
        ? webAuth.parseHash({ hash, ...options }, callback)
        : webAuth.validateAuthenticationResponse(options, parsedHash, callback),
    )
    return normalise({ parameters, parsed }, { 'nonce of another login': 'n-of-another-login' })
  } finally {
    browser.restore()
  }
}
