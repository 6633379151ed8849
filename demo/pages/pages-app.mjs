import { fileURLToPath } from 'node:url'
import express from 'express'
import { serveFonts } from './fonts.mjs'
import { pageHeaders } from './page-headers.mjs'

const sharedAssets = fileURLToPath(new URL('assets', import.meta.url))

/**
 * What the three servers with login pages have in common: headers, styles, pictures and the two
 * small scripts. Browsers hold `form-action` against every redirect that follows a form (CSP3
 * §6.4.1), so the whole way back to the app is listed.
 */
export function createPagesApp({ assets, formTargets, hooks }) {
  const headers = pageHeaders({ 'form-action': ["'self'", ...formTargets].join(' ') })
  const app = express()
  app.disable('x-powered-by')
  app.use((_request, response, next) => {
    response.set(headers)
    if (hooks.coop) response.set('Cross-Origin-Opener-Policy', hooks.coop)
    next()
  })
  app.use('/assets/fonts', serveFonts())
  app.use('/assets', express.static(fileURLToPath(assets)), express.static(sharedAssets))
  return app
}

export const readForm = express.urlencoded({ extended: false })
