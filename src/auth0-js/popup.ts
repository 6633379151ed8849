import type { AuthError } from '../auth-error.js'
import type { Config } from '../config.js'
import { relayResponse } from '../relay.js'
import { isMarked } from '../state.js'
import { logInByWindow } from '../window-login.js'
import { completeAnswer, findMissing } from './answer-check.js'
import type { Authentication } from './authentication.js'
import { ensure } from './base-options.js'
import type { PopupAuthorizeOptions, PopupCallbackOptions, PreloadOptions } from './call-options.js'
import type { Auth0Callback, Auth0Result, PopupHandle } from './callback-results.js'
import { hasTokens, readHash } from './hash-answer.js'
import {
  createLoginRequest,
  DEFAULT_SCOPE,
  type LoginRequest,
  PAGE_OPTIONS,
} from './login-request.js'
import {
  callBack,
  describeError,
  describeTwice,
  type Outcome,
  type PlainError,
  wrapError,
} from './outcome.js'
import { findForeignOrigin } from './page-origin.js'
import { openPopupWindow, PopupHandler } from './popup-handler.js'
import { inBothSpellings } from './spellings.js'
import { PopupRefusals } from './window-refusals.js'
import { type CallOptions, mergeOptions } from './wire-parameters.js'

/** Logins in a window beside this page. */
export class Popup extends PopupRefusals {
  readonly #config: Config
  readonly #client: Authentication

  constructor(config: Config, client: Authentication) {
    super()
    this.#config = config
    this.#client = client
  }

  /** Opens the window in the click, for an authorize that comes later: pass it as `popupHandler`. */
  preload(options?: PreloadOptions | null): PopupHandler {
    const handler = new PopupHandler()
    handler.preload({ ...options })
    return handler
  }

  /**
   * Logs in through a window, which is opened in this call: make it in the click, with nothing
   * awaited before. A window that the browser refuses is an error with the code `popup_blocked`.
   * Throws an Error for an option that is missing.
   */
  authorize(
    options: PopupAuthorizeOptions | CallOptions | null | undefined,
    callback?: Auth0Callback<Auth0Result> | null,
  ): PopupHandle {
    const { popupHandler, popupOptions, owp, ...given } = mergeOptions(
      this.#client.baseOptions,
      PAGE_OPTIONS,
      options,
    ) as CallOptions & PopupAuthorizeOptions
    const { redirectUri, scope = '' } = given
    ensure(!owp || redirectUri, 'owp needs a redirectUri: the relay page of the tenant is not used')
    const login = createLoginRequest(this.#config, this.#client, 'p.', {
      ...given,
      scope: scope || DEFAULT_SCOPE,
    })
    const settle = (outcome: Outcome | Promise<Outcome>) =>
      // never in the turn of the click, where the app does not have the handle yet
      callBack(Promise.resolve(outcome), callback)
    const foreign = redirectUri && findForeignOrigin(redirectUri)
    if (foreign) {
      settle(refused({ error: 'origin_mismatch', error_description: foreign }))
      return createHandle(null, () => {})
    }
    const { _current_popup: preloaded } = { ...(popupHandler as Partial<PopupHandler>) }
    const popup = preloaded && !preloaded.closed ? preloaded : openPopupWindow(popupOptions)
    const controller = new AbortController()
    if (!popup) {
      settle(refused({ error: 'popup_blocked', error_description: 'open it in the click' }))
    } else if (redirectUri) {
      settle(this.#logIn(login, popup, controller.signal))
    } else {
      popup.location.replace(login.url)
      settle(refused('redirectUri option is required'))
    }
    const handle = createHandle(popup, () => controller.abort())
    handle.focus()
    return handle
  }

  async #logIn(login: LoginRequest, popup: Window, signal: AbortSignal): Promise<Outcome> {
    const { transaction, state, url } = login
    const { responseType, maxAge } = this.#client.baseOptions
    const ownState = transaction.ownState ?? state
    try {
      const outcome = await logInByWindow(
        this.#config,
        'p.',
        { transaction, state, url: Promise.resolve(url) },
        { signal },
        () => [popup, () => popup.close()],
        async ({ response, ambiguous }): Promise<Outcome> => {
          const { error, error_description } = response
          if (ambiguous) return refused(describeTwice())
          if (error) return refused(describeError(error, error_description, ownState))
          if (!hasTokens(response)) return [describeError('generic_error', 'Something went wrong')]
          const asked = responseType || transaction.responseType
          const [failure, result] =
            findMissing(asked, response) ??
            (await completeAnswer(this.#config, maxAge, response, {
              ...transaction,
              state: ownState,
            }))
          return failure ? refused(failure) : [null, inBothSpellings(result)]
        },
      )
      return outcome as Outcome
    } catch (error) {
      // closed by the app itself: it knows, and is not called
      if ((error as AuthError).code === 'aborted') return new Promise(() => {})
      return refused('User closed the popup window')
    }
  }

  /**
   * For the callback page: hands the answer to the page that waits for it, and closes the window.
   * Elsewhere, and where nobody waits, nothing happens.
   */
  callback(options?: PopupCallbackOptions | string | null): void {
    const { hash = location.hash } = { ...(options as PopupCallbackOptions | null) }
    for (const part of [hash, location.search.slice(1)]) {
      const { text, answer } = readHash(part)
      const { state } = answer
      if (state && (isMarked(state) || opener)) {
        if (isMarked(state)) {
          history.replaceState(history.state, '', location.origin + location.pathname)
        }
        void relayResponse(state, `#${text}`)
        return
      }
    }
  }
}

const refused = (original: PlainError | string): Outcome => [wrapError(original, false)]

const createHandle = (originalPopup: Window | null, close: () => void): PopupHandle => ({
  originalPopup,
  close,
  focus: () => originalPopup?.focus(),
})
