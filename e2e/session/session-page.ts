import type { Page } from 'playwright/test'
import type { Session, TokenRequest } from '../../src/session/index.js'
import { expect } from './session-test.js'
import type { SessionWorld } from './session-world.mjs'

declare global {
  interface Window {
    session: Session
    /** Every state that was told: the person's name, or the status; and the code of an error. */
    states: string[]
    /** ms by which the clock of the page is ahead. */
    ahead: number
    logIn: () => void
  }
}

/** How an app makes its session, and what it does at load. */
export interface Settings {
  keep?: 'page' | 'tab' | 'browser'
  silent?: boolean
  start?: boolean
  subscribe?: boolean
  ahead?: number
  responseType?: 'code' | 'token id_token'
}

/** Opens the app, and waits until it knows whether somebody is logged in. */
export async function openApp(page: Page, world: SessionWorld, settings: Settings = {}) {
  await page.goto(world.url(settings))
  await page.waitForFunction(() => window.session.getState().status !== 'loading')
  return page
}

/** Logs in by redirect, in this tab. */
export async function logIn(page: Page) {
  await Promise.all([page.waitForEvent('framenavigated'), page.evaluate(() => window.logIn())])
  await page.waitForFunction(() => window.session?.getState().status === 'in')
  return page
}

/** A token, or the code of the error. */
export const takeToken = (page: Page, request?: TokenRequest) =>
  page.evaluate(
    (asked) => window.session.getToken(asked).catch(({ code, message }) => `${code ?? message}`),
    request,
  )

/** Every state that the page was told. */
export const statesOf = (page: Page) => page.evaluate(() => window.states)

/** Until the page shows a state. */
export const expectState = (page: Page, state: string) =>
  expect.poll(async () => (await statesOf(page)).at(-1)).toBe(state)

/** The tokens live no longer, for these tabs and for the server. */
export async function expire(world: SessionWorld, pages: Page[], seconds = 7200) {
  world.server.advanceTime(seconds)
  for (const page of pages)
    await page.evaluate((ms) => {
      window.ahead += ms
    }, seconds * 1000)
}

/** Holds what the token endpoint answers until it is released. */
export function holdAnswers(world: SessionWorld) {
  let release = () => {}
  world.held = new Promise<void>((resolve) => {
    release = resolve
  })
  return () => {
    world.held = undefined
    release()
  }
}

/** Until so many renewals were asked for. */
export const expectRenewals = (world: SessionWorld, count: number) =>
  expect.poll(() => world.renewals().length).toBe(count)
