import type { AuthError } from '../auth-error.js'
import { relayResponse } from '../relay.js'
import { isMarked } from '../state.js'
import { waitForLogin } from '../window-login.js'
import { checkLeeway, judge } from './answer-check.js'
import { ensure } from './base-options.js'
import type { PopupAuthorizeOptions, PopupCallbackOptions, PreloadOptions } from './call-options.js'
import type { Auth0Callback, Auth0Result, PopupHandle } from './callback-results.js'
import { readHash } from './hash-answer.js'
import { createLoginRequest, DEFAULT_SCOPE, type LoginRequest } from './login-request.js'
import { callBack, type Outcome, type PlainError, wrapError } from './outcome.js'
import { findForeignOrigin } from './page-origin.js'
import { openPopupWindow, type PopupHandler } from './popup-handler.js'
import { createPopupRefusals, type PopupRefusals } from './popup-refusals.js'
import { inBothSpellings } from './spellings.js'
import type { Tenant } from './tenant.js'
import { type CallOptions, mergeOptions, PAGE_OPTIONS } from './wire-parameters.js'

/** Logins in a window beside this page. */
export interface Popup extends PopupRefusals {
  /**
   * Opens the window in the click, for an authorize that comes later: pass it as `popupHandler`.
   */
  preload(options?: PreloadOptions | null): PopupHandler
  /**
   * Logs in through a window, which is opened in this call: make it in the click, with nothing
   * awaited before. A window that the browser refuses is an error with the code `popup_blocked`.
   * Throws an Error for an option that is missing.
   */
  authorize(
    options: PopupAuthorizeOptions | CallOptions | null | undefined,
    callback?: Auth0Callback<Auth0Result> | null,
  ): PopupHandle
  /**
   * For the callback page: hands the answer to the page that waits for it, and closes the window.
   * Elsewhere, and where nobody waits, nothing happens.
   */
  callback(options?: PopupCallbackOptions | null): void
}

export const createPopup = (tenant: Tenant): Popup => ({
  ...createPopupRefusals(),
  preload: (options) => ({
    _current_popup: openPopupWindow(options?.popupOptions, options?.url),
  }),
  authorize: (options, callback) => authorize(tenant, options, callback),
  callback: handHome,
})

function authorize(
  tenant: Tenant,
  options: unknown,
  callback: Auth0Callback<Auth0Result> | null | undefined,
): PopupHandle {
  const { popupHandler, popupOptions, owp, ...given }: PopupAuthorizeOptions & CallOptions =
    mergeOptions(tenant.client.baseOptions, PAGE_OPTIONS, options)
  const { redirectUri, scope } = given
  checkLeeway(tenant)
  ensure(!owp || redirectUri, 'owp without a redirectUri: there is no relay page')
  const login = createLoginRequest(tenant, 'p', { ...given, scope: scope || DEFAULT_SCOPE })
  const foreign = redirectUri && findForeignOrigin(redirectUri)
  const popup = foreign ? null : takeWindow(popupHandler, popupOptions)
  const controller = new AbortController()
  // not in the turn of the click, where the app does not have the handle yet
  const settle = async (): Promise<Outcome> => {
    if (foreign) return fail({ error: 'origin_mismatch', error_description: foreign })
    if (!popup) return fail({ error: 'popup_blocked', error_description: 'open it in a click' })
    if (redirectUri) return logIn(tenant, login, popup, controller.signal)
    popup.location.replace(login.href)
    return fail('redirectUri option is required')
  }
  callBack(settle(), callback)
  const focus = () => popup?.focus()
  focus()
  return { originalPopup: popup, focus, close: () => controller.abort() }
}

function handHome(options?: PopupCallbackOptions | null): void {
  const { origin, pathname, search, hash } = location
  for (const part of [options?.hash ?? hash, search.slice(1)]) {
    const { text, answer } = readHash(part)
    const { state } = answer
    if (!state || !(isMarked(state) || opener)) continue
    if (isMarked(state)) history.replaceState(history.state, '', origin + pathname)
    void relayResponse(state, `#${text}`)
    return
  }
}

/** The window that was opened before, if it is still there, or a new one. */
function takeWindow(
  handler: Partial<PopupHandler> | null | undefined,
  position: PopupAuthorizeOptions['popupOptions'],
): Window | null {
  const preloaded = handler?._current_popup
  if (preloaded && !preloaded.closed) return preloaded
  return openPopupWindow(mergeOptions(position ?? {}, ['width', 'height', 'top', 'left'], {}))
}

function logIn(
  tenant: Tenant,
  login: LoginRequest,
  window: Window,
  signal: AbortSignal,
): Promise<Outcome> {
  const known = { ...login.transaction, state: login.ownState }
  return waitForLogin(
    tenant,
    login,
    { window, close: () => window.close() },
    { signal },
    async ({ response, isAmbiguous }): Promise<Outcome> => {
      const [failure, result] = await judge(tenant, response, isAmbiguous, known)
      if (!failure) return [null, inBothSpellings(result)]
      return failure.error === 'generic_error' ? [failure] : fail(failure)
    },
  ).catch(({ code }: AuthError) =>
    // who gave it up knows, and is not called
    code === 'aborted' ? new Promise(() => {}) : fail('User closed the popup window'),
  )
}

const fail = (original: PlainError | string): Outcome => [wrapError(original)]
