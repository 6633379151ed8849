// The cases of e2e/engines in WebKit: `node e2e/webkit/run.mjs [--all] [words of a title]`. Ends with `N passed, N failed`.
import { findWebKit } from '../../scripts/browsers.mjs'
import { cases } from '../engines/cases.mjs'
import { startTestApp } from '../engines/test-app.mjs'
import { startDriver } from './display.mjs'
import { WebKitBrowser } from './webkit-browser.mjs'

const all = process.argv.includes('--all')
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const limit = 60_000

const isWanted = ({ title, tags }) =>
  words.length > 0 ? words.every((word) => title.includes(word)) : all || tags.includes('@every-engine')

const webkit = findWebKit()
if (!webkit) throw new Error('WebKitWebDriver, MiniBrowser or Xvfb is missing: apt-get install webkit2gtk-driver xvfb')

const app = await startTestApp()
const driver = await startDriver(webkit)

/** @returns {Promise<unknown>} why it failed */
async function carryOut({ run }) {
  app.reset()
  let browser
  let timer
  try {
    browser = await WebKitBrowser.start(driver.url, webkit.browser)
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not over after ${limit / 1000} s`)), limit)
    })
    await Promise.race([run({ app, browser }), late])
  } catch (error) {
    return error
  } finally {
    clearTimeout(timer)
    await browser?.close().catch((error) => console.log(`  the browser does not close: ${error.message}`))
  }
}

const wanted = cases.filter(isWanted)
let failed = 0
try {
  for (const one of wanted) {
    const since = performance.now()
    const problem = await carryOut(one)
    console.log(`  ${problem ? '✗' : '✓'} ${one.title} (${((performance.now() - since) / 1000).toFixed(1)} s)`)
    if (!problem) continue
    failed++
    console.log(problem)
  }
} finally {
  await driver.close()
  await app.close()
}
process.exitCode = failed > 0 ? 1 : 0
console.log(`\n${wanted.length - failed} passed, ${failed} failed`)
