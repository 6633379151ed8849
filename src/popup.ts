import { check } from './auth-error.js'
import type { LoginWindow, WindowKind, WindowRequest } from './window-login.js'

/** What one popup login asks for. No timeout by default: people type slowly. */
export interface PopupRequest<S = unknown> extends WindowRequest<S> {
  /**
   * CSS pixels, default 480; never wider than the page's own window, in whose middle the popup
   * stands.
   */
  width?: number
  /** CSS pixels, default 640. */
  height?: number
  /** A window that the app opened itself, in the click. What is none is `invalid_config`. */
  window?: Window
  /** If the browser refuses the window: reject `popup_blocked` (default), or go on by redirect. */
  onBlocked?: 'reject' | 'redirect'
}

/** Logs in through a popup. */
export const popupKind: WindowKind<PopupRequest> = { mark: 'p', open: openPopup }

/**
 * Opens the popup, or takes the app's. Must run in the click, before anything is awaited: later,
 * Safari and Firefox would block it.
 */
function openPopup({ window, width = 480, height = 640 }: PopupRequest): LoginWindow | null {
  check(!window || typeof window.close === 'function', 'invalid_config: window')
  const popup = window ?? open('', '_blank', features(width, height))
  return popup && !popup.closed ? { window: popup, close: () => popup.close() } : null
}

function features(wantedWidth: number, wantedHeight: number): string {
  const width = Math.min(wantedWidth, outerWidth)
  const height = Math.min(wantedHeight, outerHeight)
  const left = screenX + (outerWidth - width) / 2
  const top = screenY + (outerHeight - height) / 2
  return `popup,width=${width},height=${height},left=${left},top=${top}`
}
