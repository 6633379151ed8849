import { AuthError } from './auth-error.js'
import type { Config } from './config.js'
import { requirePage } from './environment.js'

/** Leaves the page by the app's own `navigate`, else by a history entry of the browser's. */
export function goTo({ navigate }: Config, url: string): void {
  if (navigate) return navigate(url)
  requirePage()
  location.assign(url)
}

/**
 * Leaves the page. The promise stays pending; it rejects `aborted` if the person comes back to this very page (bfcache), or if it cannot be left.
 */
export function leavePage(config: Config, url: string): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => {
      globalThis.removeEventListener?.('pageshow', onPageShow)
      // without the cause, which may quote the URL
      reject(new AuthError('aborted', 'The login was given up: the person came Back, or the page could not be left. Offer it again.'))
    }
    const onPageShow = ({ persisted }: PageTransitionEvent) => persisted && abort()
    globalThis.addEventListener?.('pageshow', onPageShow)
    try {
      goTo(config, url)
    } catch {
      abort()
    }
  })
}
