import type { PopupPosition, PreloadOptions } from './call-options.js'

/** Opens a window of its own, blank, in the middle of this one. Null: the browser refused it. */
export function openPopupWindow(position: PopupPosition | undefined, url = ''): Window | null {
  const { width: w, height: h, left: x, top: y } = position ?? {}
  const width = w || 500
  const height = h || 600
  const left = x || screenX + (outerWidth - width) / 2
  const top = y || screenY + (outerHeight - height) / 2
  return open(url, '_blank', `width=${width},height=${height},left=${left},top=${top}`)
}

/** A window that waits for its login. */
export class PopupHandler {
  /** Null before it was opened, and if the browser refused it. */
  _current_popup: Window | null = null

  preload(options: PreloadOptions | null | undefined): Window | null {
    this._current_popup ??= openPopupWindow(options?.popupOptions, options?.url)
    return this._current_popup
  }
}
