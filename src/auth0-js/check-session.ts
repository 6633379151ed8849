import type { Config } from '../config.js'
import { openFrame } from '../frame.js'
import { logInByWindow } from '../window-login.js'
import { completeAnswer } from './answer-check.js'
import type { Authentication } from './authentication.js'
import { createLoginRequest, SHARED_OPTIONS } from './login-request.js'
import { describeTwice, type Outcome, type PlainError, textOf, wrapError } from './outcome.js'
import { findForeignOrigin } from './page-origin.js'
import { mergeOptions } from './wire-parameters.js'

/** ms */
const TIMEOUT = 60_000

/** A silent login in a hidden frame (OpenID Connect Core §3.1.2.1, prompt=none). */
export function checkSession(
  config: Config,
  client: Authentication,
  options: unknown,
): Outcome | Promise<Outcome> {
  const merged = mergeOptions(client.baseOptions, SHARED_OPTIONS, options)
  const { usePostMessage, postMessageDataType, ...sent } = merged
  if (sent.responseType === 'code') return refuse("responseType can't be `code`")
  const request = createLoginRequest(config, client, 'f.', {
    ...sent,
    responseMode: 'web_message',
    prompt: 'none',
  })
  if (!sent.redirectUri) return refuse("redirectUri can't be empty")
  const foreign = findForeignOrigin(sent.redirectUri)
  if (foreign) return refused({ error: 'origin_mismatch', error_description: foreign })
  const { transaction, state, url } = request
  const ownState = transaction.ownState ?? state
  // here, appState is the state
  const login = { ...transaction, state: ownState, appState: ownState }
  const outcome = logInByWindow(
    config,
    'f.',
    { transaction, state, url: Promise.resolve(url) },
    { timeout: Number(sent.timeout) || TIMEOUT },
    openFrame,
    async ({ response, ambiguous }): Promise<Outcome> => {
      const { error, error_description } = response
      if (ambiguous) return refused(describeTwice())
      if (error) return refused({ error, ...(error_description && { error_description }) })
      const { maxAge } = client.baseOptions
      const [failure, result] = await completeAnswer(config, maxAge, response, login)
      return failure ? refused(failure) : [null, result]
    },
  )
  return outcome.then((settled) => settled as Outcome, giveUp)
}

/** What cannot even be asked has a shape of its own. */
const refuse = (error_description: string): Outcome => [{ error: 'error', error_description }]

const refused = (original: PlainError): Outcome => [wrapError(original, true)]

const giveUp = (error: { code: string }): Outcome =>
  refused({ error: error.code, error_description: textOf(error) })
