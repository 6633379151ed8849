import { BrowserWindow } from './browser-window.mjs'

class PlaywrightWindow extends BrowserWindow {
  #page
  #browser
  #frame

  constructor(page, browser, frame) {
    super()
    this.#page = page
    this.#browser = browser
    this.#frame = frame
  }

  /** What stands in a frame of this page. */
  inside(selector) {
    return new PlaywrightWindow(this.#page, this.#browser, selector)
  }

  #find(selector) {
    return this.#frame
      ? this.#page.frameLocator(this.#frame).locator(selector)
      : this.#page.locator(selector)
  }

  async read(look, ...values) {
    const expression = `(${look})(...${JSON.stringify(values)})`
    if (!this.#frame) return this.#page.evaluate(expression)
    const frame = await this.#page.locator(this.#frame).elementHandle()
    return (await frame.contentFrame()).evaluate(expression)
  }

  open(url) {
    return this.#page.goto(url)
  }

  click(selector) {
    // A click may close the window: nothing waits for what comes of it.
    return this.#find(selector).click({ noWaitAfter: true })
  }

  fill(selector, text) {
    return this.#find(selector).fill(text)
  }

  type(selector, text) {
    return this.#find(selector).pressSequentially(text)
  }

  /** The window that something opens. */
  async opens(act) {
    // not the page's own event, which Firefox does not send for the windows of a frame
    const opened = this.#page.context().waitForEvent('page')
    await act()
    const page = await opened
    await this.#browser.attend(page)
    return new PlaywrightWindow(page, this.#browser)
  }

  /** The person turns to this window. */
  attend() {
    return this.#browser.attend(this.#page)
  }

  async isOpen() {
    return !this.#page.isClosed()
  }

  async url() {
    return this.#page.url()
  }

  back() {
    // not waited for: the answer can get lost with the page, as can Playwright's own goBack in
    // Firefox
    this.#page.evaluate(() => history.back()).catch(() => undefined)
  }

  reload() {
    return this.#page.reload()
  }

  close() {
    return this.#page.close()
  }
}

/**
 * Playwright's Chromium believes that every page has the focus, all the time: here only the one has
 * it that the person turned to.
 */
function haveFocusOnlyWhereAttended() {
  globalThis.attended = true
  Document.prototype.hasFocus = () => globalThis.attended
}

/** Playwright's Firefox takes the driver's looks into a page for touches of a person. */
function beTouchedByPersonsAlone() {
  let touched = false
  const onTouch = ({ isTrusted }) => {
    touched ||= isTrusted
  }
  addEventListener('pointerdown', onTouch, true)
  addEventListener('keydown', onTouch, true)
  Object.defineProperty(UserActivation.prototype, 'hasBeenActive', { get: () => touched })
}

/** Chromium or Firefox, driven by Playwright. */
export class PlaywrightBrowser {
  #context

  /** @param {import('playwright/test').BrowserContext} context */
  constructor(context, engine) {
    this.#context = context
    this.engine = engine
    // Playwright switches Chromium's bfcache off, and our configuration Firefox's.
    this.keepsPages = false
  }

  /** Before the first page opens: what Playwright makes pages believe that is not so. */
  async prepare() {
    await this.#context.addInitScript(
      this.engine === 'Chromium' ? haveFocusOnlyWhereAttended : beTouchedByPersonsAlone,
    )
  }

  /** @returns {Promise<PlaywrightWindow>} */
  async open(url) {
    const page = await this.#context.newPage()
    await this.attend(page)
    await page.goto(url)
    return new PlaywrightWindow(page, this)
  }

  async attend(page) {
    await page.bringToFront()
    if (this.engine !== 'Chromium') return
    for (const one of this.#context.pages()) {
      for (const frame of one.frames()) {
        await frame
          .evaluate((attended) => {
            globalThis.attended = attended
          }, one === page)
          // a window may close, or a page may be left, meanwhile
          .catch(() => {})
      }
    }
  }
}
