import type { Page } from 'playwright/test'
import { App } from './app.js'
import type { Demo } from './demo.js'

export interface Choices {
  keep?: 'page' | 'tab' | 'browser'
  dpop?: boolean
  silent?: boolean
}

/** Everything a person can do with the demo's Session page in one tab. */
export class SessionPage {
  readonly page: Page
  readonly demo: Demo

  constructor(page: Page, demo: Demo) {
    this.page = page
    this.demo = demo
  }

  async open({ keep = 'browser', dpop = false, silent = false }: Choices = {}) {
    const query = new URLSearchParams({
      keep,
      ...(dpop && { dpop: 'on' }),
      ...(silent && { silent: 'on' }),
    })
    await this.page.goto(`${this.demo.appUrl}session?${query}`)
    await this.settled()
  }

  /** The session has said whether somebody is here. */
  async settled() {
    await this.page.locator('body:not([data-status=loading])').waitFor()
  }

  async act(action: string) {
    await this.page.locator(`button[data-action=${action}]`).click()
  }

  async logIn() {
    await this.act('redirect')
    await new App(this.page, this.demo).logIn()
    await this.expectStatus('in')
  }

  async expectStatus(status: 'in' | 'out') {
    await this.page.locator(`body[data-status=${status}]`).waitFor()
  }

  /** A tab of the same browser, opened by this page's own button. */
  async openAnotherTab() {
    const opened = this.page.context().waitForEvent('page')
    await this.act('another-tab')
    const tab = new SessionPage(await opened, this.demo)
    await tab.settled()
    return tab
  }

  /** Calls the API, and waits until the page shows what came of it. */
  async callApi() {
    const button = this.page.locator('button[data-action=call]')
    await button.click()
    await this.page.locator('button[data-action=call]:not([aria-busy])').waitFor()
  }

  /** What the list of tabs says of each: who is there, a fingerprint of the token, the answer. */
  async tabs() {
    const rows = await this.page.locator('[data-tabs] tr').all()
    return Promise.all(
      rows.map(async (row) => {
        const [who = '', token = '', answer = ''] = await row.locator('td').allTextContents()
        return { who, token, answer }
      }),
    )
  }

  /** This tab's own row. */
  get here() {
    return this.page.locator('tr.here')
  }

  async token() {
    return this.here.locator('code').textContent()
  }

  /** How many requests of a kind the page counted since it was opened or cleared. */
  count(kind: 'renewals' | 'calls' | 'refused') {
    return this.page.locator(`[data-count=${kind}]`)
  }

  async set(name: string, value: string | boolean) {
    const field = this.page.locator(`#switches [name=${name}]`)
    const stored = this.page.waitForResponse('**/demo/switches')
    if (typeof value === 'boolean') await field.setChecked(value)
    else await field.selectOption(value)
    await stored
  }
}
