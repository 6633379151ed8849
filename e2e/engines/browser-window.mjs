import { eventually } from './eventually.mjs'

/**
 * A window or tab of whichever browser, with what a person can do in it. Each driver extends it.
 *
 * @typedef {object} Browser one profile, fresh for every test
 * @property {'Chromium' | 'Firefox' | 'WebKit'} engine
 * @property {boolean} keepsPages whether Back shows the very page that was left (bfcache)
 * @property {(url: string) => Promise<BrowserWindow>} open a new tab
 */
export class BrowserWindow {
  /**
   * Runs a function in the page, which sees nothing but its arguments, and returns what it returns,
   * as JSON.
   */
  async read(_look, ..._values) {
    throw new Error('every driver reads in its own way')
  }

  /** Runs a function in the page again and again, until it returns something. */
  until(look, ...values) {
    return eventually(() => this.read(look, ...values), `${look}`)
  }

  /** Until the window is no longer there. */
  gone() {
    return eventually(async () => !(await this.isOpen()), 'the window closes')
  }
}
