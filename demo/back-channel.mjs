import http from 'node:http'
import https from 'node:https'

// Node asks the system's resolver, which need not know *.localhost; every server of the demo is on
// loopback.
const lookup = (_host, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)

/**
 * Server to server: sends a form, or reads when there is none, and answers `{ status, body }` with
 * the JSON parsed.
 */
export function requestJson(url, { form, certificate } = {}) {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http
    const outgoing = request(
      url,
      {
        method: form ? 'POST' : 'GET',
        lookup,
        ca: certificate,
        headers: {
          accept: 'application/json',
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      },
      async (response) => {
        try {
          const text = (await response.setEncoding('utf8').toArray()).join('')
          resolve({ status: response.statusCode, body: JSON.parse(text) })
        } catch (cause) {
          reject(new Error(`No JSON came from ${url}`, { cause }))
        }
      },
    )
    outgoing.on('error', reject)
    outgoing.end(form && new URLSearchParams(form).toString())
  })
}
