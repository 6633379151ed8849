// Five tabs of one profile at the expiry of their token, three calls each, at a server that rotates
// refresh tokens and detects reuse: with Postern and with its peers.
import { PlaywrightBrowser } from '../e2e/engines/playwright-browser.mjs'
import { startSessionWorld } from '../e2e/session/session-world.mjs'
import { callTogether, expire, openAndLogIn, openTab } from '../e2e/session/tabs.mjs'

const libraries = ['postern', 'auth0-spa-js', 'oidc-client-ts']
const numberOfTabs = 5
const callsOfATab = 3

/**
 * @param {object} setup
 * @param {import('playwright').Browser} setup.browser
 * @param {(line: string) => void} setup.say
 */
export async function measureSessions({ browser, say }, rounds = 40) {
  const measured = []
  for (const delay of [0, 150]) {
    for (const name of libraries) {
      say(`sessions: ${name}, ${delay} ms`)
      measured.push({ name, delay, ...(await measureLibrary(browser, name, delay, rounds)) })
    }
  }
  return measured
}

async function measureLibrary(browser, name, delay, rounds) {
  const calls = rounds * numberOfTabs * callsOfATab
  const found = { rounds, calls, requests: 0, failedCalls: 0, lostSessions: 0 }
  let left = rounds
  while (left > 0) {
    const world = await startSessionWorld(`../../bench/sessions/${name}.js`, 'RS256')
    const context = await browser.newContext()
    world.delay = delay
    left = await playRounds(world, new PlaywrightBrowser(context, 'Chromium'), left, found)
    await context.close()
    await world.close()
  }
  return found
}

/**
 * Lets the token expire, and all tabs ask for one, again and again, until the session is lost.
 * @returns how many rounds are left
 */
async function playRounds(world, driver, rounds, found) {
  const tabs = [await openAndLogIn(world, driver)]
  while (tabs.length < numberOfTabs) tabs.push(await openTab(world, driver))
  for (let left = rounds - 1; ; left--) {
    const before = world.renewals().length
    await expire(world, tabs)
    const outcomes = (await callTogether(tabs, callsOfATab)).flat()
    found.requests += world.renewals().length - before
    found.failedCalls += outcomes.filter(({ error }) => error).length
    const [[{ error }]] = await callTogether(tabs.slice(0, 1), 1)
    if (error) found.lostSessions++
    if (error || left === 0) return left
  }
}
