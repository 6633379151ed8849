import { coopKinds, setPolicies } from '../coop.mjs'
import { expectError, expectLogin, expectNothingLeft, logIn, openPopup } from '../person.mjs'

const logins = coopKinds.map((kind) => ({
  title: `a popup of postern/auth0-js logs in and closes itself: ${kind.name}`,
  tags: kind.server === 'same-origin' ? ['@every-engine'] : [],
  async run({ app, browser }) {
    setPolicies(app, kind)
    const page = await browser.open(app.auth0Url)
    const popup = await openPopup(page)
    await logIn(popup, app.demo)
    await expectLogin(page)
    await popup.gone()
    await expectNothingLeft(page)
  },
}))

const closed = {
  title: 'a popup of postern/auth0-js that the person closes is told in the words of auth0-js',
  tags: [],
  async run({ app, browser }) {
    const page = await browser.open(app.auth0Url)
    const popup = await openPopup(page)
    await popup.close()
    await page.attend()
    await expectError(page, 'User closed the popup window')
    await expectNothingLeft(page)
  },
}

export const auth0Js = [...logins, closed]
