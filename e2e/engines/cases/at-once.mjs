import { expectLogin, expectNothingLeft, logIn, openPopup } from '../person.mjs'

const askAgain = { params: { prompt: 'login' } }

const twoPopups = [
  { order: 'first one first', finish: [0, 1] },
  { order: 'last one first', finish: [1, 0] },
].map(({ order, finish }) => ({
  title: `two popups of a page each get their own result: ${order}`,
  tags: order === 'last one first' ? ['@every-engine'] : [],
  async run({ app, browser }) {
    const page = await browser.open(app.appUrl({ request: askAgain }))
    const popups = [await openPopup(page)]
    await page.attend()
    popups.push(await openPopup(page))
    for (const index of finish) {
      await popups[index].attend()
      await logIn(popups[index], app.demo)
      await expectLogin(page, index)
      await popups[index].gone()
    }
    await expectNothingLeft(page)
  },
}))

export const atOnce = [...twoPopups]
