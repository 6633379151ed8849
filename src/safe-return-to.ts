/**
 * Visible ASCII without `\`, and whatever lies beyond ASCII. The URL parser takes `\` for `/` and
 * drops control characters and white space: whoever writes them wants to be misread.
 */
const PLAIN_TEXT = /^[ -[\]-~\xa0-\uffff]*$/

/**
 * A place in this app to go to after login, or the fallback: for a `returnTo` that came through
 * `appState` or the URL. Only an http(s) URL of this page's own origin passes, without user info.
 * Never throws.
 * @returns path, query and fragment, ready for a router or `location`; or `fallback`; in Node
 *   always `fallback`
 */
export function safeReturnTo(target: unknown, fallback = '/'): string {
  try {
    if (typeof target !== 'string' || !PLAIN_TEXT.test(target)) return fallback
    const { origin, protocol, username, password, pathname, search, hash } = new URL(
      target,
      location.href,
    )
    const isOurs = origin === location.origin && /^https?:$/.test(protocol)
    // what begins with two slashes names a host
    const isSafe = isOurs && !username && !password && !pathname.startsWith('//')
    return isSafe ? pathname + search + hash : fallback
  } catch {
    return fallback
  }
}
