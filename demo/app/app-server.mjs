import { fileURLToPath } from 'node:url'
import express from 'express'
import { serveFonts } from '../pages/fonts.mjs'
import { pageHeaders } from '../pages/page-headers.mjs'
import { bundleApp } from './bundle.mjs'
import { logInPage } from './pages/log-in-page.mjs'
import { mistakesPage } from './pages/mistakes-page.mjs'
import { sessionPage } from './pages/session-page.mjs'
import { staticCallbackPage } from './pages/static-callback-page.mjs'
import { tourPage } from './pages/tour-page.mjs'

const assets = fileURLToPath(new URL('assets', import.meta.url))
const forever = 'public, max-age=31536000, immutable'

/**
 * The sample app: its pages and their files. `settings` is what the pages need to know of the
 * tenant; `servers` are whom they may ask, the tenant first; `controls` are the routes of the demo
 * itself, where the whole of it runs.
 */
export async function createApp({
  settings,
  servers,
  controls,
  frameAncestors = "'self'",
  hooks = {},
}) {
  const bundle = await bundleApp()
  const [tenant] = servers
  const headers = pageHeaders({
    'connect-src': ["'self'", ...servers].join(' '),
    // the hidden frame of a silent login goes to the tenant and comes back to the app
    'frame-src': `'self' ${tenant}`,
    'frame-ancestors': frameAncestors,
  })
  const app = express()
  app.disable('x-powered-by')

  app.use('/assets/fonts', serveFonts())
  app.get('/assets/:name', (request, response, next) => {
    const content = bundle.files.get(request.path)
    if (!content) return next()
    response
      .type(request.path.endsWith('.css') ? 'css' : 'js')
      .set({ 'Cache-Control': forever, 'X-Content-Type-Options': 'nosniff' })
    response.send(content)
  })
  app.use('/assets', express.static(assets, { maxAge: '1d' }))

  const page = (coop, render) => (_request, response) => {
    response.set({ ...headers, 'Cache-Control': 'no-cache' })
    if (hooks[coop]) response.set('Cross-Origin-Opener-Policy', hooks[coop])
    response.send(render({ ...settings, bundle }))
  }
  app.get(
    '/',
    page('appCoop', (all) => logInPage({ ...all, view: 'login' })),
  )
  app.get(
    '/callback',
    page('callbackCoop', (all) => logInPage({ ...all, view: 'working' })),
  )
  app.get('/callback-static', page('callbackCoop', staticCallbackPage))
  if (controls) {
    app.use('/demo', controls)
    app.get('/session', page('appCoop', sessionPage))
    app.get('/tour', page('appCoop', tourPage))
    app.get('/mistakes', page('appCoop', mistakesPage))
  }
  return app
}
