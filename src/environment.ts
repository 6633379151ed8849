import { AuthError } from './auth-error.js'

/** For what only a page can do: refuses with `browser_required` in Node and in workers. */
export function requirePage(): void {
  if (typeof document === 'undefined') {
    throw new AuthError(
      'browser_required',
      'This needs a browser page. On a server or in a worker give redirectUri, storage and navigate, or call it later.',
    )
  }
}

/** For what needs WebCrypto, which plain http pages beyond loopback lack: refuses with `insecure_context`. */
export function requireSubtleCrypto(): void {
  if (!globalThis.crypto?.subtle) {
    throw new AuthError('insecure_context', 'This login needs WebCrypto, which this page lacks. Serve it over https (or from localhost).')
  }
}

/** This page's URL without query and fragment. */
export function pageUrl(): string {
  requirePage()
  return location.href.replace(/[?#].*/s, '')
}
