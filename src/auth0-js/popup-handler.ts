import type { PopupPosition, PreloadOptions } from './call-options.js'

/** Opens a window of its own, blank, in the middle of this one. Null: the browser refused it. */
export function openPopupWindow(position: PopupPosition | undefined, url = ''): Window | null {
  const { width, height, left, top, ...others } = position ?? {}
  const w = width || 500
  const h = height || 600
  const features = Object.entries({
    width: w,
    height: h,
    left: left || screenX + (outerWidth - w) / 2,
    top: top || screenY + (outerHeight - h) / 2,
    ...others,
  })
  return open(url, '_blank', features.map((feature) => feature.join('=')).join())
}

/** A window that waits for its login. */
export class PopupHandler {
  /** Null before it was opened, and if the browser refused it. */
  _current_popup: Window | null = null

  preload({ popupOptions, url }: PreloadOptions): Window | null {
    this._current_popup ??= openPopupWindow(popupOptions, url)
    return this._current_popup
  }
}
