// The cases of e2e/engines in WebKit: `node e2e/webkit/run.mjs [--all] [parts of titles]`. Ends
// with `N passed, N failed`.
import assert from 'node:assert/strict'
import { findWebKit } from '../../scripts/browsers.mjs'
import { tally } from '../../scripts/tally.mjs'
import { casesInFrames, casesInPages } from '../engines/cases.mjs'
import { startTestApp } from '../engines/test-app.mjs'
import { startDriver } from './display.mjs'
import { WebKitBrowser } from './webkit-browser.mjs'

const all = process.argv.includes('--all')
const parts = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const limit = 60_000

const isWanted = ({ title, tags }) =>
  parts.length > 0
    ? parts.some((part) => title.includes(part))
    : all || tags.includes('@every-engine')

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
async function startBrowser() {
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

async function runWatched(run, { app, browser }) {
  await run({ app, browser })
  await browser.open(app.lastUrl)
  assert.deepEqual(app.faults, [], 'faults in pages')
}

/** @returns {Promise<unknown>} why it failed */
async function carryOut({ run }, app) {
  app.reset()
  let started
  let timer
  try {
    started = await startBrowser()
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not over after ${limit / 1000} s`)), limit)
    })
    await Promise.race([runWatched(run, { app, browser: started.browser }), late])
  } catch (error) {
    return error
  } finally {
    clearTimeout(timer)
    await started?.close()
  }
}

const app = await startTestApp()
const wanted = [...casesInPages, ...casesInFrames].filter(isWanted)
let failed = 0
try {
  for (const one of wanted) {
    const since = performance.now()
    const problem = await carryOut(one, app)
    const seconds = ((performance.now() - since) / 1000).toFixed(1)
    console.log(`  ${problem ? '✗' : '✓'} ${one.title} (${seconds} s)`)
    tally(!problem)
    if (!problem) continue
    failed++
    console.log(problem)
  }
} finally {
  await app.close()
}
process.exitCode = failed > 0 ? 1 : 0
console.log(`\n${wanted.length - failed} passed, ${failed} failed`)
