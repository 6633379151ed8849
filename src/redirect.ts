import { createError } from './auth-error.js'
import type { Config } from './config.js'
import { requirePage } from './environment.js'

/**
 * How to go to a URL: by the app's own `navigate`, else by the browser. Throws `browser_required`.
 */
export function navigation({ navigate }: Config): (url: string) => void {
  if (!navigate) requirePage()
  return navigate ?? ((url) => location.assign(url))
}

/**
 * Leaves the page. The promise stays pending; it rejects `aborted` if the person comes back to this
 * very page (bfcache), or if it cannot be left.
 */
export function leavePage(goTo: (url: string) => void, url: string): Promise<never> {
  return new Promise((_, reject) => {
    const onPageShow = ({ persisted }: { persisted: boolean }) => {
      if (!persisted) return
      globalThis.removeEventListener?.('pageshow', onPageShow)
      reject(createError('aborted', 'the person came back, or this page could not be left'))
    }
    globalThis.addEventListener?.('pageshow', onPageShow)
    try {
      goTo(url)
    } catch {
      onPageShow({ persisted: true })
    }
  })
}
