/**
 * A place in this app to go to after login, or the fallback: for a `returnTo` that came through
 * `appState` or the URL. Only an http(s) URL of this page's own origin passes, without user info,
 * and is handed out whole, so that nothing can be rebuilt into `//elsewhere`.
 * @returns the absolute URL, or `fallback`; in Node always `fallback`
 */
export function safeReturnTo(target: unknown, fallback = '/'): string {
  try {
    // the URL parser takes \ for / and drops control characters: whoever writes them wants to be
    // misread
    if (typeof target !== 'string' || /[^ -[\]-\uffff]/.test(target)) return fallback
    const { href, origin, protocol, pathname, username, password } = new URL(target, location.href)
    const safe =
      origin === location.origin &&
      /^https?:$/.test(protocol) &&
      !pathname.startsWith('//') &&
      !username &&
      !password
    return safe ? href : fallback
  } catch {
    return fallback
  }
}
