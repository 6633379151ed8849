import http from 'node:http'
import https from 'node:https'

// Node asks the system's resolver, which need not know *.localhost; every server of the demo is on
// loopback.
const lookup = (_host, options, done) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)

/**
 * Server to server: sends a form, or reads when there is none, and answers
 * `{ status, headers, text }`. Follows no redirect.
 */
export function request(url, { form, certificate, headers } = {}) {
  return new Promise((resolve, reject) => {
    const { request: send } = url.protocol === 'https:' ? https : http
    const outgoing = send(
      url,
      {
        method: form ? 'POST' : 'GET',
        lookup,
        ca: certificate,
        headers: {
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
      },
      async (response) => {
        try {
          const text = (await response.setEncoding('utf8').toArray()).join('')
          resolve({ status: response.statusCode, headers: response.headers, text })
        } catch (cause) {
          reject(new Error(`No answer came from ${url.origin}`, { cause }))
        }
      },
    )
    outgoing.on('error', reject)
    outgoing.end(form && new URLSearchParams(form).toString())
  })
}

/** The same for JSON: `{ status, body }`. */
export async function requestJson(address, { form, certificate } = {}) {
  const url = new URL(address)
  const { status, text } = await request(url, {
    form,
    certificate,
    headers: { accept: 'application/json' },
  })
  try {
    return { status, body: JSON.parse(text) }
  } catch (cause) {
    throw new Error(`No JSON came from ${url}`, { cause })
  }
}
