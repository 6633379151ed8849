// What the guides tell people to paste, pasted: served from a site of its own, against the demo's
// server, in a real browser. README and getting started, which need Vite, are in vite.spec.ts.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { test as base, expect, type Page } from 'playwright/test'
import { startDemo } from '../../demo/start.mjs'
import { codeBlocks, read, root } from './markdown.js'
import { clickForPopup, type Demo, filesOf, logIn, logInByPopup } from './pasted.js'

interface Site {
  readonly url: string
  readonly demo: Demo
  /** Serves the files of one page of the documentation. */
  paste(document: string, more?: Record<string, string>): void
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
          onLoad({ filter: /.*/, namespace: 'pasted' }, ({ path }) => ({
            contents: files[path] ?? '',
            loader: 'ts',
            resolveDir: root,
          }))
        },
      },
    ],
  })
  return outputFiles[0]?.text ?? ''
}

const listen = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )

const test = base.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: it tells Playwright the fixtures needed
    async ({}, use) => {
      let files: Record<string, string> = {}
      const server = createServer(async ({ url = '' }, response) => {
        const name = url.split('?')[0]?.slice(1) || 'index.html'
        const script = /\.[jt]s$/.test(name)
        const text = name.endsWith('.ts')
          ? await bundle(name, files)
          : name.endsWith('.min.js')
            ? read(`dist/${name}`)
            : files[name]
        response
          .writeHead(text === undefined ? 404 : 200, {
            'content-type': script ? 'text/javascript' : 'text/html',
          })
          .end(text)
      })
      const url = `http://pasted.localhost:${await listen(server)}`
      const redirectUris = ['', 'callback', 'callback.html', 'login.html'].map(
        (page) => `${url}/${page}`,
      )
      const demo = await startDemo({
        ports: { app: 0, tenant: 0, social: 0, saml: 0, api: 0, ldap: 0 },
        redirectUris,
      })
      await use({
        url,
        demo,
        paste: (document, more) => {
          files = { ...filesOf(document, demo, url), ...more }
        },
      })
      await demo.close()
      server.close()
    },
    { scope: 'worker' },
  ],
})

/** A page of the reader's own, with the scripts that the documentation gives for it. */
const pageWith = (script: string) => `<script type="module" src="/${script}.ts"></script>`

const logged = (page: Page, text: string) =>
  page.waitForEvent('console', (message) => message.text() === text)

test.describe('redirect', () => {
  const begin = async (page: Page, site: Site, html: string, path = '/?page=2', more = {}) => {
    site.paste('docs/redirect.md', { 'index.html': html, callback: pageWith('callback'), ...more })
    await page.goto(`${site.url}${path}`)
  }
  const authorizeRequest = (page: Page, { demo }: Site) =>
    page.waitForRequest((request) => request.url().startsWith(`${demo.tenantUrl}authorize?`))
  const parametersOf = async (request: ReturnType<typeof authorizeRequest>) =>
    new URL((await request).url()).searchParams

  test('the button logs in, passes the parameters on, and leads back to where it stood', async ({
    page,
    site,
  }) => {
    await begin(page, site, `<button>Log in</button>${pageWith('login')}`)
    const request = authorizeRequest(page, site)
    await page.click('button')
    expect(Object.fromEntries(await parametersOf(request))).toMatchObject({
      access_type: 'offline',
      login_hint: 'zoe@example.com',
    })
    await logIn(page, site.demo)
    await expect(page).toHaveURL(`${site.url}/?page=2`)
  })

  test('parameters go out exactly as given', async ({ page, site }) => {
    const request = authorizeRequest(page, site)
    await begin(page, site, pageWith('params'))
    const parameters = await parametersOf(request)
    expect(Object.fromEntries(parameters)).toMatchObject({
      prompt: 'select_account',
      ui_locales: 'de en',
      max_age: '3600',
    })
    expect(JSON.parse(parameters.get('claims') ?? '')).toEqual({
      id_token: { email: { essential: true } },
    })
    expect(parameters.getAll('ext-campaign')).toEqual(['spring', 'mail'])
  })

  test('an invitation begins a login for its organization', async ({ page, site }) => {
    const request = authorizeRequest(page, site)
    await begin(page, site, pageWith('invitation'), '/?invitation=ticket&organization=org_1')
    expect(Object.fromEntries(await parametersOf(request))).toMatchObject({
      invitation: 'ticket',
      organization: 'org_1',
    })
  })

  test('the link logs in', async ({ page, site }) => {
    await begin(page, site, `<a href="/login">Log in</a>${pageWith('link')}`)
    await page.click('a')
    await logIn(page, site.demo)
    await expect(page).toHaveURL(`${site.url}/`)
  })

  test('the page that needs a login gets one', async ({ page, site }) => {
    await begin(page, site, '', '/callback', {
      callback: `<p id="who"></p>${pageWith('page')}`,
      'page.ts':
        "import { login } from './guard'\n" +
        "document.querySelector('#who')!.textContent = (await login).claims.name ?? ''",
    })
    await logIn(page, site.demo)
    await expect(page.locator('#who')).toHaveText('Robin Marsh')
    expect(page.url()).toBe(`${site.url}/callback`)
  })
})

