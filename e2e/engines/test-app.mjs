import { readFileSync } from 'node:fs'
import { listen } from '../../demo/listen.mjs'
import { pageHeaders } from '../../demo/pages/page-headers.mjs'
import { defaultPorts, startDemo } from '../../demo/start.mjs'
import { startNeighbours } from './neighbours.mjs'

const anyPorts = Object.fromEntries(Object.keys(defaultPorts).map((server) => [server, 0]))
const callbackPaths = ['/callback', '/callback-code', '/callback-static', '/auth0-callback']
const auth0Paths = ['/auth0', '/auth0-callback']

const here = (path) => readFileSync(new URL(path, import.meta.url))
const scripts = {
  '/watch.js': here('app/watch.js'),
  '/count.js': here('app/count.js'),
  '/postern.js': here('../../dist/postern.min.js'),
  '/app.js': here('app/app.js'),
  '/postern-auth0.js': here('../../dist/postern-auth0.min.js'),
  '/auth0-app.js': here('app/auth0-app.js'),
  '/postern-callback.js': here('../../dist/postern-callback.min.js'),
  '/callback.js': here('app/callback.js'),
}

const script = (path) => `<script src="${path}"></script>`
const button = (id) => `<button type="button" id="${id}">${id}</button>`
const document = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
  <link rel="icon" href="data:,">${script('/watch.js')}${body}</html>`

const appPage = ({ domain, clientId, storage = '' }) =>
  document(
    'Test app',
    `<body data-domain="${domain}" data-client-id="${clientId}" data-storage="${storage}">
    ${['popup', 'redirect', 'silent', 'cancel'].map(button).join('\n')}
    ${['/count.js', '/postern.js', '/app.js'].map(script).join('\n')}</body>`,
  )

const auth0Page = ({ domain, clientId }) =>
  document(
    'Test app of auth0-js',
    `<body data-domain="${domain}" data-client-id="${clientId}">${button('popup')}
    ${['/count.js', '/postern-auth0.js', '/auth0-app.js'].map(script).join('\n')}</body>`,
  )

const staticCallbackPage = document(
  'Static callback',
  `<body>${['/count.js', '/postern-callback.js', '/callback.js'].map(script).join('\n')}</body>`,
)

const lastPage = document('All is over', '')

const framingPage = (url) =>
  document(
    'Another site',
    `<body>
    <iframe src="${url.replaceAll('"', '')}" width="600" height="300" title="The app"></iframe>
    </body>`,
  )

async function readBody(request) {
  let body = ''
  // a character may come in two pieces
  request.setEncoding('utf8')
  for await (const chunk of request) body += chunk
  return JSON.parse(body)
}

/**
 * A bare app of its own beside the demo, which logs in at the demo's tenant. It counts what the
 * library leaves behind, and every login's outcome is reported to `reports`, so that a test can
 * wait for it without touching the page. Its pages are as strict as the demo's, but without a
 * Referrer-Policy: here the library is on its own. What they must never do is reported to `faults`.
 *
 * @typedef {Awaited<ReturnType<typeof startTestApp>>} TestApp
 * @typedef {object} Pages what tests change while it runs
 * @property {string} appCoop Cross-Origin-Opener-Policy of the app's page
 * @property {string} callbackCoop the same for both callback pages
 * @property {'throws' | 'refuses' | 'full'} storage what is wrong with the storage of the app's
 * pages
 * @property {string} framer origin of another site that may show the app in a frame
 * @property {string} held path of a page that nobody is served until `letGo`
 */
export async function startTestApp() {
  const server = await listen(0)
  const at = (host) => `http://${host}:${server.port}`
  const origin = at('app.localhost')
  // beside the tenant's own name: a hidden frame gets the tenant's cookie here
  const sameSiteOrigin = at('test.postern.localhost')
  const redirectUris = [origin, sameSiteOrigin].flatMap((one) =>
    callbackPaths.map((path) => one + path),
  )
  const demo = await startDemo({ ports: anyPorts, redirectUris })
  /** @type {Partial<Pages>} */
  const pages = {}
  const reports = []
  const faults = []
  const waiting = []
  let timesNowhere = 0
  let neighbours
  const tenantOrigin = new URL(demo.tenantUrl).origin
  const otherSite = at('elsewhere.localhost')

  const headersOf = (directives) => {
    const { 'Referrer-Policy': _none, ...headers } = pageHeaders({
      'connect-src': "'self'",
      ...directives,
    })
    return headers
  }
  const appHeaders = () =>
    headersOf({
      'connect-src': `'self' ${tenantOrigin}`,
      // a silent login's frame goes to the tenant and comes back to the callback page
      'frame-src': `'self' ${tenantOrigin}`,
      'frame-ancestors': pages.framer ?? "'self'",
    })

  const letGo = () => {
    delete pages.held
    for (const go of waiting.splice(0)) go()
  }

  server.serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, origin)
    const send = (type, body, headers) => {
      response.writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Cache-Control': 'no-cache',
        ...headers,
      })
      response.end(body)
    }
    const sendPage = (body, coop) =>
      send('text/html', body, {
        ...appHeaders(),
        ...(coop && { 'Cross-Origin-Opener-Policy': coop }),
      })
    if (scripts[pathname]) return send('text/javascript', scripts[pathname])
    if (pathname === '/report') {
      reports.push(await readBody(request))
      return response.writeHead(204).end()
    }
    if (pathname === '/fault') {
      faults.push(await readBody(request))
      return response.writeHead(204).end()
    }
    if (pathname === '/nowhere') {
      timesNowhere++
      return response.writeHead(204).end()
    }
    if (pathname === '/framing')
      return send(
        'text/html',
        framingPage(searchParams.get('app')),
        headersOf({ 'frame-src': `${origin} ${tenantOrigin}` }),
      )
    if (pathname === '/last') return send('text/html', lastPage, headersOf())
    if (pathname === pages.held) await new Promise((go) => waiting.push(go))
    if (pathname === '/callback-static') return sendPage(staticCallbackPage, pages.callbackCoop)
    const isApp = pathname === '/' || pathname === '/auth0'
    const coop = isApp ? pages.appCoop : pages.callbackCoop
    if (auth0Paths.includes(pathname))
      return sendPage(auth0Page({ domain: demo.tenantUrl, clientId: demo.clientId }), coop)
    if (pathname === '/' || callbackPaths.includes(pathname))
      return sendPage(
        appPage({ domain: demo.tenantUrl, clientId: demo.clientId, storage: pages.storage }),
        coop,
      )
    response.writeHead(404).end()
  })

  const appUrl = ({ sameSite = false, ...settings } = {}) => {
    const query = new URLSearchParams({ settings: JSON.stringify(settings) })
    return `${sameSite ? sameSiteOrigin : origin}/?${query}`
  }

  return {
    demo,
    pages,
    reports,
    faults,
    /**
     * A page to show when a test is over: when it is there, the faults of all pages before it are.
     */
    lastUrl: `${origin}/last`,
    /**
     * The app's page.
     * @param {object} [settings]
     * @param {'token id_token' | 'code'} [settings.responseType]
     * @param {string} [settings.callback] path of the callback page of a popup; default: the app
     * itself
     * @param {object} [settings.request] options of every login
     * @param {'popup' | 'redirect'} [settings.unasked] what the app does by itself when nobody is
     * logged in
     * @param {boolean} [settings.leadsNowhere] the server's answer is no page, so that the app's
     * page is not left
     * @param {boolean} [settings.sameSite] served from the tenant's site
     */
    appUrl,
    /** The page of an app that was written against auth0-js. */
    auth0Url: `${origin}/auth0`,
    timesNowhere: () => timesNowhere,
    callbackUrl: `${origin}/callback`,
    otherSite,
    /** A page on another site that shows the app in a frame, if `pages.framer` lets it. */
    framedUrl: (settings) =>
      `${otherSite}/framing?${new URLSearchParams({ app: appUrl(settings) })}`,
    /** Whether somebody waits for the page that is held. */
    isAwaited: () => waiting.length > 0,
    /** Serves the page that was held. */
    letGo,
    /** An app on https with a sibling subdomain and another port beside it. */
    neighbours() {
      neighbours ??= startNeighbours()
      return neighbours
    },
    /** As it was in the beginning. */
    reset() {
      letGo()
      for (const changed of [pages, demo.hooks])
        for (const key of Object.keys(changed)) delete changed[key]
      reports.length = 0
      faults.length = 0
      timesNowhere = 0
    },
    async close() {
      await (await neighbours)?.close()
      await demo.close()
      await server.close()
    },
  }
}
