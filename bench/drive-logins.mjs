// Logs in with every library for real, against the demo's authorization server, and counts what
// that cost; then begins logins and abandons them.
import { createHash, X509Certificate } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { installPackages } from '../scripts/install-packages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * @param {object} setup
 * @param {import('playwright').BrowserType} setup.browserType
 * @param {object} setup.launchOptions
 * @param {string} setup.url the page that runs `logins.js`, which is the redirect URI as well
 * @param {(line: string) => void} setup.say
 */
export async function measureLogins({ browserType, launchOptions, url, say }) {
  installPackages(`${root}demo`)
  const { startDemo } = await import('../demo/start.mjs')
  const ports = { app: 0, tenant: 0, social: 0, saml: 0, api: 0, ldap: 0 }
  // https, which some of them insist on
  const demo = await startDemo({ ports, https: true, redirectUris: [url] })
  const certificate = new X509Certificate(demo.certificate).publicKey.export({
    type: 'spki',
    format: 'der',
  })
  // trusted, not just tolerated: the HTTP cache keeps nothing that came with a certificate error
  const fingerprint = createHash('sha256').update(certificate).digest('base64')
  const trust = `--ignore-certificate-errors-spki-list=${fingerprint}`
  const browser = await browserType.launch({
    ...launchOptions,
    args: [...launchOptions.args, trust],
  })
  const { issuer, clientId, account } = demo
  const server = { issuer, clientId, domain: new URL(issuer).host }
  const begin = (page, name) =>
    page
      .evaluate(([library, given]) => globalThis.logins.begin(library, given), [name, server])
      .catch(() => '')
  const finish = (page, name) =>
    page.evaluate(([library, given]) => globalThis.logins.finish(library, given), [name, server])

  const openPage = async (context) => {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(url)
    await page.waitForFunction('globalThis.logins')
    return page
  }
  const comeBack = async (page) => {
    await page.waitForURL(/\/login[?#]/)
    await page.waitForFunction('globalThis.logins')
  }

  /**
   * One login of somebody who has a session at the server, so that the server is asked for nothing
   * but what the library needs.
   */
  async function requestsOfLogin(context, name) {
    const page = await openPage(context)
    const since = demo.log.length
    await begin(page, name)
    await comeBack(page)
    const fault = await finish(page, name).then(
      (result) => (result ? '' : 'nobody logged in'),
      (error) => error.message.split('\n')[0].replace(/^.*Error: /, ''),
    )
    const requests = demo.log
      .slice(since)
      .filter(
        ({ server: asked, path }) =>
          asked === 'tenant' && !['/authorize', '/favicon.ico'].includes(path),
      )
      .map(({ method, path }) => `${method === 'OPTIONS' ? 'preflight of ' : ''}${path}`)
    return { requests, fault }
  }

  async function requestsOf(name) {
    const context = await browser.newContext()
    try {
      const page = await openPage(context)
      // the answer is never read, so that neither keys nor metadata are in the HTTP cache
      await begin(page, 'postern, `token`')
      await page.locator('input[name=email]').fill(account.email)
      await page.locator('input[name=password]').fill(account.password)
      await page.locator('button[type=submit]').first().click()
      await comeBack(page)
      await page.evaluate('sessionStorage.clear(), localStorage.clear()')
      await context.clearCookies({ domain: new URL(url).hostname })
      return {
        name,
        first: await requestsOfLogin(context, name),
        next: await requestsOfLogin(context, name),
      }
    } finally {
      await context.close()
    }
  }

  /**
   * What logins leave behind that a person begins and does not finish, each on a page loaded anew.
   */
  async function leftoversOf(name) {
    const context = await browser.newContext()
    // the page is not left where the answer has no content
    await context.route(/\/authorize\?/, (route) => route.fulfill({ status: 204 }))
    const rows = []
    let begun = 0
    try {
      for (const abandoned of [1, 10, 30]) {
        const page = await openPage(context)
        for (; begun < abandoned; begun++) {
          await openPage(context)
          const asked = page.waitForRequest(/\/authorize\?/)
          const failure = await Promise.race([asked.then(() => ''), begin(page, name)])
          asked.catch(() => {})
          if (failure) throw new Error(failure)
        }
        const cookies = await context.cookies(url)
        const stored = await page.evaluate(() =>
          [localStorage, sessionStorage].map((storage) =>
            Object.entries(storage).reduce(
              (length, [key, value]) => length + key.length + value.length,
              0,
            ),
          ),
        )
        const cookieHeaderBytes = cookies
          .map((cookie) => `${cookie.name}=${cookie.value}`)
          .join('; ').length
        rows.push({ abandoned, cookieHeaderBytes, stored: stored[0] + stored[1] })
      }
      return { name, rows }
    } catch (error) {
      return { name, rows, fault: `${error.message.split('\n')[0]} at login ${begun + 1}` }
    } finally {
      await context.close()
    }
  }

  try {
    const context = await browser.newContext()
    const names = await (await openPage(context)).evaluate('logins.names')
    await context.close()
    const requests = []
    const leftovers = []
    for (const name of names) {
      say(`logins: ${name}`)
      requests.push(await requestsOf(name))
      if (!/^postern, (?!`code`)/.test(name)) leftovers.push(await leftoversOf(name))
    }
    return { requests, leftovers }
  } finally {
    await browser.close()
    await demo.close()
  }
}
