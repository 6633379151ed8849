import { expect, type Page } from 'playwright/test'
import type { AuthResult } from '../../dist/index.js'
import type { Demo } from './demo.js'

export const connections = ['social', 'database', 'ldap', 'saml', '']

export type Mode = 'redirect' | 'popup'

/** What the sample app shows as JSON: which members are there depends on the response type. */
export type ShownResult = Partial<AuthResult<'code'>> & { appState?: { returnTo: string } }

export interface Settings {
  responseType?: string
  responseMode?: string
  callbackPage?: string
  params?: string
  offline?: boolean
}

/**
 * Everything a person can do with the sample app and the login pages behind it. The only file that
 * clicks.
 */
export class App {
  readonly page: Page
  readonly demo: Demo
  readonly url: string

  constructor(page: Page, demo: Demo) {
    this.page = page
    this.demo = demo
    this.url = demo.appUrl
  }

  async open(path = '') {
    await this.page.goto(this.url + path)
  }

  /** Comes from elsewhere to an address of the app with an answer in it. */
  async arrive(answer: string | URL) {
    await this.page.goto('about:blank')
    await this.page.goto(`${answer}`)
  }

  async choose({ params, offline, ...selections }: Settings) {
    for (const [name, value] of Object.entries(selections))
      await this.page.locator(`select[name=${name}]`).selectOption(value)
    if (params !== undefined) {
      await this.page.locator('input[name=params]').fill(params)
      await this.page.locator('input[name=params]').blur()
    }
    if (offline !== undefined) await this.page.locator('input[name=offline]').setChecked(offline)
  }

  async press(connection: string, mode: Mode) {
    await this.page.locator(`button[data-connection="${connection}"][data-mode=${mode}]`).click()
  }

  /** Begins a login by redirect, and returns the request that this browser left with. */
  async leave(connection: string): Promise<string> {
    const left = this.page.waitForRequest((request) =>
      request.url().startsWith(`${this.demo.tenantUrl}authorize?`),
    )
    await this.press(connection, 'redirect')
    return (await left).url()
  }

  async pressForPopup(connection: string): Promise<Page> {
    const opened = this.page.waitForEvent('popup')
    await this.press(connection, 'popup')
    return opened
  }

  /** Gives a popup login up, with the button that the app shows meanwhile. */
  async cancel() {
    await this.page.locator('button[data-cancel]:visible').click()
  }

  /**
   * A button beyond the login itself, by its name in the page: `silent`, `refresh`, `userinfo`,
   * `logout`, `logout-everywhere`, `ways`.
   */
  async act(action: string) {
    await this.page.locator(`button[data-action=${action}]:visible`).click()
  }

  /** Fills in whichever login page the window shows, and sends it. */
  async logIn(window = this.page, { password = this.demo.account.password } = {}) {
    await window.locator('input[name=email], input[name=username]').fill(this.demo.account.email)
    await window.locator('input[name=password]').fill(password)
    await this.send(window)
  }

  /** Sends the login page's form as it is. */
  async send(window = this.page) {
    // a popup can be gone before its click has returned
    await window
      .locator('button[type=submit]')
      .click()
      .catch((error) => {
        if (!window.isClosed()) throw error
      })
  }

  async deny(window = this.page) {
    await window.locator('a.cancel').click()
  }

  /** A whole login: by redirect in this page, or through a popup. */
  async logInBy(mode: Mode, connection: string) {
    if (mode === 'redirect') {
      await this.press(connection, 'redirect')
      await this.logIn()
    } else {
      await this.logIn(await this.pressForPopup(connection))
    }
    return this.result()
  }

  /** The result that the page shows. A problem shown instead fails at once. */
  async result(): Promise<ShownResult> {
    await this.page.locator('body[data-shows=signed-in], .problem:not([hidden])').first().waitFor()
    expect(await this.problemShown(), 'the problem that the page shows').toBe('')
    return JSON.parse((await this.page.locator('#result').textContent()) ?? '')
  }

  /** The code of the problem that the page shows. */
  async problem(): Promise<string> {
    await this.page.locator('.problem:not([hidden])').waitFor()
    return this.problemShown()
  }

  private async problemShown() {
    const code = this.page.locator('.problem:not([hidden]) [data-error-code]')
    return (await code.count()) > 0 ? ((await code.textContent()) ?? '') : ''
  }

  /** Nobody is logged in here, and nothing is shown that only somebody logged in may see. */
  async expectNobody() {
    await expect(this.page.locator('body')).toHaveAttribute('data-shows', 'login')
    await expect(this.page.locator('#result')).toBeEmpty()
  }

  /**
   * The address, with the answer in it, that the server is about to send this page to. Call it
   * before whatever leads there.
   */
  async nextAnswer(): Promise<URL> {
    const response = await this.page.waitForResponse((one) =>
      (one.headers().location ?? '').startsWith(`${this.url}callback`),
    )
    return new URL(response.headers().location ?? '')
  }
}
