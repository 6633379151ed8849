// The same React app with each library: first used, so that none is small because it does less,
// then weighed.
import { createTestServer } from '../dist/testing/index.js'
import { bundle, weigh } from './bundle.mjs'

const apps = [
  { name: 'postern', file: 'postern.jsx', packages: ['postern'] },
  {
    name: 'react-oidc-context',
    file: 'react-oidc-context.jsx',
    packages: ['react-oidc-context', 'oidc-client-ts'],
  },
  {
    name: '@auth0/auth0-react',
    file: 'auth0-react.jsx',
    packages: ['@auth0/auth0-react', '@auth0/auth0-spa-js'],
  },
]
const origin = 'https://app.example'
const api = 'https://api.example'

/**
 * @param {object} setup
 * @param {import('playwright').Browser} setup.browser
 * @param {(name: string) => string} setup.versionOf the version of a package
 * @param {(line: string) => void} setup.say
 */
export async function measureReactApps({ browser, versionOf, say }) {
  const measured = []
  for (const { name, file, packages } of apps) {
    say(`react: ${name}`)
    const program = `import './react-apps/${file}'`
    await use(browser, name, await bundle(program))
    const alone = await bundle(program, { minify: true, external: ['react', 'react-dom'] })
    const versions = packages.map((one) => `${one} ${versionOf(one)}`)
    measured.push({ name, packages: versions, ...weigh(alone) })
  }
  return measured
}

/** Logs in, sees who that is, calls the API with a token, and logs out. */
async function use(browser, name, script) {
  const server = createTestServer({ issuer: 'https://acme.eu.auth0.com/', apis: [api] })
  const context = await browser.newContext()
  context.setDefaultTimeout(20_000)
  try {
    await context.route(`${origin}/**`, (route) => {
      const isScript = new URL(route.request().url()).pathname === '/app.js'
      return route.fulfill({
        contentType: isScript ? 'text/javascript' : 'text/html; charset=utf-8',
        body: isScript
          ? script
          : '<!doctype html><div id="root"></div><script src="/app.js"></script>',
      })
    })
    await context.route('**', server.route)
    const page = await context.newPage()
    await page.goto(`${origin}/`)
    await page.getByText('Zoë').waitFor()
    const [login] = server.requests.filter(({ endpoint }) => endpoint === 'authorize')
    if (login.parameters.get('audience') !== api) throw new Error('it asks for another API')
    const isMail = (response) =>
      response.url() === `${api}/mail` && response.request().method() === 'GET'
    const [mail] = await Promise.all([page.waitForResponse(isMail), page.getByText('Mail').click()])
    if (mail.status() !== 200) throw new Error('the API takes no token of it')
    await Promise.all([
      page.waitForRequest((request) => /\/logout\?/.test(request.url())),
      page.getByText('Log out').click(),
    ])
  } catch (error) {
    throw new Error(`The React app with ${name} does not do the same`, { cause: error })
  } finally {
    await context.close()
  }
}
