import { test } from 'playwright/test'
import { PlaywrightBrowser } from '../engines/playwright-browser.mjs'
import { dpopCases } from './cases.mjs'
import { type DpopWorld, startDpopWorld } from './dpop-world.mjs'

const dpopTest = test.extend<{ tabs: PlaywrightBrowser }, { world: DpopWorld }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures' names from it
    async ({}, use) => {
      const world = await startDpopWorld()
      await use(world)
      await world.close()
    },
    { scope: 'worker' },
  ],
  tabs: async ({ context, browserName }, use) => {
    await use(new PlaywrightBrowser(context, browserName === 'firefox' ? 'Firefox' : 'Chromium'))
  },
})

dpopTest.describe.configure({ timeout: 60_000 })

for (const { title, run } of dpopCases) {
  dpopTest(title, async ({ world, tabs }) => {
    world.reset()
    await run({ world, browser: tabs })
  })
}
