import { eventually } from '../eventually.mjs'
import { expectError, expectLogin, expectNothingLeft, logIn, openPopup } from '../person.mjs'

function openFramed({ app, browser }) {
  app.pages.framer = app.otherSite
  return browser.open(app.framedUrl())
}

export const frames = [
  {
    title: "an app in another site's frame logs in by popup",
    tags: [],
    async run({ app, browser }) {
      const page = await openFramed({ app, browser })
      const frame = page.inside('iframe')
      const popup = await openPopup(page, frame)
      await logIn(popup, app.demo)
      await expectLogin(frame)
      await popup.gone()
      await expectNothingLeft(frame)
    },
  },
  {
    title: "an app in another site's frame notices that the person closes the popup",
    tags: [],
    async run({ app, browser }) {
      const page = await openFramed({ app, browser })
      const frame = page.inside('iframe')
      const popup = await openPopup(page, frame)
      await popup.close()
      await frame.attend()
      await expectError(frame, 'popup_closed')
      await expectNothingLeft(frame)
    },
  },
  {
    title: "a redirect in another site's frame has a storage there, and leaves for the server",
    tags: [],
    // which lets nobody frame its login page
    faults: [
      /^console: Framing .* frame-ancestors 'none'/,
      /status of 400 .*chrome-error:/,
      /^exception: Cookie “_interaction[^”]*” has been rejected/,
      /^exception: .* the loading of a resource \(frame-ancestors\)/,
    ],
    async run({ app, browser }) {
      const page = await openFramed({ app, browser })
      const frame = page.inside('iframe')
      await frame.click('#redirect')
      await eventually(() => app.demo.log.some(({ path }) => path === '/authorize'))
    },
  },
]