test.describe('popup', () => {
  const begin = async (page: Page, site: Site, html: string) => {
    site.paste('docs/popup.md', {
      'index.html': html,
      callback: pageWith('callback'),
      'callback.ts': "import { relay } from 'postern/callback'\nrelay()",
      'preferred-connection': '{ "connection": "database" }',
    })
    await page.goto(site.url)
  }

  test('the button logs in, and works again', async ({ page, site }) => {
    await begin(page, site, `<button>Log in</button>${pageWith('login')}`)
    await logInByPopup(page, site.demo, 'button')
    await expect(page.locator('button')).toHaveText('Robin Marsh')
    await expect(page.locator('button')).toBeEnabled()
  })

  test('a window that the app opened itself is used, and closes', async ({ page, site }) => {
    await begin(page, site, `<button>Log in</button>${pageWith('window')}`)
    await logInByPopup(page, site.demo, 'button')
  })

  test('logs in, and the signal closes a window that waits', async ({ page, site }) => {
    await begin(
      page,
      site,
      `<button id="login">1</button><button id="cancel">2</button>${pageWith('cancel')}`,
    )
    await logInByPopup(page, site.demo, '#login')
    const popup = await clickForPopup(page, '#login')
    const closed = popup.waitForEvent('close')
    await page.click('#cancel')
    await closed
  })
})

test.describe('callback page', () => {
  const begin = async (page: Page, site: Site, path: string, callback?: string) => {
    site.paste('docs/callback-page.md', {
      'index.html': `<button>Log in</button>${pageWith('login')}`,
      'redirect.html': pageWith('redirect'),
      'redirect.ts':
        "import { auth } from './auth'\n" +
        "void auth.authorize('', { redirectUri: location.origin + '/callback.html' })",
      ...(callback && { 'callback.html': pageWith(callback) }),
    })
    await page.goto(`${site.url}/${path}`)
  }

  test('the static page hands the answer home and closes', async ({ page, site }) => {
    await begin(page, site, '')
    await logInByPopup(page, site.demo, 'button')
  })

  for (const app of ['main', 'main-with-relay']) {
    test(`${app}.ts starts the app after a redirect`, async ({ page, site }) => {
      await begin(page, site, 'redirect.html', app)
      await logIn(page, site.demo)
      await expect(page.locator('body')).toHaveText('Hello Robin Marsh')
      expect(page.url()).toBe(`${site.url}/callback.html`)
    })

    test(`${app}.ts hands the answer home, and its window closes`, async ({ page, site }) => {
      await begin(page, site, '', app)
      await logInByPopup(page, site.demo, 'button')
    })
  }

  test('return.ts leads on', async ({ page, site }) => {
    await begin(page, site, 'redirect.html', 'return')
    await logIn(page, site.demo)
    await expect(page).toHaveURL(`${site.url}/inbox`)
  })
})

