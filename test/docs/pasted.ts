import type { Page } from 'playwright/test'
import type { startDemo } from '../../demo/start.mjs'
import { codeBlocks } from './markdown.js'

export type Demo = Awaited<ReturnType<typeof startDemo>>

/** The files of a page, with the demo's names in place of those that stand for the reader's own. */
export function filesOf(
  document: string,
  { tenantUrl, clientId }: Demo,
  url: string,
): Record<string, string> {
  const names = {
    'acme.eu.auth0.com': tenantUrl,
    abc123: clientId,
    'google-oauth2': 'database',
    'https://app.example': url,
  }
  const pasted = (code: string) =>
    Object.entries(names).reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), code)
  return Object.fromEntries(
    codeBlocks(document).flatMap(({ file, code }) => (file ? [[file, pasted(code)]] : [])),
  )
}

export async function logIn(page: Page, { account }: Demo) {
  await page.locator('input[name=email], input[name=username]').fill(account.email)
  await page.locator('input[name=password]').fill(account.password)
  await page.locator('button[type=submit]').click()
}

export const clickForPopup = async (page: Page, button: string) =>
  (await Promise.all([page.waitForEvent('popup'), page.click(button)]))[0]

export async function logInByPopup(page: Page, demo: Demo, button: string) {
  const popup = await clickForPopup(page, button)
  const closed = popup.waitForEvent('close')
  await logIn(popup, demo)
  await closed
}
