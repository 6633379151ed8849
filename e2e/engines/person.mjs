import assert from 'node:assert/strict'
import { eventually } from './eventually.mjs'

/** Fills in the hosted Login Page and sends it. */
export async function logIn(login, { account }) {
  await login.fill('input[name=email]', account.email)
  await login.fill('input[name=password]', account.password)
  await login.click('button[type=submit]')
}

/** Presses the app's button, here or in a frame, and waits in the popup for the login page. */
export async function openPopup(page, inside = page) {
  const popup = await page.opens(() => inside.click('#popup'))
  await popup.until(() => document.querySelector('input[name=password]') !== null)
  return popup
}

/** Leaves the app's page for the login page. */
export async function leaveForLogin(page) {
  await page.click('#redirect')
  await page.until(() => document.querySelector('input[name=password]') !== null)
}

/** How a login of this page ended: the first one, unless another is named. */
export function outcomeOf(page, login = 0) {
  return page.until((index) => outcomes[index]?.settledAt && outcomes[index], login)
}

/** It ended with a result of its own: what the app handed to this very login came back. */
export async function expectLogin(page, login = 0, begun = login) {
  const { code, sub, appState } = await outcomeOf(page, login)
  assert.equal(code, undefined, 'the code of an error')
  assert.match(sub, /^database\|/)
  assert.deepEqual(appState, { login: begun })
}

export async function expectError(page, code, login = 0) {
  assert.equal((await outcomeOf(page, login)).code, code)
}

/** No login of this page has ended yet. */
export async function expectPending(page) {
  assert.deepEqual(await page.read(() => outcomes.filter(({ settledAt }) => settledAt)), [])
}

/**
 * What the page told the server. The page itself is left alone: a driver that looks into it can
 * count as a person's touch.
 */
export function reported(app, wanted) {
  return eventually(
    () => app.reports.find(wanted),
    () => `a report, after ${JSON.stringify(app.reports)}`,
  )
}

/**
 * While a popup is open, something waits for it: so that nothing left afterwards says something.
 */
export async function expectSomethingHeld(page) {
  const { timers, listeners, channels } = await page.read(() => leftBehind())
  assert.ok(
    timers > 0 && listeners > 0 && channels > 0,
    JSON.stringify({ timers, listeners, channels }),
  )
}

/** A login that has ended has left no timer, listener, channel, frame or record. */
export async function expectNothingLeft(page) {
  assert.deepEqual(await page.read(() => leftBehind()), {
    timers: 0,
    listeners: 0,
    channels: 0,
    frames: 0,
    records: 0,
  })
}