test('recipes: the plain script logs in by popup, without a bundler', async ({ page, site }) => {
  site.paste('docs/recipes.md')
  await page.goto(`${site.url}/login.html`)
  await logInByPopup(page, site.demo, '#login')
  await expect(page.locator('#who')).toHaveText('Hello Robin Marsh')
})

test('recipes: the script from another host is what its integrity names', async ({
  page,
  site,
}) => {
  const tag = codeBlocks('docs/recipes.md').find(({ code }) => code.includes('integrity='))?.code
  const serve = (more: string) =>
    page.route('https://cdn.example/**', (route) =>
      route.fulfill({
        headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' },
        body: read('dist/postern.min.js') + more,
      }),
    )
  site.paste('docs/recipes.md', { 'other-host.html': `<!doctype html>${tag}` })
  const kindAfterLoading = async () => {
    await page.goto(`${site.url}/other-host.html`)
    return page.evaluate(() => typeof Reflect.get(globalThis, 'postern'))
  }
  await serve('')
  expect(await kindAfterLoading()).toBe('object')
  await serve('\n')
  expect(await kindAfterLoading()).toBe('undefined')
})

test('recipes: tokens that nobody here asked for begin a login, which ends with a result', async ({
  page,
  site,
}) => {
  site.paste('docs/recipes.md', {
    callback: `<p id="who"></p>${pageWith('show')}`,
    'show.ts':
      "import { result } from './unasked'\n" +
      "document.querySelector('#who')!.textContent = result?.claims.sub ?? 'nobody'",
  })
  await page.goto(`${site.url}/callback#access_token=forged&token_type=Bearer`)
  await logIn(page, site.demo)
  await expect(page.locator('#who')).toHaveText(/^database\|/)
})

test('recipes: the static site logs in on the page with the button', async ({ page, site }) => {
  site.paste('docs/recipes.md', {
    'index.html': `<button id="login">Log in</button>${pageWith('header')}`,
    callback: pageWith('callback'),
    'callback.ts': "import { auth } from './auth'\nvoid auth.parseHash()",
  })
  await page.goto(site.url)
  await logInByPopup(page, site.demo, '#login')
  await expect(page.locator('#login')).toHaveText('Robin Marsh')
})

test('recipes: restore.ts gives the login, and null after a reload without cookies', async ({
  page,
  site,
}) => {
  site.paste('docs/recipes.md', {
    'index.html': pageWith('begin'),
    'begin.ts': "import { auth } from './auth'\nvoid auth.authorize()",
    callback: `<p id="who"></p>${pageWith('show')}`,
    'show.ts':
      "import { restore } from './restore'\n" +
      "const who = document.querySelector('#who')!\n" +
      "who.textContent = (await restore())?.claims.name ?? 'Please log in'",
  })
  await page.goto(site.url)
  await logIn(page, site.demo)
  await expect(page.locator('#who')).toHaveText('Robin Marsh')
  await page.reload()
  await expect(page.locator('#who')).toHaveText('Please log in')
})

test.describe('recipes: the hash router', () => {
  const begin = async (page: Page, site: Site, path: string) => {
    site.paste('docs/recipes.md', {
      'index.html': pageWith('begin'),
      'begin.ts':
        "import { auth } from './auth'\n" +
        "void auth.authorize('', { appState: { route: '#/inbox' } })",
      callback: pageWith('hash-router'),
    })
    await page.goto(`${site.url}/${path}`)
  }

  test('starts with the route that the login began at', async ({ page, site }) => {
    await begin(page, site, '')
    const started = logged(page, 'route #/inbox')
    await logIn(page, site.demo)
    await started
  })

  test('starts after a login that failed, too', async ({ page, site }) => {
    const started = logged(page, 'route ')
    await begin(page, site, 'callback#error=access_denied&state=unknown')
    await started
  })
})
