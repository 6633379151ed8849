import { listen } from '../../demo/listen.mjs'
import { bundleForPage, importTestingKit } from './bundle.mjs'

const page = (script, body = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Session</title>
  <link rel="icon" href="data:,"><body>${body}<script src="${script}"></script></body></html>`

/** A page of the app without the app. */
const lastPage = '<!doctype html><html lang="en"><title>Away</title><link rel="icon" href="data:,">'

const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, Authorization',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Max-Age': '600',
}

async function readBody(request) {
  let body = ''
  // a character may come in two pieces
  request.setEncoding('utf8')
  for await (const chunk of request) body += chunk
  return body
}

/**
 * An app with a session, the server that it logs in at, which rotates refresh tokens and detects
 * reuse, and its API: three origins. Whoever comes to the server is logged in at once, as
 * `server.logIn` says.
 *
 * @typedef {Awaited<ReturnType<typeof startSessionWorld>>} SessionWorld
 * @param {string} [script] the page's script, as seen from here
 * @param {import('../../src/index.js').SigningAlgorithm} [algorithm] what ID Tokens are signed with
 */
export async function startSessionWorld(script = 'app/app.js', algorithm = 'ES256') {
  const { createTestServer, generateTestKey } = await importTestingKit()
  const key = await generateTestKey(algorithm)
  const scripts = { '/app.js': await bundleForPage(script) }
  const network = await listen(0)
  const at = (name) => `http://${name}.localhost:${network.port}`
  const [app, issuer, api, elsewhere] = [at('app'), at('login'), at('api'), at('elsewhere')]

  const world = {
    app,
    api,
    elsewhere,
    /** The person who logs in, unless the server is told of another. */
    zoe: { sub: 'test|zoe', name: 'Zoë' },
    tom: { sub: 'test|tom', name: 'Tom' },
    /** @type {import('../../src/testing/index.js').TestServer} */
    server: undefined,
    /** ms that an answer of the token endpoint takes. */
    delay: 0,
    /** Awaited before the token endpoint answers. @type {Promise<void> | undefined} */
    held: undefined,
    /** HTTP status of the API; a function of the token. */
    apiStatus: (_token) => 200,
    /** Told of each access token that is issued, and of its lifetime in seconds. */
    onTokens: (_token, _expiresIn) => {},
    /**
     * What the API and the other site were sent.
     * @type {{ url: string, method: string, authorization: string | null, body: string }[]}
     */
    apiRequests: [],
    /** Paths of the app that get a page of the test's own. @type {Record<string, string>} */
    pages: {},
    /** As in the beginning. */
    reset(options = {}) {
      Object.assign(world, { delay: 0, held: undefined, pages: { '/away': lastPage } })
      Object.assign(world, { apiStatus: () => 200, onTokens: () => {} })
      world.apiRequests.length = 0
      world.server = createTestServer({ issuer: `${issuer}/`, key, user: world.zoe, ...options })
    },
    /** The app's page. */
    url: (settings = {}) =>
      `${app}/?${new URLSearchParams({ settings: JSON.stringify({ issuer, api, ...settings }) })}`,
    /** Requests for a renewal by refresh token. */
    renewals: () =>
      world.server.requests.filter(
        ({ parameters }) => parameters.get('grant_type') === 'refresh_token',
      ),
    /** Visits of hidden frames. */
    frames: () =>
      world.server.requests.filter(({ parameters }) => parameters.get('prompt') === 'none'),
    close: network.close,
  }
  world.reset()

  const serveLogin = async (request, response, url) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, openToAll).end()
    const { held } = world
    const body = request.method === 'POST' ? await readBody(request) : undefined
    const answer = await world.server.fetch(url.href, {
      method: request.method,
      headers: { 'content-type': request.headers['content-type'] ?? 'text/plain' },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    const text = await answer.text()
    if (url.pathname === '/oauth/token') {
      const { access_token: token, expires_in: expiresIn } = JSON.parse(text)
      if (token) world.onTokens(token, expiresIn)
      await held
      await new Promise((resolve) => setTimeout(resolve, world.delay))
    }
    response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...openToAll })
    response.end(text)
  }

  const serveApi = async (request, response, url) => {
    if (request.method === 'OPTIONS') return response.writeHead(204, openToAll).end()
    const authorization = request.headers.authorization ?? null
    world.apiRequests.push({
      url: url.href,
      method: request.method,
      authorization,
      body: await readBody(request),
    })
    const target = url.searchParams.get('redirect')
    if (target) return response.writeHead(307, { ...openToAll, Location: target }).end()
    response.writeHead(world.apiStatus(authorization?.replace(/^\w+ /, '')), openToAll)
    response.end('{}')
  }

  network.serve(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`)
    if (url.origin === issuer) return serveLogin(request, response, url)
    if (url.origin !== app) return serveApi(request, response, url)
    const type = scripts[url.pathname] ? 'text/javascript' : 'text/html'
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` })
    response.end(
      scripts[url.pathname] ??
        world.pages[url.pathname] ??
        page('/app.js', '<a id="open" href="/" target="_blank" rel="opener">open</a>'),
    )
  })

  return world
}
