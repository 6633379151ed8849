// README and getting started, as pasted into an empty Vite project: in `vite` and after `vite
// build`, with the logins of a real browser against the demo's server.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from 'playwright/test'
import { build, createServer, preview } from 'vite'
import { startDemo } from '../../demo/start.mjs'
import { root } from './markdown.js'
import { type Demo, filesOf, logIn, logInByPopup } from './pasted.js'

interface Project {
  readonly url: string
  readonly demo: Demo
}

const listen = { host: '127.0.0.1', port: 0 }
const ports = { app: 0, tenant: 0, social: 0, saml: 0, ldap: 0 }

/** Serves a project before its files are there: they name servers that have to know its address. */
async function serveProject(command: string, folder: string) {
  // the package as it would be in node_modules
  const resolve = { alias: { postern: `${root}dist/index.js` } }
  const common = { root: folder, configFile: false, logLevel: 'error', resolve } as const
  // the files come once the server runs: it must not load the page anew for that, amid a login
  const unwatched = { watch: null, hmr: false } as const
  const fs = { allow: [root, folder] }
  mkdirSync(join(folder, 'dist'))
  const server =
    command === 'vite'
      ? await (await createServer({ ...common, server: { ...listen, ...unwatched, fs } })).listen()
      : await preview({ ...common, preview: listen })
  const make = async (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    if (command === 'vite build') await build(common)
  }
  return { server, make, url: server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '' }
}

for (const document of ['README.md', 'docs/getting-started.md']) {
  for (const command of ['vite', 'vite build']) {
    const test = base.extend<object, { project: Project }>({
      project: [
        // biome-ignore lint/correctness/noEmptyPattern: it tells Playwright the fixtures needed
        async ({}, use) => {
          const folder = mkdtempSync(join(tmpdir(), 'postern-pasted-'))
          const { server, make, url } = await serveProject(command, folder)
          const demo = await startDemo({ ports, redirectUris: [`${url}/`] })
          await make(filesOf(document, demo, url))
          await use({ url, demo })
          await demo.close()
          await server.close()
          rmSync(folder, { recursive: true, force: true })
        },
        { scope: 'worker' },
      ],
    })

    test.describe(`${document}, by ${command}`, () => {
      let asked: (string | undefined)[]
      test.beforeEach(async ({ page, context, project: { url } }) => {
        asked = []
        await context.route('https://api.acme.example/inbox', async (route) => {
          asked.push(route.request().headers().authorization)
          await route.fulfill({ json: [], headers: { 'access-control-allow-origin': '*' } })
        })
        await page.goto(`${url}/?page=2`)
      })

      test('the popup logs in, and closes', async ({ page, project: { demo } }) => {
        const button = document === 'README.md' ? 'button' : '#login-popup'
        await logInByPopup(page, demo, button)
        await expect(page.locator('body')).toContainText('Hello Robin Marsh')
      })

      if (document === 'README.md') return

      test('the redirect leads back to where it began, and the API gets the token', async ({
        page,
        project: { url, demo },
      }) => {
        await page.click('#login')
        await logIn(page, demo)
        await expect(page.locator('#who')).toHaveText('Hello Robin Marsh')
        await expect.poll(() => asked).toContainEqual(expect.stringMatching(/^Bearer .+/))
        expect(page.url()).toBe(`${url}/?page=2`)
      })

      test('after logging out the server asks for the password again', async ({
        page,
        project: { url, demo },
      }) => {
        await logInByPopup(page, demo, '#login-popup')
        await page.click('#logout')
        await page.waitForURL(`${url}/`)
        await logInByPopup(page, demo, '#login-popup')
      })
    })
  }
}
