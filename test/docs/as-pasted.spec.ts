// What README and guides tell people to paste, pasted: served from a site of its own, against the demo's server, in a real browser.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { test as base, expect, type Page } from 'playwright/test'
import { startDemo } from '../../demo/start.mjs'
import { codeBlocks, read, root } from './markdown.js'

type Demo = Awaited<ReturnType<typeof startDemo>>

interface Site {
  readonly url: string
  readonly demo: Demo
  /** Serves the files of one page of the documentation. */
  paste(document: string, more?: Record<string, string>): void
}

/** The files of a page, with the demo's names in place of those that stand for the reader's own. */
function filesOf(document: string, { tenantUrl, clientId }: Demo): Record<string, string> {
  const pasted = (code: string) =>
    code.replaceAll('acme.eu.auth0.com', tenantUrl).replaceAll('abc123', clientId).replaceAll('google-oauth2', 'database')
  return Object.fromEntries(codeBlocks(document).flatMap(({ file, code }) => (file ? [[file, pasted(code)]] : [])))
}

async function bundle(name: string, files: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [name],
    bundle: true,
    format: 'esm',
    write: false,
    alias: { postern: `${root}dist/index.js`, 'postern/callback': `${root}dist/callback.js` },
    plugins: [
      {
        name: 'pasted',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^(\.\/)?[\w-]+(\.ts)?$/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('./')
              ? { path: `${path.replace(/^\.\/|\.ts$/g, '')}.ts`, namespace: 'pasted' }
              : undefined,
          )
          onLoad({ filter: /.*/, namespace: 'pasted' }, ({ path }) => ({ contents: files[path] ?? '', loader: 'ts', resolveDir: root }))
        },
      },
    ],
  })
  return outputFiles[0]?.text ?? ''
}

const listen = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))

const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures needed from this pattern
    async ({}, use) => {
      let files: Record<string, string> = {}
      const server = createServer(async ({ url = '' }, response) => {
        const name = url.split('?')[0]?.slice(1) || 'index.html'
        const script = /\.[jt]s$/.test(name)
        const text = name.endsWith('.ts') ? await bundle(name, files) : name.endsWith('.min.js') ? read(`dist/${name}`) : files[name]
        response.writeHead(text === undefined ? 404 : 200, { 'content-type': script ? 'text/javascript' : 'text/html' }).end(text)
      })
      const url = `http://pasted.localhost:${await listen(server)}`
      const redirectUris = ['callback.html', 'login.html'].map((page) => `${url}/${page}`)
      const demo = await startDemo({ ports: { app: 0, tenant: 0, social: 0, saml: 0, ldap: 0 }, redirectUris })
      await use({
        url,
        demo,
        paste: (document, more) => {
          files = { ...filesOf(document, demo), ...more }
        },
      })
      await demo.close()
      server.close()
    },
    { scope: 'worker' },
  ],
})

test.describe.configure({ mode: 'serial' })

async function logIn(page: Page, { account }: Demo) {
  await page.locator('input[name=email], input[name=username]').fill(account.email)
  await page.locator('input[name=password]').fill(account.password)
  await page.locator('button[type=submit]').click()
}

const clickForPopup = async (page: Page, button: string) => (await Promise.all([page.waitForEvent('popup'), page.click(button)]))[0]

test('README: the redirect button logs in, and the callback page greets the person', async ({ page, site }) => {
  site.paste('README.md')
  await page.goto(site.url)
  await page.click('#redirect')
  await logIn(page, site.demo)
  await expect(page.locator('#who')).toHaveText(/^Hello Robin Marsh\. Your access token has \d+ characters\.$/)
  expect(page.url()).toBe(`${site.url}/inbox`)
})

test('README: the popup button logs in, and the popup closes', async ({ page, site }) => {
  site.paste('README.md')
  await page.goto(site.url)
  const popup = await clickForPopup(page, '#popup')
  const closed = popup.waitForEvent('close')
  await logIn(popup, site.demo)
  await closed
  await expect(page.locator('#who')).toHaveText(/^Hello Robin Marsh\. /)
})

test('README: tokens that nobody here asked for begin a login, which ends with a result', async ({ page, site }) => {
  const recipe = codeBlocks('README.md').find(({ code }) => code.includes('state_missing'))?.code
  site.paste('README.md', {
    'callback.html': '<p id="who"></p><script type="module" src="/recipe.ts"></script>',
    'recipe.ts': `${recipe}\ndocument.querySelector('#who')!.textContent = result?.claims.sub ?? 'nobody'`,
  })
  await page.goto(`${site.url}/callback.html#access_token=forged&token_type=Bearer`)
  await logIn(page, site.demo)
  await expect(page.locator('#who')).toHaveText(/^database\|/)
})

test('callback page: the static page hands the answer home and closes', async ({ page, site }) => {
  site.paste('docs/callback-page.md', { 'index.html': '<button>Log in</button><script type="module" src="/login.ts"></script>' })
  await page.goto(site.url)
  const popup = await clickForPopup(page, 'button')
  const closed = popup.waitForEvent('close')
  await logIn(popup, site.demo)
  await closed
})

test('recipes: the plain script logs in by popup, without a bundler', async ({ page, site }) => {
  site.paste('docs/recipes.md')
  await page.goto(`${site.url}/login.html`)
  const popup = await clickForPopup(page, '#login')
  await logIn(popup, site.demo)
  await expect(page.locator('#who')).toHaveText('Hello Robin Marsh')
})
