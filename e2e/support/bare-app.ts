import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { listen } from '../../demo/listen.mjs'
import { pageHeaders } from '../../demo/pages/page-headers.mjs'
import type { Auth, AuthOptions, AuthorizeRequest, ResponseType } from '../../dist/index.js'
import { App } from './app.js'
import type { Demo } from './demo.js'

declare global {
  interface Window {
    postern: typeof import('../../dist/index.js')
    auth: Auth
  }
}

const document = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Bare app</title>
    <link rel="icon" href="data:,">
    <script src="/postern.min.js"></script>
  </head>
  <body></body>
</html>`

/**
 * An app that consists of the library's script and nothing else, for what the sample app has no
 * button for. As strict as that one about scripts, but without a Referrer-Policy, and it may ask
 * anybody: here the library is on its own.
 */
export async function startBareApp(host: string) {
  const server = await listen(0, undefined)
  const script = await readFile(new URL('../../dist/postern.min.js', import.meta.url))
  const { 'Referrer-Policy': _none, ...headers } = pageHeaders({
    'connect-src': '*',
    'frame-src': '*',
    'img-src': '* data:',
    'frame-ancestors': "'self'",
  })
  server.serve((request: { url: string }, response: import('node:http').ServerResponse) => {
    if (request.url === '/postern.min.js')
      response.setHeader('Content-Type', 'text/javascript').end(script)
    else response.writeHead(200, { ...headers, 'Content-Type': 'text/html' }).end(document)
  })
  return { url: `http://${host}:${server.port}/`, close: server.close }
}

/** Drives the bare app: every step is a call of the library. */
export class BareApp {
  readonly page: Page
  readonly demo: Demo
  readonly url: string

  constructor(page: Page, demo: Demo) {
    this.page = page
    this.demo = demo
    this.url = demo.bareUrl
  }

  async open(options: Partial<AuthOptions<ResponseType>> = {}, path = '') {
    await this.page.goto(this.url + path)
    await this.createAuth(options)
  }

  /** Each page load needs a client of its own. */
  async createAuth(options: Partial<AuthOptions<ResponseType>> = {}) {
    const { tenantUrl: domain, clientId } = this.demo
    await this.page.evaluate(
      (all) => {
        window.auth = window.postern.createAuth(all)
      },
      {
        domain,
        clientId,
        responseType: 'token id_token' as ResponseType,
        redirectUri: `${this.url}callback`,
        ...options,
      },
    )
  }

  /**
   * Logs in by redirect, as far as the callback page: the answer is still in its address bar, and a
   * client is there to read it.
   */
  async comeBackFromLogin(
    options: Partial<AuthOptions<ResponseType>> = {},
    request: AuthorizeRequest = {},
  ) {
    await this.page.evaluate((asked) => void window.auth.authorize('database', asked), request)
    await new App(this.page, this.demo).logIn()
    await this.page.waitForURL(/\/callback[?#]/)
    await this.createAuth(options)
  }
}
