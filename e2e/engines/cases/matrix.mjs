import assert from 'node:assert/strict'
import { coopKinds, setPolicies } from '../coop.mjs'
import { expectLogin, expectNothingLeft, expectPending, logIn, openPopup } from '../person.mjs'

const callbacks = [{ name: 'the app itself' }, { name: 'a static page', path: '/callback-static' }]

const quick = new Set([
  'no Cross-Origin-Opener-Policy, token id_token, back to the app itself',
  'a server on same-origin, code, back to a static page',
])

const logins = coopKinds.flatMap((kind) =>
  ['token id_token', 'code'].flatMap((responseType) =>
    callbacks.map((callback) => {
      const name = `${kind.name}, ${responseType}, back to ${callback.name}`
      return {
        title: `a popup logs in and closes itself: ${name}`,
        tags: quick.has(name) ? ['@every-engine'] : [],
        async run({ app, browser }) {
          setPolicies(app, kind)
          const page = await browser.open(app.appUrl({ responseType, callback: callback.path }))
          const popup = await openPopup(page)
          await logIn(popup, app.demo)
          await expectLogin(page)
          await popup.gone()
          // the app, where it is its own callback page, hands the answer home and does nothing else
          const rendered = app.reports.filter((report) => report.rendered && report.at !== '/')
          assert.deepEqual(rendered, [])
          await expectNothingLeft(page)
        },
      }
    }),
  ),
)

const seconds = 10

const slowTyping = coopKinds.map((kind) => ({
  title: `a person may type for ${seconds} seconds in the popup: ${kind.name}`,
  tags: ['@seldom'],
  async run({ app, browser }) {
    setPolicies(app, kind)
    const page = await browser.open(app.appUrl())
    const popup = await openPopup(page)
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) await popup.type('input[name=email]', 'x')
    await expectPending(page)
    // Playwright's Firefox would fill in behind what is there
    await popup.read(() => {
      document.querySelector('input[name=email]').value = ''
    })
    await logIn(popup, app.demo)
    await expectLogin(page)
    await popup.gone()
    await expectNothingLeft(page)
  },
}))

export const matrix = [...logins, ...slowTyping]
