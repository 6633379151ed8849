import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, chromium as playwrightChromium, test } from 'playwright/test'
import { listen } from '../demo/listen.mjs'
import { findChromium, isRoot } from '../scripts/browsers.mjs'

// DevTools switch speculation rules off, and every driver uses them: this Chromium is driven by its
// pages alone, which report what they see.

const chromium = findChromium() ?? playwrightChromium.executablePath()
const prepared = ['/prepared?1', '/prepared?2', '/prepared?3']

const page = (script: string) =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
  <script src="/postern.js"></script><script>${script}</script>`

/** Prepares three pages, and opens the first once all have run. */
const start = page(`
  const rules = document.createElement('script')
  rules.type = 'speculationrules'
  rules.textContent = JSON.stringify({
    prerender: [{ urls: ${JSON.stringify(prepared)}, eagerness: 'immediate' }],
  })
  document.head.append(rules)
  fetch('/go').then(() => location.assign('${prepared[0]}'))`)

/** Logs in as soon as it runs, as a page that needs a login does. */
const login = page(`
  const auth = postern.createAuth({
    domain: location.origin,
    clientId: 'app',
    responseType: 'code',
    redirectUri: location.origin + '/callback',
  })
  const look = () => ({
    prerendering: Boolean(document.prerendering),
    records: Object.keys(localStorage).filter((key) => /^postern\\.[\\da-f]/.test(key)).length,
    counted: sessionStorage.getItem('postern.loop') !== null,
  })
  auth.authorize()
  setTimeout(() => fetch('/saw', { method: 'POST', body: JSON.stringify(look()) }))`)

/** Opens the page in a Chromium without DevTools, and closes it in the end. */
async function withChromium(url: string, run: () => Promise<void>) {
  const profile = await mkdtemp(join(tmpdir(), 'postern-chromium-'))
  const args = ['--headless=new', '--no-first-run', '--disable-gpu', `--user-data-dir=${profile}`]
  const child = spawn(chromium, [...args, ...(isRoot ? ['--no-sandbox'] : []), url], {
    stdio: 'ignore',
  })
  const closed = new Promise((resolve) => child.once('exit', resolve))
  try {
    await run()
  } finally {
    child.kill()
    await closed
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

test('a page that is only prepared keeps, counts and asks nothing; once it is opened it logs in', {
  tag: '@chromium',
}, async () => {
  const server = await listen(0, undefined)
  const script = await readFile(new URL('../dist/postern.min.js', import.meta.url))
  const seen: { prerendering: boolean; records: number; counted: boolean }[] = []
  const authorized: string[] = []
  let go = () => {}
  server.serve(
    async (
      request: import('node:http').IncomingMessage,
      response: import('node:http').ServerResponse,
    ) => {
      const { pathname } = new URL(`${request.url}`, 'http://server')
      if (pathname === '/postern.js') {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script)
      } else if (pathname === '/saw') {
        let body = ''
        for await (const chunk of request) body += chunk
        seen.push(JSON.parse(body))
        response.writeHead(204).end()
      } else if (pathname === '/go') {
        await new Promise<void>((resolve) => {
          go = resolve
        })
        response.writeHead(204).end()
      } else {
        if (pathname === '/authorize') authorized.push(`${request.url}`)
        const body = pathname === '/prepared' ? login : pathname === '/' ? start : page('')
        response.writeHead(200, { 'content-type': 'text/html' }).end(body)
      }
    },
  )
  await withChromium(`http://localhost:${server.port}/`, async () => {
    await expect.poll(() => seen.length, { timeout: 20_000 }).toBe(prepared.length)
    const nothing = { prerendering: true, records: 0, counted: false }
    expect(seen).toEqual(prepared.map(() => nothing))
    expect(authorized).toEqual([])
    go()
    await expect.poll(() => authorized.length, { timeout: 20_000 }).toBe(1)
  })
  await server.close()
})
