import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, expect, test } from 'playwright/test'
import { PlaywrightBrowser } from '../engines/playwright-browser.mjs'
import { dpopCases } from './cases.mjs'
import { type DpopWorld, startDpopWorld } from './dpop-world.mjs'
import { logIn, refresh, thumbprint } from './tab.mjs'

const drive = (context: BrowserContext, browserName: string) =>
  new PlaywrightBrowser(context, browserName === 'firefox' ? 'Firefox' : 'Chromium')

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
    await use(drive(context, browserName))
  },
})

dpopTest.describe.configure({ timeout: 60_000 })

for (const { title, run } of dpopCases) {
  dpopTest(title, async ({ world, tabs }) => {
    world.reset()
    await run({ world, browser: tabs })
  })
}

dpopTest(
  'a restart of the browser keeps the key, and the tokens bound to it',
  async ({ world, playwright, browserName, launchOptions, channel }) => {
    world.reset()
    const profile = mkdtempSync(join(tmpdir(), 'postern-profile-'))
    const options = { ...launchOptions, ...(channel && { channel }) }
    const start = () => playwright[browserName].launchPersistentContext(profile, options)

    const first = await start()
    const { tab, result } = await logIn({ world, browser: drive(first, browserName) })
    const key = await thumbprint(tab)
    await first.close()

    const second = await start()
    const again = await drive(second, browserName).open(world.app)
    expect(await thumbprint(again)).toBe(key)
    expect((await refresh(again, result.refreshToken)).tokenType).toBe('DPoP')
    await second.close()
    rmSync(profile, { recursive: true, force: true })
  },
)
