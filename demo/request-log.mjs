import { passedThrough } from './authorize-params.mjs'

/**
 * One entry for each request, in order of arrival. Names of query parameters only, because values
 * are secrets; the exception is what
 * /authorize passes through, which is the point of showing it.
 */
export function createRequestLog() {
  const entries = []
  const record = (server, request) => {
    const { pathname, searchParams } = new URL(request.url, 'http://loopback')
    const entry = {
      server,
      method: request.method,
      host: request.headers.host,
      path: pathname,
      query: [...new Set(searchParams.keys())],
      time: Date.now(),
    }
    if (pathname === '/authorize')
      entry.passedThrough = passedThrough(Object.fromEntries(searchParams))
    entries.push(entry)
  }
  return { entries, record }
}
