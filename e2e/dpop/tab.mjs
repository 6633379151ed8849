import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'

/** A call that rejected in the page. */
class Rejection extends Error {
  constructor({ message, code, detail }) {
    super(message)
    Object.assign(this, { name: 'Rejection', code, detail })
  }
}

async function outcomeOf(tab, name) {
  const { value, error } = await tab.until((wanted) => globalThis.outcomes[wanted], name)
  if (error) throw new Rejection(error)
  return value
}

/** Runs an asynchronous function in the page, and gives what it resolves with. */
export async function perform(tab, work, ...values) {
  const name = randomUUID()
  await tab.read(
    `(name, ...values) => { globalThis.keep(name, (${work})(...values)) }`,
    name,
    ...values,
  )
  return outcomeOf(tab, name)
}

async function fillIn(window, { account }) {
  await window.until(() => document.querySelector('input[name=password]') !== null)
  await window.fill('input[name=email]', account.email)
  await window.fill('input[name=password]', account.password)
  await window.click('button[type=submit]')
}

/** The two ways to log in. */
export const ways = {
  async redirect(tab, demo) {
    await tab.click('#redirect')
    await fillIn(tab, demo)
    await tab.until(() => globalThis.outcomes?.redirect?.value !== null)
    return outcomeOf(tab, 'redirect')
  },

  async popup(tab, demo) {
    const popup = await tab.opens(() => tab.click('#popup'))
    await fillIn(popup, demo)
    return outcomeOf(tab, 'popup')
  },
}

/** Opens the app in a new tab, and logs in. */
export async function logIn({ world, browser }, way = 'popup') {
  const tab = await browser.open(world.app)
  const result = await ways[way](tab, world.demo)
  assert.equal(result.tokenType, 'DPoP')
  return { tab, result }
}

/** Renews in the page. */
export const refresh = (tab, refreshToken) =>
  perform(tab, (token) => globalThis.auth.refresh(token), refreshToken)

export const thumbprint = (tab) => perform(tab, () => globalThis.dpop.thumbprint())

/** Calls an API from the page, through dpop.fetch. */
export const call = (tab, url, { accessToken, tokenType }) =>
  perform(
    tab,
    async (address, headers) => (await globalThis.dpop.fetch(address, { headers })).status,
    url,
    { Authorization: `${tokenType} ${accessToken}` },
  )
