import { test as base, expect } from 'playwright/test'
import { PlaywrightBrowser } from '../engines/playwright-browser.mjs'
import { Faults } from '../support/faults.js'
import { type SessionWorld, startSessionWorld } from './session-world.mjs'

/** Each worker has a world of its own, and each test a fresh browser profile. */
export const test = base.extend<
  {
    world: SessionWorld
    tabs: PlaywrightBrowser
    faults: Faults
  },
  { started: SessionWorld }
>({
  started: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads fixtures' names from it
    async ({}, use) => {
      const world = await startSessionWorld()
      await use(world)
      await world.close()
    },
    { scope: 'worker' },
  ],
  world: async ({ started }, use) => {
    started.reset()
    await use(started)
  },
  faults: [
    async ({ context }, use) => {
      const faults = new Faults()
      await faults.watch(context)
      await use(faults)
      expect(await faults.unexpected(), 'faults in pages').toEqual([])
    },
    { auto: true },
  ],
  tabs: async ({ context, browserName }, use) => {
    await use(new PlaywrightBrowser(context, browserName === 'firefox' ? 'Firefox' : 'Chromium'))
  },
})

export { expect }
