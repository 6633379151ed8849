import { BrowserWindow } from '../engines/browser-window.mjs'
import { eventually } from '../engines/eventually.mjs'
import { screen } from './display.mjs'
import { WebDriverSession } from './webdriver.mjs'

class WebKitWindow extends BrowserWindow {
  #session
  #handle
  #frame

  constructor(session, handle, frame) {
    super()
    this.#session = session
    this.#handle = handle
    this.#frame = frame
  }

  inside(selector) {
    return new WebKitWindow(this.#session, this.#handle, selector)
  }

  /**
   * WebDriver speaks to one window, or one frame in it, at a time. Turning to it gives it the focus
   * among the frames of its page, so it is not done again without need.
   */
  async #select() {
    const selection = `${this.#handle} ${this.#frame ?? ''}`
    if (this.#session.selection === selection) return
    this.#session.selection = undefined
    await this.#session.send('POST', '/window', { handle: this.#handle })
    if (this.#frame)
      await this.#session.send('POST', '/frame', {
        id: (await this.#session.element(this.#frame)).reference,
      })
    this.#session.selection = selection
  }

  async #send(...command) {
    await this.#select()
    return this.#session.send(...command)
  }

  #find(selector) {
    return eventually(async () => {
      await this.#select()
      return this.#session.element(selector)
    }, `there is a ${selector}`)
  }

  read(look, ...values) {
    return this.#send('POST', '/execute/sync', {
      script: `return (${look}).apply(null, arguments)`,
      args: values,
    })
  }

  open(url) {
    return this.#send('POST', '/url', { url })
  }

  async click(selector) {
    const { path } = await this.#find(selector)
    await this.#session.send('POST', `${path}/click`, {}).catch(async (error) => {
      // a click may close the window
      if (await this.isOpen()) throw error
    })
  }

  async fill(selector, text) {
    const { path } = await this.#find(selector)
    await this.#session.send('POST', `${path}/clear`, {})
    await this.#session.send('POST', `${path}/value`, { text })
  }

  async type(selector, text) {
    const { path } = await this.#find(selector)
    await this.#session.send('POST', `${path}/value`, { text })
  }

  async opens(act) {
    const before = await this.#session.send('GET', '/window/handles')
    await act()
    const handle = await eventually(
      async () =>
        (await this.#session.send('GET', '/window/handles')).find((one) => !before.includes(one)),
      'a window opens',
    )
    return new WebKitWindow(this.#session, handle)
  }

  /**
   * On a display without a window manager the focus is where the pointer is, which is the middle of
   * the screen: this window goes there, the others leave the screen.
   */
  async attend() {
    this.#session.selection = undefined
    for (const handle of await this.#session.send('GET', '/window/handles')) {
      await this.#session.send('POST', '/window', { handle })
      const { width, height } = await this.#session.send('GET', '/window/rect')
      const middle = {
        x: Math.round((screen.width - width) / 2),
        y: Math.round((screen.height - height) / 2),
      }
      await this.#session.send(
        'POST',
        '/window/rect',
        handle === this.#handle ? middle : { x: screen.width, y: 0 },
      )
    }
    await this.until(() => document.hasFocus())
  }

  async isOpen() {
    return (await this.#session.send('GET', '/window/handles')).includes(this.#handle)
  }

  url() {
    return this.#send('GET', '/url')
  }

  back() {
    return this.#send('POST', '/back', {})
  }

  reload() {
    return this.#send('POST', '/refresh', {})
  }

  async close() {
    await this.#send('DELETE', '/window')
    this.#session.selection = undefined
  }
}

/** WebKitGTK's MiniBrowser, driven by WebKitWebDriver. */
export class WebKitBrowser {
  #session
  #started = false

  static async start(driver, binary) {
    const session = await WebDriverSession.begin(driver, {
      browserName: 'MiniBrowser',
      acceptInsecureCerts: true,
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    })
    return new WebKitBrowser(session)
  }

  constructor(session) {
    this.#session = session
    this.engine = 'WebKit'
    this.keepsPages = true
  }

  /** @returns {Promise<WebKitWindow>} */
  async open(url) {
    const [any] = await this.#session.send('GET', '/window/handles')
    await this.#session.send('POST', '/window', { handle: any })
    const handle = this.#started
      ? (await this.#session.send('POST', '/window/new', { type: 'window' })).handle
      : any
    this.#started = true
    this.#session.selection = undefined
    const opened = new WebKitWindow(this.#session, handle)
    await opened.open(url)
    return opened
  }

  close() {
    return this.#session.end()
  }
}
