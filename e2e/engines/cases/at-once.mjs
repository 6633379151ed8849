import assert from 'node:assert/strict'
import { eventually } from '../eventually.mjs'
import {
  expectError,
  expectLogin,
  expectNothingLeft,
  leaveForLogin,
  logIn,
  openPopup,
} from '../person.mjs'

// Or the tenant's session would end the second login without asking.
const askAgain = { params: { prompt: 'login' } }

const orders = [
  { order: 'first one first', finish: [0, 1] },
  { order: 'last one first', finish: [1, 0] },
]

async function finishPopup(popup, app) {
  await popup.attend()
  await logIn(popup, app.demo)
  await popup.gone()
}

const twoPopups = orders.map(({ order, finish }) => ({
  title: `two popups of one page each get their own result: ${order}`,
  tags: order === 'last one first' ? ['@every-engine'] : [],
  async run({ app, browser }) {
    const page = await browser.open(app.appUrl({ request: askAgain }))
    const popups = [await openPopup(page)]
    await page.attend()
    popups.push(await openPopup(page))
    for (const index of finish) {
      await finishPopup(popups[index], app)
      await expectLogin(page, index)
    }
    await expectNothingLeft(page)
  },
}))

const twoTabs = orders.map(({ order, finish }) => ({
  title: `popups of two tabs each get their own result: ${order}`,
  tags: [],
  async run({ app, browser }) {
    const tabs = []
    for (const responseType of ['token id_token', 'code']) {
      const page = await browser.open(app.appUrl({ responseType, request: askAgain }))
      tabs.push({ page, popup: await openPopup(page) })
    }
    for (const index of finish) {
      const { page, popup } = tabs[index]
      await finishPopup(popup, app)
      await expectLogin(page)
      await expectNothingLeft(page)
    }
  },
}))

const popupAndRedirect = orders.map(({ order, finish }) => ({
  title: `a popup and a redirect of two tabs each get their own result: ${order}`,
  tags: [],
  async run({ app, browser }) {
    const page = await browser.open(app.appUrl({ request: askAgain }))
    const popup = await openPopup(page)
    const leaving = await browser.open(app.appUrl({ request: askAgain }))
    await leaveForLogin(leaving)
    const finishes = [
      async () => {
        await finishPopup(popup, app)
        await expectLogin(page)
      },
      async () => {
        await leaving.attend()
        await logIn(leaving, app.demo)
        await expectLogin(leaving)
      },
    ]
    for (const index of finish) await finishes[index]()
    await expectNothingLeft(page)
    await expectNothingLeft(leaving)
  },
}))

const silentAndPopup = [
  {
    title: 'a silent login and a popup each get their own result: silent while the popup is open',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ sameSite: true }))
      await finishPopup(await openPopup(page), app)
      await page.attend()
      await page.open(app.appUrl({ sameSite: true, request: askAgain }))
      const popup = await openPopup(page)
      await page.attend()
      await page.click('#silent')
      await expectLogin(page, 1)
      await finishPopup(popup, app)
      await expectLogin(page, 0)
      await expectNothingLeft(page)
    },
  },
  {
    title: 'a silent login and a popup each get their own result: both on their way',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ sameSite: true }))
      await finishPopup(await openPopup(page), app)
      await page.attend()
      // the tenant knows the person now, so that neither stops anywhere
      app.demo.hooks.delay = 200
      await page.click('#silent')
      const popup = await page.opens(() => page.click('#popup'))
      await expectLogin(page, 1)
      await expectLogin(page, 2)
      await popup.gone()
      await expectNothingLeft(page)
    },
  },
  {
    title: 'a silent login and a popup that begins meanwhile each get their own result',
    tags: [],
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ sameSite: true, callback: '/callback-static' }))
      await finishPopup(await openPopup(page), app)
      await page.attend()
      app.pages.held = '/callback'
      await page.click('#silent')
      await eventually(app.isAwaited, 'the silent login comes back')
      // nobody types: without this the popup can be gone before it was seen
      app.demo.hooks.delay = 200
      const popup = await page.opens(() => page.click('#popup'))
      await expectLogin(page, 2)
      await popup.gone()
      assert.deepEqual(await page.read(() => outcomes[1]), { by: 'silent' })
      app.letGo()
      await expectLogin(page, 1)
      await expectNothingLeft(page)
    },
  },
]

export const atOnce = [
  ...twoPopups,
  ...twoTabs,
  ...popupAndRedirect,
  ...silentAndPopup,
  {
    title:
      'six tabs that all redirect at once: the oldest fails with state_unknown, and nothing else',
    tags: ['@seldom'],
    async run({ app, browser }) {
      const tabs = []
      for (let count = 0; count < 6; count++) {
        const tab = await browser.open(app.appUrl({ request: askAgain }))
        await leaveForLogin(tab)
        tabs.push(tab)
      }
      for (const [index, tab] of tabs.entries()) {
        await tab.attend()
        await logIn(tab, app.demo)
        if (index === 0) await expectError(tab, 'state_unknown')
        else await expectLogin(tab)
      }
      await expectNothingLeft(tabs[5])
    },
  },
  {
    title: 'twenty popups, two at a time, each get their own result',
    tags: ['@seldom'],
    limit: 300_000,
    async run({ app, browser }) {
      const page = await browser.open(app.appUrl({ request: askAgain }))
      for (let round = 0; round < 10; round++) {
        await page.attend()
        const popups = [await openPopup(page)]
        await page.attend()
        popups.push(await openPopup(page))
        for (const index of round % 2 ? [1, 0] : [0, 1]) {
          await finishPopup(popups[index], app)
          await expectLogin(page, 2 * round + index)
        }
        await expectNothingLeft(page)
      }
      assert.equal(await page.read(() => outcomes.filter(({ sub }) => sub).length), 20)
    },
  },
]
