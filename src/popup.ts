import type { LoginWindow, WindowRequest } from './window-login.js'

/** What one popup login asks for. No timeout by default: people type slowly. */
export interface PopupRequest<S = unknown> extends WindowRequest<S> {
  /**
   * CSS pixels, default 480; never wider than the page's own window, in whose middle the popup
   * stands.
   */
  width?: number
  /** CSS pixels, default 640. */
  height?: number
  /** A window that the app opened itself, in the click. */
  window?: Window
  /** If the browser refuses the window: reject `popup_blocked` (default), or go on by redirect. */
  onBlocked?: 'reject' | 'redirect'
}

/**
 * Opens the popup, or takes the app's. Must run in the click, before anything is awaited: later,
 * Safari and Firefox would block it.
 * @returns null if the browser refused the window
 */
export function openPopup({ window, width = 480, height = 640 }: PopupRequest): LoginWindow | null {
  const w = Math.min(width, outerWidth)
  const h = Math.min(height, outerHeight)
  const features = `popup,width=${w},height=${h},left=${screenX + (outerWidth - w) / 2},top=${screenY + (outerHeight - h) / 2}`
  const popup = window ?? open('', '_blank', features)
  return popup && !popup.closed ? [popup, () => popup.close()] : null
}
