import { test as base, expect } from 'playwright/test'
import { Faults } from '../support/faults.js'
import type { Case } from './cases.mjs'
import { PlaywrightBrowser } from './playwright-browser.mjs'
import { startTestApp, type TestApp } from './test-app.mjs'

export const test = base.extend<
  { engine: PlaywrightBrowser; faults: Faults },
  { testApp: TestApp }
>({
  testApp: [
    // biome-ignore lint/correctness/noEmptyPattern: it tells Playwright the fixtures needed
    async ({}, use) => {
      const testApp = await startTestApp()
      await use(testApp)
      await testApp.close()
    },
    { scope: 'worker' },
  ],
  // The pages tell the test app of theirs. Playwright also sees those of the demo's pages, and what
  // a browser writes to the console.
  faults: async ({ context, testApp }, use) => {
    const faults = new Faults()
    await faults.watch(context)
    await use(faults)
    expect([...(await faults.unexpected()), ...testApp.faults], 'faults in pages').toEqual([])
  },
  engine: async ({ context, browserName }, use) => {
    const engine = new PlaywrightBrowser(
      context,
      browserName === 'firefox' ? 'Firefox' : 'Chromium',
    )
    await engine.prepare()
    await use(engine)
  },
})

/**
 * Makes a test of each case, in the engine of the project. Its tags say where it runs; WebKit's
 * runner is e2e/webkit/run.mjs.
 */
export function runCases(cases: Case[]) {
  // A trace looks into the pages, which counts as a person's touch there: nothing would be blocked.
  // The neighbours' certificate is their own.
  test.use({ trace: 'off', ignoreHTTPSErrors: true })
  test.describe.configure({ timeout: 60_000 })

  for (const { title, tags, faults: provoked = [], limit, run } of cases) {
    const tag = tags.length > 0 ? tags : ['@seldom']
    test(title, { tag }, async ({ testApp, engine, faults }) => {
      if (limit) test.setTimeout(limit)
      testApp.reset()
      for (const fault of provoked) faults.expect(fault)
      await run({ app: testApp, browser: engine })
    })
  }
}
