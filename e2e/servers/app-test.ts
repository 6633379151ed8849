import { test as base, expect, type Page } from 'playwright/test'
import type { Auth, AuthError, AuthResult } from '../../dist/index.js'
import { startApp } from './app.mjs'

declare global {
  /** In the app's page. */
  var client: Auth<'code'>
}

export { expect }

export type App = Awaited<ReturnType<typeof startApp>>

/** What the app shows of a login. */
export interface Outcome {
  result?: Partial<AuthResult<'code'>> & { appState?: unknown }
  error?: Pick<AuthError, 'code' | 'message' | 'detail' | 'appState'>
}

export const test = base.extend<object, { app: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern
    async ({}, use) => {
      const app = await startApp()
      await use(app)
      await app.close()
    },
    { scope: 'worker' },
  ],
})

export type Mode = 'redirect' | 'popup'
export const modes: Mode[] = ['redirect', 'popup']

/** A page of the app, once it has its client. */
export async function open(page: Page, app: App, path: string) {
  await page.goto(app.origin + path)
  await expect(page.locator('#redirect')).toBeEnabled()
}

/** Begins a login; gives the page that shows the server now: this one, or a popup. */
export async function begin(page: Page, mode: Mode): Promise<Page> {
  if (mode === 'redirect') {
    await page.click('#redirect')
    return page
  }
  const opened = page.waitForEvent('popup')
  await page.click('#popup')
  return opened
}

/** How a login ended, whose answer has left the address bar, and whose popup is closed. */
export async function outcomeOf(page: Page): Promise<Outcome> {
  const shown = page.locator('output')
  await expect(shown).not.toHaveText('')
  expect(new URL(page.url())).toMatchObject({ search: '', hash: '' })
  await expect.poll(() => page.context().pages().length).toBe(1)
  return JSON.parse(`${await shown.textContent()}`)
}

/** The result of a login that began here. */
export async function resultOf(page: Page) {
  const { result, error } = await outcomeOf(page)
  expect(error).toBeUndefined()
  expect(result?.appState).toEqual({ returnTo: '/inbox' })
  return result ?? {}
}

/** The error of a login that began here. */
export async function errorOf(page: Page) {
  const { result, error } = await outcomeOf(page)
  expect(result).toBeUndefined()
  expect(error?.appState).toEqual({ returnTo: '/inbox' })
  return error
}
