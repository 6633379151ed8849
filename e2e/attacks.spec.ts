import { listen } from '../demo/listen.mjs'
import type { Auth } from '../dist/index.js'
import { expect, test } from './support/demo.js'

declare global {
  interface Window {
    hostile: Auth<'code'>
    outcome?: unknown
  }
}

/**
 * An authorization server of nothing but two endpoints, which keeps what its token endpoint is
 * sent.
 * @param answerAt where it sends a person who comes with these parameters
 */
async function startServer(host: string, answerAt: (parameters: URLSearchParams) => string) {
  const server = await listen(0, undefined)
  const tokenRequests: string[] = []
  server.serve(
    async (
      request: import('node:http').IncomingMessage,
      response: import('node:http').ServerResponse,
    ) => {
      const { pathname, searchParams } = new URL(`${request.url}`, 'http://server')
      response.setHeader('access-control-allow-origin', '*')
      if (pathname === '/authorize') {
        response.writeHead(302, { location: answerAt(searchParams) }).end()
        return
      }
      if (pathname.startsWith('/.well-known/')) {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[]}')
        return
      }
      let body = ''
      for await (const chunk of request) body += chunk
      tokenRequests.push(pathname + body)
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"unknown"}')
    },
  )
  return { url: `http://${host}:${server.port}/`, tokenRequests, close: server.close }
}

/** The honest server answers as asked, without `iss`; the hostile one sends people on to it. */
async function startBoth(honestCallback: string) {
  const honest = await startServer('honest.localhost', (parameters) => {
    const answer = new URLSearchParams({ code: 'c0de', state: `${parameters.get('state')}` })
    return `${parameters.get('redirect_uri')}#${answer}`
  })
  const hostile = await startServer('hostile.localhost', (parameters) => {
    parameters.set('redirect_uri', honestCallback)
    return `${honest.url}authorize?${parameters}`
  })
  const close = () => Promise.all([honest.close(), hostile.close()])
  return { honest, hostile, close }
}

for (const mode of ['redirect', 'popup'] as const) {
  test(`gives a hostile server no code of another server, and no verifier: by ${mode}`, async ({
    bareApp,
  }) => {
    const { page, url } = bareApp
    const servers = await startBoth(`${url}callback`)
    const createClients = () =>
      page.evaluate(
        ({ honest, hostile, here }) => {
          const client = { clientId: 'app', responseType: 'code' } as const
          const { createAuth } = window.postern
          window.auth = createAuth({ ...client, domain: honest, redirectUri: `${here}callback` })
          window.hostile = createAuth({ ...client, domain: hostile, redirectUri: `${here}other` })
        },
        { honest: servers.honest.url, hostile: servers.hostile.url, here: url },
      )
    await page.goto(url)
    await createClients()
    if (mode === 'redirect') {
      await page.evaluate(() => void window.hostile.authorize())
      await page.waitForURL(/\/callback#code=/)
      await createClients()
      expect(await page.evaluate(() => window.auth.parseHash())).toBeNull()
      await page.evaluate(() => {
        window.hostile.parseHash().catch(({ code, detail }) => {
          window.outcome = { code, detail }
        })
      })
    } else {
      await page.evaluate(() => {
        const button = document.body.appendChild(document.createElement('button'))
        button.onclick = () => {
          window.hostile.popup().catch(({ code, detail }) => {
            window.outcome = { code, detail }
          })
        }
      })
      const opened = page.waitForEvent('popup')
      await page.locator('button').click()
      const popup = await opened
      await popup.waitForURL(/\/callback#code=/)
      await popup.evaluate((domain) => {
        const redirectUri = `${location.origin}/callback`
        const client = { clientId: 'app', responseType: 'code', redirectUri } as const
        void window.postern.createAuth({ ...client, domain }).parseHash()
      }, servers.honest.url)
    }
    await expect
      .poll(() => page.evaluate(() => window.outcome))
      .toEqual({
        code: 'invalid_response',
        detail: { expected: `${url}other`, actual: `${url}callback` },
      })
    expect([...servers.hostile.tokenRequests, ...servers.honest.tokenRequests]).toEqual([])
    expect(page.url()).not.toContain('c0de')
    await servers.close()
  })
}

test('takes an unspent code of a link made elsewhere out of the address bar', async ({
  bareApp,
}) => {
  for (const part of ['?keep=1&code=victims&state=made-up', '?keep=1&error=e&state=made-up']) {
    await bareApp.open({ responseType: 'code' }, `callback${part}#section`)
    expect(await bareApp.page.evaluate(() => window.auth.parseHash())).toBeNull()
    expect(bareApp.page.url()).toBe(`${bareApp.url}callback?keep=1#section`)
  }
})

test('takes a code out of the query though a forged fragment stands beside it', async ({
  bareApp,
}) => {
  await bareApp.open(
    { responseType: 'code' },
    'callback?code=victims&state=made-up#code=forged&state=forged',
  )
  const code = await bareApp.page.evaluate(() =>
    window.auth.parseHash().catch((error) => error.code),
  )
  expect(code).toBe('state_unknown')
  expect(bareApp.page.url()).toBe(`${bareApp.url}callback`)
})

test("leaves alone the route of a hash router, and another page's code", async ({ bareApp }) => {
  for (const path of ['callback#/shops?code=SUMMER&state=by', 'shop?code=SUMMER&state=by']) {
    await bareApp.open({ responseType: 'code' }, path)
    expect(await bareApp.page.evaluate(() => window.auth.parseHash())).toBeNull()
    expect(bareApp.page.url()).toBe(bareApp.url + path)
  }
})
