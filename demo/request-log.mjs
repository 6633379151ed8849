import { passedThrough } from './authorize-params.mjs'

/**
 * One entry for each request, in order of arrival. Names of query parameters only, because values
 * are secrets; the exception is what /authorize passes through, which is the point of showing it.
 * The status follows when the answer is sent. What the demo's pages ask of the demo itself, to show
 * this list for example, is no part of what they show.
 */
export function createRequestLog() {
  const entries = []
  const record = (server, request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://loopback')
    if (server === 'app' && pathname.startsWith('/demo/')) return
    const entry = {
      server,
      method: request.method,
      host: request.headers.host,
      path: pathname,
      query: [...new Set(searchParams.keys())],
      inFrame: request.headers['sec-fetch-dest'] === 'iframe',
      time: Date.now(),
      status: undefined,
    }
    if (pathname === '/authorize')
      entry.passedThrough = passedThrough(Object.fromEntries(searchParams))
    entries.push(entry)
    request.logEntry = entry // a server may add what only it knows, such as the kind of grant
    response.once('close', () => {
      entry.status = response.headersSent ? response.statusCode : 0 // given up by who asked
    })
  }
  return { entries, record }
}
