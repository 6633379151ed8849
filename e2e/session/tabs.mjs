import { eventually } from '../engines/eventually.mjs'

/** Opens the app where nobody is logged in yet, and logs in by redirect. */
export async function openAndLogIn(world, browser, settings) {
  const tab = await browser.open(world.url(settings))
  await tab.until(() => globalThis.session?.getState().status === 'out')
  await logIn(tab)
  return tab
}

/** Logs in by redirect, and comes back to the app's page with the session. */
export async function logIn(tab) {
  await tab.read(() => {
    globalThis.isLeft = true
    globalThis.logIn()
  })
  await tab.until(() => !globalThis.isLeft && globalThis.session?.getState().status === 'in')
  return tab
}

/** Another tab of the same profile, as soon as it knows whether somebody is logged in. */
export async function openTab(world, browser, settings) {
  const tab = await browser.open(world.url(settings))
  await tab.until(() => globalThis.session?.getState().status !== 'loading')
  return tab
}

/**
 * Until a tab's process has heard what another tab wrote: browsers hand localStorage on beside the
 * work, within milliseconds or, on a busy machine, after the next page has begun.
 */
export async function untilTold(tab, { by }) {
  const news = () =>
    JSON.stringify(
      Object.keys(localStorage)
        .filter((key) => key.startsWith('postern.session'))
        .map((key) => localStorage[key]),
    )
  const told = await by.read(news)
  await eventually(async () => (await tab.read(news)) === told, 'the news of the other tab')
}

/** The tokens live no longer, for every tab and for the server. */
export async function expire(world, tabs, seconds = 7200) {
  world.server.advanceTime(seconds)
  for (const tab of tabs)
    await tab.read((ms) => {
      globalThis.ahead += ms
    }, seconds * 1000)
}

/** So many calls in every tab at one moment: what became of them, tab by tab. */
export async function callTogether(tabs, calls, request = {}) {
  // so that the drivers have told everybody
  const moment = Date.now() + 60 * tabs.length
  const name = `call ${moment}`
  for (const tab of tabs)
    await tab.read((...call) => globalThis.callAt(...call), name, moment, calls, request)
  const outcomes = []
  for (const tab of tabs)
    outcomes.push(await tab.until((called) => globalThis.outcomes[called], name))
  return outcomes
}

/** What became of one call. */
export async function call(tab, request) {
  const [[outcome]] = await callTogether([tab], 1, request)
  return outcome
}

/** The states that a tab was told. */
export const statesOf = (tab) => tab.read(() => globalThis.states)

/** Until a tab was told so many states. */
export const statesUntil = (tab, wanted) =>
  eventually(async () => {
    const states = await statesOf(tab)
    return states.at(-1) === wanted && states
  }, `the state ${wanted}`)
