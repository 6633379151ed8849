import { fileURLToPath } from 'node:url'
import express from 'express'
import { serveFonts } from '../pages/fonts.mjs'
import { pageHeaders } from '../pages/page-headers.mjs'
import { appPage, staticCallbackPage } from './app-pages.mjs'
import { bundleApp } from './bundle.mjs'

const assets = fileURLToPath(new URL('assets', import.meta.url))
const forever = 'public, max-age=31536000, immutable'

/**
 * The sample app: two pages and their files. `settings` is what the page needs to know of the
 * tenant; `tenantOrigin` is whom it may ask.
 */
export async function createApp({ settings, tenantOrigin, frameAncestors = "'self'", hooks = {} }) {
  const bundle = await bundleApp()
  const headers = pageHeaders({
    'connect-src': tenantOrigin,
    // the hidden frame of a silent login goes to the tenant and comes back to /callback
    'frame-src': `'self' ${tenantOrigin}`,
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
    response.send(render())
  }
  app.get(
    '/',
    page('appCoop', () => appPage({ ...settings, bundle, view: 'login' })),
  )
  app.get(
    '/callback',
    page('callbackCoop', () => appPage({ ...settings, bundle, view: 'working' })),
  )
  app.get(
    '/callback-static',
    page('callbackCoop', () => staticCallbackPage({ bundle })),
  )
  return app
}
