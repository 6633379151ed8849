import { defineConfig } from 'playwright/test'
import { chromiumFeatures, findChromium, findFirefox, isRoot } from '../scripts/browsers.mjs'

const chromium = findChromium()
const firefox = findFirefox()
const all = process.env.POSTERN_TESTS === 'all'

// `npm run test:all` runs everything in both engines, but for @chromium, which needs Chromium's
// DevTools or what Playwright's Firefox cannot do: to type over a text, to go Back, to see a
// fragment where no script runs. `npm test` leaves out @seldom, and the files below, which take
// long and seldom tell what the others do not; in Firefox it runs nothing but the @every-engine
// cases of the login.
const seldom = [
  'accessibility',
  'connection-answers',
  'demo',
  'page',
  'popups',
  'requests',
  'session',
  'session-page',
  'tenant',
  'dpop/*',
  'session/{apis,logout,renewal,silent,storage}',
  'testing/*',
  'vite',
]
const leftOut = seldom.map((name) => `**/${name}.spec.ts`)
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: ['**/e2e/servers/**', ...(all ? [] : leftOut)],
  outputDir: '../node_modules/.cache/postern-e2e',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 30_000,
  reporter: 'list',
  // No traces: recording them looks into every page all the time. `--trace on` where one is needed.
  use: { trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'chromium',
      ...(!all && { grepInvert: /@seldom/ }),
      use: {
        browserName: 'chromium',
        launchOptions: {
          ...(chromium && { executablePath: chromium }),
          // Playwright switches the popup blocker off; people have it on.
          ignoreDefaultArgs: ['--disable-popup-blocking'],
          args: [chromiumFeatures],
          // As root there is no sandbox, and the Chromium that Playwright downloads lacks the
          // profile that some systems ask for.
          chromiumSandbox: !isRoot && chromium !== undefined,
        },
      },
    },
    {
      name: 'firefox',
      ...(all
        ? { grepInvert: /@chromium/ }
        : { grep: /@every-engine/, testIgnore: ['**/session/**', '**/e2e/servers/**'] }),
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        launchOptions: {
          ...(firefox && { executablePath: firefox }),
          // Playwright can lose a page that Firefox kept and shows again: it keeps none, as
          // Playwright's Chromium.
          firefoxUserPrefs: {
            'dom.disable_open_during_load': true,
            'browser.sessionhistory.max_total_viewers': 0,
          },
        },
      },
    },
  ],
})
