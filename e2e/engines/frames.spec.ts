import { casesInFrames } from './cases.mjs'
import { runCases, test } from './run-cases.js'

test.use({
  launchOptions: ({ launchOptions }, use) =>
    // Playwright's Firefox cannot click into a frame that has a process of its own.
    use({
      ...launchOptions,
      firefoxUserPrefs: { ...launchOptions.firefoxUserPrefs, 'fission.autostart': false },
    }),
})

runCases(casesInFrames)
