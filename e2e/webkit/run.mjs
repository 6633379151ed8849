// The cases of the login in WebKit, with `--all` also those of sessions and DPoP:
// `node e2e/webkit/run.mjs [--all] [parts of titles]`. Ends with `N passed, N failed`.
import assert from 'node:assert/strict'
import { findWebKit } from '../../scripts/browsers.mjs'
import { tally } from '../../scripts/tally.mjs'
import { dpopCases } from '../dpop/cases.mjs'
import { startDpopWorld } from '../dpop/dpop-world.mjs'
import { casesInFrames, casesInPages } from '../engines/cases.mjs'
import { startTestApp } from '../engines/test-app.mjs'
import { sessionCases } from '../session/cases.mjs'
import { startSessionWorld } from '../session/session-world.mjs'
import { startDriver, startUndriven } from './display.mjs'
import { restartCases } from './restart.mjs'
import { WebKitBrowser } from './webkit-browser.mjs'

const all = process.argv.includes('--all')
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))

/**
 * Cases, and the servers that they run against.
 *
 * @typedef {object} Suite
 * @property {{ title: string, tags?: string[], limit?: number, run: (profile: object) =>
 * Promise<void> }[]} cases
 * @property {number} limit ms that a case may take, unless it has a limit of its own
 * @property {boolean} [isSeldom] whether it is left to `npm run test:all`
 * @property {() => Promise<{ reset(): void, close(): Promise<void> }>} start
 * @property {string} name what the cases call what was started
 * @property {(started: object, browser: WebKitBrowser) => Promise<void>} [check] after each case
 * @property {() => Promise<{ browser: unknown, close(): Promise<void> }>} [open] a browser of
 * another kind; default: a driven one
 */

const isWanted = ({ title, tags = [] }, { isSeldom }) =>
  parts.length > 0
    ? parts.some((part) => title.includes(part))
    : all || (!isSeldom && tags.includes('@every-engine'))

const webkit = findWebKit()
if (!webkit)
  throw new Error(
    'WebKitWebDriver, MiniBrowser or Xvfb is missing: apt-get install webkit2gtk-driver xvfb',
  )

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/**
 * A browser with a fresh profile, on a display of its own: what hangs in one test takes no other
 * with it.
 */
async function startDriven() {
  const driver = await startDriver(webkit)
  try {
    const browser = await WebKitBrowser.start(driver.url, webkit.browser)
    const close = async () => {
      await browser
        .close()
        .catch((error) => console.log(`  The browser was killed: ${error.message}`))
      await driver.close()
    }
    return { browser, close }
  } catch (error) {
    await driver.close()
    throw error
  }
}

/** @type {Suite[]} */
const suites = [
  {
    cases: [...casesInPages, ...casesInFrames],
    limit: 60_000,
    start: startTestApp,
    name: 'app',
    async check(app, browser) {
      // the pages tell the app of their faults as they are left
      await browser.open(app.lastUrl)
      assert.deepEqual(app.faults, [], 'faults in pages')
    },
  },
  { cases: sessionCases, limit: 300_000, isSeldom: true, start: startSessionWorld, name: 'world' },
  { cases: dpopCases, limit: 90_000, isSeldom: true, start: startDpopWorld, name: 'world' },
  {
    cases: restartCases,
    limit: 60_000,
    isSeldom: true,
    start: startDpopWorld,
    name: 'world',
    open: async () => {
      const browser = await startUndriven(webkit)
      return { browser, close: browser.close }
    },
  },
]

async function runWatched({ run }, { check, name }, started, browser) {
  await run({ [name]: started, browser })
  await check?.(started, browser)
}

/** @returns {Promise<unknown>} why it failed */
async function carryOut(one, suite, started) {
  started.reset()
  let opened
  let timer
  try {
    opened = await (suite.open ?? startDriven)()
    const limit = one.limit ?? suite.limit
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not over after ${limit / 1000} s`)), limit)
    })
    await Promise.race([runWatched(one, suite, started, opened.browser), late])
  } catch (error) {
    return error
  } finally {
    clearTimeout(timer)
    await opened?.close()
  }
}

let passed = 0
let failed = 0

async function runSuite(suite) {
  const wanted = suite.cases.filter((one) => isWanted(one, suite))
  if (wanted.length === 0) return
  const started = await suite.start()
  try {
    for (const one of wanted) {
      const since = performance.now()
      const problem = await carryOut(one, suite, started)
      const seconds = ((performance.now() - since) / 1000).toFixed(1)
      console.log(`  ${problem ? '✗' : '✓'} ${one.title} (${seconds} s)`)
      tally(!problem, one.title, problem?.stack)
      if (problem) {
        failed++
        console.log(problem)
      } else passed++
    }
  } finally {
    await started.close()
  }
}

for (const suite of suites) await runSuite(suite)
process.exitCode = failed > 0 ? 1 : 0
console.log(`\n${passed} passed, ${failed} failed`)
