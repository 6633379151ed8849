// The React app of docs/session.md, as pasted into a Vite project, with two tabs in a real browser
// against the demo's server.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from 'playwright/test'
import { createServer } from 'vite'
import { startDemo } from '../../demo/start.mjs'
import { root } from './markdown.js'
import { type Demo, filesOf, logIn } from './pasted.js'

interface Project {
  readonly url: string
  readonly demo: Demo
  /** Pastes a file of the page in place of the project's `main.tsx`. */
  readonly pasteMain: (file: string) => void
}

/** The page that Vite's own template makes, without its picture. */
const page = '<!doctype html><div id="root"></div><script type="module" src="/main.tsx"></script>'

// the packages as they would be in node_modules
const alias = [
  { find: 'postern/session', replacement: `${root}dist/session/index.js` },
  { find: 'postern/react', replacement: `${root}dist/react.js` },
  { find: 'postern', replacement: `${root}dist/index.js` },
  { find: /^react(-dom)?(?=\/|$)/, replacement: `${root}node_modules/$&` },
]

const test = base.extend<{ asked: string[] }, { project: Project }>({
  project: [
    // biome-ignore lint/correctness/noEmptyPattern: it tells Playwright the fixtures needed
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'postern-session-'))
      const server = await createServer({
        root: folder,
        configFile: false,
        logLevel: 'error',
        resolve: { alias },
        oxc: { jsx: { runtime: 'automatic' } },
        server: { host: '127.0.0.1', port: 0, fs: { allow: [root, folder] } },
      })
      await server.listen()
      const url = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
      const demo = await startDemo({
        ports: { app: 0, tenant: 0, social: 0, saml: 0, api: 0, ldap: 0 },
        redirectUris: [`${url}/`],
      })
      writeFileSync(join(folder, 'index.html'), page)
      const files = filesOf('docs/session.md', demo, url)
      writeFileSync(join(folder, 'auth.ts'), files['auth.ts'] ?? '')
      const pasteMain = (file: string) =>
        writeFileSync(join(folder, 'main.tsx'), files[file] ?? `no ${file}`)
      await use({ url, demo, pasteMain })
      await demo.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],

  /** What the API was asked with; it refuses the first of all tokens once it has seen it. */
  asked: async ({ context }, use) => {
    const asked: string[] = []
    await context.route('https://api.acme.example/notes', async (route) => {
      const { authorization = '' } = route.request().headers()
      const isRefused = asked.length > 1 && authorization === asked[0]
      asked.push(authorization)
      await route.fulfill({
        status: isRefused ? 401 : 200,
        json: ['Milk'],
        headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
      })
    })
    await use(asked)
  },
})

const expectIn = async (page: Page) => {
  await expect(page.locator('h1')).toHaveText('Hello Robin Marsh')
  await expect(page.locator('li')).toHaveText('Milk')
}

test('the eleven lines of docs/session.md log in for all tabs, and out in all of them', async ({
  context,
  project: { url, demo, pasteMain },
}) => {
  test.slow()
  pasteMain('main.tsx')
  const [one, other] = [await context.newPage(), await context.newPage()]
  await one.goto(url)
  await one.getByRole('button', { name: 'Log in' }).click()
  await logIn(one, demo)
  await expect(one.getByRole('button')).toHaveText('Log out')
  await other.goto(url)
  await expect(other.getByRole('button')).toHaveText('Log out')
  await other.getByRole('button').click()
  await expect(one.getByRole('button')).toHaveText('Log in')
  await expect(other).toHaveURL(`${url}/`)
  await expect(other.getByRole('button')).toHaveText('Log in')
})

test('the guarded app of docs/session.md calls its API, and logs out in all tabs', async ({
  context,
  project: { url, demo, pasteMain },
  asked,
}) => {
  test.slow()
  pasteMain('main-guarded.tsx')
  const [one, other] = [await context.newPage(), await context.newPage()]
  await one.goto(url)
  await logIn(one, demo)
  await expectIn(one)
  expect(one.url()).toBe(`${url}/`)

  await other.goto(url)
  await expectIn(other)
  await other.reload() // now the API refuses the token: a new one is asked for
  await expectIn(other)
  expect(new Set(asked).size).toBe(2)

  // a driver shows every page at once
  await one.evaluate(() => Object.defineProperty(document, 'hidden', { value: true }))
  await other.getByRole('button', { name: 'Log out' }).click()
  await expect(one.getByRole('button')).toHaveText('Log in')
  await logIn(other, demo)
  await expectIn(other)
  await expectIn(one)
})
