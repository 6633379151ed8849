import { AuthError } from './auth-error.js'
import { type AuthorizeRequest, createAuthorizationRequest } from './authorization-request.js'
import { awaitResponse, checkReachable } from './awaited-response.js'
import type { Config } from './config.js'
import { requirePage } from './environment.js'
import { type MatchedResponse, matchState } from './state.js'

/** What one popup login asks for. */
export interface PopupRequest<S = unknown> extends AuthorizeRequest<S> {
  /** CSS pixels, default 480; never wider than the page's own window, in whose middle the popup stands. */
  width?: number
  /** CSS pixels, default 640. */
  height?: number
  /** A window that the app opened itself, in the click. */
  window?: Window
  /** Gives the login up: closes the window and rejects `aborted`. */
  signal?: AbortSignal
  /** ms until the window is closed with `timeout`. Default: none; people type slowly. */
  timeout?: number
  /** Where the browser refuses the window: reject `popup_blocked` (default), or go on by redirect. */
  onBlocked?: 'reject' | 'redirect'
}

/** Polls for 2 s without a break before a window counts as closed. */
const CLOSED_POLLS = 8

/**
 * Opens the login in a popup and waits for its response. The window is opened before anything is awaited: later, Safari and Firefox would block it.
 * Its transaction stays in memory, so that popups cross neither each other nor redirects, and work where storage does not.
 * @returns null if the browser refused the window
 */
export async function logInByPopup(
  config: Config,
  connection: string | undefined,
  request: PopupRequest,
  onOpen: () => void,
): Promise<MatchedResponse | null> {
  requirePage()
  const { signal, timeout } = request
  let popup: Window | null | undefined = request.window
  try {
    const { state, transaction, url } = createAuthorizationRequest(config, 'p.', connection, request)
    const serverOrigin = checkReachable(config, transaction)
    if (signal?.aborted) throw new AuthError('aborted', 'The login was aborted by its signal.')
    popup ??= open('', '_blank', windowFeatures(request))
    if (!popup || popup.closed) return null

    const response = awaitResponse({ state, window: popup, serverOrigin, signal, timeout, isGone: goneFor(CLOSED_POLLS, popup) })
    onOpen()
    const [received] = await Promise.all([response, navigateTo(popup, url)])
    return matchState(config, received, transaction)
  } finally {
    popup?.close()
  }
}

/**
 * Under Cross-Origin-Opener-Policy a popup looks closed while the person types in it. Only together with focus on this page,
 * for some polls without a break, it means that the person is back.
 */
function goneFor(polls: number, popup: Window): () => boolean {
  let seen = 0
  return () => {
    seen = popup.closed && document.hasFocus() ? seen + 1 : 0
    return seen >= polls
  }
}

async function navigateTo(popup: Window, url: string | Promise<string>): Promise<void> {
  popup.location.replace(await url)
}

/** In the middle of the page's window, on whatever screen that is. */
function windowFeatures({ width = 480, height = 640 }: PopupRequest): string {
  const _fit = (size: number, start: number, room: number) => [Math.min(size, room), Math.round(start + Math.max(0, room - size) / 2)]
  const [fittingWidth, left] = it(width, screenX, outerWidth)
  const [fittingHeight, top] = it(height, screenY, outerHeight)
  return `popup,width=${fittingWidth},height=${fittingHeight},left=${left},top=${top}`
}
